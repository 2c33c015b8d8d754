package store_test

import (
	"testing"

	"yimen/core/period"
	"yimen/store"
)

// A terminal is paired once by each code, before its end, and let in until it is taken out of service.
func TestTerminals(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		log := func(n int64) store.RightChange {
			return store.RightChange{ID: n, At: now, Kind: "terminal", Code: "zz-1", By: "lw901", Reason: "添置"}
		}
		one := store.Terminal{ID: 1, Code: "zz-1", Centre: "330303001-zx", Name: "1 号机", MadeAt: now}
		must(t, s.AddTerminal(ctx, one, log(1)))
		must(t, s.AddTerminal(ctx, store.Terminal{ID: 2, Code: "zz-2", Centre: "330303001-zx", Name: "2 号机", MadeAt: now}, log(2)))
		if err := s.AddTerminal(ctx, store.Terminal{ID: 3, Code: "zz-1", Centre: "x", Name: "x"}, log(3)); !store.ConflictIn(err, "terminal") {
			t.Fatalf("a number twice: %v", err)
		}

		code, secret := []byte("code"), []byte("secret")
		must(t, s.OfferPairing(ctx, 1, []byte("first"), now+10, log(4)))
		must(t, s.OfferPairing(ctx, 1, code, now+10, log(5)))
		mustFail(t, pair(s, []byte("first"), secret, now), store.ErrNotFound) // another was given since
		mustFail(t, pair(s, code, secret, now+11), store.ErrNotFound)         // too late
		must(t, pair(s, code, secret, now+10))
		mustFail(t, pair(s, code, []byte("twice"), now), store.ErrNotFound)
		got, err := s.TerminalByHash(ctx, secret)
		must(t, err)
		one.PairedAt, one.SeenAt = now+10, now+10
		equal(t, "paired", got, one)

		must(t, s.TerminalSeen(ctx, 1, now+20))
		must(t, s.TerminalSeen(ctx, 1, now+15))
		one.Centre, one.Name, one.SeenAt = "330303002-zx", "大厅", now+20
		must(t, s.ChangeTerminal(ctx, one, log(6)))
		got, err = s.TerminalByCode(ctx, "zz-1")
		must(t, err)
		equal(t, "seen and moved", got, one)

		// Out of service: known still, so that its device is told; its open code ends with it.
		must(t, s.OfferPairing(ctx, 1, code, now+100, log(7)))
		must(t, s.RevokeTerminal(ctx, 1, now+30, log(8)))
		mustFail(t, s.RevokeTerminal(ctx, 1, now+30, log(9)), store.ErrConflict)
		mustFail(t, pair(s, code, []byte("late"), now+40), store.ErrNotFound)
		got, err = s.TerminalByHash(ctx, secret)
		must(t, err)
		equal(t, "out of service", got.Active(), false)

		// In service again by a new code alone: the old device stays out.
		must(t, s.OfferPairing(ctx, 1, code, now+100, log(10)))
		_, err = s.TerminalByHash(ctx, secret)
		mustFail(t, err, store.ErrNotFound)
		must(t, pair(s, code, []byte("new"), now+50))
		list, err := s.Terminals(ctx)
		must(t, err)
		equal(t, "how many", len(list), 2)
		equal(t, "by centre", list[0].Code, "zz-2")
		equal(t, "active", list[1].Active(), true)

		changes, err := s.RightChanges(ctx, "zz-1", 0, 20)
		must(t, err)
		equal(t, "logged, but what was refused", len(changes), 8)
	})
}

func pair(s *store.Store, code, secret []byte, at period.Instant) error {
	_, err := s.PairTerminal(ctx, code, secret, at)
	return err
}
