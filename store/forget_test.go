package store_test

import (
	"strings"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// ofCase lists the tables of which rows belong to a case.
var ofCase = map[string]string{
	"sqlite":   `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'case_id' ORDER BY 1`,
	"postgres": `SELECT table_name FROM information_schema.columns WHERE column_name = 'case_id' AND table_schema = 'public' ORDER BY 1`,
}

// draftOf is a draft with a form and a file, begun by a resident.
func draftOf(t testing.TB, s *store.Store, code string, sum string, fresh bool) store.Record {
	t.Helper()
	c := next(t, store.NewRecord(store.NewID(now), code, "123456", now), org.Draft, draftBody)
	c.Form = []byte(`{"name":"喆玥小吃店"}`)
	c.Also = store.Plan{store.Keep(4, c.Case.ID, now)}
	r := save(t, s, c)
	must(t, s.AddAttachment(ctx, store.Attachment{ID: "file of " + code, CaseID: r.ID, Material: "m1", Name: "身份证.jpg", Size: 3, MIME: "image/jpeg", Sum: sum, At: now, Fresh: fresh}))
	return r
}

func sumOf(letter string) string { return strings.Repeat(letter, 64) }

func TestADraftGoesWithAllThatIsKeptOfIt(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		r, other := draftOf(t, s, "mine", sumOf("a"), true), draftOf(t, s, "other", sumOf("a"), false)
		must(t, s.DropDraft(ctx, r, now))
		tables := lines(t, s, ofCase[s.Dialect()])
		if len(tables) < 15 {
			t.Fatalf("only these tables have rows of a case: %v", tables)
		}
		for _, table := range tables {
			for _, of := range []store.Record{r, other} {
				n := 0
				must(t, s.Query(ctx, `SELECT case_id FROM `+table+` WHERE case_id = $1`, []any{of.ID}, func(store.Row) error { n++; return nil }))
				if of.ID == r.ID && n > 0 {
					t.Errorf("%d rows of the draft are left in %s", n, table)
				}
				if of.ID == other.ID && n == 0 && (table == "facts" || table == "forms" || table == "attachment" || table == "resident_case") {
					t.Errorf("another draft lost its row in %s", table)
				}
			}
		}
		_, err := s.CaseByDraft(ctx, "mine")
		mustFail(t, err, store.ErrNotFound)
		mustFail(t, s.DropDraft(ctx, r, now), store.ErrConflict)

		// Who saves it at the same moment is told, and nothing of it comes back.
		_, err = s.Save(ctx, next(t, r, org.Draft, draftBody))
		mustFail(t, err, store.ErrConflict)
		submitted := next(t, r, org.Submit, submitBody)
		submitted.Prefix = prefix
		_, err = s.Save(ctx, submitted)
		mustFail(t, err, store.ErrConflict)
		mustFail(t, s.AddAttachment(ctx, store.Attachment{ID: "late", CaseID: r.ID, Material: "m1", Name: "x.jpg", MIME: "image/jpeg", Sum: sumOf("b"), At: now, Fresh: true}), store.ErrNotFound)
		_, err = s.Facts(ctx, r.ID)
		mustFail(t, err, store.ErrNotFound)
	})
}

func TestWhatWasHandedInIsNeverDropped(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		draft := draftOf(t, s, "mine", sumOf("a"), true)
		c := next(t, draft, org.Submit, submitBody)
		c.Prefix = prefix
		r := save(t, s, c)
		mustFail(t, s.DropDraft(ctx, draft, now), store.ErrConflict)
		mustFail(t, s.DropDraft(ctx, r, now), store.ErrConflict)
		for _, table := range []string{"cases WHERE id", "facts WHERE case_id"} {
			mustFail(t, s.Write(ctx, store.Plan{{SQL: `DELETE FROM ` + table + ` = $1`, Args: []any{r.ID}}}), store.ErrProtected)
		}
		open := draftOf(t, s, "open", sumOf("b"), true)
		mustFail(t, s.Write(ctx, store.Plan{{SQL: `DELETE FROM facts WHERE case_id = $1`, Args: []any{open.ID}}}), store.ErrProtected)
		read, err := s.CaseByNo(ctx, r.No)
		must(t, err)
		equal(t, "case", read, r)
	})
}

func TestDraftsThatNobodyThinksOf(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		first, second := draftOf(t, s, "first", sumOf("a"), true), draftOf(t, s, "second", sumOf("b"), true)
		save(t, s, filed(t, store.NewID(now)))
		old := func(before period.Instant, above int64) []int64 {
			list, err := s.OldDrafts(ctx, before, above, 9)
			must(t, err)
			return list
		}
		equal(t, "drafts older than now", old(now, 0), nil)
		equal(t, "drafts older than a moment later", old(now+1000, 0), []int64{first.ID, second.ID})
		equal(t, "those after the first", old(now+1000, first.ID), []int64{second.ID})
		late := store.Attachment{ID: "late", CaseID: first.ID, Material: "m1", Name: "x.jpg", MIME: "image/jpeg", Sum: sumOf("c"), At: now + 5000}
		must(t, s.AddAttachment(ctx, late))
		equal(t, "those that got no file since", old(now+1000, 0), []int64{second.ID})
		later := next(t, second, org.Draft, draftBody)
		later.Fact.At = now + 5000
		save(t, s, later)
		equal(t, "those that were not saved since", old(now+1000, 0), nil)
	})
}

func TestFilesThatNobodyNeeds(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		doomed := func(before period.Instant) []string {
			list, err := s.DoomedFiles(ctx, before)
			must(t, err)
			return list
		}
		mine, other := draftOf(t, s, "mine", sumOf("a"), true), draftOf(t, s, "other", sumOf("a"), false)
		shared := draftOf(t, s, "shared", sumOf("b"), false) // its content was there before it
		kept := draftOf(t, s, "kept", sumOf("c"), true)
		must(t, s.Enter(ctx, store.Entry{Kind: "progress", Code: "x", Version: 1, By: "LW001", At: now, Body: []byte(`{"file":{"sum":"` + sumOf("c") + `"}}`)}))
		for _, r := range []store.Record{mine, shared, kept} {
			must(t, s.DropDraft(ctx, r, now))
		}
		equal(t, "while another draft names it", doomed(now+1), nil)
		must(t, s.DropDraft(ctx, other, now))
		equal(t, "before its time", doomed(now), nil)
		equal(t, "when nobody names it", doomed(now+1), []string{sumOf("a")})
		must(t, s.FileGone(ctx, sumOf("a")))
		equal(t, "when it was removed", doomed(now+1), nil)
	})
}
