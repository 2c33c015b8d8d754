package casework

import (
	"cmp"

	"yimen/core/catalog"
	"yimen/core/period"
)

// ClockName (时限种类) names one of the clocks kept apart for a case.
type ClockName string

// The clocks.
const (
	AcceptanceClock ClockName = "acceptance" // 受理时限
	SupplementClock ClockName = "supplement" // 补正时限, the applicant's
	TransitClock    ClockName = "transit"    // 补正在途期限: what was posted in time
	StepClock       ClockName = "step"       // 岗位时限
	BesideClock     ClockName = "beside"     // 并联部门时限
	PromisedClock   ClockName = "promised"   // 承诺期限
	StatutoryClock  ClockName = "statutory"  // 法定期限
	DeliveryClock   ClockName = "delivery"   // 送达期限
	ExitClock       ClockName = "exit"       // 其他决定送达期限, see Exit
	OriginalsClock  ClockName = "originals"  // 原件提交时限, the applicant's
	PendingClock    ClockName = "pending"    // 容缺补交时限, the applicant's
	InspectionClock ClockName = "inspection" // 承诺核查时限
	RectifyClock    ClockName = "rectify"    // 整改时限, the applicant's
	AskHearingClock ClockName = "askHearing" // 要求听证的期限, of who was told
	HearingClock    ClockName = "hearing"    // 组织听证的期限
	StatementClock  ClockName = "statement"  // 陈述申辩时限, the holder's
	CancelledClock  ClockName = "cancel"     // 注销时限, of a licence that is valid no more
	RenewalClock    ClockName = "renewal"    // 延续决定时限: before the licence ends

	CallClock  ClockName = "call"  // 差评回访时限, once the case is over
	ReplyClock ClockName = "reply" // 差评整改反馈时限

	ComplaintTakeClock  ClockName = "complaintTake"  // 投诉受理告知时限
	ComplaintReplyClock ClockName = "complaintReply" // 投诉答复时限
)

// Running (时限) is one clock of a case as it stands.
type Running struct {
	Name ClockName
	period.Clock
	Done period.Date // the day the deed was done that stopped it; zero = still running
	Unit string      // whose it is, where several run side by side (并联)
}

// Clocks lists the clocks that have begun, those of the present stage first.
func (c Case) Clocks(item *catalog.Item, rules Rules) []Running {
	var out []Running
	add := func(name ClockName, k period.Clock, done period.Date) {
		if !k.From.IsZero() {
			out = append(out, Running{Name: name, Clock: c.keep(name, "", k), Done: done})
		}
	}
	if c.Ask != nil {
		done := c.EndedOn
		if !c.Ask.Open { // a day of supplement of an earlier notice is not this one's
			done = cmp.Or(c.SupplementedOn, done)
		}
		if p := c.Ask.Posted; p != nil {
			add(SupplementClock, c.supplement(), p.On)
			add(TransitClock, c.transit(rules), done)
		} else {
			add(SupplementClock, c.supplement(), done)
		}
	}
	add(AcceptanceClock, c.acceptance(rules), c.acceptanceDone())
	exit, exitDone := c.exitClock(rules)
	add(ExitClock, exit, exitDone)
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
	if c.Channel.Remote() && !item.Procedure.OriginalsDue.Period.IsZero() {
		add(OriginalsClock, c.originalsClock(item), cmp.Or(c.OriginalsOn, decided))
	}
	if h := c.Hearing; h != nil {
		ask, done := c.askClock(rules)
		add(AskHearingClock, ask, cmp.Or(done, decided))
		add(HearingClock, period.Clock{From: h.askedOn(), Limit: rules.HearingWithin, Basis: hearingRule}, cmp.Or(h.HeldOn, decided))
	}
	if decided.IsZero() && c.At < len(item.Procedure.Steps) {
		add(StepClock, c.step(item), c.SaidOn)
		for _, p := range c.Parts {
			if p.Step == c.At {
				out = append(out, Running{BesideClock, c.part(p, item), p.On, p.Unit})
			}
		}
	}
	add(PromisedClock, c.Promised(item), decided)
	add(StatutoryClock, c.Statutory(item), decided)
	add(RenewalClock, c.renewalClock(), decided)
	if p := c.life().Proposal; p != nil {
		done := period.Date(0)
		if p.Heard != nil {
			done = p.Heard.On
		}
		add(StatementClock, p.statement(), done)
	}
	add(CancelledClock, c.CancelClock(), 0)
	c.commitClocks(rules, add)
	if c.Decision != nil {
		done := c.EndedOn
		if c.Served != nil {
			done = c.Served.Deed()
		}
		add(DeliveryClock, c.delivery(rules), done)
	}
	return out
}

// acceptanceDone is the day on which the application was answered; one deemed accepted was not, until its
// time was over.
func (c Case) acceptanceDone() period.Date {
	switch {
	case c.Deemed:
		return c.NoticedOn
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
	return c.keep(AcceptanceClock, "", period.Clock{From: from, Limit: rules.AcceptWithin, Basis: "许可法32(4)"})
}

// delivery is the limit for handing over what was decided: of 许可法44 for what was granted. The article
// names none for a denial; the hall takes the same by analogy (参照), for the remedies run from its service.
func (c Case) delivery(rules Rules) period.Clock {
	basis := "许可法44"
	if !c.Decision.Granted {
		basis = "参照许可法44"
	}
	return c.keep(DeliveryClock, "", period.Clock{From: c.Decision.On, Limit: rules.DeliverWithin, Basis: basis})
}

// concludeWithin is the time in which a case is concluded (办结) once its result is served. No law names
// one; five working days are the hall's own measure.
var concludeWithin = period.Period{N: 5, Unit: period.WorkingDay}

// conclusion is that time: after a public notice it begins when the notice is over.
func (c Case) conclusion() period.Clock {
	return period.Clock{From: c.Served.On, Limit: concludeWithin, Basis: "通知图二"}
}

func (c Case) supplement() period.Clock {
	return c.keep(SupplementClock, "", period.Clock{From: c.Ask.On, Limit: c.Ask.Limit, Basis: "浙2018 A11(3)"})
}

// step is the limit of the post that holds the case.
func (c Case) step(item *catalog.Item) period.Clock {
	return c.keep(StepClock, "", period.Clock{From: c.StepOn, Limit: item.Procedure.Steps[c.At].Limit, Basis: "岗位承诺期限", Stops: c.stops()})
}

// Promised is the limit the body promised for the decision. An extension is one of the limit
// of the law; the promise stays as it was published (浙2018 A12).
func (c Case) Promised(item *catalog.Item) period.Clock {
	limit := item.Promised
	if c.OnSpot {
		limit = catalog.Limit{Period: period.Period{Unit: period.WorkingDay}, Basis: "许可法34(2)"}
		if c.Commitment != nil {
			limit.Basis = commitRule
		}
	}
	return c.keep(PromisedClock, "", c.decisionClock(item, limit))
}

// Statutory is the limit the law sets for the decision.
func (c Case) Statutory(item *catalog.Item) period.Clock {
	k := c.decisionClock(item, item.Statutory)
	for _, e := range c.Extensions {
		k.Extensions = append(k.Extensions, period.Extension{By: e.By, Basis: "许可法42", Granted: e.On})
	}
	return c.keep(StatutoryClock, "", k)
}

func (c Case) decisionClock(item *catalog.Item, l catalog.Limit) period.Clock {
	return period.Clock{From: c.decisionFrom(item), Limit: l.Period, Basis: l.Basis, Stops: c.stops()}
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
