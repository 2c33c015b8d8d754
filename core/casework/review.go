package casework

import (
	"cmp"

	"yimen/core/org"
	"yimen/core/period"
)

// Pass (审核同意) is the reviewer's proposal to grant; the case goes one step up with all
// its files (许可法35).
type Pass struct {
	Opinion string `json:"t"`
}

// Act names the act.
func (Pass) Act() org.Act { return org.Pass }

func (a Pass) decide(c Case, env Env) (Command, error) {
	return a, cmp.Or(c.checked(env), c.speaks(a.Opinion))
}

func (a Pass) apply(c *Case, f Fact) { c.review(f, a.Opinion) }

// Veto (审核否决) is the reviewer's proposal to deny. It does not end the case: the
// decision is the approver's (the notice, chart 2: 同意通过或否决通过 → 领导批准).
type Veto struct {
	Opinion string `json:"t"`
}

// Act names the act.
func (Veto) Act() org.Act { return org.Veto }

func (a Veto) decide(c Case, env Env) (Command, error) {
	return a, cmp.Or(c.checked(env), c.speaks(a.Opinion))
}

func (a Veto) apply(c *Case, f Fact) { c.review(f, a.Opinion) }

// Return (退回) sends the case back to the step before, with the reason (the notice,
// chart 2: 不批准). The limits run on. An accepted case never goes back behind acceptance.
type Return struct {
	Opinion string `json:"t"`
}

// Act names the act.
func (Return) Act() org.Act { return org.Return }

func (a Return) decide(c Case, _ Env) (Command, error) {
	if c.At <= 1 {
		return nil, Refusal{"nothingBefore", "通知图二", nil}
	}
	return a, opinion(a.Opinion)
}

func (a Return) apply(c *Case, f Fact) {
	c.say(f, a.Opinion)
	c.OnSpot = false // what is sent back goes the long way
	c.enter(c.At-1, f.At.Date())
}

// opinion asks for the written opinion that every case file must show.
func opinion(s string) error {
	var v Invalid
	v.text(s, "opinion", "案卷评查标准")
	return v.err()
}

func (c *Case) review(f Fact, text string) {
	c.say(f, text)
	c.SaidOn = f.At.Date()
	c.onward(f)
}

func (c *Case) say(f Fact, text string) {
	c.Opinions = append(c.Opinions, Opinion{Step: c.At, Act: f.Act, Staff: f.By.No, As: f.Right.As, On: f.At.Date(), Text: text})
}

// Extend (延期) prolongs the decision limit of the law once, before it ends, by decision of the
// head of the body, the reason being told to the applicant (许可法42(1)); what is handled
// jointly by the head of the government (许可法42(2)). The promise stays what was promised.
type Extend struct {
	Reason string        `json:"r"`
	By     period.Period `json:"by"` // filled in by decide
}

// Act names the act.
func (Extend) Act() org.Act { return org.Extend }

func (a Extend) decide(c Case, env Env) (Command, error) {
	switch due := env.Cal.Due(c.Statutory(env.Item)).On; {
	case !c.extendable(env):
		return nil, Refusal{"notExtendable", "许可法42", []string{env.Item.Statutory.Basis}}
	case c.decisionFrom(env.Item).IsZero():
		return nil, Refusal{"clockNotBegun", "许可法42", nil}
	case len(c.Extensions) > 0:
		return nil, Refusal{"extendedBefore", "许可法42", []string{c.Extensions[0].On.String()}}
	case env.today() > due:
		return nil, Refusal{"limitOver", "许可法42", []string{env.said(due)}}
	}
	var v Invalid
	v.text(a.Reason, "reason", "许可法42")
	a.By = env.Rules.ExtendBy
	if env.Item.Procedure.Joint {
		a.By = env.Rules.JointExtendBy
	}
	return a, v.err()
}

// extendable: only limits of the licensing law itself can be prolonged by its Article 42.
func (c Case) extendable(env Env) bool {
	return env.Item.Type == catalogLicence && env.Item.Statutory.Period.Unit == period.WorkingDay
}

func (a Extend) apply(c *Case, f Fact) {
	c.Extensions = append(c.Extensions, Extension{By: a.By, On: f.At.Date(), Reason: a.Reason})
}
