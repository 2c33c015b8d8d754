package app_test

import (
	"fmt"
	"maps"
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

// assessed are the numbers of a unit that are not nought, as "code n", by name.
func assessed(t *testing.T, w *testkit.World, a store.Assessed, unit, staff string) string {
	t.Helper()
	got, err := w.Assess(ctx, a)
	must(t, err)
	var all []string
	for _, r := range got.Rows {
		if r.Unit != unit || r.Staff != staff {
			continue
		}
		for _, code := range slices.Sorted(maps.Keys(r.N)) {
			if r.N[code] > 0 {
				all = append(all, fmt.Sprintf("%s %d", code, r.N[code]))
			}
		}
		if r.N["decided"] > 0 {
			all = append(all, fmt.Sprintf("days %d/%d/%d", r.Used, r.Promised, r.Statutory))
		}
	}
	return strings.Join(all, ", ")
}

// everyUnit are the units of the test district.
func everyUnit(w *testkit.World) (units []string) {
	for _, u := range w.Directory().Units(w.Today()) {
		units = append(units, u.Code)
	}
	return units
}

// TestAssessment: a story of four cases is counted for the units and persons it was done by, over
// the days on which it was done; every number is as long as its list.
func TestAssessment(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const street, nyj = "330303001", "330303-nyj"
		from := w.Today()
		granted := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Approving)
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Supplementing)
		slow := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		granted = step(t, w, granted, org.Grant)
		decider := granted.Decision.Staff
		for _, act := range []org.Act{org.Issue, org.Serve, org.Conclude} {
			granted = step(t, w, granted, act)
		}
		slow = step(t, w, slow, org.Chase)
		f, err := w.Track(ctx, granted.No, granted.Query)
		must(t, err)
		must(t, w.Rate(ctx, f, "dissatisfied", "跑了三次"))
		asked := org.Staff{No: "330303001-sh", Unit: street}
		q, err := w.Ask(ctx, store.Question{Text: "几天办好？", Asker: "张三"}, "", asked)
		must(t, err)

		w.Clock.Set(max(slow.Chased[0].Due, from.Add(14)).Add(1).At(9, 0))
		must(t, w.RaiseAlarms(ctx))
		must(t, w.TickAll(ctx)) // nobody told the fourth anything: deemed accepted
		slow = reload(t, w, slow)
		slow = step(t, w, slow, org.Pass)
		step(t, w, slow, org.Grant)
		must(t, w.Answer(ctx, q.ID, "五天", asked.No))

		a := store.Assessed{From: from, To: w.Today(), Units: everyUnit(w)}
		for unit, want := range map[string]string{
			testkit.Community: "accepted 3, alarms 1, deemed 1, overdue 1, received 4, supplements 1",
			street:            "alarms 2, demands 1, demandsLate 1, overdue 1, questions 1",
			nyj:               "concluded 2, decided 2, early 1, granted 2, inPromise 1, inStatute 2, poor 1, ratings 1, days 11/20/40",
		} {
			if got := assessed(t, w, a, unit, ""); got != want {
				t.Errorf("%s: %s\nwant %s", unit, got, want)
			}
		}
		a.ByStaff = true
		if got, want := assessed(t, w, a, nyj, decider), "concluded 2, decided 2, early 1, granted 2, inPromise 1, inStatute 2, days 11/20/40"; got != want {
			t.Errorf("who decided: %s\nwant %s", got, want)
		}
		if got, want := assessed(t, w, a, street, asked.No), "overdue 1, questions 1"; got != want {
			t.Errorf("who examined: %s\nwant %s", got, want)
		}
		own := store.Assessed{From: from, To: w.Today(), Staff: decider, ByStaff: true}
		if got, want := assessed(t, w, own, nyj, decider), "concluded 2, decided 2, early 1, granted 2, inPromise 1, inStatute 2, days 11/20/40"; got != want {
			t.Errorf("one's own: %s\nwant %s", got, want)
		}
		first := store.Assessed{From: from, To: from, Units: everyUnit(w)}
		if got, want := assessed(t, w, first, nyj, ""), "concluded 1, decided 1, early 1, granted 1, inPromise 1, inStatute 1, poor 1, ratings 1, days 0/10/20"; got != want {
			t.Errorf("the first day alone: %s\nwant %s", got, want)
		}
		for _, a := range []store.Assessed{{From: from, To: w.Today(), Units: everyUnit(w)}, {From: from, To: w.Today(), Units: everyUnit(w), ByStaff: true}, own} {
			listsAgree(t, w, a)
		}
		w.Clock.Set(from.Add(70).At(9, 0)) // two months are over: counted once, and then known
		listsAgree(t, w, store.Assessed{From: from.Add(-10), To: w.Today(), Units: everyUnit(w)})
		listsAgree(t, w, store.Assessed{From: from.Add(-40), To: w.Today(), Units: everyUnit(w), ByStaff: true})
		audited(t, w, 4)
		countAnew(t, w)
		audited(t, w, 4)
	})
}

// listsAgree asserts that every number has a list of as many rows, page by page.
func listsAgree(t *testing.T, w *testkit.World, a store.Assessed) {
	t.Helper()
	got, err := w.Assess(ctx, a)
	must(t, err)
	if len(got.Rows) == 0 {
		t.Error("nothing is counted")
	}
	numbers := 0
	for _, m := range store.Measures {
		for _, r := range append(slices.Clone(got.Rows), got.Sum) {
			if !m.OfStaff() && a.ByStaff {
				continue
			}
			of, n := a, 0
			if r.Unit != "" {
				of.Units, of.Staff = []string{r.Unit}, r.Staff
			}
			for before := (store.Counted{}); ; {
				list, err := w.AssessedIn(ctx, of, m, before, 2)
				must(t, err)
				if len(list) == 0 {
					break
				}
				n, before = n+len(list), list[len(list)-1]
			}
			if numbers += n; n != r.N[m.Code] {
				t.Errorf("%s of %s %s: counted %d, listed %d", m.Code, r.Unit, r.Staff, r.N[m.Code], n)
			}
		}
	}
	if numbers == 0 {
		t.Error("nothing is listed")
	}
}

// countAnew does what a program does that finds cases from before facts were counted.
func countAnew(t *testing.T, w *testkit.World) {
	t.Helper()
	must(t, w.Store.Write(ctx, store.Plan{{SQL: `DELETE FROM tally`}}))
	if _, err := w.Audit(ctx); err == nil || !strings.Contains(err.Error(), "counted as") {
		t.Errorf("the audit does not miss what is not counted: %v", err)
	}
	must(t, w.Store.Write(ctx, store.Plan{store.NoteSetting("tallied", "no")}))
	if whole, err := w.Tallied(ctx); whole || err != nil {
		t.Errorf("all is counted: %v", err)
	}
	if _, err := w.Audit(ctx); err != nil {
		t.Errorf("while it is being counted: %v", err)
	}
	plan, err := w.Tally(ctx, app.Walking{})
	must(t, err)
	must(t, w.Store.Write(ctx, plan))
	must(t, w.Store.Write(ctx, plan)) // again, as a job may be
	if whole, err := w.Tallied(ctx); !whole || err != nil {
		t.Errorf("not all is counted: %v", err)
	}
}

// TestAssessable: a supervisor sees the units he watches, a head his own unit, everybody else
// himself; which case was rated only the supervisor.
func TestAssessable(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	ratings, _ := store.MeasureOf("poor")
	received, _ := store.MeasureOf("received")
	watcher, head, clerk := w.AssessableBy("330303-jc"), w.AssessableBy("330303-nyj-fz"), w.AssessableBy("330303001-sh")
	if !slices.Contains(watcher.Units(), "330303-nyj") || watcher.Alone() || !watcher.Lists(ratings, []string{"330303-nyj"}) {
		t.Errorf("the supervisor: %+v", watcher)
	}
	if !slices.Equal(head.Units(), []string{"330303-nyj"}) || head.Alone() || head.Lists(ratings, head.Units()) || !head.Lists(received, head.Units()) {
		t.Errorf("the head: %+v", head)
	}
	if !clerk.Alone() || len(clerk.Units()) > 0 {
		t.Errorf("the clerk: %+v", clerk)
	}
	from := period.NewDate(2026, 1, 1)
	if !app.AssessSpan(from, from.Add(365)) || app.AssessSpan(from, from.Add(366)) || app.AssessSpan(from, from.Add(-1)) {
		t.Error("a span is a year at most")
	}
}

// reload reads a case again.
func reload(t *testing.T, w *testkit.World, rec app.Record) app.Record {
	t.Helper()
	rec, err := w.Store.CaseByNo(ctx, rec.No)
	must(t, err)
	return rec
}
