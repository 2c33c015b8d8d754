package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit"
)

// renewalOf receives an application to renew the licence of a case at the counter.
func renewalOf(t *testing.T, w *testkit.World, rec app.Record, change func(*casework.Filing)) (app.Record, error) {
	t.Helper()
	item, _ := w.Catalogue().InForce(rec.Item, w.Today())
	filing, err := w.Paper(item, testkit.Community)
	must(t, err)
	filing.About = &casework.About{Kind: casework.Renew, No: rec.Issued.No}
	if change != nil {
		change(&filing)
	}
	return w.Begin(ctx, "", rec.Item, casework.Receive{Filing: filing}, w.Doers(rec, org.Receive)[0])
}

// TestRenewal: the hall finds the licence by its number and holder, tells its file of the
// application, and renews it where nobody decided (许可法50(2)). The register follows.
func TestRenewal(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := closedCase(t, w)
		until := rec.Decision.Until
		item, _ := w.Catalogue().Version(rec.Item, rec.ItemVersion)
		w.Clock.Set(rec.RenewBy(item, w.Calendar()).On.At(9, 0))
		_, err := renewalOf(t, w, rec, func(f *casework.Filing) { f.About.No = "没有" })
		invalidField(t, err, "about.no", "licenceUnknown")
		_, err = renewalOf(t, w, rec, func(f *casework.Filing) { f.Applicant.ID = "330303198407150026" })
		invalidField(t, err, "about.no", "licenceUnknown")

		b, err := renewalOf(t, w, rec, func(f *casework.Filing) { f.About.No = "龙证[2026]1号" }) // as keyboards have it
		must(t, err)
		if b.About == nil || b.About.Case != rec.No || b.About.Until != until {
			t.Fatalf("%+v", b.About)
		}
		for range 2 { // done twice it does nothing twice
			must(t, w.NoteRenewal(ctx, b.ID))
		}
		old, err := w.Store.CaseByNo(ctx, rec.No)
		must(t, err)
		if n := old.Licence.Next; n == nil || n.Stage != casework.RenewalApplied || n.Case != b.No || !n.Protects || old.Version != rec.Version+2 { // reminded, and told
			t.Fatalf("%+v, version %d of %d", n, old.Version, rec.Version)
		}
		l, err := w.Store.LicenceOf(ctx, rec.ID) // handed in, not accepted: it stands beyond its last day
		must(t, err)
		if s := l.StateOn(until.Add(3)); !l.Renewing || s != old.LicenceOn(item, until.Add(3)) || s != casework.LicenceValid {
			t.Errorf("the register says %s of %+v", s, l)
		}
		_, err = renewalOf(t, w, rec, nil)
		invalidField(t, err, "about.no", "renewalOpen")
		b = step(t, w, b, org.Accept)
		w.Clock.Set(until.Add(2).At(8, 0))
		must(t, w.TickAll(ctx))
		must(t, w.NoteRenewal(ctx, b.ID))
		b, err = w.Store.Case(ctx, b.ID)
		must(t, err)
		if d := b.Decision; b.State() != casework.Granted || !d.Silent || d.On != until.Add(1) {
			t.Fatalf("%s %+v", b.State(), d)
		}
		l, err = w.Store.LicenceOf(ctx, rec.ID)
		must(t, err)
		if l.Renewing || l.Until != b.Decision.Until || l.StateOn(until.Add(3)) != casework.LicenceValid {
			t.Errorf("%+v", l)
		}
		for _, act := range []org.Act{org.Issue, org.Serve, org.Conclude} {
			b = step(t, w, b, act)
		}
		must(t, w.NoteRenewal(ctx, b.ID))
		l, err = w.Store.LicenceOf(ctx, rec.ID)
		must(t, err)
		if l.Gone != casework.LicenceReplaced {
			t.Errorf("%+v", l)
		}
		audited(t, w, 2)
	})
}

// invalidField asserts that one value was refused.
func invalidField(t *testing.T, err error, field, code string) {
	t.Helper()
	var v casework.Invalid
	if !errors.As(err, &v) || len(v) != 1 || v[0].Field != field || v[0].Code != code {
		t.Errorf("got %v, want %s %s", err, field, code)
	}
}

// closedCase is a case that ended with a licence made out.
func closedCase(t *testing.T, w *testkit.World) app.Record {
	t.Helper()
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Approving)
	for _, act := range []org.Act{org.Grant, org.Issue, org.Serve, org.Conclude} {
		rec = step(t, w, rec, act)
	}
	if rec.Decision.Until < period.NewDate(2026, 6, 1) {
		t.Fatalf("valid until %s", rec.Decision.Until)
	}
	return rec
}
