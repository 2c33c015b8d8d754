package app_test

import (
	"encoding/json"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// TestRelight: with other thresholds all open work turns yellow on another day, once the job
// has gone through it; the audit is content before and after.
func TestRelight(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Occupy, testkit.Community, casework.Reviewing) // two pieces of work
		yellow := func() (first, beside period.Date) {
			return period.Date(one(t, w.Store, `SELECT yellow FROM todo WHERE case_id = $1 AND n = 0`, rec.ID)),
				period.Date(one(t, w.Store, `SELECT yellow FROM todo WHERE case_id = $1 AND n = 1`, rec.ID))
		}
		must(t, w.StartRelight(ctx))
		if n := one(t, w.Store, `SELECT count(*) FROM job WHERE kind = 'relight'`); n != 0 {
			t.Errorf("%d jobs though nothing has changed", n)
		}
		w.Rules.YellowDays = 5
		audited(t, w, 1)
		must(t, w.StartRelight(ctx))
		if n := one(t, w.Store, `SELECT count(*) FROM job WHERE kind = 'relight'`); n != 1 {
			t.Fatalf("%d jobs", n)
		}
		before, _ := yellow()
		var payload string
		must(t, w.Store.Query(ctx, `SELECT payload FROM job WHERE kind = 'relight'`, nil, func(r store.Row) error { return r.Scan(&payload) }))
		var r app.Relighting
		must(t, json.Unmarshal([]byte(payload), &r))
		plan, err := w.Relight(ctx, r)
		must(t, err)
		must(t, w.Store.Write(ctx, plan))
		if first, beside := yellow(); first >= before || beside > first {
			t.Errorf("yellow on %s before, then on %s and %s", before, first, beside)
		}
		audited(t, w, 1)
		must(t, w.Store.Write(ctx, plan)) // twice is once
		w.Rules.YellowDays = 1
		if plan, err := w.Relight(ctx, r); err != nil || len(plan) > 0 {
			t.Errorf("thresholds that were changed again: %d statements, %v", len(plan), err)
		}
	})
}
