package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// RevokeCause (撤销、撤回事由) is why a licence may not stand.
type RevokeCause string

// The causes. The first may be revoked and is compensated, the second must be and is not
// (许可法69); the third is withdrawn for the public good and compensated (许可法8).
const (
	BodyAtFault  RevokeCause = "body"  // 69(1): 滥用职权、超越职权、违反程序、申请人不具备条件
	FraudBribery RevokeCause = "fraud" // 69(2): 以欺骗、贿赂等不正当手段取得
	PowerChanged RevokeCause = "power" // 8: 所依据的法律修改或者废止，或者客观情况发生重大变化
)

var revokeCauses = []RevokeCause{BodyAtFault, FraudBribery, PowerChanged}

// rule is the paragraph that a cause rests on.
func (g RevokeCause) rule() string {
	switch g {
	case BodyAtFault:
		return "许可法69(1)"
	case FraudBribery:
		return "许可法69(2)"
	case PowerChanged:
		return "许可法8"
	}
	return "许可法69"
}

// ProposeRevocation (拟撤销、拟撤回告知) tells the holder what the body means to do, on which
// facts, and until when he may state and defend. Without it nothing is revoked.
type ProposeRevocation struct {
	Cause   RevokeCause   `json:"g"`
	Facts   string        `json:"t"` // 事实和理由
	Article string        `json:"a"` // provisions broken, besides Article 69 or 8
	Limit   period.Period `json:"lim"`
}

// Proposal (拟撤销) is a proposal that waits for its decision.
type Proposal struct {
	Cause RevokeCause   `json:"g"`
	On    period.Date   `json:"on"`
	Limit period.Period `json:"lim"`
	Heard *Heard        `json:"h,omitempty"`
}

// Heard (陈述申辩) is what the holder said, and what became of it.
type Heard struct {
	On      period.Date `json:"on"`
	Speaker string      `json:"w"`
	Adopted bool        `json:"y,omitempty"`
}

// Act names the act.
func (ProposeRevocation) Act() org.Act { return org.ProposeRevocation }

func (a ProposeRevocation) decide(c Case, env Env) (Command, error) {
	if s := c.LicenceOn(env.Item, env.today()); !c.licenceStands(env.Item, env.today()) {
		return nil, Refusal{"licenceNotValid", "许可法69", []string{string(s)}}
	}
	if c.life().Proposal != nil {
		return nil, Refusal{"proposedBefore", "许可法69", []string{c.Licence.Proposal.On.String()}}
	}
	var v Invalid
	v.need(slices.Contains(revokeCauses, a.Cause), "cause", "choose", "许可法69、8")
	v.text(a.Facts, "facts", "许可法36")
	v.text(a.Article, "article", "许可法69")
	v.need(a.Limit.N > 0, "limit", "limitMissing", "许可法36")
	most := env.Cal.Due(period.Clock{From: env.today(), Limit: env.Rules.MaxSupplement}).On
	v.need(env.Cal.Due(period.Clock{From: env.today(), Limit: a.Limit}).On <= most, "limit", "limitTooLong", "许可法36", env.Rules.MaxSupplement.String())
	return a, v.err()
}

func (a ProposeRevocation) apply(c *Case, f Fact) {
	c.licence().Proposal = &Proposal{Cause: a.Cause, On: f.At.Date(), Limit: a.Limit}
}

// statement is the holder's time to speak.
func (p Proposal) statement() period.Clock {
	return period.Clock{From: p.On, Limit: p.Limit, Basis: "许可法36"}
}

// HearHolder (听取陈述申辩) records what the holder of a licence said to the proposal, whether
// it is adopted and why. What was said may not be passed over, and never makes things worse.
type HearHolder struct {
	On      period.Date `json:"on"` // zero = today
	Speaker string      `json:"w"`
	Text    string      `json:"t"`
	Adopted bool        `json:"y,omitempty"`
	Why     string      `json:"r"`
}

// Act names the act.
func (HearHolder) Act() org.Act { return org.HearHolder }

func (a HearHolder) decide(c Case, env Env) (Command, error) {
	p := c.life().Proposal
	if p == nil {
		return nil, Refusal{"notProposed", "许可法36", nil}
	}
	if a.On.IsZero() {
		a.On = env.today()
	}
	var v Invalid
	v.need(a.On <= env.today(), "on", "dayInFuture", "许可法36", env.today().String())
	v.need(a.On >= p.On, "on", "dayTooEarly", "许可法36", p.On.String())
	v.need(!blank(a.Speaker), "speaker", "required", "许可法36")
	v.short(a.Speaker, "speaker", maxName)
	v.text(a.Text, "text", "许可法36")
	v.text(a.Why, "why", "许可法36")
	return a, v.err()
}

func (a HearHolder) apply(c *Case, _ Fact) {
	c.licence().Proposal.Heard = &Heard{On: a.On, Speaker: a.Speaker, Adopted: a.Adopted}
}

// RevokeOutcome (处理结果) is what the body decides on its own proposal.
type RevokeOutcome string

// The outcomes.
const (
	DoRevoke    RevokeOutcome = "revoke"  // 撤销（撤回）
	KeepForHarm RevokeOutcome = "harm"    // 69(3): 可能对公共利益造成重大损害，不予撤销
	KeepForWant RevokeOutcome = "dropped" // 事由不成立，不予撤销
)

// barFor is the time in which nobody who got a licence by fraud may apply for it again, where
// it touches public safety, health or life (许可法79).
var barFor = period.Period{N: 36, Unit: period.Month}

// RevokeLicence (撤销、撤回许可) is the head's decision on the proposal, after the holder was
// heard or let his time pass. A fault of the body may lead to it, and the holder is
// compensated; fraud must, and nothing is protected (许可法69); a change of the law or of the
// facts may, against compensation (许可法8). Where it would gravely harm the public the
// licence stays, and the decision says why (许可法69(3)).
type RevokeLicence struct {
	Outcome      RevokeOutcome `json:"o"`
	Reason       string        `json:"t"`
	Compensation string        `json:"c,omitempty"` // 赔偿或者补偿
	Safety       bool          `json:"s,omitempty"` // touches public safety, health, life or property: the bar of 许可法79
	BarUntil     period.Date   `json:"bar,omitempty"`
}

// Revoked (撤销) is a licence that stands no more.
type Revoked struct {
	Ground   RevokeCause `json:"g"`
	On       period.Date `json:"on"`
	BarUntil period.Date `json:"bar,omitempty"` // last day on which the holder may not apply again
}

// Spared (不予撤销) is a proposal that ended with the licence standing.
type Spared struct {
	On      period.Date   `json:"on"`
	Cause   RevokeCause   `json:"g"`
	Outcome RevokeOutcome `json:"o"`
}

// Act names the act.
func (RevokeLicence) Act() org.Act { return org.RevokeLicence }

func (a RevokeLicence) decide(c Case, env Env) (Command, error) {
	p := c.life().Proposal
	if p == nil {
		return nil, Refusal{"notProposed", "许可法36", nil}
	}
	if due := env.Cal.Due(p.statement()).On; p.Heard == nil && env.today() <= due {
		return nil, Refusal{"holderNotHeard", "许可法36", []string{env.said(due)}}
	}
	if c.life().Next != nil && a.Outcome == DoRevoke {
		return nil, Refusal{"renewalOpen", p.Cause.rule(), nil}
	}
	a.BarUntil = 0
	rule := p.Cause.rule()
	var v Invalid
	v.need(slices.Contains([]RevokeOutcome{DoRevoke, KeepForHarm, KeepForWant}, a.Outcome), "outcome", "choose", rule)
	v.need(a.Outcome != KeepForHarm || p.Cause != PowerChanged, "outcome", "harmNotHere", "许可法69(3)") // 依照前两款的规定撤销
	v.text(a.Reason, "reason", rule)
	v.short(a.Compensation, "compensation", maxText)
	if a.Outcome == DoRevoke {
		paid := p.Cause != FraudBribery
		v.need(!paid || !blank(a.Compensation), "compensation", "compensationMissing", rule)
		v.need(paid || blank(a.Compensation), "compensation", "compensationForFraud", rule)
		if p.Cause == FraudBribery && a.Safety {
			a.BarUntil = barFor.After(env.today()) // the day of the decision does not count (民法典201)
		}
	}
	return a, v.err()
}

func (a RevokeLicence) apply(c *Case, f Fact) {
	l := c.licence()
	cause := l.Proposal.Cause
	l.Decided, l.Proposal = l.Proposal, nil
	if a.Outcome == DoRevoke {
		l.Revoked = &Revoked{Ground: cause, On: f.At.Date(), BarUntil: a.BarUntil}
		return
	}
	l.Kept = append(l.Kept, Spared{On: f.At.Date(), Cause: cause, Outcome: a.Outcome})
}
