package watch

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// proofs are the ways of service (送达方式), each with the texts that prove it (民诉法87–95); a
// stroke parts texts of which one will do.
var proofs = map[string]string{
	"direct":     "r l",
	"left":       "r l y p w|no",
	"electronic": "r",
	"entrusted":  "r l by y",
	"post":       "no|r",
	"public":     "y p",
}

// proved checks that a service was by a known way and with its proof; it gives the day on which it
// counts, and that on which the body had done its part.
func (w *walk) proved() (on, deed period.Date) {
	mode := w.text("m")
	on, deed = w.day("on"), w.day("on")
	proof, known := proofs[mode]
	w.need(known, "serviceMode", mode)
	for _, asked := range strings.Fields(proof) {
		some := slices.ContainsFunc(strings.Split(asked, "|"), func(key string) bool { return !blank(w.text(key)) })
		w.need(some, "serviceProof", mode, asked)
	}
	if mode == "public" {
		deed = w.day("f")
		w.need(on == w.due(deed, noticeDays(deed), nil, nil), "serviceDay", on.String())
	}
	return on, deed
}

// serve checks the service: made out before, by a known way with its proof, on a day between
// decision and today.
func (w *walk) serve() {
	on, deed := w.proved()
	w.signer(w.text("l"))
	w.consent()
	if w.stage == closed {
		w.exitServed(on, deed)
		return
	}
	w.need(blank(w.text("of")), "serviceOf", w.text("of"))
	w.need(deed <= w.now && deed >= w.decidedOn, "serviceDay", deed.String())
	if w.stage == granted && !w.hasIssuing() {
		w.feeDone()
	}
	if w.stage == granted && w.hasIssuing() {
		w.find("issueFirst")
	}
	if deed < w.issuedOn && deed >= w.decidedOn {
		w.find("servedBeforeIssue", deed.String(), w.issuedOn.String())
	}
	w.servedOn = on
	w.delivered(deed)
}

// noticeDays is how long a public notice runs: thirty days since 2022, sixty before.
func noticeDays(published period.Date) period.Period {
	if published >= period.NewDate(2022, 1, 1) {
		return period.Period{N: 30, Unit: period.NaturalDay}
	}
	return period.Period{N: 60, Unit: period.NaturalDay}
}

// signer checks that who signed can be there: family of a person, a receiver of a body, an
// agent or a recipient that the applicant named.
func (w *walk) signer(relation string) {
	body := w.filing.Who.IDType == "uscc"
	possible := map[string]bool{"": true, "self": true, "family": !body, "reception": body,
		"agent": w.filing.Agent != nil, "named": !blank(w.filing.Delivery.Recipient)}
	w.need(possible[relation], "serviceSigner", relation)
}

// consent: electronic service needs it, and paper where that was asked for (民诉法90).
func (w *walk) consent() {
	if w.text("m") != "electronic" {
		return
	}
	w.need(w.filing.Delivery.Consent || !blank(w.text("c")), "consentMissing")
	w.need(!w.filing.Delivery.Paper || !blank(w.text("pp")), "paperAsked")
}

// conclude: what was published is served only when its days are over. From now on there is a
// licence, if one was made out.
func (w *walk) conclude() {
	w.need(w.servedOn <= w.now, "noticeRuns", w.servedOn.String())
	w.sameDay(w.now)
	w.licence.held = w.Item.Held && !w.issuedOn.IsZero()
}
