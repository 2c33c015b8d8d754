package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestChase: a unit is pressed once until it answers or its day is over; who pressed does not
// answer, and a reply answers all that the unit was pressed for.
func TestChase(t *testing.T) {
	h := at(t, casework.Reviewing)
	refused(t, h.try(h.sample(org.AnswerChase), staff(reviewer)), "notYours") // nobody is asked
	refused(t, h.try(h.sample(org.Chase), staff(reviewer)), "notYours")
	h.do(t, h.sample(org.Chase), staff(overseer))
	due := h.c.Chased[0].Due
	refused(t, h.try(h.sample(org.Chase), staff(overseer)), "chaseOpen")
	refused(t, h.try(h.sample(org.AnswerChase), staff(approver)), "notYours")
	h.now = due.At(23, 59)
	if h.c.Chased[0].Late(h.now.Date()) {
		t.Error("late on its last day")
	}
	refused(t, h.try(h.sample(org.Chase), staff(overseer)), "chaseOpen")
	h.now = due.Add(1).At(0, 1)
	if !h.c.Chased[0].Late(h.now.Date()) {
		t.Error("not late the day after")
	}
	h.do(t, h.sample(org.Chase), staff(overseer))
	h.do(t, h.sample(org.Pass), staff(reviewer)) // the work goes on, and the reply is owed still
	h.do(t, h.sample(org.AnswerChase), staff(reviewer))
	for i, c := range h.c.Chased {
		if c.Answer != h.c.Version || c.AnsOn != h.now.Date() || c.Unit != "330303001" || c.Late(h.now.Date()) {
			t.Errorf("%d: %+v", i, c)
		}
	}
	refused(t, h.try(h.sample(org.AnswerChase), staff(reviewer)), "notYours")
}

// TestChaseBeside: of bodies side by side each is pressed for itself.
func TestChaseBeside(t *testing.T) {
	h := jointHall(t).to(t, casework.Reviewing)
	a := h.sample(org.Chase).(casework.Chase)
	a.Unit = h.c.Silent()[0]
	h.do(t, a, staff(overseer))
	refused(t, h.try(a, staff(overseer)), "chaseOpen")
	h.do(t, h.sample(org.Chase), staff(overseer)) // the step's own unit
	h.do(t, h.sample(org.AnswerChase), staff(partner))
	if h.c.Chased[0].Answer == 0 || h.c.Chased[1].Answer != 0 {
		t.Errorf("%+v", h.c.Chased)
	}
}

// TestNobodyToChase: a case that is over and leaves no work is nobody's.
func TestNobodyToChase(t *testing.T) {
	h := at(t, casework.Closed)
	refused(t, h.try(h.sample(org.Chase), staff(overseer)), "nobodyToChase")
}
