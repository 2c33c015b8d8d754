package watch

import (
	"slices"

	"yimen/core/period"
)

// accept checks the acceptance: everything is there that was not left for later.
func (w *walk) accept() {
	for _, code := range w.lacking("deferrable") {
		w.find("deferrableMissing", code)
	}
	w.accepted()
	if spot := false; w.fact.Body["s"] != nil {
		w.read("s", &spot)
		w.toSpot(spot)
	}
}

// toSpot checks that a case may be decided on the spot (许可法34(2)): the approval may, and
// nothing before it asks for a check of substance. It passes the reviews by.
func (w *walk) toSpot(spot bool) {
	at := slices.Index(w.posts, "approval")
	if !spot || at < 0 {
		return
	}
	may := at < len(w.Item.Steps) && w.Item.Steps[at].OnSpot
	for _, s := range w.Item.Steps[:min(at+1, len(w.Item.Steps))] {
		may = may && !s.Check
	}
	w.need(may, "notOnSpot")
	w.onSpot, w.place = true, at
}

// accepted checks what any acceptance asks: its day is today, or the day the last material
// came in, and every required material is there.
func (w *walk) accepted() {
	on := w.day("on")
	want := w.now
	if !w.supplementedOn.IsZero() {
		want = w.supplementedOn
	}
	w.need(on == want, "acceptDay", on.String(), want.String())
	w.joins(want)
	w.complete()
	w.stepDone(w.now)
	w.acceptedOn, w.noticedOn, w.acceptedBy, w.acceptedAs = want, w.now, w.fact.By.No, w.fact.Right.As
	w.onward(w.now)
}

// pending is what an acceptance left open (容缺).
type pending struct {
	on        period.Date
	limit     period.Period
	missing   []string
	broughtOn period.Date
}

// acceptPending checks an acceptance with materials still to come: all of them deferrable and
// named, with a day before the decision is due.
func (w *walk) acceptPending() {
	var missing []string
	w.read("m", &missing)
	lacking := w.lacking("deferrable")
	w.need(len(missing) > 0 && slices.Equal(missing, lacking), "pendingList")
	w.accepted()
	limit := w.period("lim")
	w.owed = &pending{on: w.now, limit: limit, missing: missing}
	most, due := w.statutoryDue(), w.pendingDue()
	if most.IsZero() {
		most = w.due(w.now, w.Rules.MaxSupplement, nil, nil)
	}
	w.need(limit.N > 0 && (most.IsZero() || due <= most), "pendingLimit", limit.String())
}

// pendingDue is the last day for what was left open.
func (w *walk) pendingDue() period.Date {
	return w.held("pending", w.owed.on, w.due(w.owed.on, w.owed.limit, nil, nil))
}

// owes tells whether materials are still to come.
func (w *walk) owes() bool { return w.owed != nil && w.owed.broughtOn.IsZero() }

// bringPending checks that everything that was left open came, and when.
func (w *walk) bringPending() {
	var list []given
	w.read("mat", &list)
	w.atTerminal()
	w.take(list)
	on := w.arrival()
	if !w.owes() {
		w.find("nothingPending")
		return
	}
	p := w.owed
	w.need(on >= p.on, "arrivalDay", on.String(), w.now.String())
	for _, code := range p.missing {
		w.need(w.brought(code, list), "supplementIncomplete", code)
	}
	p.broughtOn = on
	w.brings(on)
}

// brings notes materials that came after the day that was told.
func (w *walk) brings(on period.Date) {
	if due := w.pendingDue(); !due.IsZero() && on > due {
		w.find("pendingLate", due.String(), on.String())
	}
}

// revokeAcceptance checks why an acceptance does not stand: what was to come is overdue, or
// came and is not fit.
func (w *walk) revokeAcceptance() {
	ground := w.text("g")
	switch {
	case w.owed == nil:
		w.find("nothingPending")
	case ground == "overdue":
		w.need(w.owes() && w.now > w.pendingDue(), "revokedEarly", w.pendingDue().String())
	case ground == "unfit":
		w.need(!w.owes(), "revokedEarly", w.pendingDue().String())
	default:
		w.find("refusalGround", ground)
	}
	w.withdraw()
	w.leaves(false)
}

// answered notes how long the acceptance took to answer.
func (w *walk) answered() { w.stepDone(w.now) }

// refuseAcceptance checks ground and competent body.
func (w *walk) refuseAcceptance() {
	ground := w.text("g")
	w.need(slices.Contains([]string{"noLicence", "jurisdiction", "stillUnfit", "falseMaterial"}, ground), "refusalGround", ground)
	w.falsehood(ground)
	w.need(ground != "jurisdiction" || !blank(w.text("c")), "competentMissing")
	w.need(ground != "stillUnfit" || !w.supplementedOn.IsZero(), "notAskedYet")
	w.answered()
	w.leaves(false)
}

// tick checks what time did: what it can do here, after the last day, never before.
func (w *walk) tick() {
	what, on := w.text("w"), w.day("on")
	can, last := w.pending()
	if w.stage == closed {
		can, last = w.licenceNow()
	}
	if w.stage == supplementing && !w.Rules.LapseEnds && what == unanswered && w.notice != nil {
		can = unanswered
		last, _ = w.lapse(w.answerDue)
		w.find("lapseOff")
	}
	w.need(what == can, "lapseKind", what)
	w.need(what != can || on == last, "lapseDay", on.String(), last.String())
	w.need(w.now > on, "lapseEarly", on.String(), w.now.String())
	switch what {
	case deemed:
		w.deem(on)
	case unanswered:
		w.move(closed)
	case toldOver:
		w.endStop(on)
		w.move(examining)
	case renewalNear:
		w.reminded()
	case renewedNow:
		w.renewed(on)
	case licenceOver:
		w.licence.expiredOn = on.Add(1)
	}
}

// deem: not told in time, so accepted from the day the materials came in (许可法32(4)).
func (w *walk) deem(on period.Date) {
	w.find("deemedAccepted", on.String())
	w.acceptedOn = w.receivedOn
	if !w.supplementedOn.IsZero() {
		w.acceptedOn = w.supplementedOn
	}
	w.joins(w.acceptedOn)
	w.acceptedBy, w.noticedOn = "", on.Add(1)
	w.onward(on.Add(1))
	w.move(examining)
}

// falsehood checks what follows from false material: of a licence, with a warning, and where
// the item is a matter of public safety nothing more for a year (许可法78).
func (w *walk) falsehood(ground string) {
	warned := false
	w.read("warn", &warned)
	isFalse := ground == "falseMaterial"
	w.need(warned == isFalse && (!isFalse || w.Item.Licence), "warningMissing", ground)
	var want period.Date
	if isFalse && w.Item.Safety {
		want = period.Period{N: 12, Unit: period.Month}.After(w.now)
	}
	w.need(w.day("bar") == want, "falseBarDay", w.day("bar").String(), want.String())
}
