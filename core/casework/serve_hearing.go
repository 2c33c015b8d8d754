package casework

import (
	"cmp"

	"yimen/core/org"
	"yimen/core/period"
)

// ServeHearing (送达听证通知书) puts the notice of the hearing into the hands of one of those it is
// addressed to, the applicant or somebody interested, with the proof of it (送达回证). The seven days
// before the hearing run for each from there (许可法48(1)(1)).
type ServeHearing struct {
	Party int `json:"who,omitempty"` // 0 = the applicant, n = the nth of the interested
	Serve
}

// HearingServed (送达) is the notice in the hands of one of them.
type HearingServed struct {
	Party int         `json:"who,omitempty"`
	On    period.Date `json:"on"`
}

// Act names the act.
func (ServeHearing) Act() org.Act { return org.ServeHearing }

func (a ServeHearing) decide(c Case, env Env) (Command, error) {
	if !c.planned() {
		return nil, Refusal{"noHearing", holdRule, nil}
	}
	var v Invalid
	a.Of = ""
	known := a.Party >= 0 && a.Party <= c.Hearing.Plan.Parties
	v.need(known, "party", "choose", holdRule)
	v.need(!known || c.hearingServed(a.Party).IsZero(), "party", "servedBefore", holdRule)
	a.service(&v, c, a.Party, c.Hearing.Plan.NoticedOn, env)
	return a, v.err()
}

func (a ServeHearing) apply(c *Case, _ Fact) {
	p := c.hearing().Plan
	if p == nil {
		return
	}
	p.Served = append(p.Served, HearingServed{a.Party, a.On})
}

// hearingServed is the day on which somebody got the notice of the hearing as it now stands; zero before.
func (c Case) hearingServed(party int) period.Date {
	for _, s := range c.Hearing.Plan.Served {
		if s.Party == party {
			return s.On
		}
	}
	return 0
}

// HearingUnserved are those whose notice of the hearing waits to be served: 0 the applicant, n the nth
// of the interested.
func (c Case) HearingUnserved() []int {
	if !c.planned() {
		return nil
	}
	var all []int
	for party := range c.Hearing.Plan.Parties + 1 {
		if c.hearingServed(party).IsZero() {
			all = append(all, party)
		}
	}
	return all
}

// HearingShort (通知不足七日) is somebody who had the notice of the hearing too late for its day, or would
// have it so today: another day must be told to all.
type HearingShort struct {
	Party int
	First period.Date // on which the hearing could be held for him
}

// HearingTooLate is the first of them; nil where there is none.
func (c Case) HearingTooLate(env Env) *HearingShort {
	if !c.planned() {
		return nil
	}
	for n := range len(c.Interested) + 1 {
		on := cmp.Or(c.hearingServed(n), env.today())
		if first := env.FirstHearing(on); first > c.Hearing.Plan.On {
			return &HearingShort{n, first}
		}
	}
	return nil
}

// FirstHearing is the first day on which a hearing may be held of which somebody is told on a day.
func (e Env) FirstHearing(told period.Date) period.Date {
	return e.Cal.Due(period.Clock{From: told, Limit: e.Rules.HearingNotice}).On
}

// toldInTime refuses a hearing of which somebody was not told, or too late: the applicant and everybody
// interested, each seven days before (许可法48(1)(1)).
func (c Case) toldInTime(env Env) error {
	for n := range len(c.Interested) + 1 {
		on := c.hearingServed(n)
		if on.IsZero() {
			return Refusal{"hearingUnserved", holdRule, []string{c.partyName(n)}}
		}
		if first := env.FirstHearing(on); first > c.Hearing.Plan.On {
			return Refusal{"hearingShort", holdRule, []string{c.partyName(n), on.String(), env.said(first)}}
		}
	}
	return nil
}
