package casework_test

import (
	"errors"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

func asRefusal(err error, r *casework.Refusal) bool { return errors.As(err, r) }

// TestFormSumIsOfTheForm: a supplement can't name a form that did not come with it.
func TestFormSumIsOfTheForm(t *testing.T) {
	h := at(t, casework.Supplementing)
	before := h.c.FormSum
	a := answer()
	a.FormSum = "0123"
	h.do(t, a, applicant)
	if h.c.FormSum != before {
		t.Errorf("form sum became %q without a form", h.c.FormSum)
	}
}

// TestSupplementClockEnds: a case that ended while waiting for the applicant has no
// running clock.
func TestSupplementClockEnds(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.do(t, casework.Withdraw{}, applicant)
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if k.Done.IsZero() {
			t.Errorf("%s still runs after the end", k.Name)
		}
	}
}

// TestStopWithoutStatutoryLimit: an item that no law gives a limit can still have an
// Article 45 procedure, which then holds the promised limit.
func TestStopWithoutStatutoryLimit(t *testing.T) {
	h := newHall(t)
	h.item.Statutory.Period = period.Period{}
	for _, act := range []org.Act{org.Receive, org.Accept, org.Pass, org.Suspend} {
		h.do(t, h.sample(act), doer(act))
	}
}

// TestServingWithoutIssuing: where nothing is made out, the result is handed over where
// the application was accepted, and there it waits.
func TestServingWithoutIssuing(t *testing.T) {
	h := newHall(t)
	h.item.Procedure.Steps = h.item.Procedure.Steps[:3]
	for _, act := range []org.Act{org.Receive, org.Accept, org.Pass, org.Grant} {
		h.do(t, h.sample(act), doer(act))
	}
	task, ok := casework.Open(h.c, h.env(system))
	if !ok || task.Unit != h.c.AcceptUnit || task.Post != org.Acceptance {
		t.Errorf("the result waits at %s %s", task.Unit, task.Post)
	}
	h.do(t, h.sample(org.Serve), staff(clerk))
}
