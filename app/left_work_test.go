package app_test

import (
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// TestWorkThatClosedCasesLeft: in a database of before, what is still to be served was in no queue; the
// job puts it there, with the moment when time acts next, and leaves alone what was done meanwhile. The
// audit is content all the time.
func TestWorkThatClosedCasesLeft(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		refused := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		refused, err := w.Do(ctx, refused.No, 0, casework.RefuseAcceptance{Ground: casework.NotOurPower, Competent: "瓯海区农林局", Reason: "不属于本机关职权"}, clerk)
		must(t, err)
		open := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		denied := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Denied)
		kept := func(id int64) [2]int {
			return [2]int{int(one(t, w.Store, `SELECT count(*) FROM todo WHERE case_id = $1`, id)), int(one(t, w.Store, `SELECT count(*) FROM todo WHERE case_id = $1 AND act = 'serve'`, id))}
		}
		if kept(refused.ID) != [2]int{1, 1} || kept(open.ID) != [2]int{1, 0} {
			t.Fatalf("written with the act: %v, %v", kept(refused.ID), kept(open.ID))
		}
		audited(t, w, 3)

		must(t, w.Store.Write(ctx, store.Plan{{SQL: `DELETE FROM todo WHERE case_id = $1`, Args: []any{refused.ID}}}))
		if _, err := w.Audit(ctx); err == nil {
			t.Error("nobody misses the work of a database that is up to date")
		}
		must(t, w.Store.Write(ctx, store.Plan{
			{SQL: `UPDATE todo SET last = due WHERE case_id = $1`, Args: []any{denied.ID}}, // purple from then on, as before
			store.NoteSetting("leftWork", "no"),
		}))
		audited(t, w, 3)
		plan, err := w.LeaveWork(ctx, app.Walking{})
		must(t, err)
		must(t, w.Store.Write(ctx, plan))
		audited(t, w, 3)
		if kept(refused.ID) != [2]int{1, 1} || kept(open.ID) != [2]int{1, 0} {
			t.Errorf("by the job: %v, %v", kept(refused.ID), kept(open.ID))
		}
		if page, err := w.Queue(ctx, clerk.No, app.View{Turn: app.Turn(org.Serve)}, store.Place{}, 10); err != nil || len(page.Rows) != 1 || page.Rows[0].No != refused.No {
			t.Errorf("waiting to be served: %+v, %v", page, err)
		}
		must(t, w.Store.Write(ctx, plan)) // twice is once

		w.Clock.Set(period.NewDate(2026, 3, 4).At(10, 0))
		_, err = w.Do(ctx, refused.No, 0, casework.Serve{Mode: casework.InPerson, Receiver: refused.Applicant.Name, Relation: casework.Self}, clerk)
		must(t, err)
		if err := w.Store.Write(ctx, plan); err == nil {
			t.Error("work was left of a case that was served since it was read")
		}
		if n := kept(refused.ID); n != [2]int{} {
			t.Errorf("served: %v", n)
		}
		audited(t, w, 3)
	})
}
