package store

import (
	"context"

	"yimen/core/period"
)

// DocNumber (文号) is a document number: it runs by year in a family of documents of an
// issuing unit, as in 龙市监许准〔2026〕12号. It stands in the document, which is hashed, so
// it is chosen before the act and held by a key: Peek, then Take in the act's plan. If
// another act took it first the plan fails with a conflict in doc_number; peek again.
type DocNumber struct {
	Family string // kind of document
	Unit   string // code of the issuing unit
	Year   int
	N      int // from 1
}

// PeekNumber gives the next free number of a family.
func (s *Store) PeekNumber(ctx context.Context, family, unit string, year int) (DocNumber, error) {
	d := DocNumber{Family: family, Unit: unit, Year: year}
	err := s.one(ctx, `SELECT COALESCE(max(n), 0) + 1 FROM doc_number WHERE family = $1 AND unit = $2 AND year = $3`,
		[]any{family, unit, year}, &d.N)
	return d, err
}

// Take is the statement that uses the number up for a case, for ever.
func (d DocNumber) Take(caseID int64, at period.Instant) Stmt {
	return Stmt{
		SQL:  `INSERT INTO doc_number (family, unit, year, n, case_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		Args: []any{d.Family, d.Unit, d.Year, d.N, caseID, int64(at)},
	}
}
