package casework_test

import (
	"encoding/json"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

const siteForm = `{"type":"object","additionalProperties":false,"required":[],"x-order":["site"],
	"properties":{"site":{"type":"string","title":"地点","x-title-en":"Site","maxLength":50}}}`

// TestCorrectALineOfTheForm: a correction of the form brings the form as it is now, and the
// case holds on to that one.
func TestCorrectALineOfTheForm(t *testing.T) {
	h := at(t, casework.Received)
	h.item.Form = json.RawMessage(siteForm)
	a := casework.CorrectOnSpot{Corrections: []casework.Correction{{Where: "site", Before: "1号", After: "2号"}}, Signer: "张三", FormSum: "said"}
	invalid(t, h.try(a, staff(clerk)), "form required")
	a.Form = json.RawMessage(`{"site":"2号"}`)
	h.do(t, a, staff(clerk))
	if h.c.FormSum != casework.FormSum(a.Form) {
		t.Errorf("form %s", h.c.FormSum)
	}
	before := h.c.FormSum
	a = h.sample(org.CorrectOnSpot).(casework.CorrectOnSpot)
	a.FormSum = "said"
	h.do(t, a, staff(clerk))
	if h.c.FormSum != before || len(h.c.Corrections) != 2 {
		t.Errorf("form %s, %d corrections", h.c.FormSum, len(h.c.Corrections))
	}
}

// TestCorrectionMovesNoDay: neither the clock of acceptance nor the light feels it.
func TestCorrectionMovesNoDay(t *testing.T) {
	h := at(t, casework.Received)
	task, _ := casework.Open(h.c, h.env(system))
	h.now = day(2026, 3, 5).At(9, 0)
	h.do(t, h.sample(org.CorrectOnSpot), staff(clerk))
	after, _ := casework.Open(h.c, h.env(system))
	if task != after {
		t.Errorf("%+v became %+v", task, after)
	}
	if on := h.c.Corrections[0].On; on != period.Date(day(2026, 3, 5)) {
		t.Errorf("signed on %s", on)
	}
	a := h.sample(org.CorrectOnSpot).(casework.CorrectOnSpot)
	for want, on := range map[string]period.Date{"signedOn dayInFuture": day(2026, 3, 6), "signedOn dayTooEarly": day(2026, 3, 1)} {
		a.SignedOn = on
		invalid(t, h.try(a, staff(clerk)), want)
	}
}
