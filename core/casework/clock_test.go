package casework_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// TestTimeFirst: once a period is over that changes the case by itself, nothing else can
// be done before time has done its part.
func TestTimeFirst(t *testing.T) {
	for _, state := range law[org.Tick].in {
		for act, l := range law {
			if act == org.Tick || act == org.Recount || !slices.Contains(l.in, state) {
				continue
			}
			h := lapsing(t, state)
			h.now = casework.NextTick(h.c, h.env(system)) - 1
			var r casework.Refusal
			if asRefusal(h.try(h.sample(act), doer(act)), &r) && r.Code == "timeFirst" {
				t.Errorf("%s when %q is refused a moment too early", act, state)
			}
			h = lapsing(t, state)
			h.now = casework.NextTick(h.c, h.env(system))
			refused(t, h.try(h.sample(act), doer(act)), "timeFirst")
			h.do(t, casework.Tick{}, system)
		}
	}
}

// lapsing is at for a case that time changes: under examination only a renewal (许可法50).
func lapsing(t tb, state casework.State) *hall {
	if state == casework.Reviewing || state == casework.Approving {
		return renewal(t, day(2026, 3, 2)).to(t, state)
	}
	return at(t, state)
}

// TestHeadExtendsDuringReview: the limit is that of the body which decides, so its head
// extends it wherever the case lies (许可法42).
func TestHeadExtendsDuringReview(t *testing.T) {
	h := at(t, casework.Reviewing)
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff("330303001-fz")), "notYours")
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(approver)), "notYours")
	h.do(t, casework.Extend{Reason: "复杂"}, staff(head))
}

// TestExtendable: only a licence's limit in working days is one of Article 42, and only
// while it lasts.
func TestExtendable(t *testing.T) {
	h := at(t, casework.Approving)
	h.item.Type = "10"
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "notExtendable")
	h.item.Type, h.item.Statutory.Period = "01", period.Period{N: 30, Unit: period.NaturalDay}
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "notExtendable")
	h.item.Statutory.Period = period.Period{N: 20, Unit: period.WorkingDay}
	h.now = day(2026, 3, 31).At(0, 0)
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "limitOver")
	h.now--
	h.do(t, casework.Extend{Reason: "复杂"}, staff(head))
}

// TestLights: the day on which each light begins. Accepted on Monday 2026-03-02 with ten
// working days promised and twenty by law.
func TestLights(t *testing.T) {
	h := at(t, casework.Reviewing)
	h.item.Procedure.Steps[1].Limit = h.item.Promised.Period // as much as the case: the post's own time does not show
	lights(t, h, map[period.Date]casework.Light{
		day(2026, 3, 12): casework.Green, day(2026, 3, 13): casework.Yellow, day(2026, 3, 16): casework.Yellow,
		day(2026, 3, 17): casework.Red, day(2026, 3, 30): casework.Red, day(2026, 3, 31): casework.Purple,
	})
	h.item.Promised.Period = period.Period{N: 30, Unit: period.NaturalDay} // to 04-01, the last three days yellow
	h.item.Procedure.Steps[1].Limit = h.item.Promised.Period
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 28): casework.Green, day(2026, 3, 29): casework.Yellow})

	h = at(t, casework.Suspended)
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 3): casework.Grey})
	h = at(t, casework.Supplementing)
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 3): casework.Grey})
	h = at(t, casework.Received) // five working days to 03-09
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 5): casework.Green, day(2026, 3, 6): casework.Yellow, day(2026, 3, 10): casework.Purple})
	h = at(t, casework.Granted) // ten working days to 03-16
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 12): casework.Green, day(2026, 3, 13): casework.Yellow, day(2026, 3, 17): casework.Purple})
	if task, ok := casework.Open(at(t, casework.Closed).c, h.env(system)); ok {
		t.Errorf("a closed case leaves work: %+v", task)
	}
}

// TestStepOverTime: a post that takes too long is yellow as long as the case is in time, on
// its clock as in its queue; then it is as red as the case (T52).
func TestStepOverTime(t *testing.T) {
	h := at(t, casework.Reviewing) // three working days to 03-05, ten promised to 03-16
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 5): casework.Green, day(2026, 3, 6): casework.Yellow, day(2026, 3, 16): casework.Yellow, day(2026, 3, 17): casework.Red})
	for on, want := range map[period.Date]casework.Light{day(2026, 3, 3): casework.Green, day(2026, 3, 6): casework.Yellow, day(2026, 3, 16): casework.Yellow, day(2026, 3, 17): casework.Red} {
		h.now = on.At(9, 0)
		for _, k := range h.c.Clocks(h.item, h.rules) {
			if got := h.c.ClockLight(k, h.env(system)); k.Name == casework.StepClock && got != want {
				t.Errorf("the step on %s: %s, want %s", on, got, want)
			}
		}
	}
}

// TestClockAsQueue: a clock on the case's page bears the light of its work in the queue, past the law too;
// an application that nobody answered in time was not accepted in time.
func TestClockAsQueue(t *testing.T) {
	h := at(t, casework.Received)
	h.now = day(2026, 3, 10).At(0, 0) // five working days to 03-09
	h.do(t, casework.Tick{}, system)
	if got := clockLight(t, h, casework.AcceptanceClock); got != casework.Purple || !h.c.Deemed {
		t.Errorf("deemed accepted: %s", got)
	}
	for _, test := range []struct {
		state casework.State
		clock casework.ClockName
		past  casework.Light
	}{
		{casework.Received, casework.AcceptanceClock, casework.Purple},
		{casework.Granted, casework.DeliveryClock, casework.Purple},
		{casework.Denied, casework.DeliveryClock, casework.Red}, // 44 speaks of what is granted
	} {
		h := at(t, test.state)
		for on := day(2026, 3, 2); on <= day(2026, 3, 18); on++ {
			h.now = on.At(9, 0)
			task, _ := casework.Open(h.c, h.env(system))
			if got, want := clockLight(t, h, test.clock), task.Light(on); got != want {
				t.Errorf("%s on %s: %s, in the queue %s", test.clock, on, got, want)
			}
		}
		if got := clockLight(t, h, test.clock); got != test.past {
			t.Errorf("%s past its day: %s", test.clock, got)
		}
	}
}

func clockLight(t *testing.T, h *hall, name casework.ClockName) casework.Light {
	t.Helper()
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if k.Name == name {
			return h.c.ClockLight(k, h.env(system))
		}
	}
	t.Fatalf("no clock %s", name)
	return ""
}

// TestLightSettings: how early a light turns yellow is for the place to set.
func TestLightSettings(t *testing.T) {
	h := at(t, casework.Received) // five working days to 03-09
	h.rules.YellowDays = 3
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 3): casework.Green, day(2026, 3, 4): casework.Yellow})
	h.rules.YellowDays, h.rules.YellowPercent = 0, 40
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 4): casework.Green, day(2026, 3, 5): casework.Yellow})
	h.rules.YellowPercent = 0
	lights(t, h, map[period.Date]casework.Light{day(2026, 3, 6): casework.Green, day(2026, 3, 9): casework.Yellow})
}

func lights(t *testing.T, h *hall, want map[period.Date]casework.Light) {
	t.Helper()
	task, ok := casework.Open(h.c, h.env(system))
	if !ok {
		t.Fatalf("no open work when %q", h.c.State())
	}
	for on, light := range want {
		if got := task.Light(on); got != light {
			t.Errorf("%q on %s: %s, want %s", h.c.State(), on, got, light)
		}
	}
}

// TestStepClock: a step's own limit begins anew with each hand-over, back as well as forth.
func TestStepClock(t *testing.T) {
	h := at(t, casework.Approving)
	due := func() period.Date {
		for _, k := range h.c.Clocks(h.item, h.rules) {
			if k.Name == casework.StepClock {
				return period.Default().Due(k.Clock).On
			}
		}
		return 0
	}
	if got := due(); got != day(2026, 3, 9) {
		t.Errorf("approval is due %s", got)
	}
	h.now = day(2026, 3, 5).At(10, 0)
	h.do(t, casework.Return{Opinion: "请复核"}, staff(approver))
	if got := due(); got != day(2026, 3, 10) {
		t.Errorf("the returned review is due %s", got)
	}
}

// TestClocksOfAClosedCase: every clock of a case that went the whole road has stopped.
func TestClocksOfAClosedCase(t *testing.T) {
	h := at(t, casework.Closed)
	var names []casework.ClockName
	for _, k := range h.c.Clocks(h.item, h.rules) {
		names = append(names, k.Name)
		if k.Done != day(2026, 3, 2) {
			t.Errorf("%s was done on %s", k.Name, k.Done)
		}
	}
	want := []casework.ClockName{casework.AcceptanceClock, casework.PromisedClock, casework.StatutoryClock, casework.DeliveryClock}
	if !slices.Equal(names, want) {
		t.Errorf("clocks %v, want %v", names, want)
	}
}

// TestRefusalTellsProvisionalDay: a last day in a year that is not arranged yet says so in a refusal too
// (暂定).
func TestRefusalTellsProvisionalDay(t *testing.T) {
	for at, want := range map[period.Date]string{day(2026, 3, 2): "2026-03-30", day(2026, 12, 10): "2027-01-08~"} {
		h := newHall(t)
		h.now = at.At(9, 0)
		h.to(t, casework.Approving)
		h.now = at.Add(60).At(9, 0)
		if r := refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "limitOver"); len(r.Args) != 1 || r.Args[0] != want {
			t.Errorf("accepted on %s: over on %v, want %s", at, r.Args, want)
		}
	}
}
