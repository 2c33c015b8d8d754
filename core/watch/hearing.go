package watch

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// hearing is what is known of the hearing of the case.
type hearing struct {
	told  map[int]wish // whom the right was told, by party
	last  int          // who was told last
	ownOn period.Date  // the day of the public notice
	plannedOn,
	heldOn period.Date
	presider string
	toldOn   period.Date         // day of the notice of the hearing
	parties  int                 // how many interested got one, beside the applicant
	served   map[int]period.Date // on whom it was served, by party
	recusals int                 // open requests that the presider step aside
}

// wish is what somebody told of the right answered.
type wish struct {
	told, on period.Date
	answer   string // asked, waived or nothing
}

// askedOn is the day of the first request or of the public notice; zero when nobody asks.
func (h hearing) askedOn() period.Date {
	first := h.ownOn
	for _, t := range h.told {
		if t.answer == "asked" && (first.IsZero() || t.on < first) {
			first = t.on
		}
	}
	return first
}

// due tells whether a hearing is to be held.
func (h hearing) due() bool { return h.heldOn.IsZero() && !h.askedOn().IsZero() }

func (w *walk) requestDue(t wish) period.Date {
	return w.held("askHearing", t.told, w.due(t.told, w.Rules.HearingRequest, nil, nil))
}

func (w *walk) hearingDue() period.Date {
	return w.held("hearing", w.hearing.askedOn(), w.due(w.hearing.askedOn(), w.Rules.HearingWithin, nil, nil))
}

// tellHearing checks that somebody known is told once, before the hearing.
func (w *walk) tellHearing() {
	n := w.party()
	_, before := w.hearing.told[n]
	w.need(w.knows(n) && !before && w.hearing.heldOn.IsZero(), "hearingTold", number(n))
	if w.hearing.told == nil {
		w.hearing.told = map[int]wish{}
	}
	w.hearing.told[n], w.hearing.last = wish{told: w.now}, n
}

// announceHearing: once, before the hearing.
func (w *walk) announceHearing() {
	w.need(w.hearing.ownOn.IsZero() && w.hearing.heldOn.IsZero(), "hearingTold", w.hearing.ownOn.String())
	w.hearing.ownOn = w.now
}

// requestHearing checks an answer: by somebody told, the first or a request taken back, a
// request within its days.
func (w *walk) requestHearing() {
	n, on, answer := w.party(), w.day("on"), w.text("a")
	t, told := w.hearing.told[n]
	own := w.fact.By.Kind == "applicant"
	w.need(told && (!own || n == 0) && w.hearing.heldOn.IsZero(), "hearingTold", number(n))
	back := t.answer == "asked" && answer == "waived"
	w.need((answer == "asked" || answer == "waived") && (t.answer == "" || back), "hearingWish", answer)
	w.need(on >= t.told && on <= w.now, "hearingWish", on.String())
	if last := w.requestDue(t); answer == "asked" && !last.IsZero() && on > last {
		w.find("hearingAskedLate", last.String(), on.String())
	}
	if !told {
		return
	}
	t.answer, t.on = answer, on
	w.hearing.told[n] = t
	if !w.hearing.due() && w.hearing.heldOn.IsZero() { // nobody wants it any more
		w.hearing.plannedOn, w.hearing.presider = 0, ""
		w.endHearingStop(w.now)
	}
}

// openHearingStop is the place of the hearing's open stop, -1 when there is none.
func (w *walk) openHearingStop() int {
	if n := len(w.stops); n > 0 && w.stops[n-1].to.IsZero() && w.stops[n-1].hearing {
		return n - 1
	}
	return -1
}

func (w *walk) endHearingStop(on period.Date) {
	if w.openHearingStop() >= 0 {
		w.endStop(on)
		w.move(examining)
	}
}

// scheduleHearing checks the notice of the hearing: one is due, seven working days before, by
// somebody without a part in the examination; its time is not counted.
func (w *walk) scheduleHearing() {
	on := w.day("on")
	other := len(w.stops) > 0 && w.stops[len(w.stops)-1].to.IsZero() && w.openHearingStop() < 0
	w.need(w.hearing.due() && !other, "hearingMissing", w.fact.Act)
	first := w.due(w.now, w.Rules.HearingNotice, nil, nil)
	w.need(on >= first && on <= w.now.Add(mostStopped), "hearingNotice", first.String(), on.String())
	w.need(timeOfDay.MatchString(w.text("f")), "hearingNotice", w.text("f"), on.String())
	w.hearing.plannedOn, w.hearing.toldOn = on, w.now
	w.hearing.parties, w.hearing.served = len(w.interested), map[int]period.Date{}
	w.presides(w.text("pre"))
	if i := w.openHearingStop(); i >= 0 {
		w.stops[i].told, w.stops[i].to = on, 0
		w.capped(w.stops[i])
		return
	}
	s := stop{from: w.now, told: on, hearing: true, kind: "hearing"}
	w.capped(s)
	w.row(s)
	w.stops = append(w.stops, s)
}

// serveHearing checks the service of a notice: on one of those it was written for, once, by a known way
// with its proof, on a day since it was written.
func (w *walk) serveHearing() {
	h, n := &w.hearing, w.party()
	_, before := h.served[n]
	w.need(w.planned(), "hearingMissing", w.fact.Act)
	w.need(n >= 0 && n <= h.parties && !before, "hearingServed", number(n))
	on, deed := w.proved()
	if n == 0 {
		w.signer(w.text("l"))
		w.consent()
	} else {
		w.need(w.text("m") != "electronic" || !blank(w.text("c")), "consentMissing")
	}
	w.need(deed <= w.now && deed >= h.toldOn, "serviceDay", deed.String())
	if h.served != nil {
		h.served[n] = on
	}
}

// toldInTime checks that the applicant and everybody interested had their notice seven days before.
func (w *walk) toldInTime(on period.Date) {
	for n := range len(w.interested) + 1 {
		told, served := w.hearing.served[n]
		if !served {
			w.find("hearingUnserved", number(n))
			continue
		}
		first := w.due(told, w.Rules.HearingNotice, nil, nil)
		w.need(on >= first, "hearingNotice", first.String(), on.String())
	}
}

// presides notes who presides: nobody who examined the case, or arranges the hearing.
func (w *walk) presides(no string) {
	w.hearing.presider = no
	w.need(!w.examiners[no] && no != w.fact.By.No, "presiderExamines", no)
}

// planned: time and place were told, and it was not held.
func (w *walk) planned() bool {
	return w.hearing.due() && !w.hearing.plannedOn.IsZero()
}

func (w *walk) requestRecusal() {
	n := w.party()
	w.need(w.planned(), "hearingMissing", w.fact.Act)
	w.need(w.knows(n) && (w.fact.By.Kind != "applicant" || n == 0), "interestUnknown", number(n))
	w.hearing.recusals++
}

func (w *walk) decideRecusal() {
	granted := false
	w.read("ok", &granted)
	w.need(w.planned() && w.hearing.recusals > 0, "hearingMissing", w.fact.Act)
	w.hearing.recusals = max(0, w.hearing.recusals-1)
	if granted {
		w.need(w.text("pre") != w.hearing.presider, "presiderExamines", w.text("pre"))
		w.presides(w.text("pre"))
	}
}

// holdHearing checks the minutes: by the presider, of the day that was told, no recusal open,
// signed.
func (w *walk) holdHearing() {
	h, on := &w.hearing, w.day("on")
	w.need(w.planned(), "hearingMissing", w.fact.Act)
	w.need(w.fact.By.No == h.presider, "notPresider", w.fact.By.No)
	w.need(on == h.plannedOn && w.now >= on, "hearingDay", h.plannedOn.String(), on.String())
	w.need(h.recusals == 0, "recusalOpen", number(h.recusals))
	w.toldInTime(on)
	w.signed()
	w.hearingLate(on)
	h.heldOn = on
	if i := w.openHearingStop(); i >= 0 {
		w.endHearingStop(max(on, w.stops[i].from))
	}
}

// hearingLate notes a hearing that took longer than the law gives.
func (w *walk) hearingLate(on period.Date) {
	if due := w.hearingDue(); !due.IsZero() && on > due {
		w.find("hearingLate", due.String(), on.String())
	}
}

// hearingOver checks that a decision waited for the hearing, or for the days to ask for one,
// and says how it stands to the minutes.
func (w *walk) hearingOver() {
	h := w.hearing
	if !h.heldOn.IsZero() {
		use := w.text("min")
		w.need(use == "followed" || use == "departed" && !blank(w.text("dep")), "minutesUse", use)
		return
	}
	w.need(!h.due(), "decidedUnheard", h.askedOn().String())
	all := len(h.told) > 0 || w.Item.Licence && len(w.interested) > 0 // who tells one of the right tells all
	for n := range len(w.interested) + 1 {
		if _, told := h.told[n]; all && !told && !h.due() {
			w.find("decidedUnheard", w.now.String())
		}
	}
	for _, t := range h.told {
		if last := w.requestDue(t); t.answer == "" && !last.IsZero() && w.now <= last {
			w.find("decidedUnheard", last.String())
		}
	}
}

// examines notes who takes part in the examination, which the presider does not.
func (w *walk) examines() {
	if !slices.Contains(strings.Fields("siteCheck pass veto return grant deny extend"), w.fact.Act) {
		return
	}
	no := w.fact.By.No
	for _, one := range w.doers() {
		w.need(w.hearing.presider == "" || one != w.hearing.presider, "presiderExamines", one)
	}
	if w.fact.Act != "siteCheck" && w.fact.Act != "extend" {
		w.examiners[no] = true
	}
}
