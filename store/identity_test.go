package store_test

import (
	"testing"

	"yimen/store"
)

func TestIdentities(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for id := range int64(2) { // two without a phone
			must(t, s.AddResident(ctx, resident(id+1, "", "330302195203084127")))
		}
		_, err := s.ResidentOf(ctx, "https://idp", "a")
		mustFail(t, err, store.ErrNotFound)
		must(t, s.Write(ctx, store.Plan{store.Identified("https://idp", "a", 1, now)}))
		if err := s.Write(ctx, store.Plan{store.Identified("https://idp", "a", 2, now)}); !store.ConflictIn(err, "identity") {
			t.Errorf("known twice: %v", err)
		}
		r, err := s.ResidentOf(ctx, "https://idp", "a")
		must(t, err)
		equal(t, "account", r.ID, 1)
		for id, want := range map[int64]bool{1: true, 2: false} {
			is, err := s.IsIdentified(ctx, id)
			must(t, err)
			equal(t, "identified", is, want)
		}
	})
}
