package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// renewal is a hall whose applicant asks for his licence to be renewed: by T33 of rules §9 it
// ends on 31 October 2026, and 1 October is the last day for applying.
func renewal(t tb, on period.Date) *hall {
	t.Helper()
	h := newHall(t)
	h.now = on.At(9, 0)
	h.about = &casework.About{Kind: casework.Renew, No: "龙林采〔2025〕1号"}
	h.held = &casework.Owned{Case: "330303012251101000001", No: h.about.No, Item: h.item.Code, Unit: "330303-nyj", Holder: citizen,
		State: casework.LicenceValid, On: day(2025, 11, 1), Until: day(2026, 10, 31), By: day(2026, 10, 1)}
	return h
}

// TestRenewalBySilence (T33): applied for in time and not decided by the end, so renewed, on
// whose desk it may lie; from the day after, for as long as the item says.
func TestRenewalBySilence(t *testing.T) {
	for _, state := range []casework.State{casework.Reviewing, casework.Approving, casework.Suspended} {
		h := renewal(t, day(2026, 9, 28)).to(t, state)
		if s := h.c.Stops; len(s) > 0 {
			s[0].Told = day(2026, 12, 1) // the law makes no exception for what is not counted
		}
		if due := casework.NextTick(h.c, h.env(system)); due != day(2026, 11, 1).At(0, 0) {
			t.Fatalf("%s: time acts at %s", state, due)
		}
		h.now = day(2026, 10, 31).At(23, 59)
		refused(t, h.try(casework.Tick{}, system), "notDueYet")
		h.now = day(2026, 11, 2).At(8, 0)
		if state == casework.Approving {
			refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "timeFirst")
		}
		h.do(t, casework.Tick{}, system)
		d := h.c.Decision
		if h.c.State() != casework.Granted || d.On != day(2026, 11, 1) || d.Until != day(2027, 10, 31) || !d.Silent || d.Unit != "330303-nyj" || d.Staff != "" {
			t.Errorf("%s: %s %+v", state, h.c.State(), d)
		}
		if task, _ := casework.Open(h.c, h.env(system)); task.Post != "issuing" || task.Due != day(2026, 11, 13) {
			t.Errorf("%s: %+v", state, task)
		}
		note, _ := h.c.RenewalNote()
		if note.Stage != casework.RenewalGranted || !note.Protects || note.Until != day(2027, 10, 31) {
			t.Errorf("%s: %+v", state, note)
		}
	}
}

// TestLateRenewal: who applied after the last day is not protected; once the licence is over
// nothing is left to renew.
func TestLateRenewal(t *testing.T) {
	h := renewal(t, day(2026, 10, 2)).to(t, casework.Approving)
	if at := casework.NextTick(h.c, h.env(system)); at != 0 {
		t.Errorf("time acts at %s", at)
	}
	h.held.State = casework.LicenceExpired
	r := refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "licenceNotValid")
	if r.Rule != "许可法50" || r.Args[0] != "expired" {
		t.Errorf("%+v", r)
	}
	h.held = nil
	refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(approver)), "licenceNotValid")
	h.do(t, casework.Deny{Opinion: "不同意", Reasons: "有效期已经届满", Article: "许可法第五十条"}, staff(approver))
}

// TestAboutFaults: what an application may be about.
func TestAboutFaults(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*hall)
		want   []string
	}{
		"no kind":        {func(h *hall) { h.about.Kind = "" }, []string{"about.kind choose"}},
		"no number":      {func(h *hall) { h.about.No = " " }, []string{"about.no required"}},
		"another number": {func(h *hall) { h.about.No = "2号" }, []string{"about.no licenceUnknown"}},
		"nobody's":       {func(h *hall) { h.held = nil }, []string{"about.no licenceUnknown"}},
		"another's":      {func(h *hall) { h.held.Holder = "330303198407150026" }, []string{"about.no licenceUnknown"}},
		"another item's": {func(h *hall) { h.held.Item = "shop" }, []string{"about.no licenceUnknown"}},
		"revoked":        {func(h *hall) { h.held.State = casework.LicenceRevoked }, []string{"about.no licenceNotValid"}},
		"applied twice":  {func(h *hall) { h.held.Open = true }, []string{"about.no renewalOpen"}},
		"without end":    {func(h *hall) { h.held.Until = 0 }, []string{"about.kind licenceEndless"}},
		"another body's": {func(h *hall) { h.held.Unit = "330303-mzj" }, []string{"acceptUnit otherBody"}},
	} {
		h := renewal(t, day(2026, 9, 28))
		c.change(h)
		invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), c.want...)
		f := h.filing()
		f.Channel = catalog.Online
		invalid(t, h.try(casework.Submit{Filing: f}, applicant), c.want...)
		t.Log(what)
	}
	h := renewal(t, day(2026, 9, 28))
	h.held.Unit = "330303-gone" // a body that is no more decides nothing
	h.do(t, casework.Receive{Filing: h.filing()}, staff(clerk))
	if a := h.c.About; a.Case != h.held.Case || a.By != h.held.By || a.Until != h.held.Until {
		t.Errorf("%+v", a)
	}
}

// TestTermOfARenewal: from the day after the old one; of a change, the old one.
func TestTermOfARenewal(t *testing.T) {
	grant := func(kind casework.AboutKind, valid period.Period, until period.Date) (*hall, error) {
		h := renewal(t, day(2026, 9, 28))
		h.about.Kind, h.item.Result.Validity = kind, valid
		h.to(t, casework.Approving)
		return h, h.try(casework.Grant{Opinion: "同意", Until: until}, staff(approver))
	}
	year := period.Period{N: 12, Unit: period.Month}
	for _, c := range []struct {
		kind  casework.AboutKind
		valid period.Period
		until period.Date
		want  period.Date
	}{
		{casework.Renew, year, 0, day(2027, 10, 31)},
		{casework.Renew, period.Period{}, 0, day(2027, 10, 30)}, // as long as before: 364 days on
		{casework.Renew, year, day(2027, 3, 31), day(2027, 3, 31)},
		{casework.Change, year, 0, day(2026, 10, 31)},
	} {
		h, err := grant(c.kind, c.valid, c.until)
		if err != nil || h.c.Decision.Until != c.want {
			t.Errorf("%s: %v, until %s", c.kind, err, h.c.Decision.Until)
		}
	}
	_, err := grant(casework.Renew, year, day(2026, 10, 31))
	invalid(t, err, "until renewalShort")
	_, err = grant(casework.Change, year, day(2027, 10, 31))
	invalid(t, err, "until changeKeepsTerm")
}

// TestRenewedLicence: the licence stands while a renewal in time is not decided, then for its
// new term, until the new one is handed over.
func TestRenewedLicence(t *testing.T) {
	h := licensed(t, day(2026, 10, 31))
	note := func(stage casework.RenewalStage, of string) casework.NoteRenewal {
		a := casework.NoteRenewal{Kind: casework.Renew, Stage: stage, Case: of, Protects: true}
		if stage == casework.RenewalGranted || stage == casework.RenewalIssued {
			a.Until = day(2031, 10, 31)
		}
		return a
	}
	stands := func(want casework.LicenceState, on period.Date) {
		t.Helper()
		if s := h.c.LicenceOn(h.item, on); s != want {
			t.Errorf("on %s it is %s, want %s", on, s, want)
		}
	}
	h.now = day(2026, 9, 28).At(10, 0)
	h.do(t, casework.Tick{}, system)
	h.do(t, note(casework.RenewalApplied, "乙"), system)
	refused(t, h.try(note(casework.RenewalApplied, "乙"), system), "notedBefore")
	refused(t, h.try(note(casework.RenewalApplied, "丙"), system), "renewalOpen")
	refused(t, h.try(casework.CancelLicence{Ground: casework.Impossible, Evidence: "山洪"}, staff(approver)), "renewalOpen")
	h.do(t, casework.ProposeRevocation{Cause: casework.FraudBribery, Facts: "伪造", Article: "森林法", Limit: period.Period{N: 1, Unit: period.WorkingDay}}, staff(approver))
	h.do(t, casework.HearHolder{Speaker: "张三", Text: "不知情", Why: "不符"}, staff(approver))
	refused(t, h.try(casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "欺骗"}, staff(head)), "renewalOpen")
	h.do(t, casework.RevokeLicence{Outcome: casework.KeepForWant, Reason: "不成立"}, staff(head))
	if at := casework.NextTick(h.c, h.env(system)); at != 0 {
		t.Errorf("time acts at %s", at)
	}
	stands(casework.LicenceValid, day(2026, 11, 1))

	denied := *h
	denied.do(t, note(casework.RenewalEnded, "乙"), system)
	refused(t, denied.try(note(casework.RenewalEnded, "乙"), system), "notedBefore")
	if s := denied.c.LicenceOn(h.item, day(2026, 11, 1)); s != casework.LicenceExpired {
		t.Errorf("denied, it is %s", s)
	}
	if did := denied.time(t, day(2026, 11, 1)); len(did) == 0 || did[len(did)-1] != "licenceOver 2026-11-01" {
		t.Errorf("denied, time did %v", did)
	}

	h.do(t, note(casework.RenewalGranted, "乙"), system)
	stands(casework.LicenceValid, day(2031, 10, 31))
	stands(casework.LicenceExpired, day(2031, 11, 1))
	h.do(t, note(casework.RenewalIssued, "乙"), system)
	stands(casework.LicenceReplaced, h.now.Date())
	refused(t, h.try(h.sample("cancelLicence"), staff(approver)), "noLicence")
	refused(t, h.try(h.sample("proposeRevocation"), staff(approver)), "licenceNotValid")
	for _, task := range casework.Work(h.c, h.env(system)) {
		if task.For != org.Serve { // that it was not revoked is still to be told
			t.Errorf("what was replaced leaves %+v", task)
		}
	}
	refused(t, newHall(t).to(t, casework.Denied).try(note(casework.RenewalApplied, "乙"), system), "wrongState")
}

// TestRenewalNote: what the file of the licence has to say of an application about it.
func TestRenewalNote(t *testing.T) {
	h := renewal(t, day(2026, 10, 2)) // too late to be protected
	if _, ok := h.c.RenewalNote(); ok {
		t.Error("nothing was handed in")
	}
	for _, c := range []struct {
		state casework.State
		want  casework.RenewalStage
	}{
		{casework.Received, casework.RenewalApplied}, {casework.Approving, casework.RenewalApplied}, {casework.Granted, casework.RenewalGranted},
		{casework.Denied, casework.RenewalEnded}, {casework.Delivered, casework.RenewalGranted}, {casework.Closed, casework.RenewalIssued},
	} {
		note, ok := renewal(t, day(2026, 10, 2)).to(t, c.state).c.RenewalNote()
		if !ok || note.Stage != c.want || note.Protects || note.Until.IsZero() != (c.want == casework.RenewalApplied || c.want == casework.RenewalEnded) {
			t.Errorf("%s: %+v %v", c.state, note, ok)
		}
	}
	h = renewal(t, day(2026, 9, 28)).to(t, casework.Reviewing)
	h.do(t, casework.Withdraw{}, applicant)
	if note, _ := h.c.RenewalNote(); note.Stage != casework.RenewalEnded || !note.Protects {
		t.Errorf("%+v", note)
	}
	held := at(t, casework.Closed)
	held.c.No = "330303012251101000001"
	if got := held.c.Owned(held.item, period.Default(), held.now.Date()); got == nil || got.Case != held.c.No || got.Holder != citizen || got.Open || got.By.IsZero() {
		t.Errorf("%+v", got)
	}
	if at(t, casework.Denied).c.Owned(held.item, period.Default(), held.now.Date()) != nil {
		t.Error("a denial holds a licence")
	}
}
