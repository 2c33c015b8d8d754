package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// ratingRule: 国务院办公厅关于建立政务服务“好差评”制度的意见.
const ratingRule = "国办发〔2019〕51号"

// RatingLevels (满意度) are what one can say, best first; the last two are a poor rating (差评).
var RatingLevels = []string{"verySatisfied", "satisfied", "fair", "dissatisfied", "veryDissatisfied"}

// The limits of a poor rating: called back within a day, put right and replied to within fifteen.
// They are read as working days (rules §4: the provinces differ).
var (
	callWithin  = period.Period{N: 1, Unit: period.WorkingDay}
	replyWithin = period.Period{N: 15, Unit: period.WorkingDay}
)

// Rate (评价) keeps what the applicant thinks of a case that is over: once for each case (一事一评).
// Why he thinks so he need not say. Nobody on the staff can rate: only the applicant's own page does.
func (h *Hall) Rate(ctx context.Context, f File, level, text string) error {
	text = strings.TrimSpace(text)
	at := slices.Index(RatingLevels, level)
	var v casework.Invalid
	if at < 0 {
		v = casework.Invalid{{Field: "level", Code: "choose", Rule: ratingRule}}
	}
	if v = append(v, lengthFault("text", text, 1000, false)...); len(v) > 0 {
		return v
	}
	if f.Ended == "" {
		return casework.Refusal{Code: "ratingEarly", Rule: ratingRule}
	}
	r := store.Rating{CaseID: f.ID, Item: f.Record.Item, Unit: rated(f.Case), At: h.Now(), Level: level, Poor: at >= len(RatingLevels)-2, Text: text}
	return ratingFault(h.Store.AddRating(ctx, r))
}

// rated is the body that is rated: whoever decided, or took the case in where nothing was decided.
func rated(c casework.Case) string {
	if c.Decision != nil {
		return c.Decision.Unit
	}
	return c.AcceptUnit
}

// ratingFault: somebody was first, or it was done before.
func ratingFault(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "ratedBefore", Rule: ratingRule}
	}
	return err
}

// Rating (好差评) reads the rating of a case for who watches over the unit it is about: whom it
// rates does not learn who gave it.
func (h *Hall) Rating(ctx context.Context, no, staff string) (store.Rating, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err != nil {
		return store.Rating{}, err
	}
	if !slices.Contains(h.Overseen(staff), rated(rec.Case)) { // before it is looked for: that there is one is not told either
		return store.Rating{}, ErrNoRight
	}
	return h.Store.RatingOf(ctx, rec.ID)
}

// FollowRating (差评回访、整改反馈) notes the call back of a poor rating, and then what was put
// right, which its applicant reads.
func (h *Hall) FollowRating(ctx context.Context, no, text, staff string) error {
	r, err := h.Rating(ctx, no, staff)
	if err != nil {
		return err
	}
	text = strings.TrimSpace(text)
	if v := lengthFault("text", text, 1000, true); len(v) > 0 {
		return v
	}
	switch {
	case !r.Poor || r.Answered != 0:
		return casework.Refusal{Code: "ratedBefore", Rule: ratingRule}
	case r.Called == 0:
		r.Called, r.CalledBy, r.Call = h.Now(), staff, text
		return ratingFault(h.Store.CallRater(ctx, r))
	}
	r.Answered, r.AnsweredBy, r.Answer = h.Now(), staff, text
	return ratingFault(h.Store.AnswerRating(ctx, r))
}

// RatingClocks are the limits of a poor rating, each with its own light; none of another one.
func (h *Hall) RatingClocks(r store.Rating) []Clock {
	if !r.Poor {
		return nil
	}
	done := func(at period.Instant) period.Date {
		if at == 0 {
			return 0
		}
		return at.Date()
	}
	var out []Clock
	for _, k := range []casework.Running{
		{Name: casework.CallClock, Clock: period.Clock{From: r.At.Date(), Limit: callWithin, Basis: ratingRule}, Done: done(r.Called)},
		{Name: casework.ReplyClock, Clock: period.Clock{From: r.At.Date(), Limit: replyWithin, Basis: ratingRule}, Done: done(r.Answered)},
	} {
		out = append(out, clock(k, h.Calendar(), h.Today(), k.Light(h.Calendar(), h.Rules, h.Today())))
	}
	return out
}
