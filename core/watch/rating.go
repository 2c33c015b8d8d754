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

	Again               period.Instant // 追评; zero = none
	AgainLevel          string
	Doubted, Judged     period.Instant // 申诉, 复核; zero = not yet
	DoubtedBy, JudgedBy string
	Aside               bool // 不予采信
}

var ratingLevels = []string{"verySatisfied", "satisfied", "fair", "dissatisfied", "veryDissatisfied"}

// rated checks a rating: a poor one is one of the last two levels, is called back and then
// answered, each within its limit, or set aside by two people; it is added to once, after that.
func (w *walk) rated(r Rated) {
	at := slices.Index(ratingLevels, r.Level)
	w.need(at >= 0 && r.Poor == (at > 2), "ratingLevel", r.Level)
	w.need(r.Again == 0 || slices.Contains(ratingLevels, r.AgainLevel), "ratingLevel", r.AgainLevel)
	w.need(r.Poor || r.Called == 0 && r.Answered == 0, "ratingOrder")
	w.need(r.Called == 0 || r.Called >= r.At, "ratingOrder")
	w.need(r.Answered == 0 || r.Called > 0 && r.Answered >= r.Called, "ratingOrder")
	settled := r.Answered
	if r.Aside && (settled == 0 || r.Judged < settled) {
		settled = r.Judged
	}
	w.need(r.Again == 0 || r.Again >= r.At && (!r.Poor || settled > 0 && r.Again >= settled), "ratingOrder")
	w.need(r.Doubted == 0 || r.Poor && r.Doubted >= r.At, "ratingAside")
	w.need(r.Judged == 0 && !r.Aside || r.Doubted > 0 && r.Judged >= r.Doubted && r.DoubtedBy != r.JudgedBy, "ratingAside")
	if r.Poor && w.Now > 0 {
		w.ratingLate("call", w.Rules.RatingCall, r, r.Called)
		w.ratingLate("reply", w.Rules.RatingReply, r, r.Answered)
	}
}

// ratingLate: what is set aside needs no call and no reply any more.
func (w *walk) ratingLate(what string, within period.Period, r Rated, done period.Instant) {
	if done == 0 && r.Aside {
		done = r.Judged
	}
	w.inTime(what+"Late", r.At, done, within)
}
