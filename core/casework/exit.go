package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// serviceRule: what is decided takes effect for who it is about by its service. The licensing law
// names a time for licences that are granted alone (44); for the decisions of an Exit there is none.
const serviceRule = "民诉法87–95"

// Exit (须送达的其他决定) is a decision beside that on the application, in writing and to be served
// like it: refusal and revocation of the acceptance, termination, and what is decided about a
// licence afterwards.
type Exit struct {
	Act    org.Act // whose document it is
	On     period.Date
	Nobody bool // 受送达人已不存在: the addressee is no more, so that it may be served and needn't be
}

// ExitServed (送达) is the service of such a decision.
type ExitServed struct {
	Act org.Act `json:"a"`
	Served
}

// exits are all decisions of the kind, in the order of their days.
func (c Case) exits() (all []Exit) {
	add := func(act org.Act, on period.Date, nobody bool) { all = append(all, Exit{act, on, nobody}) }
	switch c.Ended {
	case NotAccepted:
		add(org.RefuseAcceptance, c.EndedOn, false)
	case AcceptanceRevoked:
		add(org.RevokeAcceptance, c.EndedOn, false)
	case Terminated:
		add(org.Terminate, c.EndedOn, c.Gone)
	}
	if c.Commitment != nil && c.Commitment.Revoked != nil {
		add(org.RevokeCommitted, c.Commitment.Revoked.On, false)
	}
	l := c.life()
	for _, k := range l.Kept {
		add(org.RevokeLicence, k.On, false)
	}
	if l.Revoked != nil && l.Revoked.Ground != WordBroken {
		add(org.RevokeLicence, l.Revoked.On, false)
	}
	if k := l.Cancelled; k != nil {
		add(org.CancelLicence, k.On, k.Ground == PersonGone || k.Ground == BodyEnded)
	}
	return all
}

// Unserved are the decisions that no service is written down of, oldest first.
func (c Case) Unserved() []Exit {
	served := map[org.Act]int{}
	for _, s := range c.ExitsServed {
		served[s.Act]++
	}
	return slices.DeleteFunc(c.exits(), func(x Exit) bool {
		served[x.Act]--
		return served[x.Act] >= 0
	})
}

// owedExits (待送达) are those of them that somebody must serve.
func (c Case) owedExits() []Exit {
	return slices.DeleteFunc(c.Unserved(), func(x Exit) bool { return x.Nobody })
}

// exitClock is the time to serve the oldest decision that waits for it, else the last that was served;
// done is the day of that. The law names no time for these; the hall takes that in which it serves what
// it grants (参照许可法44).
func (c Case) exitClock(rules Rules) (k period.Clock, done period.Date) {
	k = period.Clock{Limit: rules.DeliverWithin, Basis: "参照许可法44"}
	if owed := c.owedExits(); len(owed) > 0 {
		k.From = owed[0].On
	} else if on, served := c.lastExit(); served != nil {
		k.From, done = on, served.Deed()
	}
	return k, done
}

// exitTask is the open work that such a decision leaves until it is served: where the licence was made
// out, else where the case began, for there the papers are handed over. Past its day it is red, never
// purple: it is no limit of the law.
func (c Case) exitTask(env Env) (t Task, ok bool) {
	owed := c.owedExits()
	if len(owed) == 0 {
		return Task{}, false
	}
	t = Task{Unit: c.AcceptUnit, Post: org.Acceptance, Since: owed[0].On, For: org.Serve}
	if c.Ended == Concluded && c.hasIssuing() {
		t.Unit, t.Post = c.Unit(), org.Issuing
	}
	k, _ := c.exitClock(env.Rules)
	t.limit(k, env)
	return t, true
}

// exitServed is the latest service of an act's decision, nil before the first.
func (c Case) exitServed(act org.Act) *Served {
	for _, s := range slices.Backward(c.ExitsServed) {
		if s.Act == act {
			return &s.Served
		}
	}
	return nil
}

// lastExit is the latest of them with its service; nil where that is not written down.
func (c Case) lastExit() (on period.Date, served *Served) {
	var last Exit
	for _, x := range c.exits() {
		if x.On >= last.On {
			last = x
		}
	}
	if last.Act != "" && !slices.Contains(c.Unserved(), last) {
		served = c.exitServed(last.Act)
	}
	return last.On, served
}

// filable tells that nothing that must be served still waits for it.
func (c Case) filable(env Env) error {
	if owed := c.owedExits(); len(owed) > 0 {
		return Refusal{"serveFirst", serviceRule, []string{string(owed[0].Act)}}
	}
	for _, s := range c.ExitsServed {
		if s.On > env.today() {
			return Refusal{"noticeRuns", "民诉法95", []string{s.On.String()}}
		}
	}
	return nil
}

// papers tells which decision a service is of, where the case is closed, and the day of it.
func (a *Serve) papers(c Case, v *Invalid) (decided period.Date, err error) {
	if c.State() != Closed {
		a.Of = ""
		return c.Decision.On, nil
	}
	waiting := c.Unserved()
	if len(waiting) == 0 {
		return 0, Refusal{"nothingToServe", serviceRule, nil}
	}
	if a.Of == "" && len(waiting) == 1 {
		a.Of = waiting[0].Act
	}
	i := slices.IndexFunc(waiting, func(x Exit) bool { return x.Act == a.Of })
	v.need(i >= 0, "of", "choose", serviceRule)
	return waiting[max(0, i)].On, nil
}

// OfExit is which decision a fact served, fresh or read from the store; empty where it is no
// service, or that of the decision on the application.
func (f Fact) OfExit() org.Act {
	switch a := f.Body.(type) {
	case Serve:
		return a.Of
	case *Serve:
		return a.Of
	}
	return ""
}
