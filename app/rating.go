package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
)

// ratingRule: 国务院办公厅关于建立政务服务“好差评”制度的意见.
const ratingRule = "国办发〔2019〕51号"

// RatingLevels (满意度) are what one can say, best first; the last two are a poor rating (差评).
var RatingLevels = []string{"verySatisfied", "satisfied", "fair", "dissatisfied", "veryDissatisfied"}

// Rate (评价) keeps what the applicant thinks of a case that is over: once for each case (一事一评).
// Why he thinks so he need not say. Nobody on the staff can rate: only the applicant's own page does.
func (h *Hall) Rate(ctx context.Context, f File, level, text string) error {
	at, text, err := opinion(level, text)
	if err != nil {
		return err
	}
	if f.Ended == "" {
		return casework.Refusal{Code: "ratingEarly", Rule: ratingRule}
	}
	r := store.Rating{CaseID: f.ID, Item: f.Record.Item, Unit: rated(f.Case), At: h.Now(), Level: level, Poor: at >= len(RatingLevels)-2, Text: text}
	return ratingFault(h.Store.AddRating(ctx, r))
}

// opinion checks what somebody says of a case; at is the place of its level.
func opinion(level, text string) (at int, said string, err error) {
	said, at = strings.TrimSpace(text), slices.Index(RatingLevels, level)
	var v casework.Invalid
	if at < 0 {
		v = casework.Invalid{{Field: "level", Code: "choose", Rule: ratingRule}}
	}
	if v = append(v, lengthFault("text", said, 1000, false)...); len(v) > 0 {
		return at, said, v
	}
	return at, said, nil
}

// RateAgain (追评) adds once what the applicant thinks later on, of a poor rating after what was put
// right was told him. It is read beside the first, which counts; it begins no second round: who is
// still not content complains.
func (h *Hall) RateAgain(ctx context.Context, f File, level, text string) error {
	_, text, err := opinion(level, text)
	if err != nil {
		return err
	}
	r, err := h.Store.RatingOf(ctx, f.ID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return casework.Refusal{Code: "ratingFirst", Rule: ratingRule}
	case err != nil:
		return err
	case r.Again != 0:
		return casework.Refusal{Code: "ratedAgain", Rule: ratingRule}
	case r.Open():
		return casework.Refusal{Code: "ratingOpen", Rule: ratingRule}
	}
	r.Again, r.AgainLevel, r.AgainText = h.Now(), level, text
	err = h.Store.RateAgain(ctx, r)
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "ratedAgain", Rule: ratingRule}
	}
	return err
}

// RatesAgain tells whether a rating may be added to now.
func RatesAgain(r store.Rating) bool { return r.Again == 0 && !r.Open() }

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
	case !r.Open():
		return casework.Refusal{Code: "ratedBefore", Rule: ratingRule}
	case r.Called == 0:
		r.Called, r.CalledBy, r.Call = h.Now(), staff, text
		return ratingFault(h.Store.CallRater(ctx, r))
	}
	r.Answered, r.AnsweredBy, r.Answer = h.Now(), staff, text
	return ratingFault(h.Store.AnswerRating(ctx, r))
}

// RatingDeed is what may be done to have a poor rating set aside (申诉复核).
type RatingDeed string

// The deeds.
const (
	DoubtRating  RatingDeed = "doubt"  // 提请不予采信: given by mistake, or out of malice
	AsideRating  RatingDeed = "aside"  // 复核：不予采信
	UpholdRating RatingDeed = "uphold" // 复核：维持
)

// RatingDeeds are those that somebody may do now who watches over the unit: a doubt, then the
// decision of another.
func RatingDeeds(r store.Rating, staff string) []RatingDeed {
	switch {
	case !r.Poor || r.Judged != 0:
	case r.Doubted == 0:
		return []RatingDeed{DoubtRating}
	case r.DoubtedBy != staff:
		return []RatingDeed{AsideRating, UpholdRating}
	}
	return nil
}

// JudgeRating (差评申诉、复核) proposes that a poor rating be set aside, given by mistake or out of malice,
// or decides it: two people who watch over the unit, each with his reason. What is set aside counts
// nowhere, needs no call and no reply, and is never deleted; its applicant reads why.
func (h *Hall) JudgeRating(ctx context.Context, no string, deed RatingDeed, text, staff string) error {
	r, err := h.Rating(ctx, no, staff)
	if err != nil {
		return err
	}
	if !slices.Contains(RatingDeeds(r, staff), deed) {
		return casework.Refusal{Code: "ratingJudged", Rule: ratingRule}
	}
	text = strings.TrimSpace(text)
	if v := lengthFault("text", text, 1000, true); len(v) > 0 {
		return v
	}
	if deed == DoubtRating {
		r.Doubted, r.DoubtedBy, r.Doubt = h.Now(), staff, text
		err = h.Store.DoubtRating(ctx, r)
	} else {
		r.Judged, r.JudgedBy, r.Judgement, r.Aside = h.Now(), staff, text, deed == AsideRating
		err = h.Store.JudgeRating(ctx, r)
	}
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "ratingJudged", Rule: ratingRule}
	}
	return err
}

// RatingClocks are the limits of a poor rating, each with its own light; none of another one.
func (h *Hall) RatingClocks(r store.Rating) []Clock {
	var out []Clock
	for _, k := range h.ratingLimits(r) {
		out = append(out, clock(k, h.Calendar(), h.Today(), k.Light(h.Calendar(), h.Rules, h.Today())))
	}
	return out
}

func (h *Hall) ratingLimits(r store.Rating) []casework.Running {
	if !r.Poor {
		return nil
	}
	limit := func(name casework.ClockName, within period.Period, done period.Instant) casework.Running {
		k := casework.Running{Name: name, Clock: period.Clock{From: r.At.Date(), Limit: within, Basis: ratingRule}}
		if done == 0 && r.Aside {
			done = r.Judged
		}
		if done != 0 {
			k.Done = done.Date()
		}
		return k
	}
	return []casework.Running{limit(casework.CallClock, h.Rules.RatingCall, r.Called), limit(casework.ReplyClock, h.Rules.RatingReply, r.Answered)}
}

// raiseRatings raises a call back or a reply that nears its last day or is past it. It is the
// alarm of who has to call, and not of whom the rating is about: that it was he is not told him.
func (h *Hall) raiseRatings(ctx context.Context) error {
	var after store.Place
	today := h.Today()
	kinds := map[casework.Light]store.AlarmKind{casework.Yellow: store.AlarmYellow, casework.Red: store.AlarmRed}
	for {
		open, err := h.Store.Unsettled(ctx, after, alarmBatch)
		if err != nil || len(open) == 0 {
			return err
		}
		var list []store.Alarm
		for _, r := range open {
			for _, k := range h.ratingLimits(r) {
				kind, raised := kinds[k.Light(h.Calendar(), h.Rules, today)]
				if raised && k.Done.IsZero() {
					list = append(list, store.Alarm{CaseID: r.CaseID, Kind: kind, Code: string(k.Name), Day: h.Calendar().Due(k.Clock).On,
						Rule: ratingRule, Unit: h.watcher(r.Unit), Item: r.Item})
				}
			}
		}
		if err := h.raise(ctx, list); err != nil {
			return err
		}
		after.CaseID = open[len(open)-1].CaseID
	}
}

// watcher is the unit that watches over another in what is done from day to day: one apart from it,
// where there is one, and first 区审管办, whose the 日常督查 is (the notice, 三(三)).
func (h *Hall) watcher(unit string) string { return h.watcherFirst(unit, officeFunction) }

// watcherFirst is the unit that watches over another, of several the one with a function.
func (h *Hall) watcherFirst(unit, function string) string {
	dir, today := h.Directory(), h.Today()
	first, _ := dir.Department(function, today)
	var all []string
	for _, s := range dir.People() {
		r, ok := dir.May(org.Actor{Kind: org.ByStaff, No: s.No}, org.Chase, org.Target{Unit: unit, On: today})
		if ok && r.Post == org.Supervisor && !slices.Contains(all, r.Unit) {
			all = append(all, r.Unit)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(-cmp.Compare(ranked(a, first.Code, unit), ranked(b, first.Code, unit)), cmp.Compare(a, b))
	})
	if len(all) == 0 {
		return unit
	}
	return all[0]
}

// ranked puts what is apart from a unit before it, and of that the first.
func ranked(code, first, unit string) int {
	switch code {
	case unit:
		return 0
	case first:
		return 2
	}
	return 1
}

// auditRatings lets the re-checker look at every rating.
func (h *Hall) auditRatings(ctx context.Context, each func(Found)) error {
	return inBatches(ctx, h.Store.EveryRating, func(r store.Rating) (store.Place, error) {
		f := watch.File{Rules: WatchRules(h.Rules), Now: h.Now(),
			Rated: &watch.Rated{At: r.At, Level: r.Level, Poor: r.Poor, Called: r.Called, Answered: r.Answered, Again: r.Again, AgainLevel: r.AgainLevel,
				Doubted: r.Doubted, Judged: r.Judged, DoubtedBy: r.DoubtedBy, JudgedBy: r.JudgedBy, Aside: r.Aside}}
		for _, found := range watch.Check(f, h.cal.Load().Editions) {
			each(Found{r.CaseNo, r.CaseID, r.Item, h.watcher(r.Unit), found})
		}
		return store.Place{CaseID: r.CaseID}, nil
	})
}
