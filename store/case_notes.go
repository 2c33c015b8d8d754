package store

import (
	"context"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Verdict (核验结果) is what a clerk found in a material.
type Verdict string

// The verdicts.
const (
	Fit      Verdict = "fit"   // 合格
	Unfit    Verdict = "unfit" // 不合格
	JustNote Verdict = "note"  // 说明
)

// MaterialCheck (材料核验) is a working note on one material of a case. It is no act: what the
// applicant is told stands in the supplement notice alone.
type MaterialCheck struct {
	N        int // running number of the notes on this material
	At       period.Instant
	Material string
	Verdict  Verdict
	Staff    string // 工号
	Note     string
}

// AddMaterialCheck keeps a note; its number must be the next of the material.
func (s *Store) AddMaterialCheck(ctx context.Context, caseID int64, c MaterialCheck) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO material_check (case_id, n, at, material, verdict, staff, note)
VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		Args: []any{caseID, c.N, int64(c.At), c.Material, string(c.Verdict), c.Staff, c.Note}}})
}

// MaterialChecks reads the notes of a case, of each material the oldest first.
func (s *Store) MaterialChecks(ctx context.Context, caseID int64) ([]MaterialCheck, error) {
	var list []MaterialCheck
	err := s.db.query(ctx, `SELECT n, at, material, verdict, staff, note FROM material_check WHERE case_id = $1 ORDER BY material, n`,
		[]any{caseID}, func(r Row) error {
			var c MaterialCheck
			var at int64
			var verdict string
			err := r.Scan(&c.N, &at, &c.Material, &verdict, &c.Staff, &c.Note)
			c.At, c.Verdict = period.Instant(at), Verdict(verdict)
			list = append(list, c)
			return err
		})
	return list, err
}

// Phrase (常用语) is a sentence that staff keep for opinions of one act.
type Phrase struct {
	ID    int64
	Staff string // 工号; empty = everybody's
	Act   org.Act
	Item  string // item code; empty = every item
	Text  string
}

// Phrases reads the phrases of everybody and of one member of staff, oldest first.
func (s *Store) Phrases(ctx context.Context, staff string) ([]Phrase, error) {
	var list []Phrase
	err := s.db.query(ctx, `SELECT id, staff, act, item, text FROM phrase WHERE staff IN ('', $1) ORDER BY id`, []any{staff}, func(r Row) error {
		var p Phrase
		var act string
		err := r.Scan(&p.ID, &p.Staff, &act, &p.Item, &p.Text)
		p.Act = org.Act(act)
		list = append(list, p)
		return err
	})
	return list, err
}

// AddPhrase keeps a phrase.
func (s *Store) AddPhrase(ctx context.Context, p Phrase) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO phrase (id, staff, act, item, text) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{p.ID, p.Staff, string(p.Act), p.Item, p.Text}}})
}

// DropPhrase forgets a phrase of whoever keeps it.
func (s *Store) DropPhrase(ctx context.Context, staff string, id int64) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM phrase WHERE staff = $1 AND id = $2`, Args: []any{staff, id}}})
}

// Applied notes that a person or body applied for a case.
func Applied(number string, caseID int64) Stmt {
	return Stmt{SQL: `INSERT INTO applied (case_id, party) VALUES ($1, $2) ON CONFLICT (party, case_id) DO NOTHING`,
		Args: []any{caseID, catalog.NormalNumber(number)}}
}

// CasesOf reads the cases of an applicant, known by the number of his document, newest first, below
// one; 0 is the beginning.
func (s *Store) CasesOf(ctx context.Context, number string, before int64, limit int) ([]int64, error) {
	return s.casesBelow(ctx, `SELECT case_id FROM applied WHERE party = $1 AND case_id < $2 ORDER BY case_id DESC LIMIT $3`, catalog.NormalNumber(number), before, limit)
}

// casesBelow reads identities of cases that belong to somebody.
func (s *Store) casesBelow(ctx context.Context, query string, whose any, before int64, limit int) ([]int64, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	return s.ids(ctx, query, []any{whose, before, limit})
}

// ReadersSince reads who read a case since a moment, with the last time of each.
func (s *Store) ReadersSince(ctx context.Context, caseID int64, since period.Instant) ([]Reading, error) {
	var list []Reading
	err := s.db.query(ctx, `SELECT staff, max(at) FROM read_log WHERE case_id = $1 AND at >= $2 AND what NOT LIKE 'list:%' GROUP BY staff ORDER BY staff`,
		[]any{caseID, int64(since)}, func(row Row) error {
			r := Reading{CaseID: caseID}
			var at int64
			err := row.Scan(&r.Staff, &at)
			r.At = period.Instant(at)
			list = append(list, r)
			return err
		})
	return list, err
}
