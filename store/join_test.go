package store_test

import (
	"fmt"
	"strings"
	"testing"

	"yimen/store"
)

// TestJoined: what is joined does what each did, in far fewer statements, also twice.
func TestJoined(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const many = 45 // 32 + 8 + 2 + 2 + 1
		var add, end store.Plan
		for i := range many {
			id := int64(i + 1)
			j := store.Job{ID: id, Kind: "message", Payload: "{}", RunAt: now}
			w := store.Writing{{CaseID: id, Seq: 1, Name: "grant", Body: fmt.Appendf(nil, `{"seq":%d}`, id)}}
			add = append(add, j.Insert())
			end = append(end, store.Tell(id, 1, w), j.Done())
		}
		stays := store.Job{ID: many + 1, Kind: "message", Payload: "{}", RunAt: now}
		must(t, s.Write(ctx, append(add, stays.Insert())))
		joined := end.Joined()
		equal(t, "statements", len(joined), 2*5)
		for range 2 {
			must(t, s.Write(ctx, joined))
		}
		left, err := s.Due(ctx, now, 2*many)
		must(t, err)
		equal(t, "jobs left", left, []store.Job{stays})
		for i := range many {
			docs, err := s.Documents(ctx, int64(i+1))
			must(t, err)
			equal(t, "document", string(docs[0].Body), fmt.Sprintf(`{"seq":%d}`, i+1))
		}
	})
}

// TestJoinedLeavesTheRest: statements that are not to be joined stay as they are and come first.
func TestJoinedLeavesTheRest(t *testing.T) {
	j := store.Job{ID: 1, Kind: "k", RunAt: now}
	plan := store.Plan{j.Done(), j.Insert(), j.Done(), {SQL: "SELECT 1"}}.Joined()
	var texts []string
	for _, s := range plan {
		texts = append(texts, strings.Fields(s.SQL)[0])
	}
	equal(t, "statements", texts, []string{"INSERT", "SELECT", "DELETE"})
	equal(t, "rows of the last", strings.Count(plan[2].SQL, "run_at"), 2)
}
