package store

import (
	"context"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// PaidFee (缴费入账) is one fee that was booked as paid, as its fact says.
type PaidFee struct {
	CaseNo string
	Item   string
	Unit   string // who took it; for what was paid online the unit that accepted the case
	Staff  string // 工号 of who took it; empty online
	At     period.Instant
	casework.PayFee
}

// PaidFees reads the fees booked from a moment up to another, oldest first.
func (s *Store) PaidFees(ctx context.Context, from, to period.Instant, limit int) ([]PaidFee, error) {
	var list []PaidFee
	err := s.db.query(ctx, `SELECT c.no, c.item, c.accept_unit, f.body FROM facts f JOIN cases c ON c.id = f.case_id
WHERE f.act = 'payFee' AND f.at >= $1 AND f.at < $2 ORDER BY f.at, f.case_id LIMIT $3`, []any{int64(from), int64(to), limit}, func(r Row) error {
		var p PaidFee
		var body []byte
		var f casework.Fact
		if err := r.Scan(&p.CaseNo, &p.Item, &p.Unit, &body); err != nil {
			return err
		}
		body, err := unpack(body)
		if err == nil {
			err = f.UnmarshalJSON(body)
		}
		if err != nil {
			return err
		}
		p.At = f.At
		if paid, ok := f.Body.(*casework.PayFee); ok {
			p.PayFee = *paid
		}
		if f.By.Kind == org.ByStaff {
			p.Unit, p.Staff = f.Right.Body(), f.By.No
		}
		list = append(list, p)
		return nil
	})
	return list, err
}

// PaymentsIn reads what platforms reported from a moment up to another, oldest first.
func (s *Store) PaymentsIn(ctx context.Context, from, to period.Instant, limit int) ([]Payment, error) {
	return s.payments(ctx, `at >= $1 AND at < $2`, limit, int64(from), int64(to))
}

// Unpaid reads the numbers of cases for which a fee was ordered and none was paid, after a
// case: whether something is owed, or all was waived, stands in the case.
func (s *Store) Unpaid(ctx context.Context, after int64, limit int) ([]Due, error) {
	var list []Due
	err := s.db.query(ctx, `SELECT DISTINCT f.case_id, c.no FROM facts f JOIN cases c ON c.id = f.case_id
WHERE f.act = 'orderFee' AND f.case_id > $1
AND NOT EXISTS (SELECT 1 FROM facts p WHERE p.case_id = f.case_id AND p.act = 'payFee') ORDER BY f.case_id LIMIT $2`, []any{after, limit}, func(r Row) error {
		var d Due
		err := r.Scan(&d.CaseID, &d.No)
		list = append(list, d)
		return err
	})
	return list, err
}
