package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// TestAcceptPendingAsks: required materials must be there; what is missing is told with a
// day and against a promise (T18).
func TestAcceptPendingAsks(t *testing.T) {
	h := pendingAt(t, casework.Received)
	invalid(t, h.try(casework.Accept{Opinion: "齐全"}, staff(clerk)), "material.m4 deferrableMissing")
	invalid(t, h.try(casework.AcceptPending{Promise: " "}, staff(clerk)), "opinion required", "limit limitMissing", "promise required")
	long := h.sample(org.AcceptPending).(casework.AcceptPending)
	long.Limit.N = 21
	invalid(t, h.try(long, staff(clerk)), "limit pendingTooLong") // the decision is due after 20
	h.do(t, h.sample(org.AcceptPending), staff(clerk))
	if p := h.c.Pending; p == nil || len(p.Missing) != 1 || p.Missing[0] != "m4" || h.c.AcceptedOn != day(2026, 3, 2) {
		t.Errorf("%+v", p)
	}

	h = newHall(t)
	short := h.filing()
	short.Materials = short.Materials[:1]
	h.do(t, casework.Receive{Filing: short}, staff(clerk))
	invalid(t, h.try(h.sample(org.AcceptPending), staff(clerk)), "material.m2 materialMissing")
	refused(t, at(t, casework.Received).try(h.sample(org.AcceptPending), staff(clerk)), "nothingPending")
}

// TestNoLongerThanAllowed: where no law gives the decision a limit, the longest supplement is
// the measure.
func TestNoLongerThanAllowed(t *testing.T) {
	h := pendingAt(t, casework.Received)
	h.item.Statutory.Period = period.Period{}
	a := h.sample(org.AcceptPending).(casework.AcceptPending)
	a.Limit = period.Period{N: 66, Unit: period.NaturalDay}
	invalid(t, h.try(a, staff(clerk)), "limit pendingTooLong")
	a.Limit.N = 60
	h.do(t, a, staff(clerk))
}

// TestNothingGrantedWhilePending: and everything after it came, on whichever way.
func TestNothingGrantedWhilePending(t *testing.T) {
	for _, who := range []org.Actor{applicant, staff(clerk)} {
		h := pendingAt(t, casework.Approving)
		refused(t, h.try(h.sample(org.Grant), staff(approver)), "pendingOpen")
		invalid(t, h.try(casework.BringPending{}, who), "material.m4 materialMissing")
		late := brought()
		late.On = day(2026, 3, 3)
		if who.Kind == org.ByStaff {
			invalid(t, h.try(late, who), "receivedOn dayInFuture")
		}
		h.do(t, brought(), who)
		refused(t, h.try(brought(), who), "nothingPending")
		h.do(t, h.sample(org.Grant), staff(approver))
	}
	h := pendingAt(t, casework.Approving)
	h.do(t, h.sample(org.Deny), staff(approver))
}

// TestRevokeAcceptance: overdue only when it is over, unfit only when it came.
func TestRevokeAcceptance(t *testing.T) {
	overdue := casework.RevokeAcceptance{Ground: casework.PendingOverdue, Reason: "逾期"}
	unfit := casework.RevokeAcceptance{Ground: casework.PendingUnfit, Reason: "不符"}
	h := pendingAt(t, casework.Reviewing)
	invalid(t, h.try(casework.RevokeAcceptance{}, staff(clerk)), "ground choose", "reason required")
	invalid(t, h.try(unfit, staff(clerk)), "ground pendingNotBrought")
	h.now = day(2026, 3, 9).At(23, 59) // the last day is in time
	invalid(t, h.try(overdue, staff(clerk)), "ground pendingNotOver")
	h.now = day(2026, 3, 10).At(0, 0)
	refused(t, h.try(overdue, staff(reviewer)), "notYours")
	h.do(t, overdue, staff(clerk))
	if h.c.Ended != casework.AcceptanceRevoked || h.c.EndedOn != day(2026, 3, 10) {
		t.Errorf("ended %s on %s", h.c.Ended, h.c.EndedOn)
	}
	h = pendingAt(t, casework.Reviewing)
	h.do(t, brought(), applicant)
	h.now = day(2026, 3, 10).At(0, 0)
	invalid(t, h.try(overdue, staff(clerk)), "ground pendingBrought")
	h.do(t, unfit, staff(clerk))
	refused(t, at(t, casework.Reviewing).try(unfit, staff(clerk)), "nothingPending")
}

// TestPendingClock: the applicant's own time, beside the clocks of the decision.
func TestPendingClock(t *testing.T) {
	h := pendingAt(t, casework.Reviewing)
	find := func() (k casework.Running) {
		for _, k = range h.c.Clocks(h.item, h.rules) {
			if k.Name == casework.PendingClock {
				return k
			}
		}
		t.Fatal("no clock for what is to come")
		return k
	}
	if k := find(); period.Default().Due(k.Clock).On != day(2026, 3, 9) || !k.Done.IsZero() {
		t.Errorf("%+v", k)
	}
	h.now = day(2026, 3, 4).At(9, 0)
	h.do(t, brought(), staff(clerk))
	if k := find(); k.Done != day(2026, 3, 4) {
		t.Errorf("done on %s", k.Done)
	}
}
