package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/store"
)

// benchBareCmd is the measure that the embedded database is held against: one loop that
// writes the rows of whole cases with prepared statements, one durable transaction an act,
// and does nothing else.
type benchBareCmd struct {
	place
	Seconds float64 `default:"10" help:"how long"`
}

// bareActs are the statements of each act and of the work that follows it, as in
// scripts/bench.sql; parameters: 1 case, 2 sequence, 3 text of the fact, 4 form, 5 hash,
// 6 job, 7 documents.
var bareActs = func() [][]string {
	fact := `INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (?1, ?2, 1790000000000, 'act', ?3, substr(?5, 1, 8))`
	job := `INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (1790000000000, ?6, 0, 'message', '{"c":123456789012345678,"n":1}')`
	move := `UPDATE todo SET unit = '330303001', post = 'review', due = 20000 + ?2 WHERE case_id = ?1`
	update := `UPDATE cases SET version = ?2, head = ?5, digest = ?2 WHERE id = ?1 AND version = ?2 - 1`
	done := `DELETE FROM job WHERE run_at = 1790000000000 AND id = ?6`
	told := []string{`INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (?1, ?2, 1, 0, X'', ?7)`, done}
	alone := []string{`INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (?1, ?2, 1, 1, X'', X'')`, done}
	numbered := []string{
		`INSERT INTO doc_last (unit, family, year, last) VALUES (?1 % 12, ?2, 2026, 1) ON CONFLICT (unit, family, year) DO UPDATE SET last = doc_last.last + 1`,
		`INSERT INTO doc_number (case_id, seq, kind, series, n)
SELECT ?1, ?2, 'document', id, last FROM doc_last WHERE unit = CAST(?1 % 12 AS text) AND family = CAST(?2 AS text) AND year = 2026`,
	}
	counted := func(what string) string {
		return `INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff) VALUES (?1, ?2, 20784, 0, 0, 0, 10, 20, '` + what + `', '330303001010', 'bench-staff-1')`
	}
	receive := slices.Concat([]string{counted("received"),
		`INSERT INTO idem (key, case_id, day) VALUES (CAST(?1 + 10000000000 AS TEXT), ?1, 20000)`, fact,
		`INSERT INTO forms (case_id, body) VALUES (?1, ?4)`,
		`INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant, channel, urged)
VALUES (?1, 0, '330303001010', 'acceptance', 20000, 19999, 20001, 19990, 0, 1, 'item', 'applicant', 'counter', 0)`,
		`INSERT INTO applied (case_id, party) VALUES (?1, '33030319900101001X') ON CONFLICT (party, case_id) DO NOTHING`, job,
		`INSERT INTO number (unit, day, last) VALUES (?1 % 900, 20000, 1) ON CONFLICT (unit, day) DO UPDATE SET last = number.last + 1`,
		`INSERT INTO cases (id, digest, version, item, accept_unit, query_code, head, no)
SELECT ?1, 1, 1, 'item', 'unit', '000000', ?5, '330303' || ?1 || '-' || last FROM number WHERE unit = CAST(?1 % 900 AS text) AND day = 20000`,
	}, told)
	arrived := `INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES (?6, ?1, 'bench-staff-1', 'arrived', '')`
	decided := slices.Concat([]string{fact, move, job, update}, numbered, told, []string{arrived, counted("accepted")})
	pass := []string{fact, move, job, update, arrived, `INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES (?6, ?1, 'bench-staff-2', 'arrived', '')`, done}
	issue := slices.Concat([]string{fact, move, job, update}, alone)
	serve := slices.Concat([]string{fact, move, job, update}, told)
	granted := append(slices.Clone(decided), `INSERT INTO published (case_id, item, unit, holder, content, granted, until) VALUES (?1, 'LW-BENCH-001', '330303-civil', '张*', '', 20784, 0)`)
	return [][]string{receive, decided, pass, granted, issue, serve}
}()

func (c *benchBareCmd) Run(ctx context.Context, out io.Writer) error {
	path, ok := strings.CutPrefix(c.DB, "sqlite:")
	if !ok {
		return &badFlag{"--db", "the bare loop is for SQLite (sqlite:PATH); for PostgreSQL there is scripts/bench.sql"}
	}
	st, err := store.Open(ctx, c.DB)
	if err != nil {
		return err
	}
	if err := st.Migrate(ctx); err != nil {
		return err
	}
	if err := st.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(8000)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	began, lives := time.Now(), 0
	for time.Since(began).Seconds() < c.Seconds && ctx.Err() == nil {
		lives++
		if err := bareLife(ctx, db, int64(lives)); err != nil {
			return err
		}
	}
	took := time.Since(began).Seconds()
	return json.NewEncoder(out).Encode(map[string]any{
		"database": "sqlite", "lifecycles": lives, "seconds": round(took), "lifecyclesPerSecond": round(float64(lives) / took)})
}

// bareFact, bareDocuments and bareForm are as long as the packed texts of an average fact, of its
// documents, and of the form of the measure.
var (
	bareFact      = bytes.Repeat([]byte{0xa5}, 80)
	bareDocuments = bytes.Repeat([]byte{0xa5}, 243)
	bareForm      = bytes.Repeat([]byte{0xa5}, 1119)
)

func bareLife(ctx context.Context, db *sql.DB, n int64) error {
	hash := []byte(casework.FormSum(nil))[:32]
	for act, statements := range bareActs {
		for _, text := range statements { // before the transaction: there is one connection
			if _, err := prepared(ctx, db, text); err != nil {
				return err
			}
		}
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		for _, text := range statements {
			args := []any{n, act + 1, bareFact, bareForm, hash, n*10 + int64(act), bareDocuments}[:places(text)]
			if _, err := tx.StmtContext(ctx, bareStmts[text]).ExecContext(ctx, args...); err != nil {
				return fmt.Errorf("%w in %s", err, text)
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// places is the highest parameter of a statement.
func places(text string) int {
	for n := 7; n > 0; n-- {
		if strings.Contains(text, fmt.Sprintf("?%d", n)) {
			return n
		}
	}
	return 0
}

var bareStmts = map[string]*sql.Stmt{}

func prepared(ctx context.Context, db *sql.DB, text string) (*sql.Stmt, error) {
	if s, ok := bareStmts[text]; ok {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, text)
	bareStmts[text] = s
	return s, err
}
