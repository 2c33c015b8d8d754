package casework

import (
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// SuspendLicence (暂扣证照登记) notes in the register that a penalty holds the licence back for a
// time (行政处罚法9(3)). The penalty is another procedure, of whatever body; the register keeps
// its number, and the licence is worth nothing on those days.
type SuspendLicence struct {
	Paper  string      `json:"p"` // 处罚决定书文号
	By     string      `json:"b"` // 作出处罚决定的机关
	From   period.Date `json:"f"` // first day held; filled in when left out
	Until  period.Date `json:"u"` // last day held
	Reason string      `json:"r"`
}

// ReturnLicence (发还证照) ends the holding back before its last day: the penalty was lifted,
// stayed or cut short. The licence is valid again from the day of the act.
type ReturnLicence struct {
	Reason string `json:"r"`
}

// Held (暂扣) is one holding back of a licence, from its first to its last day.
type Held struct {
	From  period.Date `json:"f"`
	Until period.Date `json:"u"`
	Paper string      `json:"p"`
	By    string      `json:"b"`
}

const holdLicenceRule = "行政处罚法9(3)"

// HeldOn is the holding back that lies on a day, nil when there is none.
func (c Case) HeldOn(on period.Date) *Held {
	held := c.life().Held
	for i := range held {
		if held[i].From <= on && on <= held[i].Until {
			return &held[i]
		}
	}
	return nil
}

// licenceStands tells whether the licence lives on a day, held back or not: what can be held back,
// revoked and withdrawn.
func (c Case) licenceStands(item *catalog.Item, on period.Date) bool {
	return c.LicenceOn(item, on).stands()
}

func (s LicenceState) stands() bool { return s == LicenceValid || s == LicenceSuspended }

// Act names the act.
func (SuspendLicence) Act() org.Act { return org.SuspendLicence }

func (a SuspendLicence) decide(c Case, env Env) (Command, error) {
	if s := c.LicenceOn(env.Item, env.today()); s != LicenceValid {
		return nil, Refusal{"notToHold", holdLicenceRule, []string{string(s)}}
	}
	var v Invalid
	if a.From.IsZero() {
		a.From = env.today()
	}
	v.need(a.From >= c.Decision.On && a.From <= env.today(), "from", "holdFrom", holdLicenceRule, c.Decision.On.String(), env.today().String())
	v.need(!a.Until.IsZero(), "until", "required", holdLicenceRule)
	v.need(a.Until.IsZero() || a.Until >= env.today(), "until", "holdOver", holdLicenceRule, env.today().String())
	v.need(!blank(a.Paper), "paper", "required", holdLicenceRule)
	v.short(a.Paper, "paper", maxName)
	v.need(!blank(a.By), "by", "required", holdLicenceRule)
	v.short(a.By, "by", maxName)
	v.text(a.Reason, "reason", holdLicenceRule)
	return a, v.err()
}

func (a SuspendLicence) apply(c *Case, _ Fact) {
	l := c.licence()
	l.Held = append(l.Held, Held{From: a.From, Until: a.Until, Paper: a.Paper, By: a.By})
}

// Act names the act.
func (ReturnLicence) Act() org.Act { return org.ReturnLicence }

func (a ReturnLicence) decide(c Case, env Env) (Command, error) {
	if s := c.LicenceOn(env.Item, env.today()); s != LicenceSuspended {
		return nil, Refusal{"notHeld", holdLicenceRule, []string{string(s)}}
	}
	var v Invalid
	v.text(a.Reason, "reason", holdLicenceRule)
	return a, v.err()
}

func (a ReturnLicence) apply(c *Case, f Fact) {
	if h := c.HeldOn(f.At.Date()); h != nil {
		h.Until = f.At.Date().Add(-1)
	}
}
