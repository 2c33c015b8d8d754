package casework_test

import (
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/period"
)

// bodyHall is the case of a company, with an agent and somebody named to receive.
func bodyHall(t tb, s casework.State) *hall {
	t.Helper()
	h := newHall(t)
	h.party = &casework.Party{Name: "某公司", IDType: casework.CreditCode, ID: "91330303MA2ABC125B", Phone: "13800000001"}
	return h.to(t, s)
}

// TestEachModeHasItsProof: what each mode asks for is refused when it is missing, at its
// field; done, it is the day and the mode of the case.
func TestEachModeHasItsProof(t *testing.T) {
	for _, test := range []struct {
		good    casework.Serve
		missing string // of the same mode with nothing else
	}{
		{casework.Serve{Mode: casework.InPerson, Receiver: "张三"}, "receiver required, relation required"},
		{casework.Serve{Mode: casework.InPerson, Receiver: "李四", Relation: casework.Family}, "receiver required, relation required"},
		{casework.Serve{Mode: casework.LeftThere, Receiver: "张三", Reason: "拒收", Place: "住处", Witness: "社区干部王五"},
			"receiver required, relation required, reason required, place required, witness witnessOrPhoto"},
		{casework.Serve{Mode: casework.LeftThere, Receiver: "张三", Reason: "拒收", Place: "住处", Proof: "录像3号"},
			"receiver required, relation required, reason required, place required, witness witnessOrPhoto"},
		{casework.Serve{Mode: casework.Electronic, Receiver: "a@example.cn", Consent: "申请表"}, "receiver required, consent consentMissing"},
		{casework.Serve{Mode: casework.Entrusted, Receiver: "张三", Through: "瓯海区局", Reason: "人在瓯海", Proof: "函1号"},
			"receiver required, relation required, through required, reason required"},
		{casework.Serve{Mode: casework.PostMail, Proof: "EMS1"}, "proof required"},
		{casework.Serve{Mode: casework.PublicNotice, Reason: "下落不明", Place: "区政府网站"}, "reason required, place required"},
	} {
		h := at(t, casework.Denied)
		invalid(t, h.try(casework.Serve{Mode: test.good.Mode}, staff(issuer)), strings.Split(test.missing, ", ")...)
		h.do(t, test.good, staff(issuer))
		if h.c.Served == nil || h.c.Served.Mode != test.good.Mode {
			t.Errorf("%s: %+v", test.good.Mode, h.c.Served)
		}
	}
}

// TestNoModeTakesAnothersProof: a value that belongs to another mode is refused where it stands.
func TestNoModeTakesAnothersProof(t *testing.T) {
	for _, test := range []struct {
		say  casework.Serve
		want string
	}{
		{casework.Serve{Mode: casework.InPerson, Receiver: "张三", Proof: "1", Witness: "王五", Reason: "x"}, "reason notForMode, proof notForMode, witness notForMode"},
		{casework.Serve{Mode: casework.PostMail, Proof: "1", Through: "某局", Consent: "x"}, "through notForMode, consent notForMode"},
		{casework.Serve{Mode: casework.Electronic, Receiver: "a@b", Consent: "x", Relation: casework.Self}, "relation notForMode"},
		{casework.Serve{Mode: casework.PublicNotice, Reason: "x", Place: "y", OnPaper: "z", Relation: casework.Family}, "relation notForMode, onPaper notForMode"},
		{casework.Serve{Mode: casework.LeftThere, Receiver: "王五", Relation: casework.ByAgent, Reason: "x", Place: "y", Witness: "z"}, "relation notForMode, relation noAgent"},
		{casework.Serve{Mode: casework.InPerson, Receiver: "张三", From: day(2026, 3, 2)}, "from notForMode"},
		{casework.Serve{Mode: "pigeon", Receiver: "张三"}, "mode choose"},
	} {
		h := at(t, casework.Denied)
		invalid(t, h.try(test.say, staff(issuer)), strings.Split(test.want, ", ")...)
	}
}

// TestWhoMaySign: family of a person, the receiving office of a body, an agent and a named
// recipient only where there is one (民诉法88).
func TestWhoMaySign(t *testing.T) {
	sign := func(r casework.Relation) casework.Serve {
		return casework.Serve{Mode: casework.InPerson, Receiver: "王五", Relation: r}
	}
	h := at(t, casework.Denied)
	invalid(t, h.try(sign(""), staff(issuer)), "relation required")
	invalid(t, h.try(sign("neighbour"), staff(issuer)), "relation choose")
	invalid(t, h.try(sign(casework.Reception), staff(issuer)), "relation receptionOfPerson")
	invalid(t, h.try(sign(casework.ByAgent), staff(issuer)), "relation noAgent")
	invalid(t, h.try(sign(casework.Named), staff(issuer)), "relation nobodyNamed")
	h = bodyHall(t, casework.Denied)
	invalid(t, h.try(sign(casework.Family), staff(issuer)), "relation familyOfBody")
	h.do(t, sign(casework.Reception), staff(issuer))

	for _, r := range []casework.Relation{casework.ByAgent, casework.Named} {
		h := newHall(t)
		h.agent = &casework.Party{Name: "王五", IDType: casework.ResidentID, ID: "330303198502140029", Phone: "13800000001"}
		h.wish = &casework.Delivery{Mode: casework.InPerson, Recipient: "王五"}
		h.to(t, casework.Denied)
		h.do(t, sign(r), staff(issuer))
	}
}

// TestConfirmedAddress: consent given when applying serves, and paper asked for must be given.
func TestConfirmedAddress(t *testing.T) {
	h := newHall(t)
	h.wish = &casework.Delivery{Mode: casework.Electronic, Address: "a@example.cn", Consent: true, Paper: true}
	h.to(t, casework.Denied)
	a := casework.Serve{Mode: casework.Electronic, Receiver: "a@example.cn"}
	invalid(t, h.try(a, staff(issuer)), "onPaper paperAsked")
	a.OnPaper = "窗口交付"
	h.do(t, a, staff(issuer))

	for want, d := range map[string]casework.Delivery{
		"delivery.mode choose":            {Mode: casework.LeftThere, Address: "x"},
		"delivery.address required":       {Mode: casework.PostMail},
		"delivery.consent consentMissing": {Mode: casework.Electronic, Address: "a@b"},
		"delivery.paper notForMode":       {Mode: casework.InPerson, Paper: true},
	} {
		h := newHall(t)
		h.wish = &d
		invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), want)
		invalid(t, h.try(casework.Submit{Filing: h.filing()}, applicant), want)
	}
}

// TestPublicNotice: published within the time for delivery it stops that clock; the case can
// be closed only when the notice is over: thirty days, sixty before 2022.
func TestPublicNotice(t *testing.T) {
	h := at(t, casework.Denied)
	h.do(t, casework.Serve{Mode: casework.PublicNotice, Receiver: "张三", Reason: "下落不明", Place: "区政府网站"}, staff(issuer))
	if h.c.Served.On != day(2026, 4, 1) || h.c.Served.Deed() != day(2026, 3, 2) {
		t.Errorf("%+v", h.c.Served)
	}
	for _, k := range h.c.Clocks(h.item, h.rules) {
		if k.Name == casework.DeliveryClock && k.Done != day(2026, 3, 2) {
			t.Errorf("the delivery clock stopped on %s", k.Done)
		}
	}
	h.now = day(2026, 3, 31).At(23, 59)
	r := refused(t, h.try(casework.Conclude{}, staff(issuer)), "noticeRuns")
	if len(r.Args) != 1 || r.Args[0] != "2026-04-01" {
		t.Error(r)
	}
	h.now = day(2026, 4, 1).At(9, 0)
	h.do(t, casework.Conclude{}, staff(issuer))

	for published, want := range map[period.Date]int{day(2021, 12, 31): 60, day(2022, 1, 1): 30} {
		if got := casework.NoticeDays(published); got.N != want || got.Unit != period.NaturalDay {
			t.Errorf("published %s: %s", published, got)
		}
	}
}
