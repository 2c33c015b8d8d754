package store_test

import (
	"testing"

	"yimen/store"
)

func TestPasskeys(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		k := store.Passkey{ID: "abc", Resident: 7, At: now, Name: "手机", Body: "{}"}
		must(t, s.AddPasskey(ctx, k))
		if err := s.AddPasskey(ctx, k); !store.ConflictIn(err, "passkey") {
			t.Errorf("added twice: %v", err)
		}
		k.UsedAt, k.Body = now+1, `{"n":1}`
		must(t, s.UsePasskey(ctx, k))
		list, err := s.Passkeys(ctx, 7)
		must(t, err)
		equal(t, "passkeys", list, []store.Passkey{k})
		foreign := k
		foreign.Resident = 8
		mustFail(t, s.UsePasskey(ctx, foreign), store.ErrConflict)
		must(t, s.DropPasskey(ctx, 8, "abc"))
		list, err = s.Passkeys(ctx, 7)
		must(t, err)
		equal(t, "another's is not removed", len(list), 1)
		must(t, s.DropPasskey(ctx, 7, "abc"))
		mustFail(t, s.UsePasskey(ctx, k), store.ErrConflict)
	})
}
