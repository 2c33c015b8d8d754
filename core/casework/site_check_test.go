package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// checkedHall is a hall whose item asks for a check at both steps, with a case under review.
func checkedHall(t *testing.T) *hall {
	h := newHall(t)
	h.item.Procedure.Steps[1].Check, h.item.Procedure.Steps[2].Check = true, true
	return h.to(t, casework.Reviewing)
}

// TestNothingLeavesUnchecked: neither opinion nor decision without the check that the step
// asks for; what was checked at one step is not checked at the next.
func TestNothingLeavesUnchecked(t *testing.T) {
	h := checkedHall(t)
	refused(t, h.try(casework.Pass{Opinion: "同意"}, staff(reviewer)), "checkMissing")
	refused(t, h.try(casework.Veto{Opinion: "不同意"}, staff(reviewer)), "checkMissing")
	h.do(t, h.sample(org.SiteCheck), staff(reviewer))
	h.do(t, casework.Pass{Opinion: "同意"}, staff(reviewer))
	refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "checkMissing")
	refused(t, h.try(h.sample(org.Deny), staff(approver)), "checkMissing")
	h.do(t, h.sample(org.SiteCheck), staff(approver))
	h.do(t, casework.Grant{Opinion: "同意"}, staff(approver))
	if got := h.c.Checks; len(got) != 2 || got[0].Step != 1 || got[1].Step != 2 || len(got[1].By) != 2 {
		t.Errorf("the file holds %+v", got)
	}
}

// TestTwoCheckers: one person, one person twice, one of another body, one certificate for two.
func TestTwoCheckers(t *testing.T) {
	h := at(t, casework.Reviewing)
	check := func(list ...casework.Checker) casework.SiteCheck {
		a := h.sample(org.SiteCheck).(casework.SiteCheck)
		a.Checkers = list
		return a
	}
	one, two := casework.Checker{No: reviewer, Cert: "浙C1"}, casework.Checker{No: issuer, Cert: "浙C2"}
	for _, test := range []struct {
		list []casework.Checker
		want []string
	}{
		{nil, []string{"checker.2 twoCheckers"}},
		{[]casework.Checker{one}, []string{"checker.2 twoCheckers"}},
		{[]casework.Checker{one, one}, []string{"checker.2 samePerson", "cert.2 sameCert"}},
		{[]casework.Checker{one, {No: approver, Cert: "浙C2"}}, []string{"checker.2 notOfBody"}},
		{[]casework.Checker{one, {No: issuer}}, []string{"cert.2 required"}},
		{[]casework.Checker{one, {No: "nobody", Cert: "浙C1"}}, []string{"checker.2 notOfBody", "cert.2 sameCert"}},
		{[]casework.Checker{one, two, one}, []string{"checker.3 samePerson", "cert.3 sameCert"}},
	} {
		invalid(t, h.try(check(test.list...), staff(reviewer)), test.want...)
	}
	h.do(t, check(one, two), staff(reviewer))
}

// TestCheckRecord: times of a day in order and over, a day after acceptance, a signature or a
// reason with a witness.
func TestCheckRecord(t *testing.T) {
	h := at(t, casework.Reviewing)
	h.now = day(2026, 3, 3).At(10, 0)
	for _, test := range []struct {
		change func(*casework.SiteCheck)
		want   []string
	}{
		{func(a *casework.SiteCheck) { a.On = day(2026, 3, 4) }, []string{"on dayInFuture"}},
		{func(a *casework.SiteCheck) { a.On = day(2026, 3, 1) }, []string{"on dayTooEarly"}},
		{func(a *casework.SiteCheck) { a.Begins, a.Ends = "9:00", "24:00" }, []string{"begins timeOfDay", "ends timeOfDay"}},
		{func(a *casework.SiteCheck) { a.Begins, a.Ends = "09:00", "09:00" }, []string{"ends endsFirst"}},
		{func(a *casework.SiteCheck) { a.On, a.Ends = 0, "10:01" }, []string{"ends notOverYet"}},
		{func(a *casework.SiteCheck) { a.Place, a.Findings = " ", "" }, []string{"place required", "findings required"}},
		{func(a *casework.SiteCheck) { a.Signer = "" }, []string{"signer signatureMissing"}},
		{func(a *casework.SiteCheck) { a.Signer, a.Unsigned = "", "拒绝签名" }, []string{"witness witnessMissing"}},
	} {
		a := h.sample(org.SiteCheck).(casework.SiteCheck)
		a.On = day(2026, 3, 2)
		test.change(&a)
		invalid(t, h.try(a, staff(reviewer)), test.want...)
	}
	a := h.sample(org.SiteCheck).(casework.SiteCheck)
	a.Signer, a.Unsigned, a.Witness = "", "拒绝签名", "李四"
	h.do(t, a, staff(reviewer))
}
