package casework

import (
	"slices"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// OrderFee (缴费通知) tells the applicant what a granted licence costs: only what the item's
// sheet publishes, each charge with its standard and basis (许可法58, 59). What is reduced or
// waived is so by a provision. It may be written anew as long as nothing was paid.
type OrderFee struct {
	Lines []FeeLine `json:"l"`
}

// FeeLine (收费明细) is one charge; amounts are in fen (分).
type FeeLine struct {
	Name     string `json:"n"`             // as the sheet publishes it
	Fen      int64  `json:"f"`             // due by the standard
	Reduced  int64  `json:"r,omitempty"`   // 减免
	By       string `json:"b,omitempty"`   // 减免依据
	Standard string `json:"s,omitempty"`   // 收费标准, filled in by decide
	Basis    string `json:"src,omitempty"` // 收费依据, filled in by decide
}

// Fee (收费) is what the case costs, and whether it was paid.
type Fee struct {
	On      period.Date `json:"on"`
	Nth     int         `json:"nth"` // orders so far; with the case's number it is the order's number
	Lines   []FeeLine   `json:"l"`
	PaidOn  period.Date `json:"pd,omitempty"`
	Receipt string      `json:"no,omitempty"` // 票据号
	Paid    Payment     `json:"via,omitzero"` // where it was paid online
}

// Payment (网上缴费) names a payment at a platform: the proof that it was made.
type Payment struct {
	Provider string `json:"pv,omitempty"`
	Ref      string `json:"ref,omitempty"` // 交易流水号
}

// Total is what is to be paid, in fen.
func (f Fee) Total() (fen int64) {
	for _, l := range f.Lines {
		fen += l.Fen - l.Reduced
	}
	return fen
}

// owing tells whether something is still to be paid.
func (f *Fee) owing() bool { return f != nil && f.PaidOn.IsZero() && f.Total() > 0 }

// OwesFee tells whether the applicant still has to pay.
func (c Case) OwesFee() bool { return c.Fee.owing() }

// Payable tells whether the applicant owes something that he can pay now.
func (c Case) Payable() bool {
	return c.Fee.owing() && c.State().Allows(org.PayFee)
}

// feeBars tells whether the fee stands in the way of handing out: where the item is paid for
// first, it must be ordered, be it as nothing, and paid.
func (c Case) feeBars(item *catalog.Item) bool {
	fee := item.Sheet.Fee
	return fee.Charged && fee.PayFirst && c.Decision != nil && c.Decision.Granted && (c.Fee == nil || c.Fee.owing())
}

// mostFen bounds one charge: ten million yuan.
const mostFen = 1_000_000_000

const feeRule = "许可法58、59"

// Act names the act.
func (OrderFee) Act() org.Act { return org.OrderFee }

func (a OrderFee) decide(c Case, env Env) (Command, error) {
	fee := env.Item.Sheet.Fee
	switch {
	case !fee.Charged:
		return nil, Refusal{"feeFree", feeRule, nil}
	case c.Fee != nil && !c.Fee.PaidOn.IsZero():
		return nil, Refusal{"feePaid", feeRule, []string{c.Fee.PaidOn.String()}}
	}
	var v Invalid
	v.need(len(a.Lines) > 0, "lines", "feeLines", feeRule)
	v.need(len(a.Lines) <= 50, "lines", "tooMany", "", "50")
	lines := slices.Clone(a.Lines)
	for i, l := range lines {
		field := "lines." + strconv.Itoa(i)
		at := slices.IndexFunc(fee.Items, func(it catalog.FeeItem) bool { return it.Name == l.Name })
		v.need(at >= 0, field, "feeUnknown", feeRule, l.Name)
		v.need(l.Fen >= 0 && l.Fen <= mostFen, field, "feeAmount", feeRule)
		v.need(l.Reduced >= 0 && l.Reduced <= max(0, l.Fen), field, "feeReduction", feeRule)
		v.need(l.Reduced == 0 || !blank(l.By), field, "reductionBasis", feeRule)
		v.short(l.By, field, maxName)
		twice := slices.ContainsFunc(lines[:i], func(o FeeLine) bool { return o.Name == l.Name })
		v.need(!twice, field, "feeTwice", "")
		if at >= 0 {
			lines[i].Standard, lines[i].Basis = fee.Items[at].Standard, fee.Items[at].Basis
		}
	}
	a.Lines = lines
	return a, v.err()
}

func (a OrderFee) apply(c *Case, f Fact) {
	nth := 1
	if c.Fee != nil {
		nth = c.Fee.Nth + 1
	}
	c.Fee = &Fee{On: f.At.Date(), Nth: nth, Lines: a.Lines}
}

// OrderNo (缴款单号) is the number of the fee order in force: the case's, and the how manieth.
func (c Case) OrderNo() string { return c.No + "-" + strconv.Itoa(c.Fee.Nth) }

// PayFee (缴费) is the whole sum paid, with the number of the receipt: at the counter, or
// online by the applicant, which the platform proves.
type PayFee struct {
	Fen     int64  `json:"f"`
	Receipt string `json:"no"`
	Payment
}

// Act names the act.
func (PayFee) Act() org.Act { return org.PayFee }

func (a PayFee) decide(c Case, env Env) (Command, error) {
	proved := !blank(a.Provider) && !blank(a.Ref)
	switch {
	case !c.Fee.owing():
		return nil, Refusal{"nothingToPay", feeRule, nil}
	case proved != (env.Actor.Kind == org.ByApplicant):
		return nil, Refusal{"notYours", feeRule, []string{string(org.PayFee)}}
	}
	var v Invalid
	v.need(a.Fen == c.Fee.Total(), "fen", "feeDiffers", feeRule, Yuan(c.Fee.Total()))
	v.need(!blank(a.Receipt), "receipt", "required", feeRule)
	v.short(a.Receipt, "receipt", maxName)
	return a, v.err()
}

func (a PayFee) apply(c *Case, f Fact) {
	c.Fee.PaidOn, c.Fee.Receipt, c.Fee.Paid = f.At.Date(), a.Receipt, a.Payment
}

// Yuan writes an amount as it is read: 12.50.
func Yuan(fen int64) string {
	cents := strconv.FormatInt(fen%100, 10)
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return strconv.FormatInt(fen/100, 10) + "." + cents
}
