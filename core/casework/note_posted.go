package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

// transitRule: time on the road is not the applicant's, as the Civil Procedure Law counts. The
// licensing law says nothing of it.
const transitRule = "民诉法85(4)"

// NotePosted (告知已寄出) puts on file that the answer to a supplement notice was posted in time:
// from then on the case waits for what is on the road, for a time that the place sets
// (Rules.Transit), and is not taken to be withdrawn before. The applicant says so himself, or
// the acceptance post on his word. It has to be said before the limit is over: afterwards time
// has acted, and a case that is over is not opened again.
type NotePosted struct {
	On   period.Date `json:"on"`   // day of the postmark
	Slip string      `json:"n"`    // carrier and number of the slip
	Last period.Date `json:"last"` // last day of the notice, filled in by decide
}

// Posted (在途补正) is what is on the road.
type Posted struct {
	On   period.Date `json:"on"`
	Slip string      `json:"n"`
	Last period.Date `json:"last"` // last day of the notice as it was known then
}

// Act names the act.
func (NotePosted) Act() org.Act { return org.NotePosted }

func (a NotePosted) decide(c Case, env Env) (Command, error) {
	if p := c.Ask.Posted; p != nil {
		return nil, Refusal{"postedBefore", transitRule, []string{p.On.String()}}
	}
	a.Last, _ = c.lapse(env, c.supplement())
	var v Invalid
	v.need(!a.On.IsZero(), "postedOn", "required", transitRule)
	v.need(a.On <= env.today(), "postedOn", "dayInFuture", transitRule, env.today().String())
	v.need(a.On.IsZero() || a.On >= c.Ask.On, "postedOn", "dayTooEarly", transitRule, c.Ask.On.String())
	v.need(a.On <= a.Last, "postedOn", "postedLate", transitRule, env.said(a.Last))
	v.text(a.Slip, "slip", transitRule)
	v.short(a.Slip, "slip", maxName)
	return a, v.err()
}

func (a NotePosted) apply(c *Case, f Fact) {
	c.Ask.Posted = &Posted{On: a.On, Slip: a.Slip, Last: a.Last}
}

// transit is how long what was posted may be on the road, counted from the last day of the notice.
func (c Case) transit(rules Rules) period.Clock {
	return c.keep(TransitClock, "", period.Clock{From: c.Ask.Posted.Last, Limit: rules.Transit, Basis: transitRule})
}

// answerBy is the clock whose end takes an unanswered application to be withdrawn.
func (c Case) answerBy(rules Rules) period.Clock {
	if c.Ask.Posted != nil {
		return c.transit(rules)
	}
	return c.supplement()
}
