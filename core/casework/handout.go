package casework

import (
	"yimen/core/org"
)

// Issue (制证) makes out the licence or document near the applicant, under the seal of
// the body that decided (许可法39; the notice 二(四)1).
type Issue struct {
	No string `json:"no"`           // number of the licence or document
	ID string `json:"id,omitempty"` // 电子证照标识, filled in by decide; empty where the body has no published code
}

// Act names the act.
func (Issue) Act() org.Act { return org.Issue }

func (a Issue) decide(c Case, env Env) (Command, error) {
	switch {
	case !c.hasIssuing():
		return nil, Refusal{"nothingToIssue", "许可法39", nil}
	case c.feeBars(env.Item):
		return nil, Refusal{"feeUnpaid", feeRule, nil}
	}
	var v Invalid
	v.need(!blank(a.No), "no", "required", "许可法39")
	v.short(a.No, "no", 60)
	a.ID = c.licenceID(env)
	return a, v.err()
}

func (a Issue) apply(c *Case, f Fact) {
	c.Issued = &Issued{On: f.At.Date(), No: a.No, ID: a.ID}
	c.StepOn = f.At.Date()
}

// Conclude (办结) closes a served case. What was served by public notice is served only when
// the days of the notice are over.
type Conclude struct{}

// Act names the act.
func (Conclude) Act() org.Act { return org.Conclude }

func (a Conclude) decide(c Case, env Env) (Command, error) {
	if c.Served.On > env.today() {
		return nil, Refusal{"noticeRuns", "民诉法95", []string{c.Served.On.String()}}
	}
	return a, nil
}

func (a Conclude) apply(c *Case, f Fact) { c.Ended, c.EndedOn = Concluded, f.At.Date() }

// Withdraw (撤回) is the applicant's own end of the case, before the decision.
type Withdraw struct {
	Reason string `json:"t,omitempty"`
}

// Act names the act.
func (Withdraw) Act() org.Act { return org.Withdraw }

func (a Withdraw) decide(Case, Env) (Command, error) {
	var v Invalid
	v.short(a.Reason, "reason", maxText)
	return a, v.err()
}

func (a Withdraw) apply(c *Case, f Fact) { c.Ended, c.EndedOn = Withdrawn, f.At.Date() }
