package casework

import (
	"cmp"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// AcceptPending (容缺受理) accepts an application whose main materials are there and of which
// only materials are missing that the item lists as deferrable. The applicant is told at once
// what is missing and until when, and promises to bring it (浙2018 A11(2)).
type AcceptPending struct {
	Opinion string        `json:"t"`
	Limit   period.Period `json:"lim"`          // time to bring what is missing
	Promise string        `json:"p"`            // 承诺人, who signed the promise
	On      period.Date   `json:"on"`           // filled in by decide, as Accept's
	Missing []string      `json:"m"`            // filled in by decide: codes of the materials
	Line    *InLine       `json:"ln,omitempty"` // filled in by decide, as Accept's
}

// Pending (容缺) is what an acceptance left open.
type Pending struct {
	On        period.Date   `json:"on"` // day the applicant was told
	Missing   []string      `json:"m"`  // codes of the materials
	Limit     period.Period `json:"lim"`
	Promise   string        `json:"p"`
	BroughtOn period.Date   `json:"b,omitempty"` // zero while open
}

// Act names the act.
func (AcceptPending) Act() org.Act { return org.AcceptPending }

func (a AcceptPending) decide(c Case, env Env) (Command, error) {
	const rule = "浙2018 A11(2)"
	a.On, a.Missing = c.acceptanceDay(env), nil
	a.Line = c.joins(a.On, env)
	for _, m := range lacking(c.Materials, env.Item, catalog.Deferrable) {
		a.Missing = append(a.Missing, m.Code)
	}
	if len(a.Missing) == 0 {
		return nil, Refusal{"nothingPending", rule, nil}
	}
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	for _, m := range lacking(c.Materials, env.Item, catalog.Required) {
		v.need(false, "material."+m.Code, "materialMissing", rule, m.Name)
	}
	v.need(!a.Limit.IsZero() && a.Limit.N > 0, "limit", "limitMissing", rule)
	most := c.pendingMost(a.On, env)
	v.need(env.Cal.Due(period.Clock{From: env.today(), Limit: a.Limit}).On <= most, "limit", "pendingTooLong", rule, env.said(most))
	v.need(!blank(a.Promise), "promise", "required", rule)
	v.short(a.Promise, "promise", maxName)
	return a, v.err()
}

// pendingMost is the last day that may be given: nothing is granted while something is
// pending, so it must come before the decision is due.
func (c Case) pendingMost(accepted period.Date, env Env) period.Date {
	c.AcceptedOn = accepted
	longest := env.Cal.Due(period.Clock{From: env.today(), Limit: env.Rules.MaxSupplement}).On
	return cmp.Or(env.Cal.Due(c.Statutory(env.Item)).On, longest)
}

func (a AcceptPending) apply(c *Case, f Fact) {
	c.accepted(a.On, f)
	c.Line = a.Line
	c.Pending = &Pending{On: f.At.Date(), Missing: a.Missing, Limit: a.Limit, Promise: a.Promise}
	c.advance(f.At.Date())
}

// Owed (待补交) are the codes of the materials of a 容缺受理 that are still to come.
func (c Case) Owed() []string {
	if c.Pending == nil || !c.Pending.BroughtOn.IsZero() {
		return nil
	}
	return c.Pending.Missing
}

func (c Case) owes() bool { return len(c.Owed()) > 0 }

// Lacking lists the item's materials of a necessity that do not lie in the file.
func (c Case) Lacking(item *catalog.Item, n catalog.Necessity) []catalog.Material {
	return lacking(c.Materials, item, n)
}

// pendingClock is the applicant's time to bring them.
func (c Case) pendingClock() period.Clock {
	return c.keep(PendingClock, "", period.Clock{From: c.Pending.On, Limit: c.Pending.Limit, Basis: "浙2018 A11(2)"})
}

// BringPending (容缺补交) hands in what the acceptance left open, all of it in one go. Late
// materials are taken as long as the acceptance was not revoked.
type BringPending struct {
	Materials []Given     `json:"mat"`
	On        period.Date `json:"on"`             // day they arrived, zero = today; only staff may date it back
	Terminal  string      `json:"term,omitempty"` // 终端编号, where the applicant handed them in at a self-service point
}

// Act names the act.
func (BringPending) Act() org.Act { return org.BringPending }

func (a BringPending) decide(c Case, env Env) (Command, error) {
	const rule = "浙2018 A11(2)"
	if !c.owes() {
		return nil, Refusal{"nothingPending", rule, nil}
	}
	if a.On.IsZero() || env.Actor.Kind != org.ByStaff {
		a.On = env.today()
	}
	a.Terminal = env.at(a.Terminal)
	var v Invalid
	v.given(a.Materials, env)
	a.Materials = env.showing(a.Materials)
	for _, code := range c.Pending.Missing {
		v.need(has(a.Materials, code), "material."+code, "materialMissing", rule, materialName(env.Item, code))
	}
	v.need(a.On <= env.today(), "receivedOn", "dayInFuture", rule, env.today().String())
	v.need(a.On >= c.Pending.On, "receivedOn", "dayTooEarly", rule, c.Pending.On.String())
	return a, v.err()
}

func (a BringPending) apply(c *Case, _ Fact) {
	c.hand(a.Materials)
	c.Pending.BroughtOn = a.On
}
