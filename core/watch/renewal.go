package watch

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// about is the licence that an application is to change or to renew (许可法49、50).
type about struct {
	Kind  string      `json:"k"`
	No    string      `json:"no"`
	Case  string      `json:"c"`
	On    period.Date `json:"on"`
	Until period.Date `json:"til"`
	By    period.Date `json:"by"` // last day for applying to renew it
}

// next is what the file of a licence says of an application about it.
type next struct {
	kind, stage, of string
	protects        bool
	until           period.Date
}

// named checks the licence that an application names: what is renewed has an end that is not
// over, and the last day for applying is that of the law or of the item.
func (w *walk) named(on period.Date) {
	w.about = w.filing.About
	a := w.about
	if a == nil {
		return
	}
	w.need(slices.Contains([]string{"change", "renew"}, a.Kind), "aboutKind", a.Kind)
	w.need(!blank(a.No) && !a.On.IsZero() && a.On <= w.now, "aboutLicence", a.No)
	w.need(a.Kind != "renew" || !a.Until.IsZero(), "aboutLicence", a.No)
	by := w.renewFrom(a.Until)
	w.need(a.Until.IsZero() || a.By == by, "renewDay", a.By.String(), by.String())
	if !a.By.IsZero() && a.Kind == "renew" && on > a.By {
		w.find("renewLate", a.By.String(), on.String())
	}
}

// renewFrom is the last day for applying to renew what ends on a day.
func (w *walk) renewFrom(until period.Date) period.Date {
	before := w.Item.Renew
	switch {
	case until.IsZero() || before.IsZero() && !w.Item.Licence:
		return 0
	case before.IsZero():
		before = period.Period{N: 30, Unit: period.NaturalDay}
	case before.Unit == period.WorkingDay:
		return w.edition().AddWorking(until, -before.N)
	}
	return until.Add(-before.N)
}

// silence is the last day before the law renews what the body did not decide (许可法50(2)): of
// an accepted application that came in time. Zero where it renews nothing.
func (w *walk) silence() period.Date {
	if !slices.Contains([]stage{reviewing, approving, suspended}, w.stage) {
		return 0
	}
	return w.renewalDue()
}

// renewalDue is the last day for deciding on a renewal that was applied for in time: that of the
// licence itself, whatever the calendar says of it. Zero for everything else, and where the application
// was complete only after the licence had ended: earlier versions let silence renew that as well.
func (w *walk) renewalDue() period.Date {
	if !w.protected() || w.acceptedOn > w.about.Until && !w.renewsNow() {
		return 0
	}
	return w.about.Until
}

// protected tells whether a renewal was applied for in time.
func (w *walk) protected() bool {
	a := w.about
	return a != nil && a.Kind == "renew" && !a.By.IsZero() && w.receivedOn <= a.By
}

// renewsNow tells whether the act at hand is that of silence.
func (w *walk) renewsNow() bool {
	return w.seq > 0 && w.fact.Act == "tick" && w.text("w") == renewedNow
}

// renewed: the licence ended and nothing was decided, so it is renewed from the day after.
func (w *walk) renewed(on period.Date) {
	w.find("renewedBySilence", on.String())
	until, want := w.day("til"), w.newTerm()
	w.need(until == want, "renewTerm", until.String(), want.String())
	w.endOpenStop(on)
	w.granted, w.decidedOn, w.licence.until, w.saidOn = true, on.Add(1), until, 0
	if at := slices.Index(w.posts, "approval"); at >= 0 {
		w.place = at
	}
	if w.hasIssuing() {
		w.onward(on.Add(1))
	}
	w.move(granted)
}

func (w *walk) endOpenStop(on period.Date) {
	if n := len(w.stops); n > 0 && w.stops[n-1].to.IsZero() {
		w.endStop(on)
	}
}

// newTerm is the last day of validity of a renewal: as the item publishes, else as long as
// before; from the day after the old one.
func (w *walk) newTerm() period.Date {
	a := w.about
	if valid := w.Item.Validity; !valid.IsZero() {
		return valid.LastDay(a.Until.Add(1))
	}
	return a.Until.Add(int(a.Until - a.On))
}

// validity checks the last day that a decision in favour names.
func (w *walk) validity(until period.Date) {
	w.need(until.IsZero() || until >= w.now, "validityDay", until.String())
	usual := w.Item.Validity.LastDay(w.now)
	switch a := w.about; {
	case a != nil && a.Kind == "change":
		w.need(until == a.Until, "renewTerm", until.String(), a.Until.String())
		return
	case a != nil:
		w.need(w.now <= a.Until || w.protected() && w.acceptedOn > a.Until, "renewedAfterEnd", a.Until.String(), w.now.String())
		w.need(until > a.Until, "renewTerm", until.String(), w.newTerm().String())
		usual = w.Item.Validity.LastDay(a.Until.Add(1))
	}
	w.need(!until.IsZero() || usual.IsZero(), "validityMissing")
	w.need(usual.IsZero() || until <= usual, "validityLonger", until.String(), usual.String())
}

// noteRenewal: what the file of a licence is told of an application about it follows its road,
// and no second one comes while it is under way.
func (w *walk) noteRenewal() {
	n := next{kind: w.text("k"), stage: w.text("s"), of: w.text("c"), until: w.day("til")}
	w.read("p", &n.protects)
	l := &w.licence
	w.need(l.held && !l.cancelled && l.revokedOn.IsZero() && l.replacedOn.IsZero(), "noLicence")
	w.need(strings.Contains(" applied granted issued ended ", " "+n.stage+" ") && (n.kind == "renew" || n.kind == "change"), "renewalNote", n.stage)
	w.need(l.next == nil || l.next.of == n.of, "renewalTwice", n.of)
	w.need(n.stage != "ended" || l.next != nil, "renewalNote", n.stage)
	switch n.stage {
	case "ended":
		l.next = nil
		return
	case "issued":
		l.replacedOn = w.now
	}
	l.next = &n
}

// renewing tells whether a licence stands beyond its last day: it was renewed, or that was
// applied for in time and is not decided.
func (n *next) renewing() bool {
	return n != nil && n.kind == "renew" && (n.protects || n.stage != "applied")
}

// standsUntil is the last day of validity as it is now; zero = no end that is known.
func (l licence) standsUntil() period.Date {
	switch {
	case !l.next.renewing():
		return l.until
	case l.next.stage == "applied":
		return 0
	}
	return l.next.until
}
