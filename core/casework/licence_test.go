package casework_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// licensed is a closed hall whose licence is valid until a day.
func licensed(t tb, until period.Date) *hall {
	t.Helper()
	h := at(t, casework.Approving)
	h.do(t, casework.Grant{Opinion: "同意", Until: until}, staff(approver))
	for _, act := range []org.Act{org.Issue, org.Serve, org.Conclude} {
		h.do(t, h.sample(act), doer(act))
	}
	return h
}

// time lets time act as often as it is due up to a day, and tells what it did, on which day.
func (h *hall) time(t tb, to period.Date) (did []string) {
	t.Helper()
	for {
		due := casework.NextTick(h.c, h.env(system))
		if due.IsZero() || due > to.At(0, 0) {
			h.now = to.At(9, 0)
			return did
		}
		h.now = due
		h.do(t, casework.Tick{}, system)
		did = append(did, string(h.facts[len(h.facts)-1].Body.(casework.Tick).What)+" "+due.Date().String())
	}
}

// A last day for applying that is counted in working days may still move while the holidays of its
// year are not announced; one in natural days stands.
func TestRenewalDayMayMove(t *testing.T) {
	item := &catalog.Item{Type: "01"}
	if by := casework.RenewBy(item, day(2031, 3, 31), period.Default()); by != (period.Due{On: day(2031, 3, 1)}) {
		t.Errorf("natural days: %+v", by)
	}
	item.Result.RenewBefore.Period = period.Period{N: 15, Unit: period.WorkingDay}
	if by := casework.RenewBy(item, day(2031, 3, 31), period.Default()); by != (period.Due{On: day(2031, 3, 10), Provisional: true}) {
		t.Errorf("working days: %+v", by)
	}
	if by := casework.RenewBy(item, day(2026, 10, 31), period.Default()); by.Provisional {
		t.Errorf("in a year that is arranged: %+v", by)
	}
}

// TestRemindersAndExpiry: T33 of rules §9, and the end without renewal.
func TestRemindersAndExpiry(t *testing.T) {
	h := licensed(t, day(2026, 10, 31))
	if by := h.c.RenewBy(h.item, period.Default()); by != (period.Due{On: day(2026, 10, 1)}) {
		t.Errorf("renewal until %s", by.On)
	}
	did := h.time(t, day(2026, 11, 1))
	want := []string{"renewalNear 2026-09-15", "renewalNear 2026-09-30", "licenceOver 2026-11-01"}
	if !slices.Equal(did, want) {
		t.Errorf("time did %v", did)
	}
	if s := h.c.LicenceOn(h.item, h.now.Date()); s != casework.LicenceExpired {
		t.Errorf("the licence is %s", s)
	}
	task, ok := casework.Open(h.c, h.env(system))
	if !ok || task.Unit != "330303-nyj" || task.Post != org.Approval || task.Due != day(2026, 11, 13) {
		t.Errorf("to be cancelled: %+v %v", task, ok)
	}
	h.do(t, casework.CancelLicence{Ground: casework.NotRenewed, Evidence: "有效期届满，未申请延续"}, staff(approver))
	task, _ = casework.Open(h.c, h.env(system))
	if task.For != org.Serve || task.Post != org.Issuing || !task.Last.IsZero() || h.c.Ended != casework.Concluded {
		t.Errorf("to be served: %+v", task)
	}
	refused(t, h.try(h.sample(org.CancelLicence), staff(approver)), "noLicence")
}

// TestOvertakenReminders: where time stood still nobody is reminded of what is over.
func TestOvertakenReminders(t *testing.T) {
	for on, want := range map[period.Date]string{day(2026, 9, 30): "renewalNear", day(2026, 11, 5): "licenceOver"} {
		h := licensed(t, day(2026, 10, 31))
		h.now = on.At(9, 0)
		h.do(t, casework.Tick{}, system)
		tick := h.facts[len(h.facts)-1].Body.(casework.Tick)
		if string(tick.What) != want || tick.What == casework.RenewalNear && tick.Nth != 2 {
			t.Errorf("%s: %+v", on, tick)
		}
	}
}

// TestShortLicence: a reminder that would lie before the decision is none.
func TestShortLicence(t *testing.T) {
	h := licensed(t, day(2026, 4, 10))
	if did := h.time(t, day(2026, 5, 1)); !slices.Equal(did, []string{"renewalNear 2026-03-10", "licenceOver 2026-04-11"}) {
		t.Errorf("time did %v", did)
	}
}

// TestEndlessLicence: without a last day time does nothing, and nothing is to be renewed.
func TestEndlessLicence(t *testing.T) {
	h := newHall(t)
	h.item.Result.Validity = period.Period{}
	h.to(t, casework.Closed)
	if at := casework.NextTick(h.c, h.env(system)); at != 0 || h.c.RenewBy(h.item, period.Default()) != (period.Due{}) {
		t.Errorf("time acts at %s", at)
	}
	if s := h.c.LicenceOn(h.item, day(2046, 1, 1)); s != casework.LicenceValid {
		t.Errorf("the licence is %s", s)
	}
}

// TestNoLicence: what ended otherwise, or with a reply, has none.
func TestNoLicence(t *testing.T) {
	h := at(t, casework.Denied)
	h.do(t, h.sample(org.Serve), staff(issuer))
	h.do(t, casework.Conclude{}, staff(issuer))
	refused(t, h.try(h.sample(org.ProposeRevocation), staff(approver)), "licenceNotValid")
	refused(t, h.try(h.sample(org.CancelLicence), staff(approver)), "noLicence")

	h = at(t, casework.Closed)
	h.item.Result.Kind = "reply"
	refused(t, h.try(h.sample(org.ProposeRevocation), staff(approver)), "licenceNotValid")
}

// TestRevokeInTwoWays: T35 of rules §9. Fraud leaves no compensation, a fault of the body
// asks for it, public harm keeps the licence.
func TestRevokeInTwoWays(t *testing.T) {
	paid := "退还费用并赔偿直接损失"
	for _, test := range []struct {
		name  string
		cause casework.RevokeCause
		cmd   casework.RevokeLicence
		want  []string
		state casework.LicenceState
	}{
		{"fraud", casework.FraudBribery, casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "伪造"}, nil, casework.LicenceRevoked},
		{"fraud, compensated", casework.FraudBribery, casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "伪造", Compensation: paid},
			[]string{"compensation compensationForFraud"}, casework.LicenceValid},
		{"fault", casework.BodyAtFault, casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "越权", Compensation: paid}, nil, casework.LicenceRevoked},
		{"fault, not compensated", casework.BodyAtFault, casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "越权", Compensation: " "},
			[]string{"compensation compensationMissing"}, casework.LicenceValid},
		{"the law changed", casework.PowerChanged, casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "规划调整", Compensation: paid}, nil, casework.LicenceRecalled},
		{"public harm", casework.FraudBribery, casework.RevokeLicence{Outcome: casework.KeepForHarm, Reason: "停供影响全区用水"}, nil, casework.LicenceValid},
		{"no ground", casework.BodyAtFault, casework.RevokeLicence{Outcome: casework.KeepForWant, Reason: "申辩成立"}, nil, casework.LicenceValid},
		{"nothing said", casework.BodyAtFault, casework.RevokeLicence{}, []string{"outcome choose", "reason required"}, casework.LicenceValid},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := at(t, casework.Closed)
			p := h.sample(org.ProposeRevocation).(casework.ProposeRevocation)
			p.Cause = test.cause
			h.do(t, p, staff(approver))
			h.do(t, h.sample(org.HearHolder), staff(approver))
			err := h.try(test.cmd, staff(head))
			if len(test.want) > 0 {
				invalid(t, err, test.want...)
			} else if err != nil {
				t.Fatal(err)
			}
			if s := h.c.LicenceOn(h.item, h.now.Date()); s != test.state || h.c.Ended != casework.Concluded {
				t.Errorf("the licence is %s, the case %s", s, h.c.Ended)
			}
			if test.state == casework.LicenceValid && len(test.want) == 0 {
				h.do(t, p, staff(approver)) // may be proposed anew
			}
		})
	}
}

// TestHeardFirst: nothing is revoked before the holder spoke or let his time pass.
func TestHeardFirst(t *testing.T) {
	h := at(t, casework.Closed)
	refused(t, h.try(h.sample(org.RevokeLicence), staff(head)), "notProposed")
	refused(t, h.try(h.sample(org.HearHolder), staff(approver)), "notProposed")
	h.do(t, h.sample(org.ProposeRevocation), staff(approver))
	refused(t, h.try(h.sample(org.ProposeRevocation), staff(approver)), "proposedBefore")
	refused(t, h.try(h.sample(org.CancelLicence), staff(approver)), "proposalOpen")
	h.now = day(2026, 3, 9).At(17, 0) // five working days, the last
	refused(t, h.try(h.sample(org.RevokeLicence), staff(head)), "holderNotHeard")
	refused(t, h.try(h.sample(org.RevokeLicence), staff(approver)), "notYours")
	invalid(t, h.try(casework.HearHolder{On: day(2026, 3, 1)}, staff(approver)), "on dayTooEarly", "speaker required", "text required", "why required")
	invalid(t, h.try(casework.HearHolder{On: day(2026, 3, 10), Speaker: "张三", Text: "不知情", Why: "不符"}, staff(approver)), "on dayInFuture")
	h.now = day(2026, 3, 10).At(9, 0)
	h.do(t, h.sample(org.RevokeLicence), staff(head))
	if r := h.c.Licence.Revoked; r.BarUntil != day(2029, 3, 10) || r.On != day(2026, 3, 10) {
		t.Errorf("%+v", r)
	}
	refused(t, h.try(h.sample(org.ProposeRevocation), staff(approver)), "licenceNotValid")
	h.do(t, casework.CancelLicence{Ground: casework.TakenAway, Evidence: "撤销决定书"}, staff(approver))
}

// TestBarOnlyForSafety: the bar of 许可法79 holds where safety is touched, and for fraud only.
func TestBarOnlyForSafety(t *testing.T) {
	for _, test := range []struct {
		cause  casework.RevokeCause
		safety bool
		want   bool
	}{{casework.FraudBribery, true, true}, {casework.FraudBribery, false, false}, {casework.BodyAtFault, true, false}} {
		h := at(t, casework.Closed)
		p := h.sample(org.ProposeRevocation).(casework.ProposeRevocation)
		p.Cause = test.cause
		h.do(t, p, staff(approver))
		h.do(t, h.sample(org.HearHolder), staff(approver))
		r := casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "伪造", Safety: test.safety, BarUntil: day(2099, 1, 1)}
		if test.cause == casework.BodyAtFault {
			r.Compensation = "赔偿"
		}
		h.do(t, r, staff(head))
		if got := !h.c.Licence.Revoked.BarUntil.IsZero(); got != test.want {
			t.Errorf("%+v: barred %v", test, got)
		}
	}
}

// TestCancelEach: each of the six grounds of 许可法70.
func TestCancelEach(t *testing.T) {
	for _, ground := range []casework.CancelGround{casework.PersonGone, casework.BodyEnded, casework.TakenAway, casework.Impossible, casework.OtherByStatute} {
		h := at(t, casework.Closed)
		h.do(t, casework.CancelLicence{Ground: ground, Evidence: "证明", Paper: "龙农罚〔2026〕3号"}, staff(approver))
		if s := h.c.LicenceOn(h.item, h.now.Date()); s != casework.LicenceCancelled {
			t.Errorf("%s: %s", ground, s)
		}
		if at := casework.NextTick(h.c, h.env(system)); at != 0 {
			t.Errorf("%s: time acts at %s", ground, at)
		}
	}
}
