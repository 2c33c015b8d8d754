package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

var desk = store.Seat{Unit: "330303001", Post: org.Review}

// tasks files n cases whose tasks are chosen by chance, the same on both databases.
func tasks(t *testing.T, s *store.Store, n int) []store.Work {
	t.Helper()
	chance := rand.New(rand.NewPCG(1, 2))
	units := []string{desk.Unit, "330303002"}
	posts := []org.Post{desk.Post, org.Approval}
	var all []store.Work
	for id := range int64(n) {
		due := today.Add(chance.IntN(20) - 10)
		task := casework.Task{Unit: units[chance.IntN(2)], Post: posts[chance.IntN(2)], Due: due,
			YellowOn: due.Add(-chance.IntN(3)), Since: today, Waiting: chance.IntN(4) == 0}
		if chance.IntN(3) > 0 {
			task.Last = due.Add(chance.IntN(6))
		}
		c := filed(t, id+1)
		c.Task, c.Tick = &task, now+period.Instant(id)
		r := save(t, s, c)
		all = append(all, store.Work{CaseID: r.ID, No: r.No, Item: r.Item, Applicant: r.Applicant.Name, Channel: r.Channel, Task: task})
	}
	return all
}

func at(all []store.Work, seats ...store.Seat) []store.Work {
	var mine []store.Work
	for _, w := range all {
		if slices.Contains(seats, store.Seat{Unit: w.Unit, Post: w.Post}) {
			mine = append(mine, w)
		}
	}
	slices.SortFunc(mine, func(a, b store.Work) int {
		if a.Due != b.Due {
			return int(a.Due - b.Due)
		}
		return int(a.CaseID - b.CaseID)
	})
	return mine
}

func TestQueuePagesByKeyset(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		all := tasks(t, s, 120)
		for _, seats := range [][]store.Seat{{desk}, {desk, {Unit: "330303002", Post: org.Approval}}, nil} {
			var read []store.Work
			for place := (store.Place{}); ; place = read[len(read)-1].Place() {
				page, err := s.Queue(ctx, seats, place, 7)
				must(t, err)
				read = append(read, page...)
				if len(page) < 7 {
					break
				}
			}
			equal(t, "queue", read, at(all, seats...))
		}
	})
}

func TestLightsAreThoseOfTheTasks(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		all := tasks(t, s, 120)
		seats := []store.Seat{desk, {Unit: "330303002", Post: org.Approval}}
		for shift := -8; shift <= 8; shift++ {
			day := today.Add(shift)
			want := map[casework.Light]int{}
			for _, light := range []casework.Light{casework.Green, casework.Yellow, casework.Red, casework.Purple, casework.Grey} {
				want[light] = 0
			}
			for _, w := range at(all, seats...) {
				want[w.Light(day)]++
			}
			got, err := s.Lights(ctx, seats, day)
			must(t, err)
			equal(t, "lights of "+day.String(), got, want)
		}
	})
}

func TestTickingFindsWhatIsDue(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		all := tasks(t, s, 30)
		c := filed(t, 999)
		save(t, s, c) // time never acts on it
		var got []int64
		for after := int64(0); ; after = got[len(got)-1] {
			page, err := s.Ticking(ctx, now+19, after, 8)
			must(t, err)
			for _, w := range page {
				got = append(got, w.CaseID)
			}
			if len(page) < 8 {
				break
			}
		}
		var want []int64
		for _, w := range all[:20] {
			want = append(want, w.CaseID)
		}
		equal(t, "cases", got, want)
	})
}

func TestWorkMovesAndEnds(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, filed(t, 1))
		c := next(t, r, org.Accept, acceptBody)
		c.Task = &casework.Task{Unit: desk.Unit, Post: desk.Post, Due: today.Add(9), Since: today}
		r = save(t, s, c)
		old, err := s.Queue(ctx, []store.Seat{{Unit: "330303001012", Post: org.Acceptance}}, store.Place{}, 9)
		must(t, err)
		moved, err := s.Queue(ctx, []store.Seat{desk}, store.Place{}, 9)
		must(t, err)
		if len(old) != 0 || len(moved) != 1 || moved[0].Task != *c.Task {
			t.Fatalf("after the move: %+v, %+v", old, moved)
		}
		save(t, s, next(t, r, org.Withdraw, withdrawing))
		moved, err = s.Queue(ctx, []store.Seat{desk}, store.Place{}, 9)
		must(t, err)
		if len(moved) != 0 {
			t.Fatalf("after the end: %+v", moved)
		}
	})
}
