package store_test

import (
	"testing"

	"yimen/store"
)

func TestPasskeys(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		k := store.Passkey{ID: "abc", Owner: "resident:7", At: now, Name: "手机", Body: "{}"}
		must(t, s.Write(ctx, store.Plan{store.AddPasskey(k)}))
		if err := s.Write(ctx, store.Plan{store.AddPasskey(k)}); !store.ConflictIn(err, "passkey") {
			t.Errorf("added twice: %v", err)
		}
		k.UsedAt, k.Body = now+1, `{"n":1}`
		must(t, s.UsePasskey(ctx, k))
		list, err := s.Passkeys(ctx, "resident:7")
		must(t, err)
		equal(t, "passkeys", list, []store.Passkey{k})
		foreign := k
		foreign.Owner = "lw101"
		mustFail(t, s.UsePasskey(ctx, foreign), store.ErrConflict)
		must(t, s.Write(ctx, store.Plan{store.DropPasskey("lw101", "abc"), store.DropPasskeys("lw101")}))
		list, err = s.Passkeys(ctx, "resident:7")
		must(t, err)
		equal(t, "another's is not removed", len(list), 1)
		must(t, s.Write(ctx, store.Plan{store.DropPasskey("resident:7", "abc")}))
		mustFail(t, s.UsePasskey(ctx, k), store.ErrConflict)
	})
}
