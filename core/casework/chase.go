package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// chaseRule: the notice gives supervision the power to press a unit (督办); the national
// standard says what a 督办 holds: content, who is pressed, until when, and the reply.
const chaseRule = "通知三(三)"

// ChaseGround (督办事由) is why a unit is pressed.
type ChaseGround string

// The grounds.
const (
	ChaseLate      ChaseGround = "late"      // 超过期限或者临近期限
	ChaseAnomaly   ChaseGround = "anomaly"   // 监察发现异常
	ChaseComplaint ChaseGround = "complaint" // 投诉、催办、差评
	ChaseOther     ChaseGround = "other"     // 其他
)

// ChaseGrounds are all of them.
var ChaseGrounds = []ChaseGround{ChaseLate, ChaseAnomaly, ChaseComplaint, ChaseOther}

// Chase (督办) is a supervisor's numbered demand on a unit with open work on the case: what is
// wrong, what is asked, and until which day it has to reply. It moves no limit of the case. A unit
// that let the day of a demand pass can be given a 监察建议 next: what it has to put right, and with
// whom the fault lies.
type Chase struct {
	Ground ChaseGround `json:"g"`
	Unit   string      `json:"u"` // 被督办机构; empty = whose turn it is, filled in by decide
	Text   string      `json:"t"` // facts, and what is asked for
	Due    period.Date `json:"due"`
	Advice bool        `json:"adv,omitempty"` // 监察建议: the unit let a demand pass without a reply
}

// Chased (督办记录) is one demand. What was said stands in its fact.
type Chased struct {
	Seq    int         `json:"n"`
	On     period.Date `json:"on"`
	Unit   string      `json:"u"`
	Due    period.Date `json:"due"`
	By     string      `json:"by"`           // 工号 of the supervisor
	Answer int         `json:"a,omitempty"`  // the fact that answers it
	AnsOn  period.Date `json:"ao,omitempty"` // its day
}

// Late tells whether the day of the reply is over without one: it goes up to the head and to
// the supervisors above (督办升级).
func (c Chased) Late(today period.Date) bool { return c.Answer == 0 && today > c.Due }

// maxChase bounds the days that a unit is given for its reply.
const maxChase = 60

// Act names the act.
func (Chase) Act() org.Act { return org.Chase }

func (a Chase) decide(c Case, env Env) (Command, error) {
	units := c.Chaseable(env)
	if len(units) == 0 {
		return nil, Refusal{"nobodyToChase", chaseRule, nil}
	}
	if a.Unit == "" {
		a.Unit = units[0]
	}
	if open := c.openChase(a.Unit); open != nil && !open.Late(env.today()) {
		return nil, Refusal{"chaseOpen", chaseRule, []string{open.Due.String()}}
	}
	var v Invalid
	v.need(slices.Contains(units, a.Unit), "unit", "choose", chaseRule)
	v.need(slices.Contains(ChaseGrounds, a.Ground), "ground", "choose", chaseRule)
	v.need(!a.Advice || c.openChase(a.Unit) != nil, "advice", "adviceTooSoon", chaseRule)
	v.text(a.Text, "content", chaseRule)
	v.need(!a.Due.IsZero(), "until", "required", chaseRule)
	v.need(a.Due.IsZero() || a.Due >= env.today(), "until", "dayInPast", "")
	v.need(a.Due <= env.today().Add(maxChase), "until", "dayTooFar", "", env.today().Add(maxChase).String())
	return a, v.err()
}

func (a Chase) apply(c *Case, f Fact) {
	c.Chased = append(c.Chased, Chased{Seq: f.Seq, On: f.At.Date(), Unit: a.Unit, Due: a.Due, By: f.By.No})
}

// AnswerChase (督办反馈) is the unit's reply: why it came so, and what is done. It answers all
// that the unit was pressed for.
type AnswerChase struct {
	Text string `json:"t"`
}

// Act names the act.
func (AnswerChase) Act() org.Act { return org.AnswerChase }

func (a AnswerChase) decide(c Case, env Env) (Command, error) {
	if slices.ContainsFunc(c.openChases(), func(o Chased) bool { return o.By == env.Actor.No }) {
		return nil, Refusal{"chasedSelf", chaseRule, nil}
	}
	var v Invalid
	v.text(a.Text, "content", chaseRule)
	return a, v.err()
}

func (a AnswerChase) apply(c *Case, f Fact) {
	for i := range c.Chased {
		if o := &c.Chased[i]; o.Answer == 0 && o.Unit == f.Right.Body() {
			o.Answer, o.AnsOn = f.Seq, f.At.Date()
		}
	}
}

// Chaseable are the units with open work on the case, the first whose turn it is.
func (c Case) Chaseable(env Env) []string {
	var units []string
	for _, t := range Work(c, env) {
		if !slices.Contains(units, t.Unit) {
			units = append(units, t.Unit)
		}
	}
	return units
}

func (c Case) openChases() []Chased {
	return slices.DeleteFunc(slices.Clone(c.Chased), func(o Chased) bool { return o.Answer != 0 })
}

// openChase is the latest demand on a unit that waits for its reply, nil when none does.
func (c Case) openChase(unit string) *Chased {
	for _, o := range slices.Backward(c.openChases()) {
		if o.Unit == unit {
			return &o
		}
	}
	return nil
}

// chasedUnits are the units that owe a reply.
func (c Case) chasedUnits() []string {
	var units []string
	for _, o := range c.openChases() {
		if !slices.Contains(units, o.Unit) {
			units = append(units, o.Unit)
		}
	}
	return units
}

// mayChase tells whether some unit with open work owes no reply that is in time.
func (c Case) mayChase(env Env) bool {
	return slices.ContainsFunc(c.Chaseable(env), func(unit string) bool {
		open := c.openChase(unit)
		return open == nil || open.Late(env.today())
	})
}
