package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// complained is a complaint about the street.
func complained(t *testing.T, w *testkit.World, c store.Complaint) store.Complaint {
	t.Helper()
	c.Unit, c.Kind, c.Text = "330303001", "delay", "等了一个月 没有答复"
	c, err := w.Complain(ctx, c)
	must(t, err)
	return c
}

// A complaint has a number of its year and a code, comes to who watches, is taken up, handed on and
// answered, each told to who complained; the one complained of has no hand in it.
func TestComplaint(t *testing.T) {
	const overseer, street = "330303-jc", "330303001"
	each(t, func(t *testing.T, w *testkit.World) {
		sms := &courier{repeats: true}
		w.Couriers.SMS = sms
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		invalidField(t, fault(w.Complain(ctx, store.Complaint{Unit: "nowhere", Kind: "delay", Text: "x"})), "unit", "choose")
		invalidField(t, fault(w.Complain(ctx, store.Complaint{Unit: street, Kind: "x", Text: "x"})), "kind", "choose")
		invalidField(t, fault(w.Complain(ctx, store.Complaint{Unit: street, Kind: "delay", Text: " "})), "text", "required")
		one := complained(t, w, store.Complaint{CaseNo: rec.No, Name: "李四", Phone: "13800138000"})
		two := complained(t, w, store.Complaint{CaseNo: "330303001261231999999"})
		again := complained(t, w, store.Complaint{CaseNo: rec.No, Name: "李四", Phone: "13800138000"})
		year, _, _ := w.Today().Civil()
		if one.No != fmt.Sprintf("TS%d000001", year) || two.No != fmt.Sprintf("TS%d000002", year) || again.No != one.No || two.CaseID != 0 || one.CaseID != rec.ID || one.Watch != "330303" {
			t.Fatalf("%+v\n%+v\n%+v", one, two, again)
		}
		if _, err := w.OpenComplaint(ctx, one.No, "x"); !errors.Is(err, app.ErrWrongCode) {
			t.Errorf("a wrong code: %v", err)
		}
		if _, err := w.OpenComplaint(ctx, "TS2000000001", one.Code); !errors.Is(err, app.ErrWrongCode) {
			t.Errorf("no such number: %v", err)
		}
		if c, err := w.OpenComplaint(ctx, one.No, one.Code); err != nil || c.ID != one.ID || c.CaseNo != rec.No {
			t.Errorf("%+v %v", c, err)
		}
		for _, staff := range []string{"330303001-sl", "330303001-fz", "330303-nyj-sp", "nobody"} {
			if _, err := w.Hall.Complaint(ctx, one.No, staff); !errors.Is(err, app.ErrNoRight) {
				t.Errorf("%s reads it: %v", staff, err)
			}
		}
		if got := turnsOf(t, w, overseer); !slices.Equal(got, []string{app.StaffComplaint, app.StaffComplaint}) {
			t.Errorf("who watches is told %q", got)
		}

		code := func(err error) string {
			var r casework.Refusal
			errors.As(err, &r)
			return r.Code
		}
		do := func(a app.ComplaintAct, staff string) error { return w.FollowComplaint(ctx, one.No, a, staff) }
		if c := code(do(app.ComplaintAct{Deed: store.AnswerComplaint, Outcome: "upheld", Text: "属实"}, overseer)); c != "complaintMoved" {
			t.Errorf("answered before it was taken up: %s", c)
		}
		invalidField(t, do(app.ComplaintAct{Deed: store.DeclineComplaint}, overseer), "text", "required")
		invalidField(t, do(app.ComplaintAct{Deed: store.PassComplaint, To: street, Text: "请核实"}, overseer), "to", "choose")
		invalidField(t, do(app.ComplaintAct{Deed: store.TakeComplaint, Staff: overseer}, overseer), "staff", "complaintSelf")
		must(t, do(app.ComplaintAct{Deed: store.TakeComplaint, Staff: "330303001-sh"}, overseer))
		invalidField(t, do(app.ComplaintAct{Deed: store.AnswerComplaint, Text: "属实"}, overseer), "outcome", "choose")
		if c := code(do(app.ComplaintAct{Deed: store.DeclineComplaint, Text: "不属于"}, overseer)); c != "complaintMoved" {
			t.Errorf("declined after it was taken up: %s", c)
		}
		must(t, do(app.ComplaintAct{Deed: store.AnswerComplaint, Outcome: "partly", Text: "已责令三日内办结"}, overseer))
		if c := code(do(app.ComplaintAct{Deed: store.AnswerComplaint, Outcome: "upheld", Text: "又"}, overseer)); c != "complaintMoved" {
			t.Errorf("answered twice: %s", c)
		}
		c, err := w.OpenComplaint(ctx, one.No, one.Code)
		must(t, err)
		steps, err := w.Store.ComplaintSteps(ctx, c.ID)
		must(t, err)
		if c.State != store.ComplaintAnswered || c.Outcome != "partly" || c.Staff != "330303001-sh" || len(steps) != 2 || steps[1].Text != "已责令三日内办结" || steps[1].By != overseer {
			t.Errorf("%+v\n%+v", c, steps)
		}
		must(t, w.Deliver(ctx, 50))
		if n := len(sms.took); n != 2 || !strings.Contains(sms.took[1].Text, one.No) || sms.took[1].To != "13800138000" || strings.Contains(sms.took[1].Text, "责令") {
			t.Errorf("who complained is told %+v", sms.took)
		}
		if err := w.Store.StepComplaint(ctx, one, store.ComplaintStep{Deed: store.TakeComplaint}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("over what was read before: %v", err)
		}
		if err := w.Store.Write(ctx, store.Plan{{SQL: `DELETE FROM complaint`}}); err == nil {
			t.Error("complaints can be removed")
		}

		// Its number and its reply count for the unit it is about, its handling for who had it.
		a := store.Assessed{From: w.Today(), To: w.Today(), Units: everyUnit(w)}
		if got, want := assessed(t, w, a, street, ""), "complaints 2, complaintsUpheld 1"; got != want {
			t.Errorf("the street: %s", got)
		}
		if got, want := assessed(t, w, a, "330303", ""), "complaintsHandled 2, complaintsInTime 1"; got != want {
			t.Errorf("who watches: %s", got)
		}
		listsAgree(t, w, a)
		audited(t, w, 1)
	})
}

// fault is the error of what also gives a value.
func fault[T any](_ T, err error) error { return err }

// What is not taken up or answered in time is the alarm of who has it, and of nobody it is about.
func TestLateComplaint(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		one := complained(t, w, store.Complaint{})
		two := complained(t, w, store.Complaint{Name: "另一人"})
		clocks := w.ComplaintClocks(one)
		if clocks[0].Due.On != w.Calendar().AddWorking(w.Today(), 5) || clocks[1].Due.On != w.Calendar().AddWorking(w.Today(), 15) {
			t.Fatalf("%+v", clocks)
		}
		w.Clock.Set(clocks[0].Due.On.Add(1).At(9, 0))
		all, list := raisedOf(t, w, "330303")
		want := fmt.Sprintf("red complaintTake %s raised", clocks[0].Due.On)
		if !slices.Equal(all, []string{want, want}) || list[0].Complaint != one.ID || list[1].Complaint != two.ID || list[0].ComplaintNo != one.No {
			t.Errorf("%q %+v", all, list)
		}
		if all, _ := raisedOf(t, w, "330303001"); len(all) > 0 {
			t.Errorf("whom it is about is told: %q", all)
		}
		if got := turnsOf(t, w, "330303-jc"); !slices.Contains(got, app.StaffComplaintLate) {
			t.Errorf("who has it is pressed: %q", got)
		}
		must(t, w.FollowComplaint(ctx, one.No, app.ComplaintAct{Deed: store.TakeComplaint}, "330303-jc"))
		must(t, w.FollowComplaint(ctx, two.No, app.ComplaintAct{Deed: store.DeclineComplaint, Text: "请向法院提出"}, "330303-jc"))
		w.Clock.Set(clocks[1].Due.On.At(9, 0))
		if all, _ := raisedOf(t, w, "330303"); len(all) != 3 || all[2] != fmt.Sprintf("yellow complaintReply %s raised", clocks[1].Due.On) {
			t.Errorf("%q", all)
		}
	})
}

// A complaint about an office that watches goes to another one that watches over it; its own people
// neither read nor handle it. Who is named in it by a name that only one has can't either.
func TestComplaintAboutWhoWatches(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const office, other = "330303", "330303-jwj"
		snap, version, err := w.Store.Directory(ctx)
		must(t, err)
		u, _ := w.Directory().Unit("330303-nyj", w.Today())
		u.Code, u.Kind, u.Parent, u.OrgNo, u.Function = other, org.AssessorOffice, office, "999", ""
		snap.Units = append(snap.Units, u)
		for _, s := range []struct{ no, unit string }{{"t-apart", other}, {"t-jc2", office}} {
			snap.Staff = append(snap.Staff, org.Staff{No: s.no, Name: s.no, Unit: s.unit})
			snap.Holdings = append(snap.Holdings, org.Holding{Staff: s.no, Unit: s.unit, Post: org.Supervisor, From: period.NewDate(2016, 1, 1)})
		}
		must(t, w.Store.SaveDirectory(ctx, snap, version))
		must(t, w.Reload(ctx))
		about, err := w.Complain(ctx, store.Complaint{Unit: office, Kind: "attitude", Text: "不答复"})
		must(t, err)
		if about.Watch != other || w.ReadsComplaint(about, "330303-jc") || !w.HandlesComplaint(about, "t-apart") {
			t.Errorf("about the office: %+v", about)
		}
		person, err := w.Complain(ctx, store.Complaint{Unit: "330303001", Kind: "attitude", Text: "不答复", Officer: "t-jc2"})
		must(t, err)
		if person.Staff != "t-jc2" || person.Watch != office || w.ReadsComplaint(person, "t-jc2") || !w.HandlesComplaint(person, "330303-jc") {
			t.Errorf("about one of those who watch: %+v", person)
		}
		list, err := w.Store.Complaints(ctx, w.ComplaintsOver("t-jc2"), "t-jc2", "open", 0, 9)
		must(t, err)
		if len(list) != 0 {
			t.Errorf("who is complained of finds it in the list: %+v", list)
		}
		must(t, w.FollowComplaint(ctx, person.No, app.ComplaintAct{Deed: store.PassComplaint, To: other, Text: "涉及本单位人员"}, "330303-jc"))
		if c, _ := w.Store.ComplaintByNo(ctx, person.No); c.Watch != other || w.HandlesComplaint(c, "330303-jc") || !w.HandlesComplaint(c, "t-apart") {
			t.Errorf("handed on: %+v", c)
		}
	})
}

// What is said at a counter, by phone or by letter is taken down by whoever hears it, who learns its number
// and code and reads no more; how it came and who took it down stays with it.
func TestComplaintTakenDown(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const clerk = "330303001012-sl"
		c := store.Complaint{By: clerk, Unit: "330303001", Kind: "delay", Text: "等了一个月"}
		invalidField(t, fault(w.Complain(ctx, c)), "way", "choose")
		c.Way = store.ComplainedOnline
		invalidField(t, fault(w.Complain(ctx, c)), "way", "choose")
		c.Way = "phone"
		made, err := w.Complain(ctx, c)
		must(t, err)
		own, err := w.Complain(ctx, store.Complaint{Way: "phone", Unit: "330303001", Kind: "delay", Text: "另一件"})
		must(t, err)
		read, err := w.Store.ComplaintByNo(ctx, made.No)
		must(t, err)
		if read.Way != "phone" || read.By != clerk || read.Code != made.Code || own.Way != store.ComplainedOnline {
			t.Errorf("%+v\n%+v", read, own)
		}
		if _, err := w.Hall.Complaint(ctx, made.No, clerk); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("who took it down reads it: %v", err)
		}
		audited(t, w, 0)
	})
}

// TestAuditLooksAtTheRegisters: what is changed behind the back of the hall in complaints, findings and
// alarms is found by the re-checker, and a number that is gone by the audit.
func TestAuditLooksAtTheRegisters(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		made := complained(t, w, store.Complaint{})
		must(t, w.FollowComplaint(ctx, made.No, app.ComplaintAct{Deed: store.TakeComplaint}, "330303-jc"))
		must(t, w.FollowComplaint(ctx, made.No, app.ComplaintAct{Deed: store.AnswerComplaint, Outcome: "upheld", Text: "属实"}, "330303-jc"))
		a, err := w.RecordAccount(ctx, store.Account{Unit: made.Unit, Source: store.OfComplaint, Ref: made.No, Rule: "notice", Measure: "talk", Facts: "拖延"}, "330303-jc")
		must(t, err)
		audited(t, w, 0)
		for _, d := range []struct{ word, spoil, mend string }{
			{"registerState", `UPDATE complaint SET outcome = 'unfounded', taken = taken - 1`, `UPDATE complaint SET outcome = 'upheld', taken = taken + 1`},
			{"complaintSelf", `UPDATE complaint SET staff = '330303-jc'`, `UPDATE complaint SET staff = ''`},
			{"registerNo", `UPDATE account SET no = 'X' || no`, `UPDATE account SET no = '` + a.No + `'`},
			{"complaints of", `UPDATE complaint_last SET last = last + 1`, `UPDATE complaint_last SET last = last - 1`},
			{"accounts of", `UPDATE account_last SET last = last + 1`, `UPDATE account_last SET last = last - 1`},
		} {
			must(t, w.Store.Write(ctx, store.Plan{{SQL: d.spoil}}))
			if _, err := w.Audit(ctx); err == nil || !strings.Contains(err.Error(), d.word) {
				t.Errorf("%s: the audit says %v", d.spoil, err)
			}
			must(t, w.Store.Write(ctx, store.Plan{{SQL: d.mend}}))
		}
		audited(t, w, 0)
	})
}

// watchedBy lets somebody new do the watching in a unit.
func watchedBy(t *testing.T, w *testkit.World, staff, unit string) {
	t.Helper()
	snap, version, err := w.Store.Directory(ctx)
	must(t, err)
	snap.Staff = append(snap.Staff, org.Staff{No: staff, Name: staff, Unit: unit})
	snap.Holdings = append(snap.Holdings, org.Holding{Staff: staff, Unit: unit, Post: org.Supervisor, From: period.NewDate(2016, 1, 1)})
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
}

// Of two offices that watch, what is done from day to day comes first to 区审管办, and what breaks
// discipline to 区监察局 (the notice, 三(三)).
func TestWhoseComplaintsAreFirst(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		snap, version, err := w.Store.Directory(ctx)
		must(t, err)
		u, _ := w.Directory().Unit("330303-nyj", w.Today())
		for i, o := range []struct{ code, function string }{{"330303-jcj", "supervision"}, {"330303-sgb", "coordination"}} {
			u.Code, u.Kind, u.Parent, u.OrgNo, u.Function, u.Mark = o.code, org.AssessorOffice, "330303", fmt.Sprint(998+i), o.function, ""
			snap.Units = append(snap.Units, u)
		}
		must(t, w.Store.SaveDirectory(ctx, snap, version))
		must(t, w.Reload(ctx))
		watchedBy(t, w, "t-jcj", "330303-jcj")
		watchedBy(t, w, "t-sgb", "330303-sgb")
		for _, test := range []struct{ kind, unit, want string }{
			{"delay", "330303001", "330303-sgb"}, {"conduct", "330303001", "330303-jcj"},
			{"conduct", "330303-jcj", "330303"}, {"delay", "330303-sgb", "330303"},
		} {
			c, err := w.Complain(ctx, store.Complaint{Unit: test.unit, Kind: test.kind, Text: test.kind})
			must(t, err)
			if c.Watch != test.want {
				t.Errorf("%s of %s: %s, want %s", test.kind, test.unit, c.Watch, test.want)
			}
		}
	})
}
