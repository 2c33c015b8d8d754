package app_test

import (
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

// By what a firm's case was handed in stays to be read as it stood then, though the mandate ends; who
// represents the firm hands in by none.
func TestAuthorityOf(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		f := inFirm(t, w)
		of := func(rec app.Record) *app.Authority {
			t.Helper()
			a, err := w.AuthorityOf(ctx, rec)
			must(t, err)
			return a
		}
		a := of(f.rec)
		if a == nil || a.Name != f.hand.Name || a.Firm != f.firm.Name || a.Mandate == nil || a.Mandate.ID != f.mandate || a.Mandate.EndedAt != 0 {
			t.Fatalf("%+v", a)
		}
		w.Clock.Set(w.Now() + 1000)
		namesake := w.Resident(t, store.Resident{Name: f.hand.Name, Phone: "13805779009", IDType: casework.ResidentID, IDNo: "33030219870916052X"}, "a")
		other := *f
		other.hand = namesake
		if other.mandated(t); of(f.rec).Mandate.ID != f.mandate {
			t.Error("the mandate of another handler of that name is shown")
		}
		must(t, w.Revoke(ctx, f.firm, f.mandate))
		if a = of(f.rec); a == nil || a.Mandate == nil || a.Mandate.ID != f.mandate || a.Mandate.EndedAt == 0 {
			t.Errorf("after the end %+v", a)
		}
		rec, err := w.BeginFor(ctx, f.rep.ID, f.firm.ID, testkit.Firm, casework.Filing{Channel: catalog.Online})
		must(t, err)
		full, err := w.Filing(ctx, rec, testkit.Community)
		must(t, err)
		full.Applicant = rec.Applicant
		rec, err = w.SubmitAs(ctx, rec.Draft, full, f.rep.ID)
		must(t, err)
		if a = of(rec); a == nil || a.Mandate != nil || a.Name != f.rep.Name {
			t.Errorf("the representative %+v", a)
		}
		plain, err := w.NewDraft(ctx, testkit.Felling, casework.Filing{Channel: catalog.Online})
		must(t, err)
		full, err = w.Filing(ctx, plain, testkit.Community)
		must(t, err)
		plain, err = w.SubmitAs(ctx, plain.Draft, full, f.hand.ID)
		must(t, err)
		if a = of(plain); a != nil {
			t.Errorf("in his own name %+v", a)
		}
	})
}
