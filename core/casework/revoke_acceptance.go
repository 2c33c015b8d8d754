package casework

import "yimen/core/org"

// RevokeGround (撤销受理理由) is why an acceptance with pending materials does not stand.
type RevokeGround string

// The grounds of 浙2018 A11(2).
const (
	PendingOverdue RevokeGround = "overdue" // 逾期未补交
	PendingUnfit   RevokeGround = "unfit"   // 补交的材料不符合要求
)

// RevokeAcceptance (撤销受理) takes back an acceptance with pending materials when they do not
// come in time or are not fit, with reasons in writing (浙2018 A11(2)). It is left to the
// body: an overdue material may still be waited for.
type RevokeAcceptance struct {
	Ground RevokeGround `json:"g"`
	Reason string       `json:"t"`
}

// Act names the act.
func (RevokeAcceptance) Act() org.Act { return org.RevokeAcceptance }

func (a RevokeAcceptance) decide(c Case, env Env) (Command, error) {
	const rule = "浙2018 A11(2)"
	if c.Pending == nil {
		return nil, Refusal{"nothingPending", rule, nil}
	}
	var v Invalid
	due := env.Cal.Due(c.pendingClock()).On
	switch a.Ground {
	case PendingOverdue:
		v.need(c.owes(), "ground", "pendingBrought", rule, c.Pending.BroughtOn.String())
		v.need(!c.owes() || env.today() > due, "ground", "pendingNotOver", rule, env.said(due))
	case PendingUnfit:
		v.need(!c.owes(), "ground", "pendingNotBrought", rule)
	default:
		v.need(false, "ground", "choose", rule)
	}
	v.text(a.Reason, "reason", rule)
	return a, v.err()
}

func (a RevokeAcceptance) apply(c *Case, f Fact) {
	c.Ended, c.EndedOn = AcceptanceRevoked, f.At.Date()
}
