package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

const commitRule = "浙2018 A14"

// Commitment (告知承诺) is an applicant's signed word that he meets the conditions, in place of
// the materials that would prove it. The decision is taken at once; after the case is closed
// the body looks whether the word is true.
type Commitment struct {
	On          period.Date  `json:"on"`
	Signer      string       `json:"p"` // 承诺人
	Replaced    []string     `json:"m"` // codes of the materials that were left out for it
	Inspections []Inspected  `json:"i,omitempty"`
	Revoked     *CommitEnded `json:"rev,omitempty"`
}

// Inspected (承诺核查) is one look at whether the commitment is kept.
type Inspected struct {
	On     period.Date   `json:"on"`
	Result Finding       `json:"r"`
	Limit  period.Period `json:"lim,omitzero"` // time to put it right
}

// Finding (核查结论) is what an inspection found.
type Finding string

// The findings.
const (
	CommitKept   Finding = "kept"    // 属实、符合条件
	Rectify      Finding = "rectify" // 不符，可以整改
	CommitBroken Finding = "broken"  // 不实，或整改后仍不符
)

// WordBroken (承诺不实) is why a licence fell that was granted on a commitment.
const WordBroken RevokeCause = "commitment"

// CommitEnded (撤销) says why the decision was taken back.
type CommitEnded struct {
	On      period.Date `json:"on"`
	Reasons string      `json:"c"`
	Article string      `json:"a"`
	Credit  string      `json:"k"` // 失信记录
}

// AcceptCommitted (告知承诺受理) accepts an application on the applicant's commitment: he was
// told in writing what the law asks for and what follows when it is not so, and signed. What
// is missing must be replaceable by a commitment; the file goes straight to the decider.
type AcceptCommitted struct {
	Opinion  string      `json:"t"`
	Signer   string      `json:"p"`
	On       period.Date `json:"on"`           // filled in by decide, as Accept's
	Replaced []string    `json:"m"`            // filled in by decide: codes of the materials
	Line     *InLine     `json:"ln,omitempty"` // filled in by decide, as Accept's
}

// Act names the act.
func (AcceptCommitted) Act() org.Act { return org.AcceptCommitted }

func (a AcceptCommitted) decide(c Case, env Env) (Command, error) {
	a.On, a.Replaced = c.acceptanceDay(env), nil
	a.Line = c.joins(a.On, env)
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	for _, m := range lacking(c.Materials, env.Item, catalog.Required) {
		v.need(m.Commit, "material."+m.Code, "materialMissing", commitRule, m.Name)
		a.Replaced = append(a.Replaced, m.Code)
	}
	for _, m := range lacking(c.Materials, env.Item, catalog.Deferrable) {
		v.need(false, "material."+m.Code, "deferrableMissing", "浙2018 A11(2)", m.Name)
	}
	if !c.committable(env.Item) {
		return nil, Refusal{"nothingCommitted", commitRule, nil}
	}
	v.need(!blank(a.Signer), "promise", "required", commitRule)
	v.short(a.Signer, "promise", maxName)
	return a, v.err()
}

// committable tells whether the item may be granted on a commitment, and a material is missing
// that it can replace.
func (c Case) committable(item *catalog.Item) bool {
	return item.Sheet.CommitInstead && slices.ContainsFunc(lacking(c.Materials, item, catalog.Required), func(m catalog.Material) bool { return m.Commit })
}

func (a AcceptCommitted) apply(c *Case, f Fact) {
	c.accepted(a.On, f)
	c.Line = a.Line
	c.Commitment = &Commitment{On: f.At.Date(), Signer: a.Signer, Replaced: a.Replaced}
	c.advance(f.At.Date())
	c.OnSpot = true
	c.At = slices.Index(c.Posts, org.Approval)
}

// InspectCommitment (承诺核查) is the look of two members of staff of the deciding body, within
// sixty working days of the decision. What can be put right gets a limit, once.
type InspectCommitment struct {
	Result   Finding       `json:"r"`
	Findings string        `json:"t"`
	Checkers []Checker     `json:"k"`
	Limit    period.Period `json:"lim,omitzero"` // to put it right
}

// Act names the act.
func (InspectCommitment) Act() org.Act { return org.InspectCommitment }

func (a InspectCommitment) decide(c Case, env Env) (Command, error) {
	if !c.toInspect() {
		return nil, Refusal{"nothingToInspect", commitRule, nil}
	}
	var v Invalid
	again := len(c.Commitment.Inspections) > 0
	v.need(a.Result == CommitKept || a.Result == CommitBroken || a.Result == Rectify, "finding", "choose", commitRule)
	v.need(a.Result != Rectify || !again, "finding", "rectifiedBefore", commitRule)
	v.text(a.Findings, "findings", commitRule)
	v.checkers(a.Checkers, c.decider(), env.today(), env)
	if a.Result != Rectify {
		a.Limit = period.Period{}
		return a, v.err()
	}
	v.need(a.Limit.N > 0, "limit", "limitMissing", commitRule)
	v.need(a.Limit.N <= mostRectify, "limit", "limitTooLong", commitRule, days(mostRectify).String())
	return a, v.err()
}

// mostRectify is the longest time to put something right, in days of either kind.
const mostRectify = 60

func (a InspectCommitment) apply(c *Case, f Fact) {
	c.Commitment.Inspections = append(c.Commitment.Inspections, Inspected{On: f.At.Date(), Result: a.Result, Limit: a.Limit})
}

// RevokeCommitted (撤销告知承诺决定) takes the decision back: the commitment is not kept. The
// applicant was heard, and it goes on his credit record.
type RevokeCommitted struct {
	Heard   string `json:"h"` // 陈述申辩情况
	Reasons string `json:"c"`
	Article string `json:"a"`
	Credit  string `json:"k"`             // 失信记录: what is entered, and where
	Licence bool   `json:"lic,omitempty"` // filled in by decide: a licence falls with the decision
}

// Act names the act.
func (RevokeCommitted) Act() org.Act { return org.RevokeCommitted }

func (a RevokeCommitted) decide(c Case, env Env) (Command, error) {
	if !c.mayRevoke(env) {
		return nil, Refusal{"commitmentStands", commitRule, nil}
	}
	var v Invalid
	v.text(a.Heard, "heard", "许可法7")
	v.text(a.Reasons, "reasons", commitRule)
	v.text(a.Article, "article", commitRule)
	v.text(a.Credit, "credit", commitRule)
	a.Licence = c.HoldsLicence(env.Item)
	return a, v.err()
}

func (a RevokeCommitted) apply(c *Case, f Fact) {
	c.Commitment.Revoked = &CommitEnded{On: f.At.Date(), Reasons: a.Reasons, Article: a.Article, Credit: a.Credit}
	if a.Licence {
		c.licence().Revoked = &Revoked{Ground: WordBroken, On: f.At.Date()}
	}
}

// granted on a commitment that still stands: the case is concluded, nothing was taken back.
func (c Case) onCommitment() bool {
	return c.Commitment != nil && c.Commitment.Revoked == nil && c.life().Revoked == nil && c.life().Cancelled == nil && c.Ended == Concluded && c.Decision != nil && c.Decision.Granted
}

// lastInspected is the newest inspection, the zero value before the first.
func (c Case) lastInspected() Inspected {
	if c.Commitment == nil || len(c.Commitment.Inspections) == 0 {
		return Inspected{}
	}
	return c.Commitment.Inspections[len(c.Commitment.Inspections)-1]
}

// toInspect tells whether the body is still to look, or to look again.
func (c Case) toInspect() bool {
	last := c.lastInspected().Result
	return c.onCommitment() && (last == "" || last == Rectify)
}

// mayRevoke: the word was found broken, or what was to be put right is overdue.
func (c Case) mayRevoke(env Env) bool {
	switch last := c.lastInspected(); {
	case !c.onCommitment() || c.life().Proposal != nil:
		return false
	case last.Result == CommitBroken:
		return true
	case last.Result == Rectify:
		return env.today() > env.Cal.Due(c.rectify()).On
	}
	return false
}

// inspection is the limit of 浙2018 A14 for looking whether the word is true.
func (c Case) inspection(rules Rules) period.Clock {
	return period.Clock{From: c.Decision.On, Limit: rules.InspectWithin, Basis: commitRule}
}

// rectify is the applicant's time to put right what was found.
func (c Case) rectify() period.Clock {
	i := slices.IndexFunc(c.Commitment.Inspections, func(i Inspected) bool { return i.Result == Rectify })
	if i < 0 {
		return period.Clock{}
	}
	return period.Clock{From: c.Commitment.Inspections[i].On, Limit: c.Commitment.Inspections[i].Limit, Basis: commitRule}
}

// commitClocks are the clocks of a commitment, with the days on which they were stopped.
func (c Case) commitClocks(rules Rules, add func(ClockName, period.Clock, period.Date)) {
	if c.Commitment == nil || c.Ended != Concluded || !c.Decision.Granted {
		return
	}
	var ended period.Date
	if c.Commitment.Revoked != nil {
		ended = c.Commitment.Revoked.On
	}
	first, second := ended, ended
	if list := c.Commitment.Inspections; len(list) > 0 {
		first = list[0].On
		if len(list) > 1 {
			second = list[1].On
		}
	}
	add(InspectionClock, c.inspection(rules), first)
	add(RectifyClock, c.rectify(), second)
}

// inspectionTask is the open work of a closed case that was granted on a commitment: the
// deciding body looks, looks again, or takes the decision back.
func (c Case) inspectionTask(env Env) (t Task, ok bool) {
	last := c.lastInspected()
	if !c.onCommitment() || last.Result == CommitKept {
		return Task{}, false
	}
	t = Task{Unit: c.decider(), Post: org.Approval, Since: c.Decision.On, For: org.InspectCommitment}
	t.limit(c.inspection(env.Rules), env)
	if last.Result == Rectify {
		t.Since = last.On
		t.limit(c.rectify(), env)
	}
	t.Last = t.Due
	return t, true
}
