package app_test

import (
	"errors"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
	"yimen/testkit"
)

// A fact that casework let pass and the law does not fails the audit, which names case,
// fact, rule and finding. Here the hall was given a wrong setting for a while.
func TestAuditFindsABrokenRule(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		right := w.Rules
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Closed)
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Approving)
		audited(t, w, 2)
		w.Rules.ExtendBy = period.Period{N: 30, Unit: period.WorkingDay}
		rec = step(t, w, rec, org.Extend)
		w.Rules = right

		cases, err := w.Audit(ctx)
		breach := (*app.Found)(nil)
		if !errors.As(err, &breach) || cases != 2 {
			t.Fatalf("%d cases, %v", cases, err)
		}
		if breach.No != rec.No || breach.Code != "extensionLength" || breach.Rule != "许可法42" || breach.Seq != rec.Version {
			t.Errorf("%+v", breach)
		}
		for _, word := range []string{rec.No, "许可法42", "extensionLength"} {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%v does not name %s", err, word)
			}
		}
	})
}

// What is late or odd is told but fails nothing.
func TestAuditTellsWhatIsLate(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		found := map[string]watch.Severity{}
		look := func() error {
			_, err := w.AuditEach(ctx, func(f app.Found) { found[f.Code] = f.Severity })
			return err
		}
		must(t, look())
		if len(found) > 0 {
			t.Errorf("on its first day: %v", found)
		}
		w.Clock.Set(later(100))
		must(t, look())
		if found["statuteLate"] != watch.Late || found["stepLate"] != watch.Late {
			t.Errorf("after a hundred days: %v", found)
		}
	})
}

// longNewYear makes the first days of 2027 days off, as no arrangement said before.
const longNewYear = `{"years": {"2027": {"papers": ["https://www.gov.cn/"],
	"off": ["2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06", "2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"], "work": []}}}`

// An arrangement of holidays that comes later makes no act wrong that was done before it;
// what is done after it is held against it.
func TestAuditKnowsTheCalendarOfTheDay(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		lapse := func(day period.Date) {
			w.Clock.Set(period.NewDate(2026, 12, 29).At(9, 0))
			rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
			w.Clock.Set(day.At(0, 0))
			_, err := w.Do(ctx, rec.No, rec.Version, casework.Tick{}, org.Actor{Kind: org.BySystem})
			must(t, err)
		}
		before, after := period.NewDate(2027, 1, 7), period.NewDate(2027, 1, 12)
		lapse(before) // 30, 31 December; 4, 5, 6 January
		file := store.CalendarFile{Seq: 1, At: before.At(8, 0), By: "LW001", Name: "2027.json", Body: []byte(longNewYear)}
		must(t, w.Store.AddCalendar(ctx, file))
		must(t, w.Reload(ctx))
		lapse(after) // 30, 31 December; 7, 8, 11 January
		audited(t, w, 2)

		w.Rules.AcceptWithin.N = 4
		if _, err := w.Audit(ctx); err == nil || !strings.Contains(err.Error(), "lapseDay") {
			t.Errorf("with another limit: %v", err)
		}
	})
}
