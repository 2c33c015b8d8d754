package casework

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// The provisions on hearings. None of them lets anybody pay for it (许可法47(2)).
const (
	ownHearingRule = "许可法46"
	hearingRule    = "许可法47"
	holdRule       = "许可法48"
)

// Hearing (听证) is the hearing of a case: whom its right was told, who wants it, when and where
// it is, who presides, and when it was held.
type Hearing struct {
	Told     []HearingTold `json:"told,omitempty"`
	OwnOn    period.Date   `json:"own,omitempty"` // 听证公告: held without a request (许可法46)
	Plan     *HearingPlan  `json:"plan,omitempty"`
	Recusals []Recusal     `json:"rec,omitempty"`
	HeldOn   period.Date   `json:"held,omitempty"`
}

// HearingTold (听证告知) is one person told of the right, and what came of it.
type HearingTold struct {
	Party  int         `json:"who,omitempty"` // 0 = the applicant, n = the nth of the interested
	On     period.Date `json:"on"`
	Answer HearingWish `json:"a,omitempty"`
	AskOn  period.Date `json:"ao,omitempty"` // day of the answer
}

// HearingWish (听证意愿) is what somebody told of the right wants.
type HearingWish string

// The wishes; empty = no answer yet.
const (
	HearingAsked  HearingWish = "asked"  // 要求听证
	HearingWaived HearingWish = "waived" // 放弃听证
)

// clone copies the hearing with all that stands in it.
func (h *Hearing) clone() *Hearing {
	if h == nil {
		return nil
	}
	next := *h
	next.Told, next.Recusals = slices.Clone(h.Told), slices.Clone(h.Recusals)
	if h.Plan != nil {
		plan := *h.Plan
		plan.Served = slices.Clone(plan.Served)
		next.Plan = &plan
	}
	return &next
}

// askedOn is the day on which the first valid request came; zero when nobody asks.
func (h *Hearing) askedOn() period.Date {
	first := h.OwnOn
	for _, t := range h.Told {
		if t.Answer == HearingAsked && (first.IsZero() || t.AskOn < first) {
			first = t.AskOn
		}
	}
	return first
}

// Due tells whether a hearing is to be held: one was asked for or announced, and not held.
func (h *Hearing) Due() bool { return h != nil && h.HeldOn.IsZero() && !h.askedOn().IsZero() }

// Unanswered tells whether somebody told of his right has not answered.
func (h *Hearing) Unanswered() bool {
	return slices.ContainsFunc(h.Told, func(t HearingTold) bool { return t.Answer == "" })
}

// held tells whether the hearing is over.
func (h *Hearing) held() bool { return h != nil && !h.HeldOn.IsZero() }

func (c *Case) hearing() *Hearing {
	if c.Hearing == nil {
		c.Hearing = &Hearing{}
	}
	return c.Hearing
}

// TellHearing (听证告知) tells the applicant, or somebody interested, that he may ask for a
// hearing within five days, free of charge (许可法47).
type TellHearing struct {
	Party  int    `json:"who,omitempty"`
	Matter string `json:"t"`
}

// Act names the act.
func (TellHearing) Act() org.Act { return org.TellHearing }

// ToOthers tells of a fact, fresh or read from the store, that it told somebody else than the applicant
// of his right to a hearing.
func (f Fact) ToOthers() bool {
	switch a := f.Body.(type) {
	case TellHearing:
		return a.Party > 0
	case *TellHearing:
		return a.Party > 0
	}
	return false
}

func (a TellHearing) decide(c Case, _ Env) (Command, error) {
	if c.Hearing.held() {
		return nil, Refusal{"hearingHeld", hearingRule, []string{c.Hearing.HeldOn.String()}}
	}
	var v Invalid
	v.need(a.Party >= 0 && a.Party <= len(c.Interested), "party", "choose", hearingRule)
	_, told := c.Hearing.toldTo(a.Party)
	v.need(!told, "party", "toldBefore", hearingRule)
	v.text(a.Matter, "matter", hearingRule)
	return a, v.err()
}

func (h *Hearing) toldTo(party int) (int, bool) {
	if h == nil {
		return 0, false
	}
	i := slices.IndexFunc(h.Told, func(t HearingTold) bool { return t.Party == party })
	return i, i >= 0
}

func (a TellHearing) apply(c *Case, f Fact) {
	h := c.hearing()
	h.Told = append(h.Told, HearingTold{Party: a.Party, On: f.At.Date()})
}

// AnnounceHearing (听证公告) calls a hearing that nobody had to ask for: because a rule demands
// it, or the public interest (许可法46).
type AnnounceHearing struct {
	Ground   string `json:"g"` // the provision, or the public interest
	Matter   string `json:"t"`
	Register string `json:"r"` // how and until when to put one's name down
}

// Act names the act.
func (AnnounceHearing) Act() org.Act { return org.AnnounceHearing }

func (a AnnounceHearing) decide(c Case, _ Env) (Command, error) {
	if c.Hearing.held() {
		return nil, Refusal{"hearingHeld", ownHearingRule, []string{c.Hearing.HeldOn.String()}}
	}
	if c.Hearing != nil && !c.Hearing.OwnOn.IsZero() {
		return nil, Refusal{"hearingAnnounced", ownHearingRule, []string{c.Hearing.OwnOn.String()}}
	}
	var v Invalid
	v.text(a.Ground, "ground", ownHearingRule)
	v.text(a.Matter, "matter", ownHearingRule)
	v.text(a.Register, "register", ownHearingRule)
	return a, v.err()
}

func (a AnnounceHearing) apply(c *Case, f Fact) { c.hearing().OwnOn = f.At.Date() }

// RequestHearing (要求或放弃听证) is the answer of somebody who was told of the right: in time, by
// himself or at the counter. A request may be taken back as long as nothing was held.
type RequestHearing struct {
	Party  int         `json:"who,omitempty"`
	Wish   HearingWish `json:"a"`
	Reason string      `json:"t,omitempty"`
	On     period.Date `json:"on"` // day it came, zero = today; only staff may date it back
}

// Act names the act.
func (RequestHearing) Act() org.Act { return org.RequestHearing }

func (a RequestHearing) decide(c Case, env Env) (Command, error) {
	if !c.mayAnswerHearing() {
		return nil, Refusal{"noHearingTold", hearingRule, nil}
	}
	if a.On.IsZero() || env.Actor.Kind != org.ByStaff {
		a.On = env.today()
	}
	var v Invalid
	v.spokesman(a.Party, c, env, hearingRule)
	v.need(a.Wish == HearingAsked || a.Wish == HearingWaived, "wish", "choose", hearingRule)
	v.short(a.Reason, "reason", maxText)
	v.need(a.On <= env.today(), "receivedOn", "dayInFuture", hearingRule, env.today().String())
	if i, told := c.Hearing.toldTo(a.Party); told {
		v.answer(a, c.Hearing.Told[i], c, env)
	} else if len(v) == 0 {
		v.need(false, "party", "notTold", hearingRule)
	}
	return a, v.err()
}

// answer asks for a first answer within the days, or for a request that is taken back.
func (v *Invalid) answer(a RequestHearing, t HearingTold, c Case, env Env) {
	back := t.Answer == HearingAsked && a.Wish == HearingWaived
	v.need(t.Answer == "" || back, "party", "answeredBefore", hearingRule, t.AskOn.String())
	v.need(a.On >= t.On, "receivedOn", "dayTooEarly", hearingRule, t.On.String())
	last := env.Cal.Due(c.requestClock(t, env.Rules)).On
	v.need(a.Wish != HearingAsked || a.On <= last, "receivedOn", "hearingRequestLate", hearingRule, env.said(last))
}

// mayAnswerHearing: somebody was told and has not waived.
func (c Case) mayAnswerHearing() bool {
	return c.Hearing != nil && c.Hearing.HeldOn.IsZero() &&
		slices.ContainsFunc(c.Hearing.Told, func(t HearingTold) bool { return t.Answer != HearingWaived })
}

func (a RequestHearing) apply(c *Case, f Fact) {
	h := c.hearing()
	i, told := h.toldTo(a.Party)
	if !told {
		return
	}
	h.Told[i].Answer, h.Told[i].AskOn = a.Wish, cmp.Or(a.On, f.At.Date())
	if !h.Due() { // nobody wants it any more
		h.Plan = nil
		if s := c.hearingStop(); s != nil {
			s.To = f.At.Date()
		}
	}
}

// requestClock is the five days to ask; the law speaks to the citizen here, and working days are
// the longer reading (rules §1.2).
func (c Case) requestClock(t HearingTold, rules Rules) period.Clock {
	return c.keep(AskHearingClock, "", period.Clock{From: t.On, Limit: rules.HearingRequest, Basis: hearingRule})
}

// askClock is the time to ask of who was told last, and the day of his answer.
func (c Case) askClock(rules Rules) (k period.Clock, done period.Date) {
	for _, t := range c.Hearing.Told {
		if t.On >= k.From {
			k, done = c.requestClock(t, rules), t.AskOn
		}
	}
	return k, done
}

// unasked refuses a decision while somebody may still ask for a hearing, one is to be held, or
// somebody was not told of the right who must be (see hearingOwed).
func (c Case) unasked(env Env) error {
	if c.Hearing.held() {
		return nil
	}
	if c.Hearing.Due() {
		return Refusal{"hearingPending", hearingRule, nil}
	}
	if all := c.HearingOwed(env.Item); len(all) > 0 {
		return Refusal{"hearingUntold", hearingRule, []string{c.partyName(all[0])}}
	}
	if c.Hearing == nil {
		return nil
	}
	for _, t := range c.Hearing.Told {
		if last := env.Cal.Due(c.requestClock(t, env.Rules)).On; t.Answer == "" && env.today() <= last {
			return Refusal{"hearingWindow", hearingRule, []string{env.said(last)}}
		}
	}
	return nil
}

// HearingOwed are those who must still be told of their right to a hearing: where a licence touches
// somebody else's direct major interest the applicant and everybody interested, each for himself;
// and whatever the item, who tells one of them tells all (许可法47(1)).
func (c Case) HearingOwed(item *catalog.Item) []int {
	told := c.Hearing != nil && len(c.Hearing.Told) > 0
	interested := len(c.Interested) > 0 && item.Type == catalogLicence
	if c.Hearing.held() || c.Hearing.Due() || !told && !interested {
		return nil
	}
	return c.Untold()
}
