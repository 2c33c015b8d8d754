package casework

import (
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

const catalogLicence = catalog.Type("01")

// Grant (准予) is the written decision in the applicant's favour (许可法38). While materials
// of a 容缺受理 are still to come there is none.
type Grant struct {
	Opinion    string      `json:"t"`
	Content    string      `json:"c,omitempty"`   // what is granted, in which scope
	Conditions string      `json:"k,omitempty"`   // 条件: what the holder must keep to
	Until      period.Date `json:"til,omitempty"` // last day of validity; zero = as the item says
	Minutes    MinutesUse  `json:"min,omitempty"` // after a hearing
	Departs    string      `json:"dep,omitempty"` // why the decision does not follow its minutes
	Place      int         `json:"pl,omitempty"`  // filled in by decide: which place of a limited number
}

// Act names the act.
func (Grant) Act() org.Act { return org.Grant }

func (a Grant) decide(c Case, env Env) (Command, error) {
	if c.AwaitsOriginals(env.Item) {
		return nil, Refusal{"originalsMissing", "公司登记条例53、令56号", nil}
	}
	if c.owes() {
		return nil, Refusal{"pendingOpen", "浙2018 A11(2)", []string{env.said(env.Cal.Due(c.pendingClock()).On)}}
	}
	if err := c.stillHeld(env); err != nil {
		return nil, err
	}
	if err := c.checked(env); err != nil {
		return nil, err
	}
	if err := c.decidable(env); err != nil {
		return nil, err
	}
	if err := c.inTurn(env); err != nil {
		return nil, err
	}
	a.Place = 0
	if c.Line != nil {
		a.Place = c.standing(env).Given + 1
	}
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	v.short(a.Content, "content", maxText)
	v.short(a.Conditions, "conditions", maxText)
	v.minutes(a.Minutes, a.Departs, c)
	v.until(a.Until, c, env)
	if a.Until.IsZero() {
		a.Until = c.Term(env.Item, env.today())
	}
	return a, v.err()
}

func (a Grant) apply(c *Case, f Fact) {
	c.say(f, a.Opinion)
	c.Decision = &Decision{Granted: true, On: f.At.Date(), Staff: f.By.No, As: f.Right.As, Unit: c.Unit(), Content: a.Content, Conditions: a.Conditions, Until: a.Until, Place: a.Place}
	c.toIssuing(f.At.Date())
}

// DenyGround (不予许可情形) is a ground that can be checked against the file; most denials have
// their reasons only.
type DenyGround string

// OnMerits is the usual denial; WithoutOriginals rests on originals that did not come, and
// NoPlaceLeft on a limited number that went to who was accepted before.
const (
	OnMerits         DenyGround = ""
	WithoutOriginals DenyGround = "originals"     // 逾期未提交原件（公司登记管理条例54）
	NoPlaceLeft      DenyGround = "quota"         // 名额已满（许可法57）
	DenyFalse        DenyGround = "falseMaterial" // 隐瞒有关情况或者提供虚假材料（许可法78）
)

// Deny (不予许可) is the written decision against the applicant: facts, reasons, article;
// the remedies follow from the day of the decision (许可法38, rules §1.5).
type Deny struct {
	Ground    DenyGround `json:"g,omitempty"`
	Opinion   string     `json:"t"`
	Reasons   string     `json:"c"` // facts and reasons
	Article   string     `json:"a"` // provisions applied
	Minutes   MinutesUse `json:"min,omitempty"`
	Departs   string     `json:"dep,omitempty"`
	Falsehood            // filled in by decide, for DenyFalse
}

// Act names the act.
func (Deny) Act() org.Act { return org.Deny }

func (a Deny) decide(c Case, env Env) (Command, error) {
	if err := c.checked(env); err != nil && a.Ground == OnMerits { // what the papers prove needs no look at the place
		return nil, err
	}
	if err := c.decidable(env); err != nil {
		return nil, err
	}
	var v Invalid
	switch a.Ground {
	case OnMerits:
	case DenyFalse:
	case WithoutOriginals:
		lapse := c.OriginalsLapse(env.Item, env.Cal).On
		v.need(c.AwaitsOriginals(env.Item) && !lapse.IsZero(), "ground", "originalsNoGround", "公司登记条例54")
		v.need(lapse.IsZero() || env.today() > lapse, "ground", "originalsNotOver", "公司登记条例54", env.said(lapse))
	case NoPlaceLeft:
		v.need(c.exhausted(env), "ground", "placesLeft", quotaRule)
	default:
		v.need(false, "ground", "choose", "许可法38")
	}
	v.text(a.Opinion, "opinion", "案卷评查标准")
	v.text(a.Reasons, "reasons", "许可法38")
	v.text(a.Article, "article", "许可法38")
	v.minutes(a.Minutes, a.Departs, c)
	if a.Falsehood = (Falsehood{}); a.Ground == DenyFalse {
		a.Falsehood = v.falsehood(env)
	}
	return a, v.err()
}

func (a Deny) apply(c *Case, f Fact) {
	c.found(a.Falsehood)
	c.say(f, a.Opinion)
	c.Decision = &Decision{On: f.At.Date(), Staff: f.By.No, As: f.Right.As, Unit: c.Unit(), Content: a.Reasons, Article: a.Article}
	c.toIssuing(f.At.Date())
}

// toIssuing moves the case to its issuing step; without one it stays where it was decided.
func (c *Case) toIssuing(on period.Date) {
	if c.hasIssuing() {
		c.advance(on)
	}
}

// hasIssuing tells whether the procedure ends in an issuing step.
func (c Case) hasIssuing() bool {
	return len(c.Posts) > 0 && c.Posts[len(c.Posts)-1] == org.Issuing
}
