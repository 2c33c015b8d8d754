package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yimen/core/notice"
	"yimen/core/period"
)

// A document number (文号) is counted in the transaction of the act whose document bears it,
// as the case number is: an act that fails leaves no gap, and one that is done has its
// number. It stands beside the facts, not in them.
const (
	nextDoc = `INSERT INTO doc_last (unit, family, year, last) VALUES ($1, $2, $3, 1)
ON CONFLICT (unit, family, year) DO UPDATE SET last = doc_last.last + 1`
	// takeDoc uses up the number that nextDoc has just counted in the same plan.
	takeDoc = `INSERT INTO doc_number (case_id, seq, kind, series, n)
SELECT CAST($1 AS bigint), CAST($2 AS integer), $3, id, last
FROM doc_last WHERE unit = $4 AND family = $5 AND year = $6 RETURNING n`
	selectDocs = `SELECT d.seq, d.kind, l.unit, l.family, l.year, d.n FROM doc_number d JOIN doc_last l ON l.id = d.series
WHERE d.case_id = $1 ORDER BY d.seq, d.kind`
)

// numbers counts a number for each document of the change that takes one, and tells them when
// the plan is written. All acts count in the same order, so that none waits for another in a
// circle.
func (c Change) numbers() ([]notice.Number, Plan) {
	docs := slices.Clone(c.Numbers)
	slices.SortFunc(docs, func(a, b notice.Number) int {
		return cmp.Or(strings.Compare(a.Unit, b.Unit), strings.Compare(a.Family, b.Family), cmp.Compare(a.Year, b.Year))
	})
	var plan Plan
	for i, d := range docs {
		docs[i].Seq = c.Fact.Seq
		plan = append(plan,
			Stmt{SQL: nextDoc, Args: []any{d.Unit, d.Family, d.Year}},
			Stmt{SQL: takeDoc, Args: []any{c.Case.ID, c.Fact.Seq, string(d.Kind), d.Unit, d.Family, d.Year},
				Into: func(r Row) error { return r.Scan(&docs[i].N) }})
	}
	return docs, plan
}

// Numbers reads the numbers of a case's documents in the order of its facts.
func (s *Store) Numbers(ctx context.Context, caseID int64) ([]notice.Number, error) {
	var list []notice.Number
	err := s.db.query(ctx, selectDocs, []any{caseID}, func(r Row) error {
		var n notice.Number
		var kind string
		err := r.Scan(&n.Seq, &kind, &n.Unit, &n.Family, &n.Year, &n.N)
		n.Kind = notice.Kind(kind)
		list = append(list, n)
		return err
	})
	return list, err
}

// Numbered (文号登记) is one row of the register of numbers.
type Numbered struct {
	notice.Number
	CaseNo string
	At     period.Instant
}

// Register reads the numbers of a body and year, by family and number: what is missing
// between two of a family is a gap.
func (s *Store) Register(ctx context.Context, unit string, year int) ([]Numbered, error) {
	var list []Numbered
	err := s.db.query(ctx, `SELECT d.seq, d.kind, l.unit, l.family, l.year, d.n, COALESCE(c.no, ''), COALESCE(f.at, 0)
FROM doc_last l JOIN doc_number d ON d.series = l.id LEFT JOIN cases c ON c.id = d.case_id
LEFT JOIN facts f ON f.case_id = d.case_id AND f.seq = d.seq WHERE l.unit = $1 AND l.year = $2 ORDER BY l.family, d.n`,
		[]any{unit, year}, func(r Row) error {
			var n Numbered
			var kind string
			var at int64
			err := r.Scan(&n.Seq, &kind, &n.Unit, &n.Family, &n.Year, &n.N, &n.CaseNo, &at)
			n.Kind, n.At = notice.Kind(kind), period.Instant(at)
			list = append(list, n)
			return err
		})
	return list, err
}

// NumberGaps names the first series of document numbers that is not whole: each runs from 1
// to its last without a gap. Empty when all are whole.
func (s *Store) NumberGaps(ctx context.Context) (string, error) {
	found := ""
	err := s.db.query(ctx, `SELECT l.unit, l.family, l.year, l.last, count(d.n), COALESCE(max(d.n), 0)
FROM doc_last l LEFT JOIN doc_number d ON d.series = l.id
GROUP BY l.unit, l.family, l.year, l.last HAVING count(d.n) <> l.last OR COALESCE(max(d.n), 0) <> l.last
ORDER BY l.unit, l.family, l.year LIMIT 1`, nil, func(r Row) error {
		var unit, family string
		var year, last, count, most int
		err := r.Scan(&unit, &family, &year, &last, &count, &most)
		found = fmt.Sprintf("%s %s〔%d〕: %d numbers up to %d, counted to %d", unit, family, year, count, most, last)
		return err
	})
	return found, err
}

// NumberedAs finds what bears a number; ErrNotFound when it was never given.
func (s *Store) NumberedAs(ctx context.Context, n notice.Number) (Numbered, error) {
	found := Numbered{Number: n}
	err := s.db.query(ctx, `SELECT d.seq, d.kind, COALESCE(c.no, ''), f.at
FROM doc_last l JOIN doc_number d ON d.series = l.id JOIN cases c ON c.id = d.case_id JOIN facts f ON f.case_id = d.case_id AND f.seq = d.seq
WHERE l.unit = $1 AND l.family = $2 AND l.year = $3 AND d.n = $4`, []any{n.Unit, n.Family, n.Year, n.N}, func(r Row) error {
		return r.Scan(&found.Seq, (*string)(&found.Kind), &found.CaseNo, (*int64)(&found.At))
	})
	if err == nil && found.Seq == 0 {
		err = ErrNotFound
	}
	return found, err
}
