package watch

import (
	"slices"

	"yimen/core/period"
)

// remote tells whether what came in is a likeness of papers that must follow.
func (w *walk) remote() bool { return slices.Contains([]string{"fax", "email"}, w.filing.Channel) }

// awaits tells whether originals are still to come.
func (w *walk) awaits() bool {
	return w.remote() && !w.Item.OriginalsDue.IsZero() && w.originalsOn.IsZero()
}

// receiveOriginals checks the day on which originals came. Those that differ from what was
// sent don't count, but the post could not go on without looking at them.
func (w *walk) receiveOriginals() {
	on := w.day("on")
	w.need(w.awaits(), "noOriginals")
	w.need(on >= w.receivedOn && on <= w.now, "arrivalDay", on.String(), w.now.String())
	if w.stage != received {
		w.stepOn = max(w.stepOn, on)
		for _, p := range w.silent() {
			p.since = max(p.since, on)
		}
	}
	if blank(w.text("t")) {
		w.originalsLate(on)
		w.originalsOn = on
	}
}

// originalsLate notes originals that took longer than the applicant was given.
func (w *walk) originalsLate(on period.Date) {
	if due := w.sendDue(); !due.IsZero() && on > due {
		w.find("originalsLate", due.String(), on.String())
	}
}

// sendDue is the applicant's last day for them.
func (w *walk) sendDue() period.Date {
	return w.held("originals", w.noticedOn, w.originalsDue(w.Item.OriginalsDue))
}

// originalsDue reckons a limit from the notice of acceptance.
func (w *walk) originalsDue(limit period.Period) period.Date {
	return w.due(w.noticedOn, limit, nil, nil)
}

// decisionFrom is the day from which the decision is counted: the acceptance (许可法42), or
// where the item says so the day on which the originals were there; zero before.
func (w *walk) decisionFrom() period.Date {
	if !w.remote() || !w.Item.FromOriginals {
		return w.acceptedOn
	}
	if w.awaits() {
		return 0
	}
	return max(w.acceptedOn, w.originalsOn)
}

// deny checks the ground that can be held against the file: originals that never came.
func (w *walk) deny() {
	ground := w.text("g")
	w.falsehood(ground)
	switch ground {
	case "", "falseMaterial":
	case "originals":
		lapse := w.originalsDue(w.Item.OriginalsLapse)
		w.need(w.awaits() && !lapse.IsZero() && w.now > lapse, "originalsEarly", lapse.String())
	case "quota":
		w.need(w.line != nil, "placeless")
	default:
		w.find("denyGround", ground)
	}
	w.decide()
}
