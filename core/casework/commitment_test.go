package casework_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// TestAcceptCommitted: the word replaces what the item says it may and nothing else; the file
// goes straight to the decider, who decides the same day without a look at the place.
func TestAcceptCommitted(t *testing.T) {
	h := wordHall(t)
	h.item.Procedure.Steps[2].Check = true
	h.to(t, casework.Received)
	invalid(t, h.try(casework.AcceptCommitted{}, staff(clerk)), "opinion required", "promise required")
	invalid(t, h.try(casework.Accept{Opinion: "齐全"}, staff(clerk)), "material.m2 materialMissing")
	h.do(t, h.sample(org.AcceptCommitted), staff(clerk))
	if h.c.State() != casework.Approving || !slices.Equal(h.c.Commitment.Replaced, []string{"m2"}) || h.dueOf(casework.PromisedClock) != h.now.Date() {
		t.Errorf("%s, replaced %v, promised by %s", h.c.State(), h.c.Commitment.Replaced, h.dueOf(casework.PromisedClock))
	}
	h.do(t, h.sample(org.Grant), staff(approver))

	h = wordHall(t)
	h.item.Materials[1].Commit, h.item.Materials[0].Commit = false, true // m1 is there, m2 is missing
	h.to(t, casework.Received)
	refused(t, h.try(h.sample(org.AcceptCommitted), staff(clerk)), "nothingCommitted")
	h = wordHall(t)
	h.item.Materials = append(h.item.Materials, catalog.Material{Code: "m5", Name: "照片", Necessity: catalog.Required})
	h.to(t, casework.Received)
	invalid(t, h.try(h.sample(org.AcceptCommitted), staff(clerk)), "material.m5 materialMissing")
	h = at(t, casework.Received)
	refused(t, h.try(h.sample(org.AcceptCommitted), staff(clerk)), "nothingCommitted")
	if acts := casework.Offered(h.c, h.env(staff(clerk))); slices.Contains(acts, org.AcceptCommitted) {
		t.Error("offered where nothing can be replaced")
	}
}

// TestInspection: sixty working days from the decision, as open work of the deciding body; kept,
// to be put right once, or broken.
func TestInspection(t *testing.T) {
	h := wordHall(t).to(t, casework.Closed)
	if got := h.dueOf(casework.InspectionClock); got != period.Default().Due(period.Clock{From: h.now.Date(), Limit: period.Period{N: 60, Unit: period.WorkingDay}}).On {
		t.Errorf("due %s", got)
	}
	if task, ok := casework.Open(h.c, h.env(system)); !ok || task.Unit != "330303-nyj" || task.Post != org.Approval {
		t.Errorf("open work %+v %v", task, ok)
	}
	refused(t, h.try(h.sample(org.RevokeCommitted), staff(approver)), "commitmentStands")
	refused(t, h.try(inspect(casework.CommitKept), staff(reviewer)), "notYours")
	invalid(t, h.try(casework.InspectCommitment{}, staff(approver)), "finding choose", "findings required", "checker.2 twoCheckers")
	alone := inspect(casework.CommitKept)
	alone.Checkers[1].No = reviewer
	invalid(t, h.try(alone, staff(approver)), "checker.2 notOfBody")
	endless := inspect(casework.Rectify)
	endless.Limit.N = 0
	invalid(t, h.try(endless, staff(approver)), "limit limitMissing")
	endless.Limit.N = 61
	invalid(t, h.try(endless, staff(approver)), "limit limitTooLong")
	h.do(t, inspect(casework.CommitKept), staff(approver))
	if _, ok := casework.Open(h.c, h.env(system)); ok {
		t.Error("kept, and still open")
	}
	refused(t, h.try(inspect(casework.CommitKept), staff(approver)), "nothingToInspect")
	refused(t, at(t, casework.Closed).try(inspect(casework.CommitKept), staff(approver)), "nothingToInspect")
}

// TestRectify: what was to be put right is looked at again; overdue it may be taken back.
func TestRectify(t *testing.T) {
	h := wordHall(t).to(t, casework.Closed)
	h.do(t, inspect(casework.Rectify), staff(approver))
	if got := h.dueOf(casework.RectifyClock); got != day(2026, 3, 16) {
		t.Errorf("to be put right by %s", got)
	}
	invalid(t, h.try(inspect(casework.Rectify), staff(approver)), "finding rectifiedBefore")
	refused(t, h.try(h.sample(org.RevokeCommitted), staff(approver)), "commitmentStands")
	again := *h
	again.do(t, inspect(casework.CommitKept), staff(approver))
	h.now = day(2026, 3, 17).At(9, 0)
	invalid(t, h.try(casework.RevokeCommitted{}, staff(approver)), "heard required", "reasons required", "article required", "credit required")
	refused(t, h.try(h.sample(org.RevokeCommitted), staff(presider)), "notYours")
	h.do(t, h.sample(org.RevokeCommitted), staff(approver))
	if h.c.LicenceOn(h.item, h.now.Date()) != casework.LicenceRevoked || !h.c.Contestable() || h.c.Ended != casework.Concluded {
		t.Errorf("taken back: licence %s, contestable %v, %s", h.c.LicenceOn(h.item, h.now.Date()), h.c.Contestable(), h.c.Ended)
	}
	refused(t, h.try(inspect(casework.CommitKept), staff(approver)), "nothingToInspect")
	refused(t, h.try(h.sample(org.RevokeCommitted), staff(approver)), "commitmentStands")
}
