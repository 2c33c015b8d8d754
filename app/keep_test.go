package app_test

import (
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/testkit"
)

// What publishing an item would touch counts cases, not the bodies that work on one side by side, and the
// drafts of applicants beside them.
func TestImpactCountsCases(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Occupy, testkit.Community, casework.Reviewing) // two pieces of work
		w.CaseIn(t, testkit.Occupy, testkit.Community, casework.Drafting)
		got, err := w.ImpactOf(ctx, testkit.Occupy)
		must(t, err)
		if got.Running != 1 || got.Drafts != 1 || !slices.Equal(got.Nos, []string{rec.No}) {
			t.Errorf("running: %d %v, drafts: %d", got.Running, got.Nos, got.Drafts)
		}
	})
}

// Whom a draft waits for has it in his list, and nobody else has; others see it among theirs. Whoever
// wrote it is not asked to take it in. Words find it by its code, its name, and by the pinyin of the
// item that it changes.
func TestDraftsWaitForSomebody(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Demo(t, url)
		const keeper, leader, stranger, office, office2 = "lw813", "lw408", "lw811", "lw801", "lw814"
		d, err := w.BeginItem(ctx, app.NewItem{Unit: "330303-scjg", Code: "LW-XK-001", Copy: "LW-XK-001"}, keeper)
		must(t, err)
		list := func(who string, v app.DraftView) int {
			t.Helper()
			heads, err := w.ItemsOf(ctx, who, v, 0, 10)
			must(t, err)
			return len(heads)
		}
		see := func(when string, mine, others []string) {
			t.Helper()
			for _, who := range []string{keeper, leader, stranger, office, office2} {
				for v, in := range map[app.DraftView][]string{{Mine: true}: mine, {}: others} {
					if got, want := list(who, v), slices.Contains(in, who); (got == 1) != want || got > 1 {
						t.Errorf("%s: %s has %d with mine=%v", when, who, got, v.Mine)
					}
				}
			}
		}
		move := func(m catalog.Move, who string, from period.Date) {
			t.Helper()
			d, err = w.MoveItem(ctx, d.ID, d.Rev, m, "按要求修改", from, who)
			must(t, err)
		}
		see("draft", []string{keeper}, []string{leader})
		for text, want := range map[string]int{"LW-XK-001": 1, "lw-xk": 1, "个体": 1, "gtgsh": 1, "gtgsh 001": 1, "gtgsh 002": 0, "writers": 0} {
			if got := list(keeper, app.DraftView{Mine: true, Text: text}); got != want {
				t.Errorf("%q finds %d drafts, want %d", text, got, want)
			}
		}
		move(catalog.CheckDraft, keeper, 0)
		see("checked", []string{leader}, []string{keeper})
		move(catalog.SignDraft, leader, 0)
		see("signed", []string{keeper}, []string{leader})
		move(catalog.Report, keeper, 0)
		see("reported", []string{office, office2}, []string{keeper, leader})
		move(catalog.SendBack, office, 0)
		see("returned", []string{keeper}, []string{leader, office, office2})
		move(catalog.CheckDraft, keeper, 0)
		move(catalog.SignDraft, leader, 0)
		move(catalog.Report, keeper, 0)
		move(catalog.Take, office, 0)
		see("accepted", []string{office, office2}, []string{keeper, leader})
		move(catalog.Publish, office2, w.Today().Add(1))
		see("published", nil, nil)
		for _, who := range []string{keeper, leader, office} {
			if list(who, app.DraftView{Stage: catalog.Published}) != 1 || list(who, app.DraftView{Stage: catalog.Published, Unit: "330303001"}) != 0 {
				t.Errorf("%s does not find what was published", who)
			}
		}
	})
}
