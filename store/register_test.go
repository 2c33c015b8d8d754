package store_test

import (
	"testing"

	"yimen/store"
)

func TestTheRegisterKeepsEveryVersion(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		entry := func(code string, version int, body string) store.Entry {
			return store.Entry{Kind: "convenience", Code: code, Version: version, By: "lw801", At: now, Body: []byte(body)}
		}
		must(t, s.Enter(ctx))
		must(t, s.Enter(ctx, entry("b", 1, `{"n":1}`), entry("a", 1, `{}`)))
		must(t, s.Enter(ctx, entry("b", 2, `{"n":2}`)))
		mustFail(t, s.Enter(ctx, entry("c", 1, `{}`), entry("b", 2, `{"n":3}`)), store.ErrConflict)
		all, err := s.Entries(ctx)
		must(t, err)
		equal(t, "newest", all, []store.Entry{entry("a", 1, `{}`), entry("b", 2, `{"n":2}`)})
		old, err := s.EntriesOf(ctx, "convenience", "b")
		must(t, err)
		equal(t, "history", old, []store.Entry{entry("b", 2, `{"n":2}`), entry("b", 1, `{"n":1}`)})
		versions, err := s.Versions(ctx)
		must(t, err)
		equal(t, "all processes are told", versions[store.RegisterDefinitions], 2)
		mustFail(t, s.Write(ctx, store.Plan{{SQL: `UPDATE register SET body = '{}'`}}), store.ErrProtected)
		mustFail(t, s.Write(ctx, store.Plan{{SQL: `DELETE FROM register`}}), store.ErrProtected)
	})
}
