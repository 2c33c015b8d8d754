package store_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// A case may give work to several seats at once: each queue shows its own row, a page ends
// between two rows of one case, and what is no longer open is gone.
func TestWorkBeside(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		police := store.Seat{Unit: "330303-jjdd", Post: org.Review}
		r := save(t, s, filed(t, 1))
		c := next(t, r, org.Accept, acceptBody)
		c.Case.Parts = []casework.Part{{Step: 1, Unit: police.Unit, Since: today}}
		c.Task = &casework.Task{Unit: desk.Unit, Post: desk.Post, Due: today.Add(9), Since: today}
		c.Beside = []casework.Task{{Unit: police.Unit, Post: police.Post, Due: today.Add(9), Since: today}}
		r = save(t, s, c)
		seats := []store.Seat{desk, police}
		for _, seat := range seats {
			rows, err := s.Queue(ctx, []store.Seat{seat}, store.Place{}, 9)
			must(t, err)
			if len(rows) != 1 || rows[0].Unit != seat.Unit {
				t.Errorf("the queue of %s: %+v", seat.Unit, rows)
			}
		}
		first, err := s.Queue(ctx, seats, store.Place{}, 1)
		must(t, err)
		second, err := s.Queue(ctx, seats, first[0].Place(), 1)
		must(t, err)
		if len(second) != 1 || second[0].N != 1 {
			t.Errorf("page by page: %+v, %+v", first, second)
		}
		c = next(t, r, org.Pass, passBody)
		c.Case.Parts, c.Task = []casework.Part{{Step: 1, Unit: police.Unit}}, &casework.Task{Unit: desk.Unit, Post: org.Approval, Due: today.Add(9), Since: today}
		save(t, s, c)
		rows, err := s.Queue(ctx, append(slices.Clip(seats), store.Seat{Unit: desk.Unit, Post: org.Approval}), store.Place{}, 9)
		must(t, err)
		if len(rows) != 1 || rows[0].Post != org.Approval {
			t.Errorf("after all have spoken: %+v", rows)
		}
	})
}
