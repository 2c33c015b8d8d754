package app_test

import (
	"fmt"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// damages are changes that nobody may make, and the word by which the audit names each. The
// victim is $1, a bystander $2.
var damages = []struct {
	what, word string
	sql        []string
}{
	{"the case was changed", "digest", []string{`UPDATE cases SET digest = digest + 1 WHERE id = $1`}},
	{"an act was added to the count", "version", []string{`UPDATE cases SET version = version + 1 WHERE id = $1`}},
	{"the end of the chain was changed", "head", []string{`UPDATE cases SET head = (SELECT head FROM cases WHERE id = $2) WHERE id = $1`}},
	{"another item", "address", []string{`UPDATE cases SET item = 'shop' WHERE id = $1`}},
	{"another unit", "address", []string{`UPDATE cases SET accept_unit = '330303003002' WHERE id = $1`}},
	{"another number", "number", []string{`UPDATE cases SET no = '330303006260301000001' WHERE id = $1`}},
	{"a number too short", "number", []string{`UPDATE cases SET no = '1' WHERE id = $1`}},
	{"back to a draft", "number", []string{`UPDATE cases SET no = NULL, draft = 'abc' WHERE id = $1`}},
	{"the form was changed", "form", []string{`UPDATE forms SET body = substr(body, 1, length(body) - 1) WHERE case_id = $1`}},
	{"the form was removed", "form", []string{`DELETE FROM forms WHERE case_id = $1`}},
	{"the open work was removed", "open work", []string{`DELETE FROM todo WHERE case_id = $1`}},
	{"the open work was moved", "open work", []string{`UPDATE todo SET unit = '330303003' WHERE case_id = $1`}},
	{"the open work has another post", "open work", []string{`UPDATE todo SET post = 'approval' WHERE case_id = $1`}},
	{"the open work waits", "open work", []string{`UPDATE todo SET waiting = 1 WHERE case_id = $1`}},
	{"the open work is younger", "open work", []string{`UPDATE todo SET since = since + 1 WHERE case_id = $1`}},
	{"time will not act", "next tick", []string{`UPDATE todo SET tick = 0 WHERE case_id = $2`}},
	{"a closed case has open work", "open work", []string{`INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant)
SELECT (SELECT max(id) FROM cases), 0, unit, post, due, yellow, last, since, waiting, tick, item, applicant FROM todo WHERE case_id = $2`}},
	{"the case has more open work", "open work beside", []string{`INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant)
SELECT case_id, 1, unit, post, due, yellow, last, since, waiting, 0, item, applicant FROM todo WHERE case_id = $1`}},
	{"a fact says what another says", "hash", []string{`UPDATE facts SET body = (SELECT body FROM facts WHERE case_id = $2 AND act = 'submit') WHERE case_id = $1 AND act = 'accept'`}},
	{"a fact can't be unpacked", "hash", []string{`UPDATE facts SET body = substr(body, 1, length(body) - 1) WHERE case_id = $1 AND act = 'accept'`}},
	{"a fact was changed with its hash", "hash", []string{`UPDATE facts SET body = (SELECT body FROM facts WHERE case_id = $2 AND act = 'submit'), hash = (SELECT substr(head, 1, 8) FROM cases WHERE id = $2) WHERE case_id = $1 AND act = 'accept'`}},
	{"a fact has another moment", "columns", []string{`UPDATE facts SET at = at - 1 WHERE case_id = $1 AND act = 'accept'`}},
	{"a fact has another act", "columns", []string{`UPDATE facts SET act = 'pass' WHERE case_id = $1 AND act = 'accept'`}},
	{"the last fact was removed", "head", []string{`DELETE FROM facts WHERE case_id = $1 AND act = 'accept'`}},
	{"the last fact was removed with its traces", "digest", []string{
		`UPDATE cases SET version = version - 1, head = $2 WHERE id = $1`,
		`DELETE FROM facts WHERE case_id = $1 AND act = 'accept'`}},
	{"the first fact was removed", "seq", []string{`DELETE FROM facts WHERE case_id = $1 AND seq = 1`}},
	{"a fact in the middle was removed", "seq", []string{`DELETE FROM facts WHERE case_id = $1 AND act = 'submit'`}},
	{"all facts were removed", "head", []string{`DELETE FROM facts WHERE case_id = $1`}},
	{"facts changed places", "seq", []string{`UPDATE facts SET seq = seq + 10 WHERE case_id = $1`}},
	{"a fact was taken from another case", "hash", []string{`DELETE FROM facts WHERE case_id = $1 AND seq = 2`,
		`UPDATE facts SET case_id = $1 WHERE case_id = $2 AND seq = 2`}},
	{"it came another way", "channel", []string{`UPDATE todo SET channel = 'post' WHERE case_id = $1`}},
	{"a reminder that nobody sent", "reminder", []string{`UPDATE todo SET urged = 20000 WHERE case_id = $1`}},
	{"a demand was written", "demands", []string{`INSERT INTO chase (case_id, seq, issued, due, answered, unit) VALUES ($1, 2, 1, 2, 0, '330303001')`}},
	{"a demand was taken away", "demands", []string{`DELETE FROM chase WHERE case_id = $2`}},
	{"a demand was answered", "demands", []string{`UPDATE chase SET answered = 20000 WHERE case_id = $2`}},
	{"nobody applied", "applicant", []string{`DELETE FROM applied WHERE case_id = $1`}},
	{"somebody else applied", "applicant", []string{`UPDATE applied SET party = 'X' WHERE case_id = $1`}},
	{"somebody applied for a draft", "belong to no case", []string{`INSERT INTO applied (case_id, party) SELECT 1, 'X' FROM cases WHERE id = $1`}},
	{"the case was removed", "belong to no case", []string{`DELETE FROM cases WHERE id = $1`}},
}

// The audit finds every damage and names the case and what does not fit.
func TestAuditFindsEveryDamage(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		victim := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		other := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		w.CaseIn(t, testkit.Allowance, testkit.Community, casework.Denied)
		step(t, w, w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received), org.Withdraw)
		other = step(t, w, other, org.Chase)
		unprotect(t, w.Store)
		repair := keep(t, w.Store)
		for _, d := range damages {
			audited(t, w, 4)
			for _, sql := range d.sql {
				damage(t, w.Store, sql, victim, other)
			}
			_, err := w.Audit(ctx)
			if err == nil || !strings.Contains(err.Error(), d.word) {
				t.Errorf("%s: the audit says %v, want %s", d.what, err, d.word)
			} else if !strings.Contains(err.Error(), "case") {
				t.Errorf("%s: the audit names no case: %v", d.what, err)
			}
			repair()
		}
		audited(t, w, 4)
	})
}

// keep copies what belongs to cases and gives the function that puts it back.
func keep(t testing.TB, st *store.Store) (repair func()) {
	t.Helper()
	var back store.Plan
	for _, table := range []string{"cases", "forms", "facts", "todo", "applied", "chase"} {
		must(t, st.Write(ctx, store.Plan{{SQL: "CREATE TABLE kept_" + table + " AS SELECT * FROM " + table}}))
		back = append(back, store.Stmt{SQL: "DELETE FROM " + table}, store.Stmt{SQL: "INSERT INTO " + table + " SELECT * FROM kept_" + table})
	}
	return func() { must(t, st.Write(ctx, back)) }
}

// unprotect takes away what keeps honest programs from changing facts.
func unprotect(t testing.TB, st *store.Store) {
	t.Helper()
	triggers := []string{"facts_protected", "facts_kept", "cases_kept"}
	if st.Dialect() == "postgres" {
		triggers = []string{"facts_protected ON facts", "facts_kept ON facts", "facts_lost ON facts", "cases_kept ON cases"}
	}
	for _, trigger := range triggers {
		must(t, st.Write(ctx, store.Plan{{SQL: "DROP TRIGGER " + trigger}}))
	}
}

// damage runs a statement on the cases and makes sure that it changed something.
func damage(t testing.TB, st *store.Store, sql string, victim, other app.Record) {
	t.Helper()
	before := dump(t, st)
	s := store.Stmt{SQL: sql, Args: []any{victim.ID}}
	switch {
	case strings.Contains(sql, "head = $2"): // as it was before the last fact
		head := store.Genesis(victim.ID)
		for _, f := range victim.Facts[:len(victim.Facts)-1] {
			text, err := f.MarshalJSON()
			must(t, err)
			head = head.Link(text)
		}
		s.Args = []any{head[:], victim.ID}
		s.SQL = strings.NewReplacer("$1", "$2", "$2", "$1").Replace(sql)
	case strings.Contains(sql, "$2") && strings.Contains(sql, "$1"):
		s.Args = []any{victim.ID, other.ID}
	case strings.Contains(sql, "$2"):
		s = store.Stmt{SQL: strings.ReplaceAll(sql, "$2", "$1"), Args: []any{other.ID}}
	}
	must(t, st.Write(ctx, store.Plan{s}))
	if fmt.Sprint(before) == fmt.Sprint(dump(t, st)) {
		t.Fatalf("%s changes nothing", sql)
	}
}
