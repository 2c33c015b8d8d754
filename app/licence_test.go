package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// The register follows the case act by act; the clock finds closed cases too, and the audit
// what somebody changed by hand.
func TestRegister(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered)
		if _, err := w.FindLicence(ctx, rec.Issued.No, "001X"); err != app.ErrNoLicence {
			t.Fatalf("before the case is concluded: %v", err)
		}
		rec = step(t, w, rec, org.Conclude)
		for _, try := range [][2]string{{rec.Issued.No, "0011"}, {"none", "001X"}, {rec.Issued.No, ""}} {
			if _, err := w.FindLicence(ctx, try[0], try[1]); err != app.ErrNoLicence {
				t.Errorf("%v: %v", try, err)
			}
		}
		l, err := w.FindLicence(ctx, rec.Issued.No, "001x")
		must(t, err)
		if l.State != casework.LicenceValid || l.CaseNo != rec.No || l.Masked != "陈**" || l.Unit != "330303-nyj" || l.RenewBy != period.NewDate(2027, 1, 30) {
			t.Errorf("%+v", l)
		}
		for _, want := range []struct {
			on   period.Date
			what casework.Lapse
		}{{period.NewDate(2027, 1, 29), casework.RenewalNear}, {period.NewDate(2027, 3, 2), casework.LicenceOver}} {
			w.Clock.Set(want.on.At(9, 0))
			due, err := w.Store.Ticking(ctx, w.Now(), 0, 10)
			must(t, err)
			if len(due) != 1 || due[0].No != rec.No {
				t.Fatalf("%s: time is due on %+v", want.on, due)
			}
			rec, err = w.Do(ctx, rec.No, 0, casework.Tick{}, org.Actor{Kind: org.BySystem})
			must(t, err)
			if tick := rec.Facts[rec.Version-1].Body.(casework.Tick); tick.What != want.what {
				t.Errorf("%s: time did %s", want.on, tick.What)
			}
		}
		page, err := w.Queue(ctx, holderOf(t, w, "330303-nyj", org.Approval), app.View{}, store.Place{}, 10)
		must(t, err)
		if len(page.Rows) != 1 || page.Rows[0].No != rec.No {
			t.Errorf("the expired licence is nobody's work: %+v", page.Rows)
		}
		audited(t, w, 1)
		for _, sql := range []string{`UPDATE licence SET gone = 'revoked'`, `UPDATE licence SET holder = '别人'`, `DELETE FROM licence`} {
			must(t, w.Store.Write(ctx, store.Plan{{SQL: sql}}))
			if _, err := w.Audit(ctx); err == nil || !strings.Contains(err.Error(), "licence") {
				t.Errorf("%s: the audit says %v", sql, err)
			}
		}
	})
}

// A licence of the register serves as a material (电子证照调用) of whoever holds it, as long as it
// is valid; the fact keeps what the register said.
func TestLicenceAsMaterial(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		shop := w.CaseIn(t, testkit.Shop, testkit.Community, casework.Closed)
		item, _ := w.Catalogue().InForce(testkit.Occupy, w.Today())
		clerk := org.Actor{Kind: org.ByStaff, No: holderOf(t, w, testkit.Community, org.Acceptance)}
		receive := func(no string, who casework.Party) (app.Record, error) {
			f, err := w.Paper(item, testkit.Community)
			must(t, err)
			f.Applicant = who
			f.Materials = append(f.Materials, casework.Given{Code: "m4", How: casework.Registered, Licence: &casework.Shown{No: no, On: 1, Case: "made up"}})
			return w.Begin(ctx, "", testkit.Occupy, casework.Receive{Filing: f}, clerk)
		}
		refused := func(why, no string, who casework.Party) {
			t.Helper()
			var v casework.Invalid
			if _, err := receive(no, who); !errors.As(err, &v) || len(v) != 1 || v[0].Field != "material.m4" || v[0].Code != "licenceNotShown" {
				t.Errorf("%s: %v", why, err)
			}
		}
		other := casework.Party{Name: testkit.Resident.Name, IDType: casework.ResidentID, ID: "330303198502140029", Phone: testkit.Resident.Phone}
		refused("a number nobody has", "none", testkit.Resident)
		refused("somebody else's licence", shop.Issued.No, other)

		rec, err := receive(shop.Issued.No, testkit.Resident)
		must(t, err)
		got := rec.Materials[len(rec.Materials)-1].Licence
		if got == nil || got.No != shop.Issued.No || got.Case != shop.No || got.On != w.Today() || got.Item != testkit.Shop || got.Unit != shop.Decision.Unit {
			t.Errorf("the file holds %+v", got)
		}
		docs, err := w.Documents(ctx, rec)
		must(t, err)
		if text := fmt.Sprintf("%+v", docs[0]); !strings.Contains(text, "电子证照") || !strings.Contains(text, shop.Issued.No) {
			t.Errorf("the receipt says nothing of the licence: %s", text)
		}
		audited(t, w, 2)
		stands := func(want casework.LicenceState) {
			t.Helper()
			if fallen, err := w.Fallen(ctx, rec.Case); err != nil || fallen["m4"] != want || len(fallen) > 1 {
				t.Errorf("of the licences shown have fallen %v %v, want %q", fallen, err, want)
			}
		}
		stands("")

		decider := org.Actor{Kind: org.ByStaff, No: holderOf(t, w, shop.Decision.Unit, org.Approval)}
		_, err = w.Do(ctx, shop.No, 0, casework.SuspendLicence{Paper: "罚1号", By: "区市场监管局", Until: w.Today().Add(10), Reason: "超范围经营"}, decider)
		must(t, err)
		stands(casework.LicenceSuspended)
		refused("a licence that is held back", shop.Issued.No, testkit.Resident)
		if l, err := w.FindLicence(ctx, shop.Issued.No, "001X"); err != nil || l.State != casework.LicenceSuspended {
			t.Errorf("the register says %v %v", l.State, err)
		}
		audited(t, w, 2)
	})
}

// holderOf is somebody who holds a post in a unit.
func holderOf(t testing.TB, w *testkit.World, unit string, post org.Post) string {
	t.Helper()
	for _, h := range testkit.Staffed().Holdings {
		if h.Unit == unit && h.Post == post {
			return h.Staff
		}
	}
	t.Fatalf("nobody holds %s at %s", post, unit)
	return ""
}

// T54: grants of licences are published page by page, without personal data; refusals and other
// decisions are not.
func TestPublished(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		for range 3 {
			w.CaseIn(t, testkit.Felling, testkit.Community, casework.Granted)
		}
		w.CaseIn(t, testkit.Felling, testkit.Community, casework.Denied)
		w.CaseIn(t, testkit.Shop, testkit.Community, casework.Granted)
		first, err := w.Store.Published(ctx, store.Decisions{}, store.Place{}, 2)
		must(t, err)
		last := first[len(first)-1]
		rest, err := w.Store.Published(ctx, store.Decisions{}, store.Place{Due: last.On, CaseID: last.CaseID}, 9)
		must(t, err)
		if len(first) != 2 || len(rest) != 1 || rest[0].Holder != "陈**" || rest[0].Licence != nil {
			t.Errorf("%d and %d: %+v", len(first), len(rest), rest)
		}
		for filter, n := range map[store.Decisions]int{{Item: testkit.Felling}: 3, {Item: "x"}: 0, {Unit: "330303-nyj"}: 3, {Unit: "330303"}: 0,
			{Text: "陈"}: 3, {Text: "准予"}: 3, {Text: "_"}: 0, {Text: "喆"}: 0} {
			list, err := w.Store.Published(ctx, filter, store.Place{}, 9)
			must(t, err)
			if len(list) != n {
				t.Errorf("%+v: %d, want %d", filter, len(list), n)
			}
		}
	})
}

// What is public of a name and a text.
func TestMasking(t *testing.T) {
	for name, want := range map[string]string{"陈喆玥": "陈**", "张三": "张*", "李": "李*", "": "", "𬭎一": "𬭎*"} {
		if got := app.MaskName(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	if got := app.MaskedParty(casework.Party{Name: "温州某某有限公司", IDType: casework.CreditCode}); got != "温州某某有限公司" {
		t.Errorf("a body is masked: %s", got)
	}
}
