package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestFeeComesFirst: where the item is paid for first, nothing is made out before it is
// ordered and paid; a fee waived to nothing counts as paid.
func TestFeeComesFirst(t *testing.T) {
	first := func() *hall {
		h := newHall(t)
		h.item.Sheet.Fee.PayFirst = true
		return h.to(t, casework.Granted)
	}
	h := first()
	refused(t, h.try(h.sample(org.Issue), staff(issuer)), "feeUnpaid")
	h.do(t, h.sample(org.OrderFee), staff(issuer))
	refused(t, h.try(h.sample(org.Issue), staff(issuer)), "feeUnpaid")
	invalid(t, h.try(casework.PayFee{Fen: 499, Receipt: "1"}, staff(issuer)), "fen feeDiffers")
	invalid(t, h.try(casework.PayFee{Fen: 500}, staff(issuer)), "receipt required")
	h.do(t, h.sample(org.PayFee), staff(issuer))
	refused(t, h.try(h.sample(org.PayFee), staff(issuer)), "nothingToPay")
	refused(t, h.try(h.sample(org.OrderFee), staff(issuer)), "feePaid")
	h.do(t, h.sample(org.Issue), staff(issuer))

	h = first()
	h.do(t, casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: 500, Reduced: 500, By: "首次申领免费"}}}, staff(issuer))
	refused(t, h.try(h.sample(org.PayFee), staff(issuer)), "nothingToPay")
	h.do(t, h.sample(org.Issue), staff(issuer))
}

// TestFeeOrderedAnew: an unpaid order can be replaced; what is charged carries standard and
// basis of the sheet.
func TestFeeOrderedAnew(t *testing.T) {
	h := at(t, casework.Granted)
	h.do(t, h.sample(org.OrderFee), staff(issuer))
	h.do(t, casework.OrderFee{Lines: []casework.FeeLine{{Name: "占用费", Fen: 500}}}, staff(issuer))
	refused(t, h.try(casework.PayFee{Fen: 500, Receipt: "A"}, applicant), "notYours")
	h.do(t, casework.PayFee{Fen: 500, Receipt: "A"}, staff(issuer))
	if h.c.Fee.Receipt != "A" || h.c.Fee.Nth != 2 || h.c.Fee.Lines[0].Basis != "条例第三十七条" || h.c.Fee.Total() != 500 {
		t.Errorf("%+v", h.c.Fee)
	}
	h.item.Sheet.Fee.Charged = false
	h = at(t, casework.Granted)
	h.item.Sheet.Fee.Charged = false
	refused(t, h.try(h.sample(org.OrderFee), staff(issuer)), "feeFree")
}

// TestPagesRunOn: the contents list numbers every paper, the next from where the one before ends.
func TestPagesRunOn(t *testing.T) {
	h := at(t, casework.Closed)
	a := h.bound()
	for i := range a.Papers {
		a.Papers[i].Pages = i + 1
	}
	if refusedFor := h.try(casework.FileAway{Papers: append(a.Papers, casework.Paper{Code: "m:m9", Pages: 1}), Keep: casework.TenYears}, staff(issuer)); refusedFor == nil {
		t.Error("a paper that the case doesn't have was filed")
	}
	h.do(t, a, staff(issuer))
	next := 1
	for _, p := range h.c.Archived.Papers {
		if p.From != next {
			t.Errorf("%s begins on page %d, want %d", p.Code, p.From, next)
		}
		next += p.Pages
	}
	if h.c.State() != casework.Closed || h.c.Ended != casework.Concluded {
		t.Errorf("filing moved the case to %s", h.c.State())
	}
	refused(t, h.try(h.bound(), staff(issuer)), "filedBefore")
}

// TestAmendedByTwo: one proposes, another settles; the new words stand, the old ones stay on
// file, and the case stays closed.
func TestAmendedByTwo(t *testing.T) {
	h := at(t, casework.Closed)
	refused(t, h.try(h.sample(org.SettleAmendment), staff(approver)), "noAmendment")
	h.do(t, casework.ProposeAmendment{What: casework.ResultNo, After: "证002", Reason: "编号抄错"}, staff(approver))
	refused(t, h.try(h.sample(org.ProposeAmendment), staff(issuer)), "amendmentOpen")
	refused(t, h.try(h.sample(org.SettleAmendment), staff(approver)), "selfSettled")
	refused(t, h.try(h.sample(org.SettleAmendment), staff(issuer)), "notYours")
	invalid(t, h.try(casework.SettleAmendment{Agreed: true}, staff(head)), "opinion required")
	h.do(t, h.sample(org.SettleAmendment), staff(head))
	m := h.c.Amendments[0]
	if h.c.Issued.No != "证002" || m.Before != "证001" || !m.Agreed || m.SettledBy != head || h.c.State() != casework.Closed {
		t.Errorf("%s %+v", h.c.Issued.No, m)
	}
	h.do(t, h.sample(org.ProposeAmendment), staff(issuer))
	h.do(t, casework.SettleAmendment{Opinion: "名字没有错"}, staff(approver))
	if h.c.Applicant.Name != "张三" || h.c.Amendments[1].Agreed {
		t.Errorf("a proposal that was thrown out changed the name to %s", h.c.Applicant.Name)
	}
}

// TestWhatCanBeAmended: words and numbers that the case has; never outcome, days, identity.
func TestWhatCanBeAmended(t *testing.T) {
	h := at(t, casework.Closed)
	for _, what := range h.c.CanAmend() {
		switch what {
		case casework.ApplicantName, casework.DecisionText, casework.ConditionsText, casework.ResultNo:
		default:
			t.Errorf("%s of a granted case without agent", what)
		}
	}
	h = at(t, casework.Received)
	h.do(t, h.sample(org.TellNoLicence), staff(clerk))
	if got := h.c.CanAmend(); len(got) != 1 || got[0] != casework.ApplicantName {
		t.Errorf("of a case without decision: %v", got)
	}
}
