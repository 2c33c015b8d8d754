package store_test

import (
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

var (
	_ scs.CtxStore         = (*store.Sessions)(nil)
	_ scs.IterableCtxStore = (*store.Sessions)(nil)
)

func TestSessionsLiveUntilTheyExpire(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		clock := now
		sessions := s.Sessions(func() period.Instant { return clock })
		expiry := time.UnixMilli(int64(now) + 1000)
		must(t, sessions.Commit("a", []byte("one"), expiry))
		must(t, sessions.Commit("a", []byte("two"), expiry))
		must(t, sessions.Commit("b", []byte("three"), expiry.Add(time.Second)))
		data, found, err := sessions.Find("a")
		must(t, err)
		if !found || string(data) != "two" {
			t.Fatalf("found %v %q", found, data)
		}
		clock += 1000
		_, found, err = sessions.Find("a")
		must(t, err)
		all, err2 := sessions.AllCtx(ctx)
		must(t, err2)
		if found || len(all) != 1 || string(all["b"]) != "three" {
			t.Fatalf("after the expiry: %v, %v", found, all)
		}
		must(t, sessions.Expire(ctx))
		must(t, sessions.Delete("b"))
		must(t, sessions.Delete("b"))
		equal(t, "rows", len(lines(t, s, `SELECT token FROM session`)), 0)
	})
}

func TestFailuresCountFromTheLastSuccess(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		attempt := func(login string, at period.Instant, done bool) {
			must(t, s.AddAttempt(ctx, store.Attempt{Login: login, Addr: "192.0.2.1", At: at, Done: done}))
		}
		failures := func(since period.Instant, want int) {
			t.Helper()
			n, err := s.Failures(ctx, "LW001", since)
			must(t, err)
			if n != want {
				t.Fatalf("%d failures, want %d", n, want)
			}
		}
		attempt("LW001", 100, false)
		attempt("LW001", 101, false)
		attempt("LW001", 101, false) // in the same millisecond
		attempt("LW002", 101, false)
		failures(100, 3)
		failures(101, 2)
		attempt("LW001", 102, true)
		failures(100, 0)
		attempt("LW001", 103, false)
		failures(100, 1)
		must(t, s.ForgetAttempts(ctx, 103))
		equal(t, "rows", len(lines(t, s, `SELECT login FROM login_attempt`)), 1)
	})
}

func TestCredentialsAreReplaced(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.SetCredential(ctx, "LW001", "old", 1))
		must(t, s.SetCredential(ctx, "LW001", "new", 2))
		hash, changed, err := s.Credential(ctx, "LW001")
		must(t, err)
		if hash != "new" || changed != 2 {
			t.Fatalf("%s %d", hash, changed)
		}
	})
}

func TestReadingsAndMessagesAreKept(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		first := store.Reading{CaseID: 1, Staff: "LW001", At: now, What: "case"}
		must(t, s.AddReading(ctx, first))
		must(t, s.AddReading(ctx, first))
		must(t, s.AddReading(ctx, store.Reading{CaseID: 2, Staff: "LW001", At: now, What: "case"}))
		readings, err := s.Readings(ctx, 1)
		must(t, err)
		equal(t, "readings", readings, []store.Reading{first})

		rec := save(t, s, next(t, save(t, s, filed(t, 2)), org.Accept, acceptBody))
		for range 2 { // the job ran twice
			must(t, s.Write(ctx, store.Plan{store.Tell(2, 1, nil)}))
		}
		must(t, s.Write(ctx, store.Plan{store.Writing{{CaseID: 2, Seq: 2, Name: "acceptance", Body: []byte(`{}`)}}.Insert()}))
		told, err := s.Told(ctx, 2)
		must(t, err)
		equal(t, "told", told, []store.Told{{Seq: 1, Act: "submit", At: rec.Facts[0].At}})
		docs, err := s.Documents(ctx, 2)
		must(t, err)
		equal(t, "documents", docs, []store.Written{{CaseID: 2, Seq: 2, Name: "acceptance", Body: []byte(`{}`)}})
		any, err := s.Unprinted(ctx, 9)
		must(t, err)
		equal(t, "facts with documents to print", len(any), 1)
	})
}

func TestAttachmentsOfACase(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sum := "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
		a := store.Attachment{ID: "a", CaseID: 1, Material: "m1", Name: "营业执照.pdf", Size: 3, MIME: "application/pdf", Sum: sum, At: now, By: "LW001", Fresh: true}
		b := a
		b.ID, b.At = "b", now+1
		mustFail(t, s.AddAttachment(ctx, a), store.ErrNotFound)
		save(t, s, filed(t, 1))
		for _, x := range []store.Attachment{b, a} {
			must(t, s.AddAttachment(ctx, x))
		}
		must(t, s.Write(ctx, store.Plan{b.Remove()}))
		mustFail(t, s.Write(ctx, store.Plan{b.Remove()}), store.ErrConflict)
		b.Removed = true
		list, err := s.Attachments(ctx, 1)
		must(t, err)
		equal(t, "attachments", list, []store.Attachment{a, b})
		one, err := s.Attachment(ctx, "b")
		must(t, err)
		equal(t, "attachment", one, b)
	})
}

func TestIdentitiesGrowWithTime(t *testing.T) {
	last := int64(-1)
	for _, day := range []period.Date{period.NewDate(2010, 1, 2), period.NewDate(2015, 5, 14), today, period.NewDate(2078, 12, 31)} {
		id := store.NewID(day.At(12, 0))
		if id <= last {
			t.Fatalf("%d on %s after %d", id, day, last)
		}
		last = id
	}
	seen := map[int64]bool{}
	for range 100_000 {
		seen[store.NewID(now)] = true
	}
	if len(seen) != 100_000 {
		t.Fatalf("%d different identities of 100,000 in one millisecond", len(seen))
	}
	if a, b := store.NewCode(), store.NewCode(); a == b || len(a) != 16 {
		t.Fatalf("codes %q and %q", a, b)
	}
}
