package app_test

import (
	"fmt"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// limited publishes an item of which so many are granted a year: one post accepts, one decides.
func limited(t testing.TB, w *testkit.World, places int) *catalog.Item {
	t.Helper()
	item := testkit.Items()[0]
	item.Code, item.Quota = "stall", &catalog.Quota{Places: places, Per: catalog.EachYear, Basis: "计划"}
	item.Procedure.Steps = slices.Delete(slices.Clone(item.Procedure.Steps), 1, 2)
	must(t, w.Store.Publish(ctx, []catalog.Item{item}, "test", testkit.Opening))
	must(t, w.Reload(ctx))
	it, _ := w.Catalogue().InForce(item.Code, w.Today())
	return it
}

// TestAThousandForFivePlaces: a thousand are accepted at once. Each has a place of its own in
// the line, whatever order the deciders take nobody is granted before his turn, five are, and
// the sixth is denied for want of a place (许可法57, T50).
func TestAThousandForFivePlaces(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		const many, places = 1000, 5
		item := limited(t, w, places)
		filing, err := w.Paper(item, testkit.Community)
		must(t, err)
		cases := make([]app.Record, many)
		for _, err := range atOnce(many, func(i int) (err error) {
			cases[i], err = w.Begin(ctx, fmt.Sprint(i), item.Code, casework.Receive{Filing: filing}, clerk)
			return err
		}) {
			must(t, err)
		}
		for _, err := range atOnce(many, func(i int) (err error) {
			cases[i], err = w.Do(ctx, cases[i].No, 0, casework.Accept{Opinion: "齐全"}, clerk)
			return err
		}) {
			must(t, err)
		}
		line, err := w.Store.Places(ctx)
		must(t, err)
		joined := map[int64]bool{}
		byID := map[int64]app.Record{}
		for i, p := range line {
			joined[p.Joined] = true
			byID[cases[i].ID] = cases[i]
		}
		if len(line) != many || len(joined) != many || !joined[1] || !joined[many] {
			t.Fatalf("%d in line, %d places apart", len(line), len(joined))
		}
		grant := casework.Grant{Opinion: "同意"}
		decider := w.Doers(cases[0], org.Grant)[0]
		for _, i := range []int{many - 1, 1, many / 2} {
			_, err := w.Do(ctx, byID[line[i].CaseID].No, 0, grant, decider)
			refused(t, err, "notFirst")
		}
		// Everybody tries for the first twelve at once, again and again: one moves at a time.
		given := map[int]bool{}
		for range places {
			for i, err := range atOnce(12, func(i int) error {
				_, err := w.Do(ctx, byID[line[i].CaseID].No, 0, grant, decider)
				return err
			}) {
				if err == nil {
					given[i] = true
				}
			}
		}
		if len(given) != places || !given[0] || !given[places-1] {
			t.Errorf("granted %v", given)
		}
		sixth := byID[line[places].CaseID]
		_, err = w.Do(ctx, sixth.No, 0, grant, decider)
		refused(t, err, "noPlaceLeft")
		_, err = w.Do(ctx, sixth.No, 0, casework.Deny{Ground: casework.NoPlaceLeft, Opinion: "不同意", Reasons: "名额已满", Article: "许可法第五十七条"}, decider)
		must(t, err)
		n, known, err := w.PlacesGiven(ctx, item)
		if n != places || !known || err != nil {
			t.Errorf("%d given, known %v: %v", n, known, err)
		}
		audited(t, w, many)
	})
}

// TestAuditOfLines: the audit sees a place that was not the case's to take.
func TestAuditOfLines(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		limited(t, w, 2)
		a := step(t, w, w.CaseIn(t, "stall", testkit.Community, casework.Received), org.Accept)
		step(t, w, w.CaseIn(t, "stall", testkit.Community, casework.Received), org.Accept)
		audited(t, w, 2)
		damage := func(sql string, args ...any) {
			t.Helper()
			undo := one(t, w.Store, `SELECT joined FROM place WHERE case_id = $1`, a.ID)
			must(t, w.Store.Write(ctx, store.Plan{{SQL: sql, Args: args}}))
			if _, err := w.Audit(ctx); err == nil {
				t.Errorf("%s was not seen", sql)
			}
			must(t, w.Store.Write(ctx, store.Plan{{SQL: `UPDATE place SET joined = $1, gone = 0, given = 0 WHERE case_id = $2`, Args: []any{undo, a.ID}}}))
		}
		damage(`UPDATE place SET given = 1 WHERE case_id = $1`, a.ID)
		damage(`UPDATE place SET gone = 9 WHERE case_id = $1`, a.ID)
		must(t, w.Store.Write(ctx, store.Plan{{SQL: `DELETE FROM place WHERE case_id = $1`, Args: []any{a.ID}}}))
		if _, err := w.Audit(ctx); err == nil {
			t.Error("a case in no line was not seen")
		}
	})
}
