package scenario

import (
	"cmp"
	"context"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
)

// ratingDeeds are what is done about ratings (好差评).
var ratingDeeds = []ledgerDeed{
	{"评价", rate((*app.Hall).Rate)},
	{"追评", rate((*app.Hall).RateAgain)},
	{"差评回访", followRating},
	{"差评答复", followRating},
	{"提请不予采信", judgeRating(app.DoubtRating)},
	{"不予采信", judgeRating(app.AsideRating)},
	{"维持评价", judgeRating(app.UpholdRating)},
}

func rate(say func(*app.Hall, context.Context, app.File, string, string) error) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		level, text := choose(a, "满意度", ratingWords), a.text("意见")
		return func(e entry) error {
			f, err := e.file()
			if err != nil {
				return err
			}
			return say(e.Hall, e.ctx(), f, level, text)
		}
	}
}

func followRating(a *args) func(entry) error {
	text := a.text("内容")
	return func(e entry) error { return e.FollowRating(e.ctx(), e.c.No, text, e.who.No) }
}

func judgeRating(deed app.RatingDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		text := a.text("理由")
		return func(e entry) error { return e.JudgeRating(e.ctx(), e.c.No, deed, text, e.who.No) }
	}
}

// ratingChecks look at the rating of the case.
var ratingChecks = []ledgerCheck{
	{"评价", ofRating(func(_ entry, r store.Rating) string { return say(ratingWords, r.Level) })},
	{"追评", ofRating(func(_ entry, r store.Rating) string { return cmp.Or(say(ratingWords, r.AgainLevel), none) })},
	{"采信", ofRating(func(_ entry, r store.Rating) string { return say(yesWords, !r.Aside) })},
	{"回访届满", ofRating(func(e entry, r store.Rating) string { return clockDay(e.RatingClocks(r), casework.CallClock) })},
	{"整改届满", ofRating(func(e entry, r store.Rating) string { return clockDay(e.RatingClocks(r), casework.ReplyClock) })},
}

func ofRating(tell func(entry, store.Rating) string) func(entry) (string, error) {
	return func(e entry) (string, error) {
		r, err := e.Store.RatingOf(e.ctx(), e.c.ID)
		if err != nil {
			return none, absent(err)
		}
		return tell(e, r), nil
	}
}
