package watch

import (
	"slices"

	"yimen/core/period"
)

// submit checks an application that came in through the system: it counts from the day it
// entered it (许可解释6), and what is required must be there (许可法31).
func (w *walk) submit() {
	w.enter(w.now)
	w.complete()
}

// kiosk is the channel of self-service points (自助点): a case that came in there names the device, and no other does.
const kiosk = "kiosk"

// mostBack is how many days a letter may have lain.
const mostBack = 60

// receive checks an application taken in by a clerk: it counts from the day it arrived.
func (w *walk) receive() {
	on := w.day("on")
	w.need(on <= w.now && on >= w.now.Add(-mostBack), "receiptDay", on.String(), w.now.String())
	w.enter(on)
}

// enter checks what any application must say and starts the case.
func (w *walk) enter(on period.Date) {
	f := w.filing
	w.need(f.Item == w.Item.Code && f.Version == w.Item.Version, "itemDiffers", f.Item, number(f.Version))
	w.inForce(on)
	w.need(slices.Contains(w.Item.Channels, f.Channel), "channelNotOffered", f.Channel)
	w.need((f.Channel == kiosk) == !blank(f.Terminal), "terminalNamed", f.Channel, f.Terminal)
	w.need(!blank(f.Who.Name) && !blank(f.Who.ID), "applicantMissing")
	w.need(blank(f.Who.Why), "numberOverridden", f.Who.Why)
	w.need(f.In.ReceivedOn == on, "receiptDay", f.In.ReceivedOn.String(), on.String())
	w.receivedOn, w.route, w.posts, w.place = on, f.In.Route, f.In.Posts, 0
	w.parts, w.government = f.In.Parts, f.In.Government
	w.procedure()
	w.materials = map[string]bool{}
	w.take(f.Materials)
	w.likenesses(f)
	w.enteredAt = w.fact.At
	w.named(on)
	w.begin(on)
	if due := w.acceptanceDue(); w.now > due {
		w.find("registeredLate", due.String(), w.now.String())
	}
}

// inForce: the version must have been in force when the application was entered.
func (w *walk) inForce(on period.Date) {
	in := func(d period.Date) bool {
		return w.Item.From <= d && (w.Item.To.IsZero() || d <= w.Item.To)
	}
	switch {
	case !in(w.now):
		w.find("itemNotInForce", w.now.String())
	case !in(on):
		w.find("versionNotOfArrival", on.String())
	}
}

// procedure: posts and units are those of the published procedure. Two steps with the same
// rule have the same unit, and "accepting" is the accepting unit.
func (w *walk) procedure() {
	ok := len(w.posts) == len(w.Item.Steps) && len(w.route) == len(w.posts)
	found := map[string]string{"accepting": w.acceptUnit, "community": w.acceptUnit}
	for i := 0; ok && i < len(w.posts); i++ {
		s, unit := w.Item.Steps[i], w.route[i]
		before, known := found[s.Unit]
		ok = w.posts[i] == s.Post && !blank(unit) && (!known || before == unit)
		found[s.Unit] = unit
	}
	w.need(ok && w.besideFits() && w.Item.Joint == !blank(w.government), "procedureDiffers")
}

// take checks materials that were handed in and adds them to those that lie there.
func (w *walk) take(list []given) {
	seen := map[string]bool{}
	for _, g := range list {
		w.need(w.listed(g.Code), "materialUnknown", g.Code)
		w.need(!seen[g.Code], "materialTwice", g.Code)
		paper := g.How == "original" || g.How == "copy"
		l := g.Licence
		register := g.How == "licence" && !blank(l.No) && l.On == w.now && (l.Until.IsZero() || l.Until >= w.now)
		w.need(paper || register || g.How == "upload" && len(g.Files) > 0, "materialEmpty", g.Code)
		w.need(g.Instead == nil || g.How != "licence" && !blank(*g.Instead), "otherProof", g.Code)
		seen[g.Code] = true
		if w.materials != nil {
			w.materials[g.Code] = true
		}
	}
}

// likenesses: what comes by fax or e-mail is none of the originals, which are to follow.
func (w *walk) likenesses(f filing) {
	for _, g := range f.Materials {
		w.need(g.How != "original" || f.Channel != "fax" && f.Channel != "email", "remoteOriginal", g.Code)
	}
}

func (w *walk) listed(code string) bool {
	return slices.ContainsFunc(w.Item.Materials, func(m Material) bool { return m.Code == code })
}

// complete: every required material is there.
func (w *walk) complete() {
	for _, code := range w.lacking("required") {
		w.find("materialMissing", code)
	}
}

// lacking are the materials of a necessity that are not there, in the item's order.
func (w *walk) lacking(necessity string) (codes []string) {
	for _, m := range w.Item.Materials {
		if m.Necessity == necessity && !w.materials[m.Code] {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// allowSupplement checks a supervisor's leave for one more notice: there was one before,
// and the last leave is used up.
func (w *walk) allowSupplement() {
	w.need(w.notice != nil && !w.leave, "leaveUseless")
	w.leave = true
}

// again: a second notice needs a supervisor's leave, or must say what the first could not
// know. Either way it is worth a look: asking bit by bit is a breach of duty.
func (w *walk) again() {
	if w.notice == nil {
		return
	}
	w.need(w.leave || !blank(w.text("b")), "secondNotice", w.notice.on.String())
	w.find("askedAgain", w.notice.on.String())
	w.leave = false
}

// requestSupplement checks the one notice that says everything that is to be mended.
func (w *walk) requestSupplement() {
	w.again()
	var defects []struct {
		Material string `json:"m"`
		What     string `json:"w"`
	}
	w.read("d", &defects)
	n := &notice{on: w.now, limit: w.period("lim")}
	ok := len(defects) > 0
	for _, d := range defects {
		ok = ok && (d.Material == "form" || w.listed(d.Material)) && !blank(d.What)
		n.wanted = append(n.wanted, d.Material)
	}
	w.need(ok, "defectsMissing")
	most := w.due(w.now, w.Rules.MaxSupplement, nil, nil)
	w.notice = n
	w.need(n.limit.N > 0 && (most.IsZero() || w.supplementDue() <= most), "supplementLimit", n.limit.String())
	w.stepDone(w.now)
}

// notePosted checks that the answer was posted by the last day of the notice, and is said once.
func (w *walk) notePosted() {
	if w.notice == nil {
		return
	}
	on, last := w.day("on"), w.day("last")
	due, _ := w.lapse(w.supplementDue)
	w.need(w.notice.posted.IsZero(), "postedTwice")
	w.need(last == due && on >= w.notice.on && on <= min(due, w.now), "postedDay", on.String(), due.String())
	w.notice.posted, w.notice.last = on, due
}

// supplement checks the answer: all of it, in one go. Its day is the day it arrived.
func (w *walk) supplement() {
	var list []given
	w.read("mat", &list)
	w.atTerminal()
	w.take(list)
	on := w.arrival()
	if w.notice != nil {
		w.need(on >= w.notice.on, "arrivalDay", on.String(), w.now.String())
		if w.fact.By.Kind == "applicant" && !w.notice.posted.IsZero() {
			w.need(w.now <= w.notice.last, "postedOnly", w.notice.last.String())
		}
		for _, code := range w.notice.wanted {
			w.need(w.brought(code, list), "supplementIncomplete", code)
		}
	}
	w.supplementedOn = on
	w.begin(w.now)
}

// atTerminal: only an applicant hands in at a self-service point.
func (w *walk) atTerminal() {
	terminal := w.text("term")
	w.need(blank(terminal) || w.fact.By.Kind == "applicant", "terminalNamed", w.fact.By.Kind, terminal)
}

// arrival is the day on which later materials came: what the applicant sends, the day he
// sends it; what staff take in, the day it arrived.
func (w *walk) arrival() period.Date {
	on := w.day("on")
	if on.IsZero() || w.fact.By.Kind == "applicant" {
		w.need(on.IsZero() || on == w.now, "arrivalDay", on.String(), w.now.String())
		return w.now
	}
	w.need(on <= w.now, "arrivalDay", on.String(), w.now.String())
	return on
}

func (w *walk) brought(code string, list []given) bool {
	if code == "form" {
		return w.text("form") != ""
	}
	return slices.ContainsFunc(list, func(g given) bool { return g.Code == code })
}

// correctOnSpot checks what was mended at the counter: what it says now, signed while the
// case lay there.
func (w *walk) correctOnSpot() {
	var mended []struct {
		Where string `json:"f"`
		After string `json:"a"`
	}
	w.read("c", &mended)
	ok := len(mended) > 0
	for _, m := range mended {
		ok = ok && !blank(m.Where) && !blank(m.After)
	}
	w.need(ok, "correctionMissing")
	on := w.day("on")
	w.need(on >= w.receivedOn && on <= w.now, "correctionDay", on.String())
}
