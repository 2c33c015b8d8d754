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
	Fault  string // why it could not be printed, in English for the log and the keeper; empty otherwise
}

// Insert is the statement that keeps the document; one that is there already stays.
func (d Written) Insert() Stmt {
	return Stmt{
		SQL: `INSERT INTO document (case_id, at, seq, place, name, body, file) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (case_id, seq, place) DO NOTHING`,
		Args: []any{d.CaseID, int64(d.At), d.Seq, d.Place, d.Name, string(d.Body), d.File},
	}
}

// Note is the statement that notes the printed file, or why there is none.
func (d Written) Note() Stmt {
	return Stmt{
		SQL:  `UPDATE document SET file = $1, fault = $2 WHERE case_id = $3 AND seq = $4 AND place = $5`,
		Args: []any{d.File, d.Fault, d.CaseID, d.Seq, d.Place},
	}
}

// Documents reads what was written of a case, in the order of its facts.
func (s *Store) Documents(ctx context.Context, caseID int64) ([]Written, error) {
	return s.written(ctx, ` WHERE case_id = $1 ORDER BY seq, place`, caseID)
}

// Unprinted reads documents that are still to be printed, at most so many.
func (s *Store) Unprinted(ctx context.Context, most int) ([]Written, error) {
	return s.written(ctx, ` WHERE file = '' AND fault = '' ORDER BY case_id, seq, place LIMIT $1`, most)
}

// ToPrint tells whether any document is still to be printed.
func (s *Store) ToPrint(ctx context.Context) (bool, error) {
	list, err := s.Unprinted(ctx, 1)
	return len(list) > 0, err
}

// PrintAgain lets documents that could not be printed be tried once more: a font may have
// come, or a new version.
func (s *Store) PrintAgain(ctx context.Context) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE document SET fault = '' WHERE fault <> ''`}})
}

func (s *Store) written(ctx context.Context, where string, args ...any) ([]Written, error) {
	var list []Written
	err := s.db.query(ctx, `SELECT case_id, at, seq, place, name, body, file, fault FROM document`+where, args, func(r Row) error {
		var d Written
		var at int64
		err := r.Scan(&d.CaseID, &at, &d.Seq, &d.Place, &d.Name, &d.Body, &d.File, &d.Fault)
		d.At = period.Instant(at)
		list = append(list, d)
		return err
	})
	return list, err
}
