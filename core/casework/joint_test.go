package casework_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// opine is the opinion of the body beside.
func opine(h *hall) casework.Command { return h.sample(org.JointOpinion) }

// units are whose work is open.
func (h *hall) units() []string {
	var all []string
	for _, t := range casework.Work(h.c, h.env(system)) {
		all = append(all, t.Unit)
	}
	return all
}

// TestBesideMovesOnTogether: the case goes on when the last of the two has spoken, whoever
// that is; each has open work of its own until then.
func TestBesideMovesOnTogether(t *testing.T) {
	for _, first := range []org.Act{org.Pass, org.JointOpinion} {
		h := jointHall(t).to(t, casework.Reviewing)
		if got := h.units(); !slices.Equal(got, []string{"330303001", "330303-jjdd"}) {
			t.Errorf("open work at %v", got)
		}
		second := map[org.Act]org.Act{org.Pass: org.JointOpinion, org.JointOpinion: org.Pass}[first]
		h.do(t, h.sample(first), doer(first))
		if h.c.State() != casework.Reviewing || len(h.units()) != 1 || h.units()[0] == h.dir.HoldingsOf(doer(first).No, h.now.Date())[0].Unit {
			t.Errorf("after %s alone: %q, open work at %v", first, h.c.State(), h.units())
		}
		h.do(t, h.sample(second), doer(second))
		if h.c.State() != casework.Approving || len(h.units()) != 1 {
			t.Errorf("after %s and %s: %q, open work at %v", first, second, h.c.State(), h.units())
		}
	}
}

// TestBesideSpeaksOnce: neither of the two speaks twice, nor for the other.
func TestBesideSpeaksOnce(t *testing.T) {
	h := jointHall(t).to(t, casework.Reviewing)
	refused(t, h.try(opine(h), staff(reviewer)), "notYours")
	refused(t, h.try(casework.Pass{Opinion: "同意"}, staff(partner)), "notYours")
	h.do(t, opine(h), staff(partner))
	refused(t, h.try(opine(h), staff(partner)), "notYours") // no longer asked
	h = jointHall(t).to(t, casework.Reviewing)
	h.do(t, casework.Veto{Opinion: "不同意"}, staff(reviewer))
	refused(t, h.try(casework.Pass{Opinion: "同意"}, staff(reviewer)), "spokenBefore")
	if acts := casework.Offered(h.c, h.env(staff(reviewer))); slices.Contains(acts, org.Pass) || slices.Contains(acts, org.Veto) {
		t.Errorf("offered %v", acts)
	}
	invalid(t, h.try(casework.JointOpinion{Opinion: " "}, staff(partner)), "agree choose", "opinion required")
}

// TestBesideClock: its limit begins with the step, stands during an Article 45 procedure, and
// turns the light of its own work yellow when it is over.
func TestBesideClock(t *testing.T) {
	h := jointHall(t).to(t, casework.Reviewing) // two working days to 03-04
	if got := h.dueOf(casework.BesideClock); got != day(2026, 3, 4) {
		t.Errorf("due %s", got)
	}
	task := casework.Work(h.c, h.env(system))[1]
	if task.Post != org.Review || task.Light(day(2026, 3, 4)) != casework.Green || task.Light(day(2026, 3, 5)) != casework.Yellow || task.Light(day(2026, 3, 17)) != casework.Red {
		t.Errorf("%+v", task)
	}
	h.do(t, h.stop(), staff(reviewer)) // 03-02 to 03-06
	if got := casework.Work(h.c, h.env(system)); len(got) != 2 || !got[1].Waiting {
		t.Errorf("suspended: %+v", got)
	}
	h.do(t, casework.Resume{}, staff(reviewer))
	if got := h.dueOf(casework.BesideClock); got != day(2026, 3, 4) {
		t.Errorf("resumed the same day: due %s", got)
	}
}

// TestReturnAsksEverybodyAgain: what comes back is examined anew by all.
func TestReturnAsksEverybodyAgain(t *testing.T) {
	h := jointHall(t).to(t, casework.Reviewing)
	h.do(t, opine(h), staff(partner))
	h.do(t, casework.Pass{Opinion: "同意"}, staff(reviewer))
	h.now = day(2026, 3, 3).At(9, 0)
	h.do(t, casework.Return{Opinion: "请复核"}, staff(approver))
	if got := h.units(); len(got) != 2 || h.dueOf(casework.BesideClock) != day(2026, 3, 5) {
		t.Errorf("open work at %v, due %s", got, h.dueOf(casework.BesideClock))
	}
}

// TestBesideReads: who examines beside may read the file.
func TestBesideReads(t *testing.T) {
	h := jointHall(t).to(t, casework.Received)
	if _, ok := h.dir.May(staff(partner), org.Read, h.c.Target(h.now.Date())); !ok {
		t.Error("the body beside may not read the case")
	}
}

// TestJointExtension: fifteen days, by the head of the government of the level of the body
// that decides (许可法42(2)).
func TestJointExtension(t *testing.T) {
	h := jointHall(t)
	h.item.Procedure.Joint, h.item.Statutory.Period.N = true, 45
	h.to(t, casework.Reviewing)
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "notYours")
	h.do(t, casework.Extend{Reason: "复杂"}, staff("330303-fz"))
	if got := h.dueOf(casework.StatutoryClock); got != day(2026, 5, 28) {
		t.Errorf("due %s (T23)", got)
	}
	if got := h.dueOf(casework.PromisedClock); got != day(2026, 3, 16) {
		t.Errorf("the promise moved to %s", got)
	}
	h = newHall(t)
	h.item.Procedure.Joint, h.item.Procedure.Steps[2].Unit = true, "city:planning"
	h.do(t, h.sample(org.Receive), staff(clerk))
	if h.c.Government != "330300" {
		t.Errorf("a body of the city decides, %s extends", h.c.Government)
	}
}

// TestNoUnitBeside: a body that can't be found is refused before anything happens.
func TestNoUnitBeside(t *testing.T) {
	h := newHall(t)
	h.item.Procedure.Steps[1].Beside = []catalog.Body{{Name: "会审", Unit: "department:none", Limit: period.Period{N: 1, Unit: period.WorkingDay}}}
	refused(t, h.try(h.sample(org.Receive), staff(clerk)), "noUnitForStep")
}
