package watch

import (
	"slices"

	"yimen/core/period"
)

// review notes an opinion and hands the case on.
func (w *walk) review() {
	w.lookedAt()
	w.haste()
	w.stepDone(w.now)
	if w.reviewed == nil {
		w.reviewed = map[int]bool{}
	}
	w.reviewed[w.place] = true
	w.need(w.saidOn.IsZero(), "spokenTwice", w.saidOn.String())
	w.saidOn = w.now
	w.together()
}

// haste: an opinion within seconds of the file's arrival was hardly read.
func (w *walk) haste() {
	took := int64(w.fact.At-w.arrived) / 1000
	w.need(took >= int64(w.Rules.Hasty), "hasty", w.fact.Act, number(int(took)))
}

// sendBack checks a return: one step, never behind acceptance.
func (w *walk) sendBack() {
	w.stepDone(w.now)
	if w.place <= 1 {
		w.find("returnTooFar")
		return
	}
	w.place--
	w.onSpot = false
	delete(w.reviewed, w.place)
	w.begin(w.now)
}

// mostStopped is how many days an Article 45 procedure can be told for.
const mostStopped = 366

// suspend checks an Article 45 procedure: the kind is allowed here, the applicant has it in
// writing, it begins when he was told or later, and before the limit is over.
func (w *walk) suspend() {
	s := stop{from: w.day("f"), told: w.day("t"), kind: w.text("k")}
	w.need(slices.Contains(w.defined().Special, w.text("k")), "kindNotAllowed", w.text("k"))
	w.need(!blank(w.text("n")), "noticeMissing")
	w.need(w.text("k") != "hearing", "hearingBySuspend")
	w.need(s.from >= w.now, "stopBeforeNotice", s.from.String(), w.now.String())
	w.need(s.told >= s.from && s.told <= s.from.Add(mostStopped), "stopDays", s.from.String(), s.told.String())
	w.tested(s)
	w.capped(s)
	w.lastDay(s)
	w.row(s)
	w.stops = append(w.stops, s)
}

// tested: what is inspected, tested or examined for disease is so by two people or more, appointed
// within five working days of acceptance (许可法55(2)).
func (w *walk) tested(s stop) {
	tests := []string{"inspection", "testing", "quarantine"}
	if !slices.Contains(tests, s.kind) {
		return
	}
	var who []string
	w.read("w", &who)
	slices.Sort(who)
	w.need(len(slices.Compact(who)) >= 2, "twoTesters", number(len(who)))
	first := !slices.ContainsFunc(w.stops, func(before stop) bool { return slices.Contains(tests, before.kind) })
	if due := w.due(w.acceptedOn, fiveDays, nil, nil); first && w.now > due {
		w.find("testersLate", due.String(), w.now.String())
	}
}

// fiveDays are those of 许可法55(2).
var fiveDays = period.Period{N: 5, Unit: period.WorkingDay}

// capped: the stops of a kind take no more days together than the item gives them.
func (w *walk) capped(s stop) {
	most, is := w.Item.StopMost[s.kind]
	days := int(s.told-s.from) + 1
	for _, before := range w.stops {
		if before.kind == s.kind && !before.to.IsZero() {
			days += max(0, int(before.to-before.from)+1)
		}
	}
	w.need(!is || days <= most, "stopOverCap", number(most), number(days))
}

// lastDay: a stop after the limit changes nothing, one begun on its last day is suspect.
func (w *walk) lastDay(s stop) {
	statute, promise := w.statutoryDue(), w.promisedDue()
	w.need(statute.IsZero() || s.from <= statute, "stopAfterDue", s.from.String(), statute.String())
	w.need(promise.IsZero() || w.now > promise || s.from <= promise, "stopAfterPromise", s.from.String(), promise.String())
	for _, due := range []period.Date{promise, statute} {
		if !due.IsZero() && (s.from == due || w.now == due) {
			w.find("stopOnLastDay", due.String())
			return
		}
	}
}

// mostStops is how many stops a case may have before it is odd.
const mostStops = 2

// row looks at the stops before: does one follow the other without a counted day, are
// there many.
func (w *walk) row(s stop) {
	n := len(w.stops)
	if n >= mostStops {
		w.find("stopsMany", number(n+1))
	}
	if n == 0 || w.stops[n-1].to.IsZero() {
		return
	}
	if before := w.stops[n-1].to; w.cal.At(w.fact.At).Count(before, s.from.Add(-1)) <= 0 {
		w.find("stopsInRow", before.String(), s.from.String())
	}
}

// resume checks the end of a stop: within it, and not in the future.
func (w *walk) resume() {
	on := w.day("on")
	ok := len(w.stops) > 0 && on >= w.stops[len(w.stops)-1].from && on <= w.now
	w.need(ok, "resumeDay", on.String())
	w.need(!ok || w.stops[len(w.stops)-1].kind != "hearing", "hearingResumed")
	w.endStop(on)
}

func (w *walk) endStop(on period.Date) {
	if n := len(w.stops); n > 0 {
		w.stops[n-1].to = on
	}
}

// extend checks the one extension: a licence whose limit is in working days, before it is
// over, by the length of the law.
func (w *walk) extend() {
	by, due := w.period("by"), w.statutoryDue()
	w.need(w.Item.Licence && w.Item.Statutory.Unit == period.WorkingDay, "notExtendable")
	w.need(!w.decisionFrom().IsZero(), "clockNotBegun")
	w.need(len(w.extensions) == 0, "extendedTwice")
	w.need(due.IsZero() || w.now <= due, "extendedAfterDue", due.String())
	length := w.Rules.ExtendBy
	if w.Item.Joint {
		length = w.Rules.JointExtendBy
	}
	w.need(by == length, "extensionLength", by.String())
	w.extensions = append(w.extensions, period.Extension{By: by, Granted: w.now})
}

// terminate checks why a case can't go on.
func (w *walk) terminate() {
	ground := w.text("g")
	w.need(slices.Contains([]string{"subjectGone", "matterGone", "dutyUnmet"}, ground), "endGround", ground)
	w.withdraw()
	w.leaves(ground == "subjectGone")
}

// withdraw notes what was late up to the applicant's own end.
func (w *walk) withdraw() {
	if !w.acceptedOn.IsZero() {
		w.examined(w.now)
	}
}
