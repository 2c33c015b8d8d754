package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// HearingPlan (听证安排) is what the notice of the hearing says.
type HearingPlan struct {
	NoticedOn period.Date `json:"n"`
	On        period.Date `json:"on"`
	Begins    string      `json:"f"`
	Place     string      `json:"p"`
	Presider  string      `json:"pre"`          // 工号 of the 听证主持人
	Parties   int         `json:"np,omitempty"` // how many interested got a notice beside the applicant, each his own

	Served []HearingServed `json:"sv,omitempty"` // 送达, in the order of their facts
}

// Recusal (回避) is a request that the presider step aside, and what became of it.
type Recusal struct {
	Party   int         `json:"who,omitempty"`
	On      period.Date `json:"on"`
	Reason  string      `json:"t"`
	Decided bool        `json:"d,omitempty"`
	Granted bool        `json:"ok,omitempty"`
	Why     string      `json:"w,omitempty"`
}

// ScheduleHearing (听证通知) tells the applicant and everybody interested, each by a notice of his own,
// time, place and presider at least seven days before (许可法48); see ServeHearing. It is the written
// notice by which the time up to the hearing is not counted (许可法45), and may be given anew as long as
// nothing was held: then all are to be told anew.
type ScheduleHearing struct {
	On       period.Date `json:"on"`
	Begins   string      `json:"f"`
	Place    string      `json:"p"`
	Presider string      `json:"pre"`
}

// Act names the act.
func (ScheduleHearing) Act() org.Act { return org.ScheduleHearing }

func (a ScheduleHearing) decide(c Case, env Env) (Command, error) {
	switch {
	case !c.Hearing.Due():
		return nil, Refusal{"noHearing", holdRule, nil}
	case c.openStop() != nil && c.hearingStop() == nil:
		return nil, Refusal{"otherStop", holdRule, nil}
	}
	var v Invalid
	first := env.FirstHearing(env.today())
	v.need(a.On >= first, "on", "hearingTooSoon", holdRule, env.said(first))
	v.need(a.On <= env.today().Add(366), "on", "stopTooLong", holdRule)
	from := env.today()
	if s := c.hearingStop(); s != nil {
		from = s.From
	}
	v.most(catalog.Hearing, from, a.On, "on", c, env)
	v.need(timeOfDay.MatchString(a.Begins), "begins", "timeOfDay", holdRule)
	v.need(!blank(a.Place), "place", "required", holdRule)
	v.short(a.Place, "place", maxName)
	v.presider(a.Presider, "presider", c, env)
	return a, v.err()
}

// presider asks for somebody of the deciding body, or of the one that holds the case, who did
// not examine this application (许可法48(3)).
func (v *Invalid) presider(no, field string, c Case, env Env) {
	ofBody := holdsPost(env.Dir, no, c.decider(), env.today()) || holdsPost(env.Dir, no, c.Unit(), env.today())
	v.need(ofBody, field, "notOfBody", holdRule)
	v.need(!ofBody || no != env.Actor.No && !c.Examined(no), field, "presiderExamined", holdRule)
}

// Examined tells whether somebody gave an opinion on the case or checked it on site.
func (c Case) Examined(no string) bool {
	return slices.ContainsFunc(c.Opinions, func(o Opinion) bool { return o.Staff == no }) ||
		slices.ContainsFunc(c.Checks, func(k Checked) bool { return slices.Contains(k.By, no) })
}

func (a ScheduleHearing) apply(c *Case, f Fact) {
	today := f.At.Date()
	c.hearing().Plan = &HearingPlan{NoticedOn: today, On: a.On, Begins: a.Begins, Place: a.Place, Presider: a.Presider, Parties: len(c.Interested)}
	if s := c.hearingStop(); s != nil {
		s.Told = a.On
		return
	}
	c.Stops = append(c.Stops, Stop{Kind: catalog.Hearing, Ground: hearingRule, From: today, Told: a.On})
}

// hearingStop is the open stop of the hearing, nil when there is none.
func (c *Case) hearingStop() *Stop {
	if s := c.openStop(); s != nil && s.Kind == catalog.Hearing {
		return s
	}
	return nil
}

// presides tells whether somebody presides over the case's hearing: he takes no part in its
// examination (许可法48(3)).
func (c Case) presides(no string) bool {
	return no != "" && c.Hearing != nil && c.Hearing.Plan != nil && c.Hearing.Plan.Presider == no
}

// presiding tells whether who is to do an act presides, or stands in for who does.
func (c Case) presiding(act org.Act, env Env) bool {
	if c.Hearing == nil || c.Hearing.Plan == nil {
		return false
	}
	right, _ := env.Dir.May(env.Actor, act, c.Target(env.today()))
	return c.presides(env.Actor.No) || c.presides(right.As)
}

// examination are the acts that nobody does who presides over the hearing.
var examination = []org.Act{org.SiteCheck, org.Pass, org.Veto, org.Return, org.Grant, org.Deny, org.Extend}

// RequestRecusal (申请回避) asks that the presider step aside, for a direct interest in the matter.
type RequestRecusal struct {
	Party  int    `json:"who,omitempty"`
	Reason string `json:"t"`
}

// Act names the act.
func (RequestRecusal) Act() org.Act { return org.RequestRecusal }

func (a RequestRecusal) decide(c Case, env Env) (Command, error) {
	if !c.planned() {
		return nil, Refusal{"noHearing", holdRule, nil}
	}
	var v Invalid
	v.spokesman(a.Party, c, env, holdRule)
	v.text(a.Reason, "reason", holdRule)
	return a, v.err()
}

func (c Case) planned() bool { return c.Hearing.Due() && c.Hearing.Plan != nil }

func (a RequestRecusal) apply(c *Case, f Fact) {
	h := c.hearing()
	h.Recusals = append(h.Recusals, Recusal{Party: a.Party, On: f.At.Date(), Reason: a.Reason})
}

// DecideRecusal (回避决定) is the head's answer to the oldest open request; if it is granted he
// names another presider, and time and place stand.
type DecideRecusal struct {
	Granted bool   `json:"ok"`
	Why     string `json:"t"`
	Instead string `json:"pre,omitempty"`
}

// Act names the act.
func (DecideRecusal) Act() org.Act { return org.DecideRecusal }

func (a DecideRecusal) decide(c Case, env Env) (Command, error) {
	if c.openRecusal() < 0 {
		return nil, Refusal{"noRecusal", holdRule, nil}
	}
	var v Invalid
	v.text(a.Why, "reason", holdRule)
	if a.Granted {
		v.presider(a.Instead, "instead", c, env)
		v.need(a.Instead != c.Hearing.Plan.Presider, "instead", "samePerson", holdRule)
	} else {
		a.Instead = ""
	}
	return a, v.err()
}

// openRecusal is the place of the oldest request without an answer, -1 when there is none.
func (c Case) openRecusal() int {
	if !c.planned() {
		return -1
	}
	return slices.IndexFunc(c.Hearing.Recusals, func(r Recusal) bool { return !r.Decided })
}

func (a DecideRecusal) apply(c *Case, _ Fact) {
	i := c.openRecusal()
	if i < 0 {
		return
	}
	r := &c.Hearing.Recusals[i]
	r.Decided, r.Granted, r.Why = true, a.Granted, a.Why
	if a.Granted {
		c.Hearing.Plan.Presider = a.Instead
	}
}

// HoldHearing (听证笔录) is the record of the hearing, made by its presider: who was there, what
// the examiner brought forward, what the others said to it; read and signed (许可法48).
type HoldHearing struct {
	Present  string      `json:"p"`           // who took part
	Evidence string      `json:"e"`           // 审查意见、证据和理由
	Opinions string      `json:"c"`           // 申请人、利害关系人的申辩和质证
	Signer   string      `json:"s,omitempty"` // who signed, after reading it
	Unsigned string      `json:"x,omitempty"` // why nobody did
	Witness  string      `json:"w,omitempty"` //
	On       period.Date `json:"on"`          // filled in by decide: the day it was held
}

// Act names the act.
func (HoldHearing) Act() org.Act { return org.HoldHearing }

func (a HoldHearing) decide(c Case, env Env) (Command, error) {
	switch {
	case !c.planned():
		return nil, Refusal{"noHearing", holdRule, nil}
	case !c.presides(env.Actor.No):
		return nil, Refusal{"notPresider", holdRule, nil}
	case env.today() < c.Hearing.Plan.On:
		return nil, Refusal{"hearingNotYet", holdRule, []string{c.Hearing.Plan.On.String()}}
	case c.openRecusal() >= 0:
		return nil, Refusal{"recusalOpen", holdRule, nil}
	}
	if err := c.toldInTime(env); err != nil {
		return nil, err
	}
	a.On = c.Hearing.Plan.On
	var v Invalid
	v.text(a.Present, "present", holdRule)
	v.text(a.Evidence, "evidence", holdRule)
	v.text(a.Opinions, "opinions", holdRule)
	v.signature(a.Signer, a.Unsigned, a.Witness, holdRule)
	return a, v.err()
}

func (a HoldHearing) apply(c *Case, _ Fact) {
	c.hearing().HeldOn = a.On
	if s := c.hearingStop(); s != nil {
		s.To = max(a.On, s.From)
	}
}

// MinutesUse (笔录的采用) says how a decision stands to the minutes of the hearing.
type MinutesUse string

// A decision follows the minutes, or says why it does not (许可法48(2)).
const (
	Followed MinutesUse = "followed" // 根据听证笔录
	Departed MinutesUse = "departed" // 与笔录不一致
)

// minutes asks a decision after a hearing how it stands to the minutes.
func (v *Invalid) minutes(use MinutesUse, why string, c Case) {
	v.short(why, "departs", maxText)
	if !c.Hearing.held() {
		return
	}
	v.need(use == Followed || use == Departed, "minutes", "choose", holdRule)
	v.need(use != Departed || !blank(why), "departs", "required", holdRule)
}

// decidable refuses a decision while somebody must still be heard.
func (c Case) decidable(env Env) error {
	if err := c.heard(env); err != nil {
		return err
	}
	return c.unasked(env)
}

// hearable is possible for the acts by which people are heard.
func (c Case) hearable(act org.Act, env Env) bool {
	switch act {
	case org.NotifyInterested:
		return c.anyUntold()
	case org.AnswerStatement:
		return len(c.OpenStatements()) > 0
	case org.TellHearing:
		return !c.Hearing.held() && len(c.Untold()) > 0
	case org.AnnounceHearing:
		return !c.Hearing.held() && (c.Hearing == nil || c.Hearing.OwnOn.IsZero())
	case org.RequestHearing:
		if env.Actor.Kind == org.ByApplicant {
			i, told := c.Hearing.toldTo(0)
			return told && c.mayAnswerHearing() && c.Hearing.Told[i].Answer != HearingWaived
		}
		return c.mayAnswerHearing()
	case org.ScheduleHearing:
		return c.Hearing.Due() && (c.openStop() == nil || c.hearingStop() != nil)
	case org.ServeHearing:
		return len(c.HearingUnserved()) > 0
	case org.RequestRecusal:
		return c.planned()
	case org.DecideRecusal:
		return c.openRecusal() >= 0
	}
	return c.planned() && c.presides(env.Actor.No) && env.today() >= c.Hearing.Plan.On && c.openRecusal() < 0 && c.toldInTime(env) == nil
}

// partyName is the applicant, or one of the interested by name.
func (c Case) partyName(party int) string {
	if party >= 1 && party <= len(c.Interested) {
		return c.Interested[party-1].Name
	}
	return c.Applicant.Name
}

// Untold are those who were not told of their right to a hearing: 0 the applicant, n the nth
// of the interested.
func (c Case) Untold() []int {
	var all []int
	for party := range len(c.Interested) + 1 {
		if _, told := c.Hearing.toldTo(party); !told {
			all = append(all, party)
		}
	}
	return all
}
