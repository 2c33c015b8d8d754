package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Ledger (对账单) holds what was booked as paid against what platforms reported, for a span of
// days, and what is owed today.
type Ledger struct {
	From, To period.Date
	Entries  []LedgerEntry
	Owed     []Owing
	Full     bool // there is more than is listed: the span must be shorter
}

// LedgerEntry (对账明细) is one sum of money.
type LedgerEntry struct {
	At            period.Instant
	CaseNo        string
	Item, Unit    string // empty where a payment names no case of ours
	Staff         string // who took it at the counter
	Fen           int64
	Receipt       string
	Provider, Ref string
	State         LedgerState
}

// LedgerState (对账结果) is how both sides agree on it.
type LedgerState string

// The states of an entry.
const (
	AtCounter  LedgerState = "counter"    // 窗口收讫
	OnlinePaid LedgerState = "online"     // 网上缴费，两边相符
	GivenBack  LedgerState = "refunded"   // 平台已收，无应缴，已退
	Unsettled  LedgerState = "open"       // 平台已报，尚未入账或退款
	Unreported LedgerState = "unreported" // 已入账，平台没有记录
	Unbooked   LedgerState = "unbooked"   // 平台记录已入账，案卷没有
)

// Wrong tells that somebody must look into it.
func (s LedgerState) Wrong() bool { return s == Unsettled || s == Unreported || s == Unbooked }

// Owing (欠缴) is a fee that was ordered and is not paid.
type Owing struct {
	CaseNo     string
	Item, Unit string
	On         period.Date // ordered
	Fen        int64
	Over       bool // the case is concluded
}

// ledgerRows bounds what one ledger lists.
const ledgerRows = 2000

// Tills are the units whose money somebody may look at: where he takes it, and those he
// supervises.
func (h *Hall) Tills(staff string) []string {
	dir, today := h.Directory(), h.Today()
	var units []string
	for _, u := range dir.Units(today) {
		if dir.ReadsAs(staff, u.Code, today, org.Acceptance, org.Issuing, org.Supervisor) {
			units = append(units, u.Code)
		}
	}
	return units
}

// Ledger (对账) lists what the tills took from a day to a day. A payment that names no case of
// ours belongs to nobody's till and stands in everybody's.
func (h *Hall) Ledger(ctx context.Context, tills []string, from, to period.Date) (Ledger, error) {
	l := Ledger{From: from, To: to}
	begin, end := period.StartOf(from), period.StartOf(to.Add(1))
	paid, err := h.Store.PaidFees(ctx, begin, end, ledgerRows+1)
	if err != nil {
		return l, err
	}
	told, err := h.Store.PaymentsIn(ctx, begin, end, ledgerRows+1)
	if err != nil {
		return l, err
	}
	l.Full = len(paid) > ledgerRows || len(told) > ledgerRows
	for _, p := range paid {
		e := LedgerEntry{At: p.At, CaseNo: p.CaseNo, Item: p.Item, Unit: p.Unit, Staff: p.Staff, Fen: p.Fen, Receipt: p.Receipt, Provider: p.Provider, Ref: p.Ref, State: AtCounter}
		if p.Provider != "" {
			if e.State, err = h.agreed(ctx, p); err != nil {
				return l, err
			}
		}
		l.Entries = append(l.Entries, e)
	}
	for _, t := range told {
		e, also, err := h.unmatched(ctx, t)
		if err != nil {
			return l, err
		}
		if also {
			l.Entries = append(l.Entries, e)
		}
	}
	l.Entries = slices.DeleteFunc(l.Entries, func(e LedgerEntry) bool { return e.Unit != "" && !slices.Contains(tills, e.Unit) })
	slices.SortStableFunc(l.Entries, func(a, b LedgerEntry) int { return cmp.Compare(a.At, b.At) })
	l.Owed, err = h.owing(ctx, tills)
	return l, err
}

// agreed holds a fee that was paid online against the platform's report.
func (h *Hall) agreed(ctx context.Context, p store.PaidFee) (LedgerState, error) {
	told, err := h.Store.PaymentBy(ctx, p.Provider, p.Ref)
	if err != nil || len(told) == 1 && told[0].Fen == p.Fen && told[0].Outcome != store.Refunded {
		return OnlinePaid, err
	}
	return Unreported, nil
}

// unmatched is a report that stands for no fee in a case: given back, or still open.
func (h *Hall) unmatched(ctx context.Context, t store.Payment) (e LedgerEntry, also bool, err error) {
	e = LedgerEntry{At: t.At, CaseNo: t.CaseNo, Fen: t.Fen, Receipt: t.Receipt, Provider: t.Provider, Ref: t.Ref, State: GivenBack}
	rec, err := h.Store.CaseByNo(ctx, t.CaseNo)
	found := err == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return e, false, err
	}
	if found {
		e.Item, e.Unit = rec.Item, rec.AcceptUnit
		if rec.Fee != nil && rec.Fee.Paid == (casework.Payment{Provider: t.Provider, Ref: t.Ref}) {
			return e, false, nil // it is among the fees
		}
	}
	switch t.Outcome {
	case store.NotBooked:
		e.State = Unsettled
	case store.Booked:
		e.State = Unbooked
	}
	return e, true, nil
}

// owing lists what is ordered and not paid, at most as many cases as a ledger lists.
func (h *Hall) owing(ctx context.Context, tills []string) ([]Owing, error) {
	cases, err := h.Store.Unpaid(ctx, 0, ledgerRows)
	var list []Owing
	for _, d := range cases {
		rec, err := h.Store.Case(ctx, d.CaseID)
		if err != nil {
			return nil, err
		}
		if rec.OwesFee() && slices.Contains(tills, rec.AcceptUnit) {
			list = append(list, Owing{CaseNo: rec.No, Item: rec.Item, Unit: rec.AcceptUnit, On: rec.Fee.On, Fen: rec.Fee.Total(), Over: rec.Ended != ""})
		}
	}
	return list, err
}
