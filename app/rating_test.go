package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
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
		alarms, list := raisedOf(t, w, "330303")
		if want := "red call " + clocks[0].Due.On.String() + " raised"; len(alarms) != 1 || alarms[0] != want || list[0].CaseNo != rec.No {
			t.Errorf("%q, want %q", alarms, want)
		}
		if all, _ := raisedOf(t, w, r.Unit); len(all) > 0 {
			t.Errorf("whom it rates is told: %q", all)
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
		w.Rules.RatingCall, w.Rules.RatingReply = period.Period{N: 3, Unit: period.NaturalDay}, period.Period{N: 1, Unit: period.Month}
		if c := w.RatingClocks(r); c[0].Clock.Limit.N != 3 || c[1].Due.On <= on.Add(27) {
			t.Errorf("the place's own limits: %+v", c)
		}
		found := map[string]bool{}
		w.Rules.RatingCall = period.Period{N: 1, Unit: period.WorkingDay}
		_, err = w.AuditEach(ctx, func(f app.Found) { found[f.Code] = true })
		must(t, err)
		if !found["callLate"] || found["replyLate"] {
			t.Errorf("the re-checker: %v", found)
		}
	})
}

// A reply that nears its day is yellow, and red after it, each once.
func TestLateRatingReply(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered)
		step(t, w, rec, org.Conclude)
		f, err := w.Track(ctx, rec.No, rec.Query)
		must(t, err)
		must(t, w.Rate(ctx, f, "veryDissatisfied", ""))
		r, err := w.Store.RatingOf(ctx, f.ID)
		must(t, err)
		r.Called, r.CalledBy, r.Call = w.Now(), "330303-jc", "已经致电"
		must(t, w.Store.CallRater(ctx, r))
		due := w.RatingClocks(r)[1].Due.On
		for _, want := range []struct {
			on  period.Date
			all int
		}{{w.Calendar().AddWorking(due, -2), 0}, {due, 1}, {due + 1, 2}, {due + 30, 2}} {
			w.Clock.Set(want.on.At(9, 0))
			if all, _ := raisedOf(t, w, "330303"); len(all) != want.all {
				t.Errorf("%s: %q, want %d", want.on, all, want.all)
			}
			told := []string{app.StaffRateNear, app.StaffRateLate}[:want.all]
			if got := turnsOf(t, w, "330303-jc"); !slices.Equal(got, told) {
				t.Errorf("%s: who watches is told %q, want %q", want.on, got, told)
			}
		}
	})
}

// A rating is added to once, a poor one after it was replied to; a poor one that was given by mistake or
// out of malice is set aside by two people who watch over the unit, and counts nowhere then.
func TestRatingAgainAndAside(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		var files []app.File
		for range 3 {
			rec := step(t, w, w.CaseIn(t, testkit.Felling, testkit.Community, casework.Delivered), org.Conclude)
			f, err := w.Track(ctx, rec.No, rec.Query)
			must(t, err)
			files = append(files, f)
		}
		unit := files[0].Decision.Unit
		watchers := []string{"330303-jc", "330303-fh"}
		refused := func(err error, code string) {
			t.Helper()
			var r casework.Refusal
			if !errors.As(err, &r) || r.Code != code {
				t.Errorf("%v, want %s", err, code)
			}
		}
		content, poor, wrong := files[0], files[1], files[2]
		refused(w.RateAgain(ctx, content, "fair", ""), "ratingFirst")
		must(t, w.Rate(ctx, content, "satisfied", ""))
		invalidField(t, w.RateAgain(ctx, content, "great", ""), "level", "choose")
		must(t, w.RateAgain(ctx, content, "fair", " 证照有错字 "))
		refused(w.RateAgain(ctx, content, "fair", ""), "ratedAgain")

		must(t, w.Rate(ctx, poor, "dissatisfied", "跑了三次"))
		refused(w.RateAgain(ctx, poor, "satisfied", ""), "ratingOpen")
		must(t, w.FollowRating(ctx, poor.No, "已经致电", watchers[0]))
		refused(w.RateAgain(ctx, poor, "satisfied", ""), "ratingOpen")
		must(t, w.FollowRating(ctx, poor.No, "已经改正", watchers[0]))
		must(t, w.RateAgain(ctx, poor, "satisfied", "改得很快"))

		must(t, w.Rate(ctx, wrong, "veryDissatisfied", "按错了"))
		refused(w.JudgeRating(ctx, wrong.No, app.AsideRating, "误评", watchers[0]), "ratingJudged")
		refused(w.JudgeRating(ctx, content.No, app.DoubtRating, "误评", watchers[0]), "ratingJudged")
		invalidField(t, w.JudgeRating(ctx, wrong.No, app.DoubtRating, " ", watchers[0]), "text", "required")
		if err := w.JudgeRating(ctx, wrong.No, app.DoubtRating, "误评", holderOf(t, w, unit, org.Approval)); !errors.Is(err, app.ErrNoRight) {
			t.Errorf("whom it rates doubts it: %v", err)
		}
		must(t, w.JudgeRating(ctx, wrong.No, app.DoubtRating, "申请人来电称按错", watchers[0]))
		doubted, err := w.Store.RatingOf(ctx, wrong.ID)
		must(t, err)
		if own, other := app.RatingDeeds(doubted, watchers[0]), app.RatingDeeds(doubted, watchers[1]); len(own) != 0 || len(other) != 2 {
			t.Errorf("who doubts it may then %q, another %q", own, other)
		}
		refused(w.JudgeRating(ctx, wrong.No, app.AsideRating, "同意", watchers[0]), "ratingJudged")
		must(t, w.JudgeRating(ctx, wrong.No, app.AsideRating, "电话核实，确系误评", watchers[1]))
		refused(w.JudgeRating(ctx, wrong.No, app.UpholdRating, "再议", watchers[1]), "ratingJudged")
		refused(w.FollowRating(ctx, wrong.No, "致电", watchers[0]), "ratedBefore")

		r, err := w.Store.RatingOf(ctx, wrong.ID)
		must(t, err)
		if clocks := w.RatingClocks(r); !r.Aside || r.Judgement != "电话核实，确系误评" || clocks[0].Done != w.Today() || clocks[1].Done != w.Today() {
			t.Errorf("%+v %+v", r, clocks)
		}
		must(t, w.RateAgain(ctx, wrong, "verySatisfied", ""))
		r, err = w.Store.RatingOf(ctx, content.ID)
		must(t, err)
		if r.AgainLevel != "fair" || r.AgainText != "证照有错字" || r.Level != "satisfied" {
			t.Errorf("%+v", r)
		}
		waits, err := w.Store.OpenRatings(ctx, []string{unit}, 9)
		must(t, err)
		sum, err := w.Store.CountRatings(ctx, []string{unit})
		must(t, err)
		if len(waits) != 0 || sum["veryDissatisfied"] != 0 || sum["dissatisfied"] != 1 || sum["satisfied"] != 1 {
			t.Errorf("%d wait, %v", len(waits), sum)
		}
		a := store.Assessed{From: w.Today(), To: w.Today(), Units: everyUnit(w)}
		listsAgree(t, w, a)
		if got := assessed(t, w, a, unit, ""); !strings.Contains(got, "poor 1, poorAnswered 1, ratings 2, satisfied 1") {
			t.Errorf("counted %s", got)
		}
		audited(t, w, 3)
	})
}
