package watch

import (
	"slices"

	"yimen/core/period"
)

// What time can do (期满后果).
const (
	deemed     = "deemedAccepted"
	unanswered = "unanswered"
	toldOver   = "toldTimeOver"

	renewalNear = "renewalNear"
	licenceOver = "licenceOver"
	renewedNow  = "deemedRenewed"
)

// due reckons a last day by the calendar in force when the act at hand was done, or at
// File.Now once all are read; zero when there is none.
func (w *walk) due(from period.Date, limit period.Period, stops []period.Stop, ext []period.Extension) period.Date {
	return w.cal.At(w.moment()).Due(period.Clock{From: from, Limit: limit, Stops: stops, Extensions: ext}).On
}

// moment is the one whose calendar counts: of the act at hand; of File.Now once all are read,
// or of the last act if the case is closed, for nothing moves it any more.
func (w *walk) moment() period.Instant {
	switch {
	case w.asOf != 0:
		return w.asOf
	case w.seq > 0:
		return w.fact.At
	case w.stage == closed:
		return w.last
	}
	return w.Now
}

// acceptanceDue: five working days from receipt; after a supplement they begin anew.
func (w *walk) acceptanceDue() period.Date {
	from := w.receivedOn
	if !w.supplementedOn.IsZero() {
		from = w.supplementedOn
	}
	return w.held("acceptance", from, w.due(from, w.Rules.AcceptWithin, nil, nil))
}

func (w *walk) supplementDue() period.Date {
	return w.held("supplement", w.notice.on, w.due(w.notice.on, w.notice.limit, nil, nil))
}

// answerDue is the day after which an unanswered notice ends the case: its last day, or the end
// of the time on the road where the answer was posted by then (民诉法85(4)).
func (w *walk) answerDue() period.Date {
	if !w.notice.posted.IsZero() {
		return w.transitDue()
	}
	return w.supplementDue()
}

func (w *walk) transitDue() period.Date {
	return w.held("transit", w.notice.last, w.due(w.notice.last, w.Rules.Transit, nil, nil))
}

// statutoryDue is the last day of the limit of the law, with what it was extended by.
func (w *walk) statutoryDue() period.Date {
	return w.held("statutory", w.decisionFrom(), w.due(w.decisionFrom(), w.Item.Statutory, w.stopped(), w.extensions))
}

// promisedDue is the last day of the promise, which no extension moves.
func (w *walk) promisedDue() period.Date {
	return w.held("promised", w.decisionFrom(), w.due(w.decisionFrom(), w.promised(), w.stopped(), nil))
}

// promised is the limit the body promised; what is decided on the spot, the same day.
func (w *walk) promised() period.Period {
	if w.onSpot {
		return period.Period{Unit: period.WorkingDay}
	}
	return w.Item.Promised
}

// sameDay notes an item for the same day (即办) that was not closed on it.
func (w *walk) sameDay(on period.Date) {
	if due := w.promisedDue(); (w.Item.Quick || w.onSpot) && !due.IsZero() && on > due {
		w.find("quickLate", due.String(), on.String())
	}
}

func (w *walk) deliveryDue() period.Date {
	return w.held("delivery", w.decidedOn, w.due(w.decidedOn, w.Rules.DeliverWithin, nil, nil))
}

// stepDue is the last day of the step that holds the case. Before acceptance no stop counts.
func (w *walk) stepDue() period.Date {
	return w.held("step", w.stepOn, w.due(w.stepOn, w.defined().Limit, w.stopped(), nil))
}

// stopped gives the stops as days not counted; one that lasts, up to the day told.
func (w *walk) stopped() []period.Stop {
	var out []period.Stop
	for _, s := range w.stops {
		to := s.to
		if to.IsZero() {
			to = s.told
		}
		out = append(out, period.Stop{From: s.from, To: to})
	}
	return out
}

// pending is what time will do to the case, and the last day before it does; empty when it
// will do nothing. Of two things the earlier comes first.
func (w *walk) pending() (what string, on period.Date) {
	what, on = w.ending()
	if silent := w.silence(); !silent.IsZero() && (what == "" || silent < on) {
		return renewedNow, silent
	}
	return what, on
}

// ending is what the stage brings.
func (w *walk) ending() (what string, on period.Date) {
	switch {
	case w.stage == received:
		what = deemed
		on, _ = w.lapse(w.acceptanceDue)
	case w.stage == supplementing && w.Rules.LapseEnds && w.notice != nil:
		what = unanswered
		on, _ = w.lapse(w.answerDue)
	case w.stage == suspended && len(w.stops) > 0:
		what, on = toldOver, w.stops[len(w.stops)-1].told
	case w.stage == closed:
		what, on = w.licenceNext()
	}
	if on.IsZero() {
		return "", 0
	}
	return what, on
}

// lapse is the last day of a limit that time ends, by the calendar that was known when it was
// over: before tells that another one has come in since, and changes nothing.
func (w *walk) lapse(due func() period.Date) (on period.Date, before bool) {
	since, now := w.prior, w.moment()
	if w.seq == 0 {
		since = w.last
	}
	for _, next := range w.cal[1:] {
		if next.From <= since || next.From > now {
			continue
		}
		w.asOf = next.From - 1
		on = due()
		w.asOf = 0
		if period.StartOf(on.Add(1)) <= next.From {
			return on, true
		}
	}
	return due(), false
}

// over tells whether a limit was over before the calendar of now came in.
func (w *walk) over() (before bool) {
	switch {
	case w.stage == received:
		_, before = w.lapse(w.acceptanceDue)
	case w.stage == supplementing && w.Rules.LapseEnds && w.notice != nil:
		_, before = w.lapse(w.answerDue)
	case w.stage == suspended && len(w.stops) > 0:
		_, before = w.lapse(func() period.Date { return w.stops[len(w.stops)-1].told })
	}
	return before
}

// stepDone notes a step that took longer than its post has.
func (w *walk) stepDone(on period.Date) {
	if due := w.stepDue(); w.saidOn.IsZero() && !due.IsZero() && on > due {
		w.find("stepLate", number(w.place+1), w.post(), due.String(), on.String())
	}
}

// examined notes that the decision came, or the case ended, past the promise or the law.
func (w *walk) examined(on period.Date) {
	promise, statute := w.promisedDue(), w.statutoryDue()
	switch {
	case !statute.IsZero() && on > statute:
		w.find("statuteLate", statute.String(), on.String())
	case !promise.IsZero() && on > promise:
		w.find("promiseLate", promise.String(), on.String())
	}
}

// delivered notes that the result was handed over past its limit.
func (w *walk) delivered(on period.Date) {
	if due := w.deliveryDue(); !due.IsZero() && on > due {
		w.find("deliveryLate", due.String(), on.String())
	}
}

// aDay is how long the days that moved may wait to be written down.
var aDay = period.StartOf(2) - period.StartOf(1)

// standing holds the limits that still run against File.Now.
func (w *walk) standing() {
	w.now = w.Now.Date()
	if what, on := w.pending(); what != "" && w.now > on.Add(1) {
		w.find("tickMissing", what, on.String())
	}
	if w.cal.At(w.Now-aDay) == w.cal.At(w.Now) && len(w.moves(w.last, w.Now)) > 0 {
		w.find("recountMissing")
	}
	if w.hearing.due() && slices.Contains([]stage{reviewing, approving, suspended}, w.stage) {
		w.hearingLate(w.now)
	}
	for _, c := range w.chases {
		w.chaseLate(c)
	}
	if w.owes() && w.stage != closed && w.stage != denied {
		w.brings(w.now)
	}
	if w.awaits() && slices.Contains([]stage{reviewing, approving, suspended}, w.stage) {
		w.originalsLate(w.now)
	}
	switch w.stage {
	case closed:
		w.uninspected()
		w.cancelWaited()
		w.unserved(false)
		if w.filedOn.IsZero() && !w.receivedOn.IsZero() {
			w.filedLate(w.now)
		}
	case received:
		w.stepDone(w.now)
	case reviewing, approving:
		w.stepDone(w.now)
		w.besideLate()
		w.examined(w.now)
	case served:
		w.sameDay(w.now)
	case granted:
		w.sameDay(w.now)
		if w.hasIssuing() {
			w.stepDone(w.now)
		}
		w.delivered(w.now)
	case denied, issued:
		w.sameDay(w.now)
		w.delivered(w.now)
	}
}
