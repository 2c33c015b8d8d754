package store_test

import (
	"testing"

	"yimen/store"
)

// A visit is prolonged while it is not over, and nothing of it is left after its end.
func TestVisits(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.BeginVisit(ctx, store.Visit{ID: 1, Terminal: 7, Until: now + 10}, []byte("one")))
		must(t, s.BeginVisit(ctx, store.Visit{ID: 2, Terminal: 7, Until: now + 10}, []byte("two")))
		must(t, s.ProlongVisit(ctx, 1, now+30, now+10))
		must(t, s.ProlongVisit(ctx, 2, now+30, now+11)) // too late
		over, err := s.VisitsOver(ctx, now+11, 5)
		must(t, err)
		equal(t, "over", over, []store.Visit{{ID: 2, Terminal: 7, Until: now + 10}})
		got, err := s.VisitByHash(ctx, []byte("one"))
		must(t, err)
		equal(t, "visit", got, store.Visit{ID: 1, Terminal: 7, Until: now + 30})

		r := draftOf(t, s, "kiosk", sumOf("c"), true)
		must(t, s.Write(ctx, store.Plan{store.VisitDraft(r.ID, 1)}))
		ids, err := s.VisitDrafts(ctx, 1)
		must(t, err)
		equal(t, "drafts", ids, []int64{r.ID})
		must(t, s.EndVisit(ctx, 1))
		must(t, s.EndVisit(ctx, 1))
		_, err = s.VisitByHash(ctx, []byte("one"))
		mustFail(t, err, store.ErrNotFound)
		ids, err = s.VisitDrafts(ctx, 1)
		must(t, err)
		equal(t, "drafts left", len(ids), 0)
	})
}
