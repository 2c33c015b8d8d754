package store_test

import (
	"errors"
	"fmt"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// limited is an acceptance into a line.
func limited(t *testing.T, from store.Record, key string, at period.Instant) store.Change {
	return next(t, from, org.Accept, fmt.Sprintf(`{"t":"齐全","on":"2026-03-02","ln":{"k":%q,"at":%d}}`, key, at))
}

// grant gives a place as if it had been seen free.
func grant(t *testing.T, from store.Record, place int) store.Change {
	return next(t, from, org.Grant, fmt.Sprintf(`{"t":"同意","pl":%d}`, place))
}

// TestAPlaceIsGivenToTheFirst: what was decided on a line that has moved is refused when it is
// written, whatever was seen before.
func TestAPlaceIsGivenToTheFirst(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		a, b, c := save(t, s, filed(t, 1)), save(t, s, filed(t, 2)), save(t, s, filed(t, 3))
		b = save(t, s, limited(t, b, "k", 20))
		a = save(t, s, limited(t, a, "k", 10))
		c = save(t, s, limited(t, c, "k", 20))
		stands(t, s, 1, casework.Standing{})
		stands(t, s, 2, casework.Standing{Ahead: 1, First: a.No})
		stands(t, s, 3, casework.Standing{Ahead: 2, First: a.No})
		for what, change := range map[string]store.Change{"not first": grant(t, b, 1), "not free": grant(t, a, 2)} {
			if _, err := s.Save(ctx, change); !errors.Is(err, store.ErrConflict) || store.ConflictIn(err, "facts") {
				t.Errorf("%s: %v", what, err)
			}
		}
		save(t, s, grant(t, a, 1))
		stands(t, s, 2, casework.Standing{Given: 1})
		if _, err := s.Save(ctx, grant(t, b, 1)); !errors.Is(err, store.ErrConflict) {
			t.Errorf("given twice: %v", err)
		}
		save(t, s, next(t, b, org.Withdraw, withdrawing))
		stands(t, s, 3, casework.Standing{Given: 1})
		save(t, s, grant(t, c, 2))
		given, err := s.PlacesGiven(ctx, "k")
		must(t, err)
		equal(t, "given", given, 2)
		if st, err := s.Standing(ctx, 99); st != nil || err != nil {
			t.Errorf("a case in no line: %+v, %v", st, err)
		}
	})
}

func stands(t *testing.T, s *store.Store, id int64, want casework.Standing) {
	t.Helper()
	got, err := s.Standing(ctx, id)
	must(t, err)
	equal(t, fmt.Sprintf("line of case %d", id), got, &want)
}
