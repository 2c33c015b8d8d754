package store

import (
	"context"

	"yimen/core/period"
)

// Written (成文) is one document as it was written: its content stays though calendar and
// directory move on.
type Written struct {
	CaseID int64
	Seq    int // the fact it follows
	Place  int // among the documents of the fact
	At     period.Instant
	Name   string // notice.Document.Name
	Body   []byte // the notice.Document as JSON
	File   string // SHA-256 of the printed file in the file store; empty until it is made
}

// Insert is the statement that keeps the document; one that is there already stays.
func (d Written) Insert() Stmt {
	return Stmt{
		SQL: `INSERT INTO document (case_id, at, seq, place, name, body, file) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (case_id, seq, place) DO NOTHING`,
		Args: []any{d.CaseID, int64(d.At), d.Seq, d.Place, d.Name, string(d.Body), d.File},
	}
}

// Printed is the statement that notes the document's printed file.
func (d Written) Printed(sum string) Stmt {
	return Stmt{
		SQL:  `UPDATE document SET file = $1 WHERE case_id = $2 AND seq = $3 AND place = $4`,
		Args: []any{sum, d.CaseID, d.Seq, d.Place},
	}
}

// Documents reads what was written of a case, in the order of its facts.
func (s *Store) Documents(ctx context.Context, caseID int64) ([]Written, error) {
	return s.written(ctx, ` WHERE case_id = $1 ORDER BY seq, place`, caseID)
}

// Unprinted reads documents without a printed file, oldest case first, after a case.
func (s *Store) Unprinted(ctx context.Context, after int64, most int) ([]Written, error) {
	return s.written(ctx, ` WHERE file = '' AND case_id > $1 ORDER BY case_id, seq, place LIMIT $2`, after, most)
}

func (s *Store) written(ctx context.Context, where string, args ...any) ([]Written, error) {
	var list []Written
	err := s.db.query(ctx, `SELECT case_id, at, seq, place, name, body, file FROM document`+where, args, func(r Row) error {
		var d Written
		var at int64
		err := r.Scan(&d.CaseID, &at, &d.Seq, &d.Place, &d.Name, &d.Body, &d.File)
		d.At = period.Instant(at)
		list = append(list, d)
		return err
	})
	return list, err
}
