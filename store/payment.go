package store

import (
	"context"
	"strconv"

	"yimen/core/period"
)

// Payment (网上缴费记录) is what a platform reported as paid, and what came of it.
type Payment struct {
	Provider, Ref string // together they name it
	Order         string // 缴款单号
	CaseNo        string
	Fen           int64
	Receipt       string
	At            period.Instant // reported first
	Outcome       PaymentOutcome
}

// PaymentOutcome (处理结果) is what became of a payment.
type PaymentOutcome string

// The outcomes. None yet: what comes next is done when the platform reports it again.
const (
	NotBooked PaymentOutcome = ""
	Booked    PaymentOutcome = "booked"   // the fee is paid with it
	Refunded  PaymentOutcome = "refunded" // nothing was due: it was given back
)

// TakePayment keeps a payment that was reported, unless it is there already, and gives it as
// it is kept.
func (s *Store) TakePayment(ctx context.Context, p Payment) (Payment, error) {
	err := s.db.write(ctx, Plan{{SQL: `INSERT INTO payment (provider, ref, order_no, case_no, fen, receipt, at, outcome)
VALUES ($1, $2, $3, $4, $5, $6, $7, '') ON CONFLICT (provider, ref) DO NOTHING`,
		Args: []any{p.Provider, p.Ref, p.Order, p.CaseNo, p.Fen, p.Receipt, int64(p.At)}}})
	if err != nil {
		return p, err
	}
	kept, err := s.PaymentBy(ctx, p.Provider, p.Ref)
	if err == nil && len(kept) != 1 {
		return p, ErrNotFound
	}
	if err != nil {
		return p, err
	}
	return kept[0], nil
}

// SettlePayment notes what came of a payment; what was noted before stays.
func (s *Store) SettlePayment(ctx context.Context, p Payment, o PaymentOutcome) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE payment SET outcome = $1 WHERE provider = $2 AND ref = $3 AND outcome = ''`,
		Args: []any{string(o), p.Provider, p.Ref}}})
}

// Payments reads what was paid online for a case.
func (s *Store) Payments(ctx context.Context, caseNo string) ([]Payment, error) {
	return s.payments(ctx, `case_no = $1`, 1000, caseNo)
}

// PaymentBy reads the payment with a platform's number; none, or one.
func (s *Store) PaymentBy(ctx context.Context, provider, ref string) ([]Payment, error) {
	return s.payments(ctx, `provider = $1 AND ref = $2`, 1, provider, ref)
}

func (s *Store) payments(ctx context.Context, where string, limit int, args ...any) ([]Payment, error) {
	var list []Payment
	err := s.db.query(ctx, `SELECT provider, ref, order_no, case_no, fen, receipt, at, outcome FROM payment WHERE `+where+` ORDER BY at, ref LIMIT `+strconv.Itoa(limit), args, func(r Row) error {
		var p Payment
		var at int64
		err := r.Scan(&p.Provider, &p.Ref, &p.Order, &p.CaseNo, &p.Fen, &p.Receipt, &at, &p.Outcome)
		p.At = period.Instant(at)
		list = append(list, p)
		return err
	})
	return list, err
}
