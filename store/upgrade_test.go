package store_test

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// TestAFilledDatabaseIsBroughtUpToDate: what stood in the tables of an older program is what
// the newest one reads. Before 43 each document had a row, before 160 forms were JSON
// and before 650 facts; before 651 a message had a row.
func TestAFilledDatabaseIsBroughtUpToDate(t *testing.T) {
	const accepted, reasons = `{"kind":"acceptance","title":"受理通知书"}`, `{"kind":"pending","title":"容缺受理告知书"}`
	for _, c := range []struct {
		version   int64
		documents []string
	}{
		{42, []string{
			`INSERT INTO document (case_id, at, seq, place, name, body, file) VALUES (7, $1, 2, 0, 'acceptance', '` + accepted + `', 'abc')`,
			`INSERT INTO document (case_id, at, seq, place, name, body, file) VALUES (7, $1, 2, 1, 'pending', '` + reasons + `', '')`}},
		{43, []string{`INSERT INTO writing (case_id, at, seq, state, printed, body)
VALUES (7, $1, 2, 0, '[{"f":"abc"},{"f":""}]', '[{"n":"acceptance","d":` + accepted + `},{"n":"pending","d":` + reasons + `}]')`}},
	} {
		old(t, c.version, func(t *testing.T, address string, db *sql.DB) {
			model := open(t, "sqlite:"+filepath.Join(t.TempDir(), "model.db"))
			filing := filed(t, 7)
			want := save(t, model, next(t, save(t, model, filing), org.Accept, acceptBody))
			copyCase(t, model, db, string(filing.Form))
			for _, insert := range c.documents {
				if !strings.HasPrefix(address, "postgres") { // a BLOB is never made of text by itself
					insert = strings.Replace(insert, `'[{"n"`, `CAST('[{"n"`, 1)
					insert = strings.Replace(insert, `}]')`, `}]' AS BLOB))`, 1)
				}
				_, err := db.Exec(insert, int64(now))
				must(t, err)
			}

			for id, n := range []int{1, 2, 2} { // of one fact twice
				_, err := db.Exec(`INSERT INTO message (case_id, id, at, kind, body) VALUES (7, $1, $2, 'act', $3)`, id, int64(now), fmt.Sprintf(`{"n":%d}`, n))
				must(t, err)
			}

			s := open(t, address)
			told, err := s.Told(ctx, 7)
			must(t, err)
			equal(t, "told", told, []store.Told{{Seq: 1, Act: org.Submit, At: want.Facts[0].At}, {Seq: 2, Act: org.Accept, At: want.Facts[1].At}})
			got, err := s.CaseByNo(ctx, want.No)
			must(t, err)
			equal(t, "case", got, want)
			form, err := s.Form(ctx, 7)
			must(t, err)
			equal(t, "form", string(form), string(filing.Form))
			list, err := s.Documents(ctx, 7)
			must(t, err)
			equal(t, "documents", list, []store.Written{
				{CaseID: 7, Seq: 2, Name: "acceptance", File: "abc", Body: []byte(accepted)},
				{CaseID: 7, Seq: 2, Place: 1, Name: "pending", Body: []byte(reasons)}})
			unprinted, err := s.Unprinted(ctx, 10)
			must(t, err)
			if len(unprinted) != 1 {
				t.Fatalf("to be printed: %v", unprinted)
			}
			must(t, s.EachWhole(ctx, func(store.Whole) error { return nil }))
		})
	}
}

// TestOlderFactsFillNewTables: the queue's columns and the tables that came later hold of older
// cases what they would hold had they been there from the beginning.
func TestOlderFactsFillNewTables(t *testing.T) {
	const otherUnit, beforeAll = "330303-scjg", 92
	old(t, beforeAll, func(t *testing.T, address string, db *sql.DB) {
		model := open(t, "sqlite:"+filepath.Join(t.TempDir(), "model.db"))
		filing := filed(t, 7)
		rec := save(t, model, filing)
		demand := func(unit string, due period.Date) func(store.Change) store.Stmt {
			return func(c store.Change) store.Stmt {
				return store.PutChase(store.Demand{CaseID: 7, Seq: c.Fact.Seq, Unit: unit, Issued: today, Due: due})
			}
		}
		for _, a := range []struct {
			act  org.Act
			body string
			also func(store.Change) store.Stmt
		}{
			{org.Urge, `{"due":"2026-03-01"}`, nil},
			{org.Urge, `{"t":"请尽快","due":"2026-03-09"}`, nil},
			{org.Chase, `{"g":"late","u":"330303001012","t":"请说明","due":"2026-03-10"}`, demand("330303001012", period.NewDate(2026, 3, 10))},
			{org.Chase, `{"g":"other","u":"` + otherUnit + `","t":"请说明","due":"2026-03-11"}`, demand(otherUnit, period.NewDate(2026, 3, 11))},
			{org.AnswerChase, `{"t":"已办"}`, func(store.Change) store.Stmt { return store.AnswerChase(7, "330303001012", today) }},
		} {
			c := next(t, rec, a.act, a.body)
			c.Task = filing.Task
			if c.Also = nil; a.also != nil {
				c.Also = store.Plan{a.also(c)}
			}
			rec = save(t, model, c)
		}
		must(t, model.Write(ctx, store.Plan{store.Applied(rec.Applicant.ID, 7)}))
		copyCase(t, model, db, string(filing.Form))
		copyRows(t, model, db, "todo", "case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant")

		s := open(t, address)
		for what, read := range map[string]func(*store.Store) (any, error){
			"queue":   func(s *store.Store) (any, error) { return s.WorkOf(ctx, rec.No) },
			"applied": func(s *store.Store) (any, error) { return s.CasesOf(ctx, rec.Applicant.ID, 0, 10) },
			"demands": func(s *store.Store) (any, error) { return s.Demands(ctx, []string{"330303001012", otherUnit}, 10) },
		} {
			want, err := read(model)
			must(t, err)
			got, err := read(s)
			must(t, err)
			equal(t, what, got, want)
			if text := fmt.Sprint(want); len(text) < len("[7]") {
				t.Errorf("%s: nothing to compare: %s", what, text)
			}
		}
		work, err := s.WorkOf(ctx, rec.No)
		must(t, err)
		if work[0].Channel != "online" || work[0].UrgedFor != period.NewDate(2026, 3, 9) {
			t.Errorf("%+v", work[0])
		}
	})
}

// TestOlderDraftsGetTheirHeads: what lists show of drafts is taken from their bodies.
func TestOlderDraftsGetTheirHeads(t *testing.T) {
	old(t, 519, func(t *testing.T, address string, db *sql.DB) {
		for id, body := range map[int64]string{
			1: `{"unit":"u","stage":"signed","item":{"code":"food","name":"食品","nameEn":"Food"},"writers":["k","l"],"preparer":"k","leader":"m"}`,
			2: `{"unit":"u","stage":"draft","item":{"code":"drink","name":"饮料 \"1\"","nameEn":""}}`,
		} {
			var d catalog.Draft
			must(t, json.Unmarshal([]byte(body), &d))
			_, err := db.Exec(`INSERT INTO item_draft (id, rev, at, unit, stage, code, body) VALUES ($1, 1, $2, $3, $4, $5, $6)`,
				id, int64(now), d.Unit, string(d.Stage), d.Item.Code, body)
			must(t, err)
		}
		list, err := open(t, address).DraftHeads(ctx, store.DraftList{In: []store.DraftScope{{Unit: "u", Stages: catalog.Stages}}, Stages: catalog.Stages}, 10)
		must(t, err)
		equal(t, "heads", list, []store.DraftHead{
			{ID: 2, Rev: 1, At: now, Unit: "u", Stage: catalog.InDraft, Code: "drink", Name: `饮料 "1"`},
			{ID: 1, Rev: 1, At: now, Unit: "u", Stage: catalog.Signed, Code: "food", Name: "食品", NameEN: "Food", Writers: []string{"k", "l"}, Preparer: "k", Leader: "m"}})
	})
}

// old is a database as a program of that version made it.
func old(t *testing.T, version int64, test func(t *testing.T, address string, db *sql.DB)) {
	t.Helper()
	run := func(name, address, driver, source string, dialect goose.Dialect) {
		t.Run(name, func(t *testing.T) {
			db, err := sql.Open(driver, source)
			must(t, err)
			defer db.Close()
			up, err := goose.NewProvider(dialect, db, os.DirFS(filepath.Join("migrations", name)))
			must(t, err)
			_, err = up.UpTo(ctx, version)
			if !errors.Is(err, goose.ErrVersionNotFound) { // none has just this number
				must(t, err)
			}
			test(t, address, db)
		})
	}
	path := filepath.Join(t.TempDir(), "old.db")
	run("sqlite", "sqlite:"+path, "sqlite", path, goose.DialectSQLite3)
	url := testkit.EmptyPostgres(t)
	run("postgres", url, "pgx", url, goose.DialectPostgres)
}

// copyCase writes the rows of case 7 into the older tables, its form as it was written then.
func copyCase(t *testing.T, from *store.Store, to *sql.DB, form any) {
	t.Helper()
	copyRows(t, from, to, "cases", "id, digest, version, no, query_code, item, accept_unit, head")
	copyRows(t, from, to, "facts", "case_id, at, seq, act, body, hash")
	_, err := to.Exec(`INSERT INTO forms (case_id, body) VALUES (7, $1)`, form)
	must(t, err)
}

// plain is the text of a fact, with its hash.
func plain(t *testing.T, s *store.Store, id, seq int64) (string, []byte) {
	t.Helper()
	all, err := s.StoredFacts(ctx, id)
	must(t, err)
	link := store.Genesis(id)
	for _, f := range all[:seq] {
		link = link.Link(f.Body)
	}
	return string(all[seq-1].Body), link[:]
}

func copyRows(t *testing.T, from *store.Store, to *sql.DB, table, columns string) {
	t.Helper()
	copyChanged(t, from, to, table, columns, func(row []any) {
		if n := len(row); table == "facts" { // they were text, and each had its whole hash
			row[n-2], row[n-1] = plain(t, from, row[0].(int64), row[2].(int64))
		}
	})
}

// copyChanged writes the rows of a table into the older one, each as it was written then.
func copyChanged(t *testing.T, from *store.Store, to *sql.DB, table, columns string, then func(row []any)) {
	t.Helper()
	n := 1 + strings.Count(columns, ",")
	var places []string
	for i := range n {
		places = append(places, "$"+strconv.Itoa(i+1))
	}
	must(t, from.Query(ctx, `SELECT `+columns+` FROM `+table, nil, func(r store.Row) error {
		row := make([]any, n)
		into := make([]any, n)
		for i := range row {
			into[i] = &row[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		then(row)
		_, err := to.Exec(`INSERT INTO `+table+` (`+columns+`) VALUES (`+strings.Join(places, ", ")+`)`, row...)
		return err
	}))
}

// TestLeanerTablesKeepTheirRows: numbers of documents, what staff were told, keys and published
// decisions of the program before 650 are read from the tables that need less room.
func TestLeanerTablesKeepTheirRows(t *testing.T) {
	old(t, 649, func(t *testing.T, address string, db *sql.DB) {
		model := open(t, "sqlite:"+filepath.Join(t.TempDir(), "model.db"))
		filing := filed(t, 7)
		want := save(t, model, next(t, save(t, model, filing), org.Accept, acceptBody))
		copyCase(t, model, db, []byte(filing.Form))
		first, told := want.Facts[1].At, int64(now-period.StartOf(period.NewDate(2010, 1, 1)))<<22+5
		for _, row := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO doc_last (year, last, unit, family) VALUES (2026, 1, 'b', '许受'), (2026, 2, 'a', '许受'), (2025, 9, 'a', '许受')`, nil},
			{`INSERT INTO doc_number (case_id, at, seq, year, n, unit, family, kind) VALUES (7, $1, 2, 2026, 2, 'a', '许受', 'acceptance')`, []any{int64(first)}},
			{`INSERT INTO staff_message (id, case_id, mark, at, read_at, staff, turn) VALUES ($1, 7, 2, $2, 5, 'clerk', 'staff.arrived')`, []any{told, int64(now)}},
			{`INSERT INTO idem (case_id, at, key) VALUES (7, $1, 'the old click')`, []any{int64(now)}},
			{`INSERT INTO published (case_id, granted, until, item, unit, holder, content) VALUES (7, 20000, 0, 'item', 'unit', '张*', '')`, nil},
		} {
			_, err := db.Exec(row.sql, row.args...)
			must(t, err)
		}

		s := open(t, address)
		given := notice.Number{Seq: 2, Kind: notice.Acceptance, Unit: "a", Family: "许受", Year: 2026, N: 2}
		found, err := s.NumberedAs(ctx, given)
		must(t, err)
		equal(t, "bearer of the number", found, store.Numbered{Number: given, CaseNo: want.No, At: first})
		list, err := s.StaffMessages(ctx, "clerk", 0, 9)
		must(t, err)
		equal(t, "told", list, []store.StaffMessage{{ID: told, CaseID: 7, No: want.No, Item: string(want.Item), At: now, ReadAt: 5, Staff: "clerk", Turn: "staff.arrived"}})
		rec, err := s.CaseByKey(ctx, "the old click")
		must(t, err)
		equal(t, "case of the key", rec, want)
		public, err := s.Published(ctx, store.Decisions{}, store.Place{}, 9)
		must(t, err)
		equal(t, "published", public, []store.Published{{CaseID: 7, Item: "item", Unit: "unit", Holder: "张*", On: 20000}})
		last, err := s.Register(ctx, "a", 2026)
		must(t, err)
		equal(t, "register", len(last), 1)
	})
}

// TestLeanerTablesOfMessagesKeepTheirRows: what staff were told of cases and of forms, and keys by their
// hash, of the program before 690.
func TestLeanerTablesOfMessagesKeepTheirRows(t *testing.T) {
	old(t, 689, func(t *testing.T, address string, db *sql.DB) {
		model := open(t, "sqlite:"+filepath.Join(t.TempDir(), "model.db"))
		filing := filed(t, 7)
		want := save(t, model, filing)
		copyRows(t, model, db, "cases", "id, digest, version, no, query_code, item, accept_unit, head")
		asTheyAre := func([]any) {}
		copyChanged(t, model, db, "facts", "case_id, at, seq, act, body, hash", asTheyAre)
		copyChanged(t, model, db, "forms", "case_id, body", asTheyAre)
		sum := sha256.Sum256([]byte("a click"))
		told := int64(now-period.StartOf(period.NewDate(2010, 1, 1)))<<22 + 5
		for _, row := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO staff_message (id, case_id, mark, read_at, staff, turn) VALUES ($1, 7, 2, 0, 'clerk', 'staff.arrived')`, []any{told}},
			{`INSERT INTO staff_message (id, case_id, mark, read_at, staff, turn, about) VALUES ($1, 0, 20000, 5, 'clerk', 'staff.formLate', '2026-1/unit/1')`, []any{told + 1}},
			{`INSERT INTO idem (case_id, day, key) VALUES (7, 20000, $1)`, []any{base64.RawURLEncoding.EncodeToString(sum[:12])}},
			{`INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (7, 1, 1, 1, $1, $1)`, []any{[]byte{}}},
		} {
			_, err := db.Exec(row.sql, row.args...)
			must(t, err)
		}

		s := open(t, address)
		list, err := s.StaffMessages(ctx, "clerk", 0, 9)
		must(t, err)
		form := store.StaffMessage{ID: told + 1, About: "2026-1/unit/1", Mark: 20000, At: now, ReadAt: 5, Staff: "clerk", Turn: "staff.formLate"}
		ofCase := store.StaffMessage{ID: told, CaseID: 7, No: want.No, Item: string(want.Item), At: now, Staff: "clerk", Turn: "staff.arrived"}
		equal(t, "told", list, []store.StaffMessage{form, ofCase})
		about, err := s.StaffMessagesAbout(ctx, form.About)
		must(t, err)
		equal(t, "told of the form", about, []store.StaffMessage{form})
		must(t, s.Write(ctx, store.Plan{form.Insert(), ofCase.Insert()})) // told already
		must(t, s.ReadStaffMessages(ctx, "clerk", told, now+1))
		list, err = s.StaffMessages(ctx, "clerk", 0, 9)
		must(t, err)
		if len(list) != 2 || list[0].ReadAt != 5 || list[1].ReadAt != now+1 {
			t.Errorf("%+v", list)
		}
		rec, err := s.CaseByKey(ctx, "a click")
		must(t, err)
		equal(t, "case of the key", rec, want)
		applicant, err := s.Told(ctx, 7)
		must(t, err)
		equal(t, "applicant told", applicant, []store.Told{{Seq: 1, Act: org.Submit, At: want.Facts[0].At}})
	})
}
