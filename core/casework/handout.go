package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Issue (制证) makes out the licence or document near the applicant, under the seal of
// the body that decided (许可法39; the notice 二(四)1).
type Issue struct {
	No string `json:"no"` // number of the licence or document
}

// Act names the act.
func (Issue) Act() org.Act { return org.Issue }

func (a Issue) decide(c Case, _ Env) (Command, error) {
	if !c.hasIssuing() {
		return nil, Refusal{"nothingToIssue", "许可法39", nil}
	}
	var v Invalid
	v.need(!blank(a.No), "no", "required", "许可法39")
	v.short(a.No, "no", 60)
	return a, v.err()
}

func (a Issue) apply(c *Case, f Fact) {
	c.Issued = &Issued{On: f.At.Date(), No: a.No}
	c.StepOn = f.At.Date()
}

// Mode (送达方式) is how a result reaches its addressee (民诉法87–95).
type Mode string

// The modes of the main road; leaving, entrusting and public notice follow with their proofs.
const (
	InPerson   Mode = "direct"     // 直接送达
	PostMail   Mode = "post"       // 邮寄送达
	Electronic Mode = "electronic" // 电子送达, with consent
)

// Serve (送达) puts the result into the applicant's hands, within ten working days of the
// decision (许可法44).
type Serve struct {
	Mode     Mode        `json:"m"`
	Receiver string      `json:"r"`           // who signed; post: receipt number; electronic: address
	Relation string      `json:"l,omitempty"` // relation of the signer to the addressee
	On       period.Date `json:"on"`          // day of service, zero = today
}

// Act names the act.
func (Serve) Act() org.Act { return org.Serve }

func (a Serve) decide(c Case, env Env) (Command, error) {
	if c.State() == Granted && c.hasIssuing() {
		return nil, Refusal{"issueFirst", "许可法39", nil}
	}
	if a.On.IsZero() {
		a.On = env.today()
	}
	var v Invalid
	v.need(slices.Contains([]Mode{InPerson, PostMail, Electronic}, a.Mode), "mode", "choose", "民诉法87–95")
	v.need(!blank(a.Receiver), "receiver", "required", "民诉法87")
	v.short(a.Receiver, "receiver", maxName)
	v.short(a.Relation, "relation", maxName)
	v.need(a.On <= env.today(), "on", "dayInFuture", "许可法44", env.today().String())
	v.need(a.On >= c.Decision.On, "on", "beforeDecision", "许可法44", c.Decision.On.String())
	return a, v.err()
}

func (a Serve) apply(c *Case, f Fact) {
	c.Served = &Served{On: a.On, Mode: a.Mode, By: a.Receiver}
	c.StepOn = f.At.Date()
}

// Conclude (办结) closes a served case.
type Conclude struct{}

// Act names the act.
func (Conclude) Act() org.Act { return org.Conclude }

func (a Conclude) decide(Case, Env) (Command, error) { return a, nil }

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
