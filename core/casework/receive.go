package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

// Receive (收件) takes in an application at the counter, or one that came by post, fax or
// e-mail. Incomplete papers are received too; whether they suffice is the acceptance's
// question (许可法32). ReceivedOn may lie before today, for a letter that arrived earlier.
type Receive struct {
	Filing
	ReceivedOn period.Date `json:"on"` // zero = today
	Entry      entry       `json:"in"`
}

// Act names the act.
func (Receive) Act() org.Act { return org.Receive }

func (a Receive) decide(_ Case, env Env) (Command, error) {
	if a.ReceivedOn.IsZero() {
		a.ReceivedOn = env.today()
	}
	v := a.check(env)
	v.need(a.ReceivedOn <= env.today(), "receivedOn", "dayInFuture", "许可法32(4)", env.today().String())
	v.need(a.ReceivedOn >= env.today().Add(-60), "receivedOn", "dayTooEarly", "许可法32(4)", env.today().Add(-60).String())
	if err := v.err(); err != nil {
		return nil, err
	}
	way, err := road(env.Item, a.AcceptUnit, a.ReceivedOn, env)
	if err == nil {
		err = way.sameBody(a.Filing, env)
	}
	if err != nil {
		return nil, err
	}
	a.Filing, a.Entry = a.sealed(env), way
	return a, nil
}

func (a Receive) apply(c *Case, f Fact) {
	a.fold(c)
	a.Entry.fold(c, f)
}
