package app_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
	"yimen/testkit"
)

// raisedOf are the alarms of a unit, oldest first, as "kind code day state".
func raisedOf(t *testing.T, w *testkit.World, unit string) (all []string, list []store.Alarm) {
	t.Helper()
	must(t, w.RaiseAlarms(ctx))
	must(t, w.RaiseAlarms(ctx)) // what was raised is raised once
	list, err := w.Store.AlarmsOf(ctx, []string{unit}, "", "", 0, 50)
	must(t, err)
	slices.Reverse(list)
	for _, a := range list {
		all = append(all, fmt.Sprintf("%s %s %s %s", a.Kind, a.Code, a.Day, a.State))
	}
	return all, list
}

// TestAlarms: each light, and a demand without a reply, is raised once; the unit answers, a
// second person decides, and what is settled stays.
func TestAlarms(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const street, reviewer, overseer = "330303001", "330303001-sh", "330303-jc"
		rec := w.CaseIn(t, "felling", testkit.Community, casework.Reviewing)
		f, err := w.OpenOwn(ctx, rec.No)
		must(t, err)
		if all, _ := raisedOf(t, w, street); len(all) > 0 {
			t.Errorf("in time: %q", all)
		}
		rec = step(t, w, rec, org.Chase)
		due := rec.Chased[0].Due
		w.Clock.Set(f.Task.YellowOn.At(9, 0))
		var want []string
		want = append(want, fmt.Sprintf("yellow review %s raised", f.Task.YellowOn))
		if w.Today() > due {
			want = append(want, fmt.Sprintf("escalated  %s raised", due))
		}
		all, _ := raisedOf(t, w, street)
		if !slices.Equal(all, want) {
			t.Errorf("%q, want %q", all, want)
		}
		w.Clock.Set(max(due, f.Task.YellowOn).Add(1).At(9, 0))
		all, list := raisedOf(t, w, street)
		if len(all) != 2 {
			t.Fatalf("%q", all)
		}

		id := list[0].ID
		say := func(state store.AlarmState, who string) error {
			return w.StepAlarm(ctx, id, state, "人手不足", who)
		}
		code := func(err error) string {
			var r casework.Refusal
			errors.As(err, &r)
			return r.Code
		}
		if err := say(store.AlarmExplained, "330303-nyj-sp"); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("somebody else's alarm: %v", err)
		}
		if c := code(say(store.AlarmDismissed, overseer)); c != "alarmUnanswered" {
			t.Errorf("dismissed unheard: %s", c)
		}
		if c := code(say(store.AlarmUpheld, reviewer)); c != "alarmClosed" {
			t.Errorf("decided by the unit itself: %s", c)
		}
		if c := code(say(store.AlarmObjected, overseer)); c != "alarmClosed" {
			t.Errorf("objected to by the supervisor: %s", c)
		}
		if say("raised", reviewer) == nil || w.StepAlarm(ctx, id, store.AlarmObjected, "", reviewer) == nil {
			t.Error("a step that is none, or says nothing")
		}
		must(t, say(store.AlarmObjected, reviewer))
		if c := code(say(store.AlarmExplained, reviewer)); c != "alarmClosed" {
			t.Errorf("answered twice: %s", c)
		}
		if err := w.Store.StepAlarm(ctx, list[0], store.AlarmStep{State: store.AlarmUpheld}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("over what was read before: %v", err)
		}
		must(t, say(store.AlarmDismissed, overseer))
		if c := code(say(store.AlarmUpheld, overseer)); c != "alarmClosed" {
			t.Errorf("decided twice: %s", c)
		}
		steps, err := w.Store.AlarmSteps(ctx, id)
		must(t, err)
		if len(steps) != 2 || steps[0].By != reviewer || steps[1].By != overseer || steps[1].State != store.AlarmDismissed {
			t.Errorf("%+v", steps)
		}
		if again, _ := raisedOf(t, w, street); len(again) != 2 {
			t.Errorf("a dismissed alarm came again: %q", again)
		}
		counts, err := w.Store.CountAlarms(ctx, []string{street})
		must(t, err)
		if len(counts) != 2 {
			t.Errorf("%+v", counts)
		}

		rec = step(t, w, rec, org.AnswerChase)
		demands, err := w.Store.Demands(ctx, []string{street}, 10)
		must(t, err)
		if len(demands) != 1 || demands[0].Answered != w.Today() || app.Escalated(demands[0], w.Today()) || demands[0].CaseNo != rec.No {
			t.Errorf("%+v", demands)
		}
	})
}

// TestFindingsAreAlarms: what the re-checker finds odd or broken is somebody's alarm, once.
func TestFindingsAreAlarms(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, "felling", testkit.Community, casework.Reviewing)
		must(t, w.RaiseFinding(ctx, app.Found{Case: rec.ID, Item: rec.Item, Unit: "330303001", Finding: watch.Finding{Code: "promiseLate", Severity: watch.Late}}))
		for range 2 {
			must(t, w.RaiseFinding(ctx, app.Found{Case: rec.ID, Item: rec.Item, Unit: "330303001", Finding: watch.Finding{Code: "hasty", Severity: watch.Odd, Seq: 3, Rule: "案卷评查标准", Args: []string{"5"}}}))
		}
		_, list := raisedOf(t, w, "330303001")
		if len(list) != 1 || list[0].Kind != store.AlarmOdd || list[0].Code != "hasty" || list[0].Seq != 3 || !slices.Equal(list[0].Args, []string{"5"}) || list[0].CaseNo != rec.No {
			t.Errorf("%+v", list)
		}
	})
}

// TestOverseen: a supervisor's list holds all open work below him, by light.
func TestOverseen(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, "felling", testkit.Community, casework.Reviewing)
		units := w.Overseen("330303-jc")
		if !slices.Contains(units, "330303001") || len(w.Overseen("330303001-sh")) > 0 {
			t.Fatalf("watches over %v", units)
		}
		for _, on := range []period.Date{w.Today(), rec.AcceptedOn.Add(400)} {
			w.Clock.Set(on.At(10, 0))
			counts, err := w.Store.CountLights(ctx, units, on)
			must(t, err)
			total := 0
			for light, n := range counts {
				rows, err := w.Store.Overseen(ctx, units, light, on, store.Place{}, 50)
				must(t, err)
				if total += n; len(rows) != n {
					t.Errorf("%s: %d counted, %d listed", light, n, len(rows))
				}
				for _, row := range rows {
					if row.Light(on) != light {
						t.Errorf("%s is listed as %s", row.Light(on), light)
					}
				}
			}
			if all, err := w.Store.Overseen(ctx, units, "", on, store.Place{}, 50); err != nil || len(all) != total || total == 0 {
				t.Errorf("%d of %d, %v", len(all), total, err)
			}
		}
	})
}

// What supervisors let pass is explained by one of them and decided by another office that watches
// over theirs; where there is none, by their second, or by who leads the office. Never by who explained it.
func TestAlarmOfWhoWatches(t *testing.T) {
	const office, overseer, leader, clerk, second, other = "330303", "330303-jc", "330303-fz", "330303-sh", "t-jc2", "t-apart"
	each(t, func(t *testing.T, w *testkit.World) {
		late := func() store.Alarm {
			t.Helper()
			rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered)
			step(t, w, rec, org.Conclude)
			f, err := w.Track(ctx, rec.No, rec.Query)
			must(t, err)
			must(t, w.Rate(ctx, f, "dissatisfied", ""))
			w.Clock.Set(w.Calendar().AddWorking(w.Today(), 2).At(9, 0))
			_, list := raisedOf(t, w, office)
			return list[len(list)-1]
		}
		may := func(a store.Alarm, staff string) string {
			t.Helper()
			a, err := w.Store.Alarm(ctx, a.ID)
			must(t, err)
			role, err := w.AlarmRole(ctx, a, staff)
			if errors.Is(err, app.ErrNoRight) {
				return "nothing to him"
			}
			must(t, err)
			return fmt.Sprintf("%t %t", role.Answers, role.Decides)
		}
		expect := func(a store.Alarm, want map[string]string) {
			t.Helper()
			for staff, role := range want {
				if got := may(a, staff); got != role {
					t.Errorf("%s may answer and decide: %s, want %s", staff, got, role)
				}
			}
		}
		one := late()
		expect(one, map[string]string{overseer: "true false", leader: "true false", clerk: "false false", "330303-nyj-sp": "nothing to him"})
		must(t, w.StepAlarm(ctx, one.ID, store.AlarmObjected, "当事人电话不通", overseer))
		expect(one, map[string]string{overseer: "false false", leader: "false true", clerk: "false false"})
		var r casework.Refusal
		if err := w.StepAlarm(ctx, one.ID, store.AlarmDismissed, "自己核销", overseer); !errors.As(err, &r) || r.Code != "alarmClosed" {
			t.Errorf("who explained it decides it: %v", err)
		}
		must(t, w.StepAlarm(ctx, one.ID, store.AlarmDismissed, "情况属实", leader))
		expect(one, map[string]string{overseer: "false false", leader: "false false"})

		engage := func(staff, unit string) {
			t.Helper()
			snap, version, err := w.Store.Directory(ctx)
			must(t, err)
			if unit != office {
				u, _ := w.Directory().Unit("330303-nyj", w.Today())
				u.Code, u.Kind, u.Parent, u.OrgNo, u.Function = unit, org.AssessorOffice, office, "999", ""
				snap.Units = append(snap.Units, u)
			}
			snap.Staff = append(snap.Staff, org.Staff{No: staff, Name: staff, Unit: unit})
			snap.Holdings = append(snap.Holdings, org.Holding{Staff: staff, Unit: unit, Post: org.Supervisor, From: w.Today()})
			must(t, w.Store.SaveDirectory(ctx, snap, version))
			must(t, w.Reload(ctx))
		}
		engage(second, office)
		two := late()
		must(t, w.StepAlarm(ctx, two.ID, store.AlarmExplained, "人手不足", leader))
		expect(two, map[string]string{second: "false true", overseer: "false true", leader: "false false"})

		engage(other, "330303-jwj") // an office apart: from now on that of the office decide no more
		expect(two, map[string]string{second: "false false", overseer: "false false", other: "false true"})
		must(t, w.StepAlarm(ctx, two.ID, store.AlarmUpheld, "应当按期回访", other))
	})
}
