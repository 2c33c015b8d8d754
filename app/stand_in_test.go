package app_test

import (
	"errors"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// reviewing is the street's reviewer away for the day, with its issuer in his post.
func reviewing(w *testkit.World) org.StandIn {
	return org.StandIn{Absent: "330303001-sh", By: "330303001-zz", From: w.Today(), To: w.Today(), Reason: "外出开会"}
}

// TestStandIn: named, he works the queue of who is away, and what he did is on record for
// whom; handed back, he can't any more. Other processes see it after Refresh.
func TestStandIn(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		other, err := app.NewHall(ctx, w.Store, w.Files, w.Clock.Now)
		must(t, err)
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		maker := org.Actor{Kind: org.ByStaff, No: "330303001-zz", Name: "永中街道制证员"}
		pass := casework.Pass{Opinion: "同意"}
		_, err = w.Do(ctx, rec.No, 0, pass, maker)
		refused(t, err, "notYours")
		s, err := w.NameStandIn(ctx, reviewing(w), "330303001-sh")
		must(t, err)
		must(t, other.Refresh(ctx))
		if page, err := other.Queue(ctx, maker.No, app.View{}, store.Place{}, 10); err != nil || len(page.Rows) != 1 {
			t.Errorf("the queue of the stand-in: %+v, %v", page.Rows, err)
		}
		saved, err := other.Do(ctx, rec.No, 0, pass, maker)
		must(t, err)
		if f := saved.Facts[len(saved.Facts)-1]; f.By.No != maker.No || f.Right.As != "330303001-sh" || saved.Opinions[0].As != "330303001-sh" {
			t.Errorf("the fact says %+v", f.Right)
		}
		facts, err := w.Store.StoodFacts(ctx, s.ID, 10)
		must(t, err)
		if len(facts) != 1 || facts[0].No != rec.No || facts[0].Act != org.Pass {
			t.Errorf("done meanwhile: %+v", facts)
		}
		second := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		must(t, other.HandBack(ctx, s.ID, maker.No))
		must(t, w.Refresh(ctx))
		_, err = w.Do(ctx, second.No, 0, pass, maker)
		refused(t, err, "notYours")
		refused(t, w.HandBack(ctx, s.ID, maker.No), "standInOver")
		audited(t, w, 2)
	})
}

// TestWhoNamesAndEnds: faults at their fields, who may not is refused, and each sees what
// concerns him.
func TestWhoNamesAndEnds(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		_, err := w.NameStandIn(ctx, reviewing(w), "330303001-zz")
		refused(t, err, "standInNotYours")
		bad := reviewing(w)
		bad.By, bad.Reason = bad.Absent, " "
		var v casework.Invalid
		if _, err := w.NameStandIn(ctx, bad, bad.Absent); !errors.As(err, &v) || len(v) != 2 {
			t.Errorf("%v", err)
		}
		s, err := w.NameStandIn(ctx, reviewing(w), "330303001-fz")
		must(t, err)
		if _, err = w.NameStandIn(ctx, reviewing(w), "330303001-sh"); !errors.As(err, &v) || v[0].Code != "standInTwice" {
			t.Errorf("%v", err)
		}
		for who, sees := range map[string]int{"330303001-sh": 1, "330303001-zz": 1, "330303001-fz": 1, "330303-fz": 1, testkit.Administrator: 1, "330303001-sl": 0} {
			list, err := w.Acting(ctx, who)
			must(t, err)
			if len(list) != sees {
				t.Errorf("%s sees %d", who, len(list))
			}
		}
		if err := w.HandBack(ctx, s.ID, "330303001-sl"); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("ended by a stranger: %v", err)
		}
		refused(t, w.HandBack(ctx, s.ID, testkit.Administrator), "standInNotYours")
		must(t, w.HandBack(ctx, s.ID, "330303001-sh"))
	})
}
