package casework_test

import (
	"testing"

	"yimen/core/casework"
)

// TestSupplementOnPaper: what the acceptance post takes in counts from the day it came; the
// applicant's own supplement from the day he sends it.
func TestSupplementOnPaper(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.now = day(2026, 3, 9).At(9, 0)
	a := answer()
	a.On = day(2026, 3, 10)
	invalid(t, h.try(a, staff(clerk)), "receivedOn dayInFuture")
	a.On = day(2026, 3, 1)
	invalid(t, h.try(a, staff(clerk)), "receivedOn dayTooEarly")
	refused(t, h.try(answer(), staff(reviewer)), "notYours")
	invalid(t, h.try(casework.Supplement{}, staff(clerk)), "material.m2 supplementMissing")
	a.On = day(2026, 3, 6)
	h.do(t, a, staff(clerk))
	if h.c.SupplementedOn != day(2026, 3, 6) || h.c.StepOn != day(2026, 3, 9) {
		t.Errorf("supplemented on %s, noted on %s", h.c.SupplementedOn, h.c.StepOn)
	}
	h = at(t, casework.Supplementing)
	h.now = day(2026, 3, 9).At(9, 0)
	h.do(t, a, applicant)
	if h.c.SupplementedOn != day(2026, 3, 9) {
		t.Errorf("the applicant dated it back to %s", h.c.SupplementedOn)
	}
}
