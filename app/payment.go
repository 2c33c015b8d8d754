package app

import (
	"context"
	"errors"
	"strings"

	"yimen/core/casework"
	"yimen/pay"
	"yimen/store"
)

// PaysOnline tells whether what the case owes can be paid online here.
func (h *Hall) PaysOnline(f File) bool {
	return h.Pay != nil && f.Item.Sheet.Fee.OnlinePay && f.Payable()
}

// StartPayment gives the address of the page on which what the case owes is paid. site is
// where people and platforms reach this hall, without a slash at its end.
func (h *Hall) StartPayment(ctx context.Context, f File, site string) (string, error) {
	if !h.PaysOnline(f) {
		return "", casework.Refusal{Code: "nothingToPay", Rule: "许可法58、59"}
	}
	payee, _ := h.Directory().UnitOrLast(f.Decision.Unit, h.Today())
	return h.Pay.Start(ctx, pay.Order{No: f.OrderNo(), Fen: f.Fee.Total(), Payee: payee.Name, Subject: f.Item.Name,
		Back: site + "/cases/" + f.No + "/pay", Notify: site + "/payments/" + h.Pay.Name()})
}

// Paid books what the platform reports, once however often it is reported. What nothing is
// due for, because it was paid at the counter meanwhile or the order was written anew, is
// given back. An error: it must be reported again.
func (h *Hall) Paid(ctx context.Context, m pay.Message) error {
	no, _, _ := strings.Cut(m.Order, "-")
	p, err := h.Store.TakePayment(ctx, store.Payment{Provider: h.Pay.Name(), Ref: m.Ref, Order: m.Order, CaseNo: no, Fen: m.Fen, Receipt: m.Receipt, At: h.Now()})
	if err != nil || p.Outcome != store.NotBooked {
		return err
	}
	booked, err := h.book(ctx, p)
	switch {
	case err != nil:
		return err
	case booked:
		return h.Store.SettlePayment(ctx, p, store.Booked)
	}
	if err := h.Pay.Refund(ctx, m, "没有待缴的费用"); err != nil {
		return err
	}
	return h.Store.SettlePayment(ctx, p, store.Refunded)
}

// book pays the fee with a payment, if it is the one that is due. Somebody may act on the
// case at the same time: then it is looked at again.
func (h *Hall) book(ctx context.Context, p store.Payment) (bool, error) {
	var stale *Stale
	for {
		rec, err := h.Store.CaseByNo(ctx, p.CaseNo)
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		via := casework.Payment{Provider: p.Provider, Ref: p.Ref}
		switch {
		case rec.Fee != nil && rec.Fee.Paid == via:
			return true, nil // booked before, and not noted
		case rec.Fee == nil || rec.OrderNo() != p.Order || rec.Fee.Total() != p.Fen || !rec.Payable():
			return false, nil
		}
		_, err = h.Do(ctx, p.CaseNo, rec.Version, casework.PayFee{Fen: p.Fen, Receipt: p.Receipt, Payment: via}, Applicant(rec.Case))
		if !errors.As(err, &stale) {
			return err == nil, err
		}
	}
}
