package store

import (
	"context"

	"yimen/core/period"
)

// Reading (查阅记录) says that a staff member read the personal data of a case.
type Reading struct {
	CaseID int64
	Staff  string // 工号
	At     period.Instant
	What   string // "case", "list" or the identity of an attachment, then unit and post that allow it
}

// AddReading records readings.
func (s *Store) AddReading(ctx context.Context, readings ...Reading) error {
	var plan Plan
	for _, r := range readings {
		plan = append(plan, Stmt{
			SQL: `INSERT INTO read_log (case_id, at, staff, what) VALUES ($1, $2, $3, $4)
ON CONFLICT (case_id, at, staff, what) DO NOTHING`,
			Args: []any{r.CaseID, int64(r.At), r.Staff, r.What},
		})
	}
	return s.db.write(ctx, plan)
}

// Readings reads who read a case, oldest first.
func (s *Store) Readings(ctx context.Context, caseID int64) ([]Reading, error) {
	var list []Reading
	err := s.db.query(ctx, `SELECT at, staff, what FROM read_log WHERE case_id = $1 ORDER BY at, staff, what`, []any{caseID},
		func(row Row) error {
			r := Reading{CaseID: caseID}
			var at int64
			err := row.Scan(&at, &r.Staff, &r.What)
			r.At = period.Instant(at)
			list = append(list, r)
			return err
		})
	return list, err
}
