package casework_test

import (
	"reflect"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// moved asserts what a recount wrote down, clock by clock.
func moved(t *testing.T, h *hall, want ...casework.Moved) {
	t.Helper()
	got := h.facts[len(h.facts)-1].Body.(casework.Recount)
	if !reflect.DeepEqual(got.Moved, want) || got.Edition != 1 || got.Paper == "" {
		t.Errorf("moved %+v, want %+v", got, want)
	}
}

func (h *hall) due(name casework.ClockName) period.Date {
	for _, r := range h.c.Clocks(h.item, h.rules) {
		if r.Name == name {
			return h.cal().Due(r.Clock).On
		}
	}
	return 0
}

// TestRecountFirst: nobody acts, and time does not, before the days that moved are written
// down; then the act is possible again, and nothing is left to write.
func TestRecountFirst(t *testing.T) {
	h := at(t, casework.Received)
	h.announce(spring(t))
	refused(t, h.try(casework.Accept{Opinion: "齐全"}, staff(clerk)), "recountFirst")
	later := *h
	later.now = day(2026, 3, 20).At(0, 0)
	refused(t, later.try(casework.Tick{}, system), "recountFirst")
	refused(t, h.try(h.sample(org.Recount), staff(clerk)), "notYours")
	h.do(t, h.sample(org.Recount), system)
	refused(t, h.try(h.sample(org.Recount), system), "nothingMoved")
	h.do(t, casework.Accept{Opinion: "齐全"}, staff(clerk))
}

// TestRecountMovesRunningClocks: later days simply move, with both days written down.
func TestRecountMovesRunningClocks(t *testing.T) {
	h := at(t, casework.Reviewing)
	h.announce(spring(t))
	h.do(t, h.sample(org.Recount), system)
	begin := day(2026, 3, 2)
	moved(t, h,
		casework.Moved{Clock: casework.AcceptanceClock, From: begin, Old: day(2026, 3, 9), New: day(2026, 3, 9), Fixed: true},
		casework.Moved{Clock: casework.StepClock, From: begin, Old: day(2026, 3, 5), New: day(2026, 3, 9)},
		casework.Moved{Clock: casework.PromisedClock, From: begin, Old: day(2026, 3, 16), New: day(2026, 3, 20)},
		casework.Moved{Clock: casework.StatutoryClock, From: begin, Old: day(2026, 3, 30), New: day(2026, 4, 3)})
	if got := h.due(casework.AcceptanceClock); got != day(2026, 3, 9) {
		t.Errorf("the acceptance ended in time by the calendar of its day, and shows %s", got)
	}
}

// TestRecountKeepsTheApplicantsDay: what he was told to do by a day stays open to that day,
// also for time; a later calendar can still give him more.
func TestRecountKeepsTheApplicantsDay(t *testing.T) {
	h := newHall(t)
	h.known = period.Always(spring(t))
	h.to(t, casework.Supplementing)
	if got := h.due(casework.SupplementClock); got != day(2026, 3, 19) {
		t.Fatalf("told %s", got)
	}
	h.announce(period.Default())
	h.do(t, h.sample(org.Recount), system)
	begin := day(2026, 3, 2)
	moved(t, h,
		casework.Moved{Clock: casework.SupplementClock, From: begin, Old: day(2026, 3, 19), New: day(2026, 3, 19), Kept: true},
		casework.Moved{Clock: casework.AcceptanceClock, From: begin, Old: day(2026, 3, 11), New: day(2026, 3, 11), Fixed: true})
	if next := casework.NextTick(h.c, h.env(system)); next != day(2026, 3, 20).At(0, 0) {
		t.Errorf("time acts at %s", next)
	}
	h.announce(arranged(t, period.Default(), 2026, []period.Date{day(2026, 3, 19), day(2026, 3, 17), day(2026, 3, 18)}, nil))
	h.do(t, h.sample(org.Recount), system)
	if got := h.due(casework.SupplementClock); got != day(2026, 3, 20) || len(h.c.Kept) != 1 {
		t.Errorf("after a third calendar %s, kept %+v", got, h.c.Kept)
	}
}

// TestRecountIsNotRetroactive: a day of the hall that the calendar moves into the past is
// today: nobody is late, and nothing lapses, by a notice that came afterwards.
func TestRecountIsNotRetroactive(t *testing.T) {
	h := newHall(t)
	h.known = period.Always(spring(t))
	h.to(t, casework.Received) // due 03-11
	h.now = day(2026, 3, 10).At(9, 0)
	h.announce(period.Default()) // by which it was due 03-09
	h.do(t, h.sample(org.Recount), system)
	moved(t, h, casework.Moved{Clock: casework.AcceptanceClock, From: day(2026, 3, 2), Old: day(2026, 3, 11), New: day(2026, 3, 10), Kept: true})
	if next := casework.NextTick(h.c, h.env(system)); next != day(2026, 3, 11).At(0, 0) {
		t.Errorf("time acts at %s", next)
	}
	h.do(t, casework.Accept{Opinion: "齐全"}, staff(clerk))
}

// TestRecountOfAnotherRun: a day that is kept binds the run of the clock it was told for, not
// the next one.
func TestRecountOfAnotherRun(t *testing.T) {
	h := newHall(t)
	h.known = period.Always(spring(t))
	h.to(t, casework.Supplementing)
	h.announce(period.Default())
	h.do(t, h.sample(org.Recount), system)
	h.now = day(2026, 3, 3).At(9, 0)
	h.do(t, answer(), applicant)
	again := ask()
	again.Because = "权利人来函异议"
	h.do(t, again, staff(clerk))
	if got := h.due(casework.SupplementClock); got != day(2026, 3, 18) {
		t.Errorf("the second notice runs to %s", got)
	}
}
