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

// A case is rated once, when it is over; a poor rating is called back and then answered by who
// watches over the unit, each within its limit.
func TestRating(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		refused := func(err error, code string) {
			t.Helper()
			var r casework.Refusal
			if !errors.As(err, &r) || r.Code != code {
				t.Errorf("%v, want %s", err, code)
			}
		}
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered)
		open, err := w.Track(ctx, rec.No, rec.Query)
		must(t, err)
		refused(w.Rate(ctx, open, "fair", ""), "ratingEarly")
		step(t, w, rec, org.Conclude)
		f, err := w.Track(ctx, rec.No, rec.Query)
		must(t, err)
		invalidField(t, w.Rate(ctx, f, "great", ""), "level", "choose")
		must(t, w.Rate(ctx, f, "dissatisfied", " 跑了三次 "))
		refused(w.Rate(ctx, f, "fair", ""), "ratedBefore")

		watcher := ""
		for _, h := range testkit.Staffed().Holdings {
			if h.Post == org.Supervisor {
				for _, u := range w.Overseen(h.Staff) {
					if u == f.Decision.Unit {
						watcher = h.Staff
					}
				}
			}
		}
		reviewer := holderOf(t, w, f.Decision.Unit, org.Approval)
		if _, err := w.Hall.Rating(ctx, rec.No, reviewer); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("whom it rates sees it: %v", err)
		}
		r, err := w.Hall.Rating(ctx, rec.No, watcher)
		must(t, err)
		if !r.Poor || r.Text != "跑了三次" || r.Unit != f.Decision.Unit {
			t.Errorf("%+v", r)
		}
		on := w.Today()
		clocks := w.RatingClocks(r)
		if len(clocks) != 2 || clocks[0].Due.On != w.Calendar().AddWorking(on, 1) || clocks[1].Due.On != w.Calendar().AddWorking(on, 15) {
			t.Fatalf("%+v", clocks)
		}
		invalidField(t, w.FollowRating(ctx, rec.No, " ", watcher), "text", "required")
		w.Clock.Set(w.Calendar().AddWorking(on, 2).At(9, 0))
		if l := w.RatingClocks(r)[0].Light; l != casework.Red {
			t.Errorf("not called within a day: %s", l)
		}
		must(t, w.FollowRating(ctx, rec.No, "已经致电", watcher))
		must(t, w.FollowRating(ctx, rec.No, "已经改为一次办结", watcher))
		refused(w.FollowRating(ctx, rec.No, "再答", watcher), "ratedBefore")
		r, err = w.Hall.Rating(ctx, rec.No, watcher)
		must(t, err)
		if c := w.RatingClocks(r); c[0].Light != casework.Red || c[1].Light != casework.Green || r.Answer != "已经改为一次办结" {
			t.Errorf("%+v %+v", c, r)
		}
		waits, err := w.Store.OpenRatings(ctx, []string{r.Unit}, 9)
		must(t, err)
		all, err := w.Store.RatingsOf(ctx, []string{r.Unit}, "dissatisfied", store.Place{}, 9)
		must(t, err)
		sum, err := w.Store.CountRatings(ctx, []string{r.Unit})
		must(t, err)
		if len(waits) != 0 || len(all) != 1 || all[0].CaseNo != rec.No || sum["dissatisfied"] != 1 {
			t.Errorf("%d wait, %d in all, %v", len(waits), len(all), sum)
		}
		audited(t, w, 1)
	})
}
