package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// CancelGround (注销情形) is one of the six of 许可法70.
type CancelGround string

// The grounds, in the order of the article.
const (
	NotRenewed     CancelGround = "expired" // 70(1): 有效期届满未延续
	PersonGone     CancelGround = "person"  // 70(2): 公民死亡或者丧失行为能力
	BodyEnded      CancelGround = "body"    // 70(3): 法人或者其他组织依法终止
	TakenAway      CancelGround = "taken"   // 70(4): 依法被撤销、撤回，或者许可证件依法被吊销
	Impossible     CancelGround = "force"   // 70(5): 因不可抗力导致许可事项无法实施
	OtherByStatute CancelGround = "other"   // 70(6): 法律、法规规定的其他情形
)

var cancelGrounds = []CancelGround{NotRenewed, PersonGone, BodyEnded, TakenAway, Impossible, OtherByStatute}

// CancelLicence (注销许可) strikes a licence from the register on one of the six grounds of
// 许可法70. It is never silent: it rests on evidence, makes a document, and is told to the
// holder.
type CancelLicence struct {
	Ground   CancelGround `json:"g"`
	Evidence string       `json:"t"`           // 事实和证据
	Paper    string       `json:"p,omitempty"` // of TakenAway: number of a penalty decision 吊销; of OtherByStatute: the provision
}

// Cancelled (注销) is a licence struck from the register.
type Cancelled struct {
	Ground CancelGround `json:"g"`
	On     period.Date  `json:"on"`
}

// Act names the act.
func (CancelLicence) Act() org.Act { return org.CancelLicence }

func (a CancelLicence) decide(c Case, env Env) (Command, error) {
	const rule = "许可法70"
	if c.LicenceOn(env.Item, env.today()) == NoLicence || c.life().Cancelled != nil || !c.life().ReplacedOn.IsZero() {
		return nil, Refusal{"noLicence", rule, nil}
	}
	l := c.life()
	if l.Proposal != nil {
		return nil, Refusal{"proposalOpen", "许可法69", []string{l.Proposal.On.String()}}
	}
	if l.Next != nil {
		return nil, Refusal{"renewalOpen", rule, nil}
	}
	var v Invalid
	v.need(slices.Contains(cancelGrounds, a.Ground), "ground", "choose", rule)
	until := c.StandsUntil()
	v.need(a.Ground != NotRenewed || !until.IsZero() && env.today() > until, "ground", "notExpired", rule, until.String())
	v.need(a.Ground != TakenAway || l.Revoked != nil || !blank(a.Paper), "paper", "penaltyMissing", rule)
	v.need(a.Ground != OtherByStatute || !blank(a.Paper), "paper", "provisionMissing", rule)
	v.short(a.Paper, "paper", maxName)
	v.text(a.Evidence, "evidence", rule)
	return a, v.err()
}

func (a CancelLicence) apply(c *Case, f Fact) {
	c.licence().Cancelled = &Cancelled{Ground: a.Ground, On: f.At.Date()}
}

// cancellable tells whether there is a licence that still stands in the register.
func (c Case) cancellable(item *catalog.Item) bool {
	l := c.life()
	return c.HoldsLicence(item) && l.Cancelled == nil && l.Proposal == nil && l.Next == nil
}
