package casework

import (
	"cmp"

	"yimen/core/org"
	"yimen/core/period"
)

const interestRule = "许可法36"

// Interested (利害关系人) is somebody whose direct major interest the licence touches.
type Interested struct {
	Name     string      `json:"name"`
	Contact  string      `json:"tel,omitempty"`
	Interest string      `json:"i"`            // the interest that is touched
	On       period.Date `json:"on"`           // day it was found
	ToldOn   period.Date `json:"t,omitempty"`  // day of the notice; zero = not told yet
	Until    period.Date `json:"ul,omitempty"` // last day to state and defend, as told
}

// FindInterest (认定重大利害关系) records that the matter touches somebody else's direct major
// interest. From then on nothing is decided before he was told and heard (许可法36).
type FindInterest struct {
	Name     string `json:"name"`
	Contact  string `json:"tel,omitempty"`
	Interest string `json:"i"`
}

// Act names the act.
func (FindInterest) Act() org.Act { return org.FindInterest }

func (a FindInterest) decide(Case, Env) (Command, error) {
	var v Invalid
	v.need(!blank(a.Name), "name", "required", interestRule)
	v.short(a.Name, "name", maxName)
	v.short(a.Contact, "contact", maxName)
	v.text(a.Interest, "interest", interestRule)
	return a, v.err()
}

func (a FindInterest) apply(c *Case, f Fact) {
	c.Interested = append(c.Interested, Interested{Name: a.Name, Contact: a.Contact, Interest: a.Interest, On: f.At.Date()})
}

// NotifyInterested (告知利害关系人) tells him the matter and until when he may state and defend.
type NotifyInterested struct {
	Party int         `json:"who"` // his place among the interested, from 1
	Facts string      `json:"c"`
	How   Mode        `json:"m"` // 送达方式
	Until period.Date `json:"ul"`
}

// Act names the act.
func (NotifyInterested) Act() org.Act { return org.NotifyInterested }

func (a NotifyInterested) decide(c Case, env Env) (Command, error) {
	if !c.anyUntold() {
		return nil, Refusal{"nobodyToTell", interestRule, nil}
	}
	var v Invalid
	v.need(a.Party >= 1 && a.Party <= len(c.Interested) && c.Interested[a.Party-1].ToldOn.IsZero(), "party", "choose", interestRule)
	v.text(a.Facts, "facts", interestRule)
	v.need(a.How == InPerson || a.How == PostMail || a.How == Electronic, "mode", "choose", interestRule)
	v.need(a.Until > env.today(), "until", "untilTooSoon", interestRule, env.today().String())
	return a, v.err()
}

func (a NotifyInterested) apply(c *Case, f Fact) {
	if a.Party >= 1 && a.Party <= len(c.Interested) {
		p := &c.Interested[a.Party-1]
		p.ToldOn, p.Until = f.At.Date(), a.Until
	}
}

// anyUntold tells whether somebody interested was not told yet.
func (c Case) anyUntold() bool {
	for _, p := range c.Interested {
		if p.ToldOn.IsZero() {
			return true
		}
	}
	return false
}

// Said (陈述申辩记录) is what somebody stated, or that he waived it in writing.
type Said struct {
	By      int         `json:"who,omitempty"` // 0 = the applicant, n = the nth of the interested
	On      period.Date `json:"on"`
	Text    string      `json:"t,omitempty"`
	Waived  bool        `json:"x,omitempty"`
	Verdict Verdict     `json:"v,omitempty"`
	Why     string      `json:"w,omitempty"`
}

// Verdict (采纳情况) is what the body makes of a statement.
type Verdict string

// The verdicts.
const (
	Adopted    Verdict = "adopted"    // 采纳
	NotAdopted Verdict = "notAdopted" // 不予采纳
)

// MakeStatement (陈述申辩) is what the applicant or somebody interested states and defends, in
// his own words, online or taken down by the hall; or his written waiver (许可法7、36).
type MakeStatement struct {
	Party  int         `json:"who,omitempty"` // 0 = the applicant
	Text   string      `json:"t,omitempty"`
	Waived bool        `json:"x,omitempty"`
	On     period.Date `json:"on"` // day it was made, zero = today; only staff may date it back
}

// Act names the act.
func (MakeStatement) Act() org.Act { return org.MakeStatement }

func (a MakeStatement) decide(c Case, env Env) (Command, error) {
	if a.On.IsZero() || env.Actor.Kind != org.ByStaff {
		a.On = env.today()
	}
	var v Invalid
	v.spokesman(a.Party, c, env, interestRule)
	if !a.Waived {
		v.text(a.Text, "content", interestRule)
	}
	v.short(a.Text, "content", maxText)
	v.need(a.On <= env.today(), "receivedOn", "dayInFuture", interestRule, env.today().String())
	v.need(a.On >= c.AcceptedOn, "receivedOn", "dayTooEarly", interestRule, c.AcceptedOn.String())
	return a, v.err()
}

// spokesman asks for the applicant or one of the interested; who acts himself is the applicant.
func (v *Invalid) spokesman(party int, c Case, env Env, rule string) {
	known := party == 0 || env.Actor.Kind == org.ByStaff && party >= 1 && party <= len(c.Interested)
	v.need(known, "party", "choose", rule)
}

func (a MakeStatement) apply(c *Case, f Fact) {
	c.Statements = append(c.Statements, Said{By: a.Party, On: cmp.Or(a.On, f.At.Date()), Text: a.Text, Waived: a.Waived})
}

// AnswerStatement (陈述申辩的采纳) says of a statement whether it is adopted, and why (许可法36:
// 行政机关应当听取申请人、利害关系人的意见).
type AnswerStatement struct {
	No      int     `json:"no"` // which statement, from 1
	Verdict Verdict `json:"v"`
	Why     string  `json:"t"`
}

// Act names the act.
func (AnswerStatement) Act() org.Act { return org.AnswerStatement }

func (a AnswerStatement) decide(c Case, _ Env) (Command, error) {
	if len(c.OpenStatements()) == 0 {
		return nil, Refusal{"nothingStated", interestRule, nil}
	}
	var v Invalid
	v.need(a.No >= 1 && a.No <= len(c.Statements) && c.Statements[a.No-1].open(), "statement", "choose", interestRule)
	v.need(a.Verdict == Adopted || a.Verdict == NotAdopted, "verdict", "choose", interestRule)
	v.text(a.Why, "reason", interestRule)
	return a, v.err()
}

func (s Said) open() bool { return !s.Waived && s.Verdict == "" }

func (a AnswerStatement) apply(c *Case, _ Fact) {
	if a.No >= 1 && a.No <= len(c.Statements) {
		s := &c.Statements[a.No-1]
		s.Verdict, s.Why = a.Verdict, a.Why
	}
}

// OpenStatements are the places, from 1, of statements that nobody answered yet.
func (c Case) OpenStatements() []int {
	var open []int
	for i, s := range c.Statements {
		if s.open() {
			open = append(open, i+1)
		}
	}
	return open
}

// heard refuses a decision before everybody interested was told, and spoke, waived it or let
// his time pass, and before every statement was answered.
func (c Case) heard(env Env) error {
	for i, p := range c.Interested {
		switch spoke := c.Spoke(i + 1); {
		case p.ToldOn.IsZero():
			return Refusal{"interestUntold", interestRule, []string{p.Name}}
		case !spoke && env.today() <= p.Until:
			return Refusal{"interestOpen", interestRule, []string{p.Name, p.Until.String()}}
		}
	}
	if len(c.OpenStatements()) > 0 {
		return Refusal{"statementOpen", interestRule, nil}
	}
	return nil
}

// Spoke tells whether somebody interested stated or waived.
func (c Case) Spoke(party int) bool {
	for _, s := range c.Statements {
		if s.By == party {
			return true
		}
	}
	return false
}
