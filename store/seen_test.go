package store_test

import (
	"testing"

	"yimen/core/notice"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// twoProcesses are two programs on the same database.
func twoProcesses(t *testing.T, test func(t *testing.T, one, other *store.Store)) {
	t.Helper()
	for name, address := range map[string]string{"sqlite": testkit.SQLite(t), "postgres": testkit.Postgres(t)} {
		t.Run(name, func(t *testing.T) { test(t, open(t, address), open(t, address)) })
	}
}

// TestAVersionSeenIsNeverActedOnTwice: a process decides on the version that it knows, and
// what another one did meanwhile refuses the saving.
func TestAVersionSeenIsNeverActedOnTwice(t *testing.T) {
	twoProcesses(t, func(t *testing.T, one, other *store.Store) {
		first := save(t, one, filed(t, 7))
		known, err := one.CaseSeen(ctx, first.No, 1)
		must(t, err)
		equal(t, "as saved", known, first)

		there, err := other.CaseSeen(ctx, first.No, 1)
		must(t, err)
		equal(t, "as read by the other", there, first)
		accepted := save(t, other, next(t, there, org.Accept, acceptBody))

		if _, err = one.Save(ctx, next(t, known, org.Accept, acceptBody)); !store.ConflictIn(err, "facts") {
			t.Fatalf("acted on a version that another process had moved: %v", err)
		}
		for _, version := range []int{0, 2, 3} { // not the one this process knows
			now, err := one.CaseSeen(ctx, first.No, version)
			must(t, err)
			equal(t, "as it stands", now, accepted)
		}
		old, err := one.CaseSeen(ctx, first.No, 2)
		must(t, err)
		equal(t, "known since it was read", old, accepted)
		_, err = one.CaseSeen(ctx, "330303012260302999999", 1)
		mustFail(t, err, store.ErrNotFound)
	})
}

// TestNumbersKnownAreTheNumbersStored, whoever gave them.
func TestNumbersKnownAreTheNumbersStored(t *testing.T) {
	twoProcesses(t, func(t *testing.T, one, other *store.Store) {
		c := filed(t, 7)
		c.Numbers = []notice.Number{wants(notice.PendingNotice, "许容"), wants(notice.Acceptance, "许受")}
		first := save(t, one, c)
		same := func(when string, s *store.Store, seq int) {
			t.Helper()
			stored, err := s.Numbers(ctx, 7)
			must(t, err)
			known, err := s.NumbersAfter(ctx, 7, seq)
			must(t, err)
			if len(stored) == 0 {
				t.Fatal("no numbers")
			}
			equal(t, when, known, stored)
		}
		same("given here", one, 1)
		same("given elsewhere", other, 1)
		c = next(t, first, org.Accept, acceptBody)
		c.Numbers = []notice.Number{wants(notice.Denial, "许决")}
		second := save(t, one, c)
		same("two acts", one, 2)
		there, err := other.CaseByNo(ctx, first.No)
		must(t, err)
		c = next(t, there, org.Pass, passBody)
		c.Numbers = []notice.Number{wants(notice.Grant, "许决")}
		save(t, other, c)
		same("only the last given here", other, 3)
		same("the last given elsewhere", one, 3)
		if _, err := one.Save(ctx, next(t, second, org.Pass, passBody)); !store.ConflictIn(err, "facts") {
			t.Fatal(err)
		}
	})
}
