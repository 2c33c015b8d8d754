package store

import (
	"context"

	"yimen/core/org"
	"yimen/core/period"
)

// Claim (认领记录) notes who works on a case at a seat: claimed, given back, or handed over.
// It is a note among colleagues: who may act on the case is the same with it as without.
type Claim struct {
	N     int // running number at the seat
	At    period.Instant
	Seat  Seat
	Staff string // 工号 of who has it now, empty = given back
	By    string // 工号 of who noted it
	Why   string // reason of a hand-over
}

// AddClaim notes a claim. Its number must be the next of its seat: a colleague who was first
// makes it a conflict.
func (s *Store) AddClaim(ctx context.Context, caseID int64, c Claim) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO claim (case_id, n, at, unit, post, staff, by_no, why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		Args: []any{caseID, c.N, int64(c.At), c.Seat.Unit, string(c.Seat.Post), c.Staff, c.By, c.Why}}})
}

// Claims reads every note of a case, oldest first.
func (s *Store) Claims(ctx context.Context, caseID int64) ([]Claim, error) {
	var list []Claim
	err := s.db.query(ctx, `SELECT n, at, unit, post, staff, by_no, why FROM claim WHERE case_id = $1 ORDER BY at, unit, post, n`,
		[]any{caseID}, func(r Row) error {
			var c Claim
			var at int64
			var post string
			err := r.Scan(&c.N, &at, &c.Seat.Unit, &post, &c.Staff, &c.By, &c.Why)
			c.At, c.Seat.Post = period.Instant(at), org.Post(post)
			list = append(list, c)
			return err
		})
	return list, err
}

// WorkOf reads the open work of one case, the first of it first.
func (s *Store) WorkOf(ctx context.Context, no string) ([]Work, error) {
	return s.works(ctx, selectTodo+`WHERE c.no = $1 ORDER BY t.n`, no)
}
