package watch

import (
	"slices"

	"yimen/core/period"
)

// Rated (好差评) is what an applicant said of his case once it was over, and what was done about
// it. It is no fact of the case: whom it rates does not read it there.
type Rated struct {
	At               period.Instant
	Level            string
	Poor             bool
	Called, Answered period.Instant // zero = not yet
}

// rated checks a rating: a poor one is one of the last two levels, is called back and then
// answered, each within its limit.
func (w *walk) rated(r Rated) {
	at := slices.Index([]string{"verySatisfied", "satisfied", "fair", "dissatisfied", "veryDissatisfied"}, r.Level)
	w.need(at >= 0 && r.Poor == (at > 2), "ratingLevel", r.Level)
	w.need(r.Poor || r.Called == 0 && r.Answered == 0, "ratingOrder")
	w.need(r.Called == 0 || r.Called >= r.At, "ratingOrder")
	w.need(r.Answered == 0 || r.Called > 0 && r.Answered >= r.Called, "ratingOrder")
	if r.Poor && w.Now > 0 {
		w.ratingLate("call", w.Rules.RatingCall, r.At, r.Called)
		w.ratingLate("reply", w.Rules.RatingReply, r.At, r.Answered)
	}
}

func (w *walk) ratingLate(what string, within period.Period, from, done period.Instant) {
	if done == 0 {
		done = w.Now
	}
	due := w.cal.At(done).Due(period.Clock{From: from.Date(), Limit: within}).On
	w.need(done.Date() <= due, what+"Late", due.String(), done.Date().String())
}
