package app_test

import (
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/testkit"
)

// TestCommitment: from the word to its end through the store: of two who press at once one is
// told done, the closed case is open work of the deciding body until it was looked at, and the
// audit is content.
func TestCommitment(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		publishPromised(t, w)
		item, _ := w.Catalogue().InForce(promised, w.Today())
		filing, err := w.Paper(item, testkit.Community)
		must(t, err)
		filing = onItsWord(filing)
		rec, err := w.Begin(ctx, "", item.Code, casework.Receive{Filing: filing}, clerk)
		must(t, err)
		twice := func(act org.Act) {
			t.Helper()
			who := w.Doers(rec, act)
			recs, done := make([]app.Record, 2), 0
			for i, err := range atOnce(2, func(i int) (err error) {
				recs[i], err = w.Do(ctx, rec.No, rec.Version, w.Sample(rec, act), who[i])
				return err
			}) {
				if err == nil {
					rec, done = recs[i], done+1
				}
			}
			if done != 1 {
				t.Fatalf("%s was told done %d times", act, done)
			}
		}
		twice(org.AcceptCommitted)
		for _, act := range []org.Act{org.Grant, org.Issue, org.Serve, org.Conclude} {
			rec = step(t, w, rec, act)
		}
		if n := one(t, w.Store, `SELECT count(*) FROM todo WHERE case_id = $1 AND unit = '330303-nyj' AND post = 'approval'`, rec.ID); n != 1 {
			t.Errorf("%d rows of open work", n)
		}
		audited(t, w, 1)
		twice(org.InspectCommitment)
		twice(org.RevokeCommitted)
		if it, _ := w.Catalogue().InForce(item.Code, w.Today()); rec.LicenceOn(it, w.Today()) != casework.LicenceRevoked || rec.Ended != casework.Concluded {
			t.Errorf("the licence is %s, the case %s", rec.LicenceOn(it, w.Today()), rec.Ended)
		}
		audited(t, w, 1)
	})
}

// promised is an item that is granted on the applicant's word in place of a paper (告知承诺).
const promised = "promised"

func publishPromised(t *testing.T, w *testkit.World) {
	t.Helper()
	it := testkit.Items()[0]
	it.Code, it.Sheet.CommitInstead = promised, true
	it.Materials = append(slices.Clone(it.Materials), catalog.Material{Code: "m5", Name: "权属证明", Necessity: catalog.Required, Commit: true, Copies: 1, Source: "20"})
	must(t, w.Store.Publish(ctx, []catalog.Item{it}, "test", testkit.Opening))
	must(t, w.Reload(ctx))
}

// onItsWord is an application for it without that paper.
func onItsWord(f casework.Filing) casework.Filing {
	f.Materials = slices.DeleteFunc(f.Materials, func(g casework.Given) bool { return g.Code == "m5" })
	return f
}
