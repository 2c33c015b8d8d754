package store_test

import (
	"testing"

	"yimen/store"
)

// What is typed at the counter is each clerk's own, the newest few of it, and goes after its time.
func TestCounterDrafts(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for _, key := range []string{"a", "b", "c", "b"} {
			must(t, s.KeepCounter(ctx, store.CounterDraft{At: now + 10, Staff: "lw102", Key: key, Item: "x", Body: "{}"}, 2))
			must(t, s.KeepCounter(ctx, store.CounterDraft{At: now, Staff: "lw101", Key: key, Item: "x", Body: "{}"}, 9))
		}
		keys := func(staff string) (all string) {
			list, err := s.CounterDrafts(ctx, staff)
			must(t, err)
			for _, d := range list {
				all += d.Key
			}
			return all
		}
		equal(t, "all of one", keys("lw101"), "abc")
		must(t, s.KeepCounter(ctx, store.CounterDraft{At: now + 1, Staff: "lw101", Key: "c", Item: "y", Body: "[]"}, 2))
		equal(t, "the newest two", keys("lw101"), "ca")
		list, err := s.CounterDrafts(ctx, "lw101")
		must(t, err)
		equal(t, "written over", list[0], store.CounterDraft{At: now + 1, Staff: "lw101", Key: "c", Item: "y", Body: "[]"})
		must(t, s.Write(ctx, store.Plan{store.DropCounter("lw101", "c"), store.DropCounter("lw101", "z")}))
		equal(t, "dropped", keys("lw101"), "a")
		must(t, s.ForgetCounters(ctx, now+1))
		equal(t, "past its time", keys("lw101"), "")
		equal(t, "of somebody else", keys("lw102"), "ab")
	})
}
