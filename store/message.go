package store

import (
	"context"

	"yimen/core/org"
	"yimen/core/period"
)

// Told (告知) is a fact of which an applicant was told. What he was told follows from it.
type Told struct {
	Seq int
	Act org.Act
	At  period.Instant // of the fact
}

// Told reads of which facts of a case the applicant was told, oldest first.
func (s *Store) Told(ctx context.Context, caseID int64) ([]Told, error) {
	var list []Told
	err := s.db.query(ctx, `SELECT f.seq, f.act, f.at FROM writing w JOIN facts f ON f.case_id = w.case_id AND f.seq = w.seq
WHERE w.case_id = $1 AND w.told = 1 ORDER BY f.seq`, []any{caseID}, func(r Row) error {
		var t Told
		err := r.Scan(&t.Seq, (*string)(&t.Act), (*int64)(&t.At))
		list = append(list, t)
		return err
	})
	return list, err
}
