package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// dueOf is the last day of a clock of the case, zero when it has not begun.
func (h *hall) dueOf(name casework.ClockName) period.Date {
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if k.Name == name {
			return period.Default().Due(k.Clock).On
		}
	}
	return 0
}

// TestClockWaitsForOriginals: nothing of the decision's time runs before they are there, and
// the work is grey until then.
func TestClockWaitsForOriginals(t *testing.T) {
	h := faxHall(t, catalog.FromOriginals).to(t, casework.Reviewing)
	if h.dueOf(casework.StatutoryClock) != 0 || h.dueOf(casework.PromisedClock) != 0 || h.dueOf(casework.OriginalsClock) != day(2026, 3, 17) {
		t.Errorf("statutory %s, originals %s", h.dueOf(casework.StatutoryClock), h.dueOf(casework.OriginalsClock))
	}
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 30): casework.Grey})
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "clockNotBegun")
	h.now = day(2026, 3, 9).At(9, 0)
	h.do(t, casework.ReceiveOriginals{On: day(2026, 3, 6)}, staff(clerk))
	if got := h.dueOf(casework.StatutoryClock); got != day(2026, 4, 3) {
		t.Errorf("twenty working days after 03-06: %s", got)
	}
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 11): casework.Green, day(2026, 3, 12): casework.Yellow, day(2026, 3, 23): casework.Red})
	refused(t, h.try(casework.ReceiveOriginals{}, staff(clerk)), "noOriginals")
}

// TestClockFromAcceptance: where the item says so the limit runs at once; granting still
// waits for the originals.
func TestClockFromAcceptance(t *testing.T) {
	h := faxHall(t, catalog.FromAcceptance).to(t, casework.Approving)
	if got := h.dueOf(casework.StatutoryClock); got != day(2026, 3, 30) {
		t.Errorf("due %s", got)
	}
	refused(t, h.try(h.sample(org.Grant), staff(approver)), "originalsMissing")
	h.do(t, casework.ReceiveOriginals{Differs: "签名不同"}, staff(clerk))
	refused(t, h.try(h.sample(org.Grant), staff(approver)), "originalsMissing")
	h.do(t, casework.ReceiveOriginals{}, staff(clerk))
	h.do(t, h.sample(org.Grant), staff(approver))
}

// TestOriginalsBeforeAcceptance: they begin nothing before the application is accepted.
func TestOriginalsBeforeAcceptance(t *testing.T) {
	h := faxHall(t, catalog.FromOriginals).to(t, casework.Received)
	h.do(t, casework.ReceiveOriginals{}, staff(clerk))
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, h.sample(org.Accept), staff(clerk))
	if got := h.dueOf(casework.StatutoryClock); got != day(2026, 4, 1) {
		t.Errorf("due %s", got)
	}
}

// TestWithoutOriginals: only after the lapse may a denial rest on their absence.
func TestWithoutOriginals(t *testing.T) {
	h := faxHall(t, catalog.FromOriginals).to(t, casework.Approving)
	deny := h.sample(org.Deny).(casework.Deny)
	deny.Ground = casework.WithoutOriginals
	h.now = day(2026, 5, 6).At(23, 0) // 05-01, the sixtieth day, is a holiday
	invalid(t, h.try(deny, staff(approver)), "ground originalsNotOver")
	h.now = day(2026, 5, 7).At(9, 0)
	other := deny
	other.Ground = "whim"
	invalid(t, h.try(other, staff(approver)), "ground choose")
	h.do(t, deny, staff(approver))

	h = at(t, casework.Approving)
	invalid(t, h.try(deny, staff(approver)), "ground originalsNoGround")
	h = faxHall(t, catalog.FromOriginals)
	h.item.Procedure.OriginalsLapse = catalog.Limit{}
	h.to(t, casework.Approving)
	invalid(t, h.try(deny, staff(approver)), "ground originalsNoGround")
}

// TestOriginalsOfPaper: what came on paper or as an upload needs none.
func TestOriginalsOfPaper(t *testing.T) {
	h := faxHall(t, catalog.FromOriginals)
	h.fax = false
	h.to(t, casework.Approving)
	refused(t, h.try(casework.ReceiveOriginals{}, staff(clerk)), "noOriginals")
	if h.dueOf(casework.OriginalsClock) != 0 || h.dueOf(casework.StatutoryClock) != day(2026, 3, 30) {
		t.Error("a clock waits for originals that nobody asked for")
	}
	h.do(t, h.sample(org.Grant), staff(approver))
}

// TestOriginalsNotAsked: an item that sets no limit for them has no clock that waits for them.
func TestOriginalsNotAsked(t *testing.T) {
	h := faxHall(t, catalog.FromAcceptance)
	h.item.Procedure.OriginalsDue, h.item.Procedure.OriginalsLapse = catalog.Limit{}, catalog.Limit{}
	h.to(t, casework.Approving)
	for _, r := range h.c.Clocks(h.item, h.rules) {
		if r.Name == casework.OriginalsClock {
			t.Errorf("%+v", r)
		}
	}
}

// TestNoticeOfAcceptance: the time to send originals runs from the notice, which may come
// after the day of acceptance.
func TestNoticeOfAcceptance(t *testing.T) {
	h := faxHall(t, catalog.FromOriginals).to(t, casework.Supplementing)
	h.do(t, answer(), applicant)
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, h.sample(org.Accept), staff(clerk))
	if got := h.dueOf(casework.OriginalsClock); got != day(2026, 3, 19) {
		t.Errorf("accepted: %s", got)
	}
	h = faxHall(t, catalog.FromOriginals).to(t, casework.Received)
	h.now = casework.NextTick(h.c, h.env(system))
	h.do(t, casework.Tick{}, system)
	if got := h.dueOf(casework.OriginalsClock); got != day(2026, 3, 25) {
		t.Errorf("deemed accepted: %s", got)
	}
}
