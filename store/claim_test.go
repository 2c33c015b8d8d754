package store_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// A claim shows in the queue of its seat alone; the second note of the same number is refused.
func TestClaims(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r := save(t, s, filed(t, 1))
		seat := store.Seat{Unit: "330303001012", Post: org.Acceptance}
		holder := func() string {
			t.Helper()
			works, err := s.WorkOf(ctx, r.No)
			must(t, err)
			page, err := s.Queue(ctx, []store.Seat{seat}, store.Place{}, 10)
			must(t, err)
			equal(t, "queue and case", page, works)
			return works[0].Holder
		}
		equal(t, "holder", holder(), "")
		must(t, s.AddClaim(ctx, r.ID, store.Claim{N: 1, At: now, Seat: seat, Staff: "a", By: "a"}))
		equal(t, "holder", holder(), "a")
		err := s.AddClaim(ctx, r.ID, store.Claim{N: 1, At: now, Seat: seat, Staff: "b", By: "b"})
		if !store.ConflictIn(err, "claim") {
			t.Fatalf("two claims at once: %v", err)
		}
		must(t, s.AddClaim(ctx, r.ID, store.Claim{N: 2, At: now + 1, Seat: seat, Staff: "b", By: "a", Why: "休假"}))
		equal(t, "holder", holder(), "b")
		must(t, s.AddClaim(ctx, r.ID, store.Claim{N: 1, At: now + 2, Seat: desk, Staff: "c", By: "c"}))
		must(t, s.AddClaim(ctx, r.ID, store.Claim{N: 3, At: now + 3, Seat: seat, By: "b"}))
		equal(t, "holder", holder(), "")
		notes, err := s.Claims(ctx, r.ID)
		must(t, err)
		equal(t, "notes", len(notes), 4)
		equal(t, "reason", notes[1].Why, "休假")
		// At another seat of the case another note counts.
		c := next(t, r, org.Accept, acceptBody)
		c.Task = &casework.Task{Unit: desk.Unit, Post: desk.Post, Due: today.Add(5), YellowOn: today.Add(4), Since: today}
		save(t, s, c)
		works, err := s.WorkOf(ctx, r.No)
		must(t, err)
		equal(t, "holder at the next seat", works[0].Holder, "c")
	})
}

func TestSavedViews(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveView(ctx, "a", store.SavedView{Name: "红灯", Query: "/desk?light=red"}, now))
		must(t, s.SaveView(ctx, "a", store.SavedView{Name: "补正", Query: "/desk?turn=supplement"}, now+1))
		must(t, s.SaveView(ctx, "a", store.SavedView{Name: "红灯", Query: "/desk/unit?light=red"}, now+2))
		must(t, s.SaveView(ctx, "b", store.SavedView{Name: "别人的", Query: "/desk"}, now))
		views, err := s.SavedViews(ctx, "a")
		must(t, err)
		equal(t, "views", views, []store.SavedView{{Name: "红灯", Query: "/desk/unit?light=red"}, {Name: "补正", Query: "/desk?turn=supplement"}})
		must(t, s.DropView(ctx, "a", "红灯"))
		must(t, s.DropView(ctx, "a", "别人的"))
		views, err = s.SavedViews(ctx, "a")
		must(t, err)
		equal(t, "views left", len(views), 1)
		views, err = s.SavedViews(ctx, "b")
		must(t, err)
		equal(t, "another's views", len(views), 1)
	})
}
