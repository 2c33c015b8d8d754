package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
)

// A finding rests on what is so; who is held to account may state his case; a second person decides,
// never who recorded it.
func TestAccountability(t *testing.T) {
	const overseer, leader, street, reviewer = "330303-jc", "330303-fz", "330303001", "330303001-sh"
	each(t, func(t *testing.T, w *testkit.World) {
		late := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		again := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Supplementing)
		sound := store.Account{Unit: street, Staff: reviewer, Source: store.OfLate, Ref: late.No, Rule: "74.2", Measure: "talk", Facts: "超过岗位期限两个工作日"}
		record := func(change func(*store.Account)) error {
			a := sound
			change(&a)
			return fault(w.RecordAccount(ctx, a, overseer))
		}
		invalidField(t, record(func(*store.Account) {}), "ref", "accountSource") // in time as yet
		w.Clock.Set(w.Calendar().AddWorking(w.Today(), 12).At(9, 0))
		_, alarms := raisedOf(t, w, street)
		if len(alarms) == 0 {
			t.Fatal("no alarm")
		}
		alarm := strconv.FormatInt(alarms[len(alarms)-1].ID, 10)
		ofAlarm := func(a *store.Account) { a.Source, a.Ref = store.OfAlarm, alarm }
		invalidField(t, record(ofAlarm), "ref", "accountSource") // not upheld yet
		invalidField(t, record(func(a *store.Account) { a.Source, a.Ref = store.OfAlarm, "x" }), "ref", "accountSource")
		invalidField(t, record(func(a *store.Account) { a.Source, a.Ref = store.OfRisk, again.No }), "ref", "accountSource")
		invalidField(t, record(func(a *store.Account) { a.Source, a.Ref = store.OfComplaint, "TS2026000001" }), "ref", "accountSource")
		invalidField(t, record(func(a *store.Account) { a.Ref = "330303001261231999999" }), "ref", "accountSource")
		invalidField(t, record(func(a *store.Account) { a.Rule = "72.9" }), "rule", "choose")
		invalidField(t, record(func(a *store.Account) { a.Measure = "" }), "measure", "choose")
		invalidField(t, record(func(a *store.Account) { a.Facts = "" }), "facts", "required")
		invalidField(t, record(func(a *store.Account) { a.Staff = overseer }), "staff", "complaintSelf")
		invalidField(t, record(func(a *store.Account) { a.Staff = "330303-nyj-sp" }), "staff", "accountStaff")
		for _, who := range []string{reviewer, "330303001-fz", "330303-nyj-sp"} {
			if _, err := w.RecordAccount(ctx, sound, who); !errors.Is(err, app.ErrNoRight) {
				t.Errorf("%s records: %v", who, err)
			}
		}
		one, err := w.RecordAccount(ctx, sound, overseer)
		must(t, err)
		year, _, _ := w.Today().Civil()
		if one.No != fmt.Sprintf("WZ%d000001", year) {
			t.Errorf("number %s", one.No)
		}
		if got := turnsOf(t, w, reviewer); !slices.Contains(got, app.StaffAccount) {
			t.Errorf("the one concerned is told %q", got)
		}
		role := func(staff string) string {
			t.Helper()
			_, _, r, err := w.Hall.Account(ctx, one.No, staff)
			if errors.Is(err, app.ErrNoRight) {
				return "nothing to him"
			}
			must(t, err)
			return fmt.Sprintf("%t %t", r.States, r.Settles)
		}
		expect := func(want map[string]string) {
			t.Helper()
			for staff, r := range want {
				if got := role(staff); got != r {
					t.Errorf("%s may state and settle: %s, want %s", staff, got, r)
				}
			}
		}
		expect(map[string]string{reviewer: "true false", overseer: "false false", leader: "false false", "330303001-fz": "nothing to him", "330303001-sl": "nothing to him"})
		must(t, w.Hall.StepAccount(ctx, one.No, store.StateAccount, "当天系统故障", reviewer))
		expect(map[string]string{reviewer: "true false", overseer: "false false", leader: "false true"})
		code := func(err error) string {
			var r casework.Refusal
			errors.As(err, &r)
			return r.Code
		}
		if c := code(w.Hall.StepAccount(ctx, one.No, store.ConfirmAccount, "属实", overseer)); c != "accountMoved" {
			t.Errorf("who recorded it confirms it: %s", c)
		}
		invalidField(t, w.Hall.StepAccount(ctx, one.No, store.ConfirmAccount, " ", leader), "text", "required")
		must(t, w.Hall.StepAccount(ctx, one.No, store.ConfirmAccount, "事实清楚，陈述不影响认定", leader))
		if c := code(w.Hall.StepAccount(ctx, one.No, store.DropAccount, "又", leader)); c != "accountMoved" {
			t.Errorf("decided twice: %s", c)
		}
		if err := w.Store.Write(ctx, store.Plan{{SQL: `UPDATE account SET measure = 'correct'`}}); err == nil {
			t.Error("what is settled can be changed")
		}

		// Of the unit as a whole its leader speaks; with nothing said it is decided after his time.
		must(t, w.StepAlarm(ctx, alarms[len(alarms)-1].ID, store.AlarmUpheld, "应当按期办结", overseer))
		whole := sound
		ofAlarm(&whole)
		whole.Staff, whole.Rule = "", "notice"
		two, err := w.RecordAccount(ctx, whole, overseer)
		must(t, err)
		one = two
		expect(map[string]string{"330303001-fz": "true false", reviewer: "nothing to him", leader: "false false"})
		w.Clock.Set(w.AccountHeardOn(two).Add(1).At(9, 0))
		expect(map[string]string{"330303001-fz": "true false", leader: "false true"})
		must(t, w.Hall.StepAccount(ctx, two.No, store.DropAccount, "已经改正", leader))

		list, err := w.Store.Accounts(ctx, []string{street}, "", "", 0, 9)
		must(t, err)
		own, err := w.Store.Accounts(ctx, nil, reviewer, "", 0, 9)
		must(t, err)
		if len(list) != 2 || list[0].State != store.AccountDropped || list[1].State != store.AccountConfirmed || len(own) != 1 {
			t.Errorf("%+v\n%+v", list, own)
		}
	})
}

// A second notice for supplements and a complaint found true are grounds, too.
func TestAccountabilitySources(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const overseer = "330303-jc"
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		w.Clock.Set(w.Calendar().AddWorking(w.Today(), 6).At(9, 0))
		must(t, w.TickAll(ctx)) // nobody told him anything: deemed accepted
		c, err := w.Complain(ctx, store.Complaint{Unit: testkit.Community, Kind: "delay", Text: "没有人告知"})
		must(t, err)
		a := store.Account{Unit: testkit.Community, Rule: "72.4", Measure: "correct", Facts: "逾期未告知", Source: store.OfComplaint, Ref: c.No}
		invalidField(t, fault(w.RecordAccount(ctx, a, overseer)), "ref", "accountSource") // not answered yet
		for _, x := range []app.ComplaintAct{{Deed: store.TakeComplaint}, {Deed: store.AnswerComplaint, Outcome: "upheld", Text: "属实"}} {
			must(t, w.FollowComplaint(ctx, c.No, x, overseer))
		}
		must(t, fault(w.RecordAccount(ctx, a, overseer)))
		a.Source, a.Ref = store.OfRisk, rec.No
		must(t, fault(w.RecordAccount(ctx, a, overseer)))
		a.Source, a.Ref = store.OfRisk, c.No
		invalidField(t, fault(w.RecordAccount(ctx, a, overseer)), "ref", "accountSource")
	})
}
