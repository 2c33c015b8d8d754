package store_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// threeFacts saves a case with three acts and reads it back as the audit does.
func threeFacts(t *testing.T, s *store.Store) store.Whole {
	t.Helper()
	r := save(t, s, filed(t, 1))
	r = save(t, s, next(t, r, org.Accept, acceptBody))
	save(t, s, next(t, r, org.Pass, passBody))
	var whole []store.Whole
	must(t, s.EachWhole(ctx, func(w store.Whole) error {
		whole = append(whole, w)
		return nil
	}))
	if len(whole) != 1 || len(whole[0].Facts) != 3 {
		t.Fatalf("read %+v", whole)
	}
	return whole[0]
}

func TestTheChainHolds(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		w := threeFacts(t, s)
		facts, err := store.Verify(w.ID, w.Facts, w.Head)
		must(t, err)
		read, err := s.Facts(ctx, 1)
		must(t, err)
		equal(t, "facts", facts, read)
		if facts[1].Act != org.Accept || facts[1].At != now+2 || facts[1].By.Name != "王芳" {
			t.Fatalf("second fact is %+v", facts[1])
		}
	})
}

func TestTheChainShowsEveryChange(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		w := threeFacts(t, s)
		for name, spoil := range map[string]func(f []store.StoredFact) []store.StoredFact{
			"a word changed": func(f []store.StoredFact) []store.StoredFact {
				f[1].Body = []byte(string(f[1].Body[:len(f[1].Body)-3]) + "x\"}}")
				return f
			},
			"a word changed and its hash made to fit": func(f []store.StoredFact) []store.StoredFact {
				f[1].Body = append(slices.Clone(f[1].Body), ' ')
				f[1].Hash = store.Genesis(1).Link(f[0].Body).Link(f[1].Body).Short()
				return f
			},
			"the last removed":   func(f []store.StoredFact) []store.StoredFact { return f[:2] },
			"the first removed":  func(f []store.StoredFact) []store.StoredFact { return f[1:] },
			"two exchanged":      func(f []store.StoredFact) []store.StoredFact { f[1], f[2] = f[2], f[1]; return f },
			"the act renamed":    func(f []store.StoredFact) []store.StoredFact { f[1].Act = "deny"; return f },
			"the moment shifted": func(f []store.StoredFact) []store.StoredFact { f[1].At++; return f },
			"all removed":        func(f []store.StoredFact) []store.StoredFact { return nil },
		} {
			_, err := store.Verify(w.ID, spoil(slices.Clone(w.Facts)), w.Head)
			if broken := (*store.Broken)(nil); !errors.As(err, &broken) || broken.Case != 1 {
				t.Errorf("%s: %v", name, err)
			}
		}
		gap := slices.Clone(w.Facts[:1])
		third, err := fact(t, 3, org.Pass, passBody).MarshalJSON()
		must(t, err)
		end := store.Genesis(1).Link(gap[0].Body).Link(third)
		gap = append(gap, store.StoredFact{Seq: 3, At: now + 3, Act: "pass", Body: third, Hash: end.Short()})
		if _, err := store.Verify(1, gap, end); err == nil {
			t.Error("a chain that counts 1, 3 passes")
		}
		if _, err := store.Verify(2, w.Facts, w.Head); err == nil {
			t.Error("the facts pass for those of another case")
		}
	})
}

func TestTheAuditReadsEverythingOfACase(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const n = 1203 // more than two pages
		for _, err := range atOnce(n, func(i int) error {
			c := filed(t, int64(i+1))
			c.Tick = now + period.Instant(i)
			_, err := s.Save(ctx, c)
			return err
		}) {
			must(t, err)
		}
		after := int64(0)
		must(t, s.EachWhole(ctx, func(w store.Whole) error {
			after++
			r, err := s.Case(ctx, w.ID)
			must(t, err)
			equal(t, "case", w.Record, r)
			equal(t, "moment", w.CreatedAt, now+1)
			task := *filed(t, 1).Task
			if w.ID != after || w.Head != r.Head || w.Tick != now+period.Instant(w.ID-1) || w.Task == nil || *w.Task != task || len(w.FormSum) != 64 {
				t.Fatalf("case %d: %+v", after, w)
			}
			return nil
		}))
		if after != n {
			t.Fatalf("read %d cases", after)
		}
		strays, err := s.Strays(ctx)
		must(t, err)
		must(t, s.Write(ctx, store.Plan{insertForm(-1)}))
		more, err := s.Strays(ctx)
		must(t, err)
		if strays != 0 || more != 1 {
			t.Fatalf("strays: %d, then %d", strays, more)
		}
	})
}

func TestTheAuditFindsWhatTheFactsDoNotGive(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		threeFacts(t, s)
		form := []byte(`{"name":"喆玥小吃店"}`)
		for what, change := range map[string]struct {
			spoil, mend string
			args        []any
		}{
			"digest":  {`UPDATE cases SET digest = digest + 1`, `UPDATE cases SET digest = digest - 1`, nil},
			"version": {`UPDATE cases SET version = 4`, `UPDATE cases SET version = 3`, nil},
			"address": {`UPDATE cases SET item = 'dog'`, `UPDATE cases SET item = 'food'`, nil},
			"form ":   {`DELETE FROM forms`, `INSERT INTO forms (case_id, body) VALUES (1, $1)`, []any{form}},
			"form":    {`UPDATE forms SET body = substr(body, 1, length(body) - 1)`, `UPDATE forms SET body = $1`, []any{form}},
		} {
			must(t, s.Write(ctx, store.Plan{{SQL: change.spoil, Rows: 1}}))
			err := s.EachWhole(ctx, func(store.Whole) error { return nil })
			if broken := (*store.Broken)(nil); !errors.As(err, &broken) || broken.What != strings.TrimSpace(what) {
				t.Errorf("%s: the audit says %v", change.spoil, err)
			}
			must(t, s.Write(ctx, store.Plan{{SQL: change.mend, Args: change.args, Rows: 1}}))
		}
		must(t, s.EachWhole(ctx, func(store.Whole) error { return nil }))
	})
}

// A fact that was read before is not taken on trust: its text is hashed each time.
func TestAKnownFactThatWasChangedIsSeen(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		threeFacts(t, s)
		for range 2 {
			_, err := s.Case(ctx, 1)
			must(t, err)
		}
		drop := `DROP TRIGGER facts_protected`
		if s.Dialect() == "postgres" {
			drop += ` ON facts`
		}
		must(t, s.Write(ctx, store.Plan{{SQL: drop}}))
		rows, err := s.StoredFacts(ctx, 1)
		must(t, err)
		changed := rows[1]
		changed.Body = bytes.ReplaceAll(changed.Body, []byte("王芳"), []byte("李四"))
		for what, body := range map[string]any{"as it was packed": changed.Row(1)[4], "as older programs wrote it": changed.Body} {
			must(t, s.Write(ctx, store.Plan{{SQL: `UPDATE facts SET body = $1 WHERE case_id = 1 AND seq = 2`, Args: []any{body}, Rows: 1}}))
			_, err := s.Case(ctx, 1)
			if broken := (*store.Broken)(nil); !errors.As(err, &broken) || broken.Seq != 2 {
				t.Errorf("a changed fact %s: %v", what, err)
			}
		}
		must(t, s.Write(ctx, store.Plan{{SQL: `UPDATE facts SET body = $1 WHERE case_id = 1 AND seq = 2`, Args: []any{rows[1].Body}, Rows: 1}}))
		_, err = s.Case(ctx, 1)
		must(t, err)
	})
}
