package casework

import (
	"cmp"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// ClockName (时限种类) names one of the clocks kept apart for a case.
type ClockName string

// The clocks.
const (
	AcceptanceClock ClockName = "acceptance" // 受理时限
	SupplementClock ClockName = "supplement" // 补正时限, the applicant's
	StepClock       ClockName = "step"       // 岗位时限
	PromisedClock   ClockName = "promised"   // 承诺期限
	StatutoryClock  ClockName = "statutory"  // 法定期限
	DeliveryClock   ClockName = "delivery"   // 送达期限
	OriginalsClock  ClockName = "originals"  // 原件提交时限, the applicant's
	PendingClock    ClockName = "pending"    // 容缺补交时限, the applicant's
	AskHearingClock ClockName = "askHearing" // 要求听证的期限, of who was told
	HearingClock    ClockName = "hearing"    // 组织听证的期限
)

// Running (时限) is one clock of a case as it stands.
type Running struct {
	Name ClockName
	period.Clock
	Done period.Date // the day the deed was done that stopped it; zero = still running
}

// Clocks lists the clocks that have begun, those of the present stage first.
func (c Case) Clocks(item *catalog.Item, rules Rules) []Running {
	var out []Running
	add := func(name ClockName, k period.Clock, done period.Date) {
		if !k.From.IsZero() {
			out = append(out, Running{name, c.keep(name, k), done})
		}
	}
	if c.Ask != nil {
		done := c.EndedOn
		if !c.Ask.Open { // a day of supplement of an earlier notice is not this one's
			done = cmp.Or(c.SupplementedOn, done)
		}
		add(SupplementClock, c.supplement(), done)
	}
	add(AcceptanceClock, c.acceptance(rules), c.acceptanceDone())
	if c.AcceptedOn.IsZero() {
		return out
	}
	decided := c.EndedOn
	if c.Decision != nil {
		decided = c.Decision.On
	}
	if c.Pending != nil {
		add(PendingClock, c.pendingClock(), cmp.Or(c.Pending.BroughtOn, decided))
	}
	if c.Channel.Remote() {
		add(OriginalsClock, c.originalsClock(item), cmp.Or(c.OriginalsOn, decided))
	}
	if h := c.Hearing; h != nil {
		ask, done := c.askClock(rules)
		add(AskHearingClock, ask, cmp.Or(done, decided))
		add(HearingClock, period.Clock{From: h.askedOn(), Limit: rules.HearingWithin, Basis: hearingRule}, cmp.Or(h.HeldOn, decided))
	}
	if decided.IsZero() && c.At < len(item.Procedure.Steps) {
		add(StepClock, c.step(item), 0)
	}
	add(PromisedClock, c.Promised(item), decided)
	add(StatutoryClock, c.Statutory(item), decided)
	if c.Decision != nil {
		done := c.EndedOn
		if c.Served != nil {
			done = c.Served.Deed()
		}
		add(DeliveryClock, c.delivery(rules), done)
	}
	return out
}

func (c Case) acceptanceDone() period.Date {
	switch {
	case !c.AcceptedOn.IsZero():
		return c.AcceptedOn
	case c.Ask != nil && c.Ask.Open:
		return c.Ask.On
	}
	return c.EndedOn
}

// acceptance is the limit of 许可法32(4), counted anew after a supplement.
func (c Case) acceptance(rules Rules) period.Clock {
	from := c.ReceivedOn
	if !c.SupplementedOn.IsZero() {
		from = c.SupplementedOn
	}
	return c.keep(AcceptanceClock, period.Clock{From: from, Limit: rules.AcceptWithin, Basis: "许可法32(4)"})
}

// delivery is the limit of 许可法44 for handing over what was decided.
func (c Case) delivery(rules Rules) period.Clock {
	return c.keep(DeliveryClock, period.Clock{From: c.Decision.On, Limit: rules.DeliverWithin, Basis: "许可法44"})
}

func (c Case) supplement() period.Clock {
	return c.keep(SupplementClock, period.Clock{From: c.Ask.On, Limit: c.Ask.Limit, Basis: "浙2018 A11(3)"})
}

// step is the limit of the post that holds the case.
func (c Case) step(item *catalog.Item) period.Clock {
	return period.Clock{From: c.StepOn, Limit: item.Procedure.Steps[c.At].Limit, Basis: "岗位承诺期限", Stops: c.stops()}
}

// Promised is the limit the body promised for the decision.
func (c Case) Promised(item *catalog.Item) period.Clock {
	limit := item.Promised
	if c.OnSpot {
		limit = catalog.Limit{Period: period.Period{Unit: period.WorkingDay}, Basis: "许可法34(2)"}
	}
	return c.keep(PromisedClock, c.decisionClock(item, limit))
}

// Statutory is the limit the law sets for the decision.
func (c Case) Statutory(item *catalog.Item) period.Clock {
	return c.keep(StatutoryClock, c.decisionClock(item, item.Statutory))
}

func (c Case) decisionClock(item *catalog.Item, l catalog.Limit) period.Clock {
	k := period.Clock{From: c.decisionFrom(item), Limit: l.Period, Basis: l.Basis, Stops: c.stops()}
	for _, e := range c.Extensions {
		k.Extensions = append(k.Extensions, period.Extension{By: e.By, Basis: "许可法42", Granted: e.On})
	}
	return k
}

// stops gives the Article 45 stops as days not counted; an open one up to the day told.
func (c Case) stops() []period.Stop {
	var out []period.Stop
	for _, s := range c.Stops {
		to := s.To
		if to.IsZero() {
			to = s.Told
		}
		out = append(out, period.Stop{From: s.From, To: to, Why: string(s.Kind)})
	}
	return out
}

// Light (灯色) tells at a glance how a limit stands (rules §4).
type Light string

// The lights.
const (
	Green  Light = "green"  // 绿: time enough
	Yellow Light = "yellow" // 黄: near the promised end
	Red    Light = "red"    // 红: past the promise
	Purple Light = "purple" // 紫: past the statutory limit
	Grey   Light = "grey"   // 灰: the clock stands
)

// Task (待办) is the open work a case makes: whose turn, and the days on which its light
// changes. A case with nobody's turn in the hall makes none.
type Task struct {
	Unit     string
	Post     org.Post
	YellowOn period.Date // first day it is yellow
	Due      period.Date // last day before red
	Last     period.Date // last day before purple; zero = no purple
	Since    period.Date
	Waiting  bool // grey: waits for the applicant (supplement, originals) or an Article 45 procedure
}

// Light is the task's light on a day.
func (t Task) Light(today period.Date) Light {
	switch {
	case t.Waiting:
		return Grey
	case !t.Last.IsZero() && today > t.Last:
		return Purple
	case today > t.Due:
		return Red
	case today >= t.YellowOn:
		return Yellow
	}
	return Green
}

// Open derives the open work of a case; ok is false when nobody in the hall has a turn.
func Open(c Case, env Env) (t Task, ok bool) {
	t = Task{Unit: c.Unit(), Post: c.turn(), Since: c.StepOn}
	switch c.State() {
	case Received:
		t.limit(c.acceptance(env.Rules), env)
		t.Last = t.Due
	case Supplementing:
		t.Waiting = true
		t.limit(c.supplement(), env)
	case Reviewing, Approving, Suspended:
		t.Waiting = c.State() == Suspended
		if c.waitsForOriginals(env.Item) {
			t.Waiting = true
			t.limit(c.originalsClock(env.Item), env)
			break
		}
		t.limit(c.Promised(env.Item), env)
		t.Last = env.Cal.Due(c.Statutory(env.Item)).On
	case Granted, Denied, Issuing, Delivered:
		if !c.hasIssuing() { // nothing is made out: the result is handed over where it began
			t.Unit, t.Post = c.AcceptUnit, org.Acceptance
		}
		t.limit(c.delivery(env.Rules), env)
		t.Last = t.Due
		if env.Item.Quick || c.OnSpot { // 即办: not only decided but closed the same day
			t.limit(c.Promised(env.Item), env)
		}
	default:
		return Task{}, false
	}
	return t, true
}

// limit sets due and yellow: yellow from the day on which no more than one working day or
// a tenth of the limit is left (rules §4).
func (t *Task) limit(k period.Clock, env Env) {
	t.Due = env.Cal.Due(k).On
	if k.Limit.Unit == period.WorkingDay {
		t.YellowOn = env.Cal.AddWorking(t.Due, -max(1, k.Limit.N/10))
	} else {
		t.YellowOn = t.Due.Add(-max(1, k.Limit.N/10))
	}
}

// ClockLight is the light of one clock today: for a clock that was stopped in time or
// late, of the day it was stopped. Past the promise is red, past the law purple.
func (c Case) ClockLight(r Running, env Env) Light {
	on := r.Done
	if on.IsZero() {
		on = env.today()
		if c.openStop() != nil && (r.Name == PromisedClock || r.Name == StatutoryClock || r.Name == StepClock) {
			return Grey
		}
	}
	var t Task
	t.limit(r.Clock, env)
	if r.Name == StatutoryClock {
		t.Last = t.Due
	}
	if !r.Done.IsZero() && on <= t.Due {
		return Green
	}
	return t.Light(on)
}
