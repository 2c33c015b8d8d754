package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
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

// TestSupplementAtATerminal: the terminal is on record where the applicant stands before one; what is brought to
// the counter never comes from one.
func TestSupplementAtATerminal(t *testing.T) {
	for who, want := range map[org.Actor]string{applicant: "YZ-01", staff(clerk): ""} {
		h := at(t, casework.Supplementing)
		a := answer()
		a.Terminal = "YZ-01"
		h.do(t, a, who)
		if got := h.facts[len(h.facts)-1].Body.(casework.Supplement).Terminal; got != want {
			t.Errorf("by %s: %q", who.Kind, got)
		}
	}
}

// TestSecondNotice: only with what the first could not know, or by a supervisor's leave,
// which stays on the case and serves once (许可法72(4)).
func TestSecondNotice(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.do(t, answer(), applicant)
	second := ask()
	second.Because = " "
	invalid(t, h.try(second, staff(clerk)), "because askedBefore")
	second.Because = "3月5日权利人来函提出异议"
	h.now = day(2026, 3, 5).At(9, 0)
	h.do(t, second, staff(clerk))
	if h.c.Ask.Nth != 1 || h.c.Ask.Because != second.Because || len(h.c.Risks) != 0 {
		t.Errorf("%+v, risks %v", h.c.Ask, h.c.Risks)
	}
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if done := map[casework.ClockName]period.Date{casework.AcceptanceClock: day(2026, 3, 5)}[k.Name]; k.Done != done {
			t.Errorf("%s done on %s, want %s", k.Name, k.Done, done)
		}
	}
	h.now = day(2026, 3, 9).At(9, 0)
	h.do(t, answer(), applicant)
	refused(t, h.try(casework.AllowSupplement{Reason: "遗漏"}, staff(clerk)), "notYours")
	invalid(t, h.try(casework.AllowSupplement{}, staff(overseer)), "reason required")
	h.do(t, casework.AllowSupplement{Reason: "遗漏"}, staff(overseer))
	refused(t, h.try(casework.AllowSupplement{Reason: "遗漏"}, staff(overseer)), "noSecondNotice")
	h.do(t, ask(), staff(clerk))
	h.do(t, answer(), applicant)
	invalid(t, h.try(ask(), staff(clerk)), "because askedBefore")
	if len(h.c.Risks) != 1 || h.c.Risks[0].Staff != overseer || h.c.Ask.Nth != 2 {
		t.Errorf("risks %v, notice %d", h.c.Risks, h.c.Ask.Nth)
	}
}

// TestFirstNoticeNeedsNoReason: nor is there leave to give before it.
func TestFirstNoticeNeedsNoReason(t *testing.T) {
	h := at(t, casework.Received)
	refused(t, h.try(casework.AllowSupplement{Reason: "遗漏"}, staff(overseer)), "noSecondNotice")
	first := ask()
	first.Because = "多余的话"
	h.do(t, first, staff(clerk))
	if h.c.Ask.Because != "" || h.c.Ask.Nth != 0 {
		t.Errorf("%+v", h.c.Ask)
	}
}
