package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/period"
)

// aboutRule: who holds a licence asks the body that granted it to change or to renew it.
const aboutRule = "许可法49、50"

// AboutKind (申请类型) is what an application asks for a licence that there is already.
type AboutKind string

// The kinds.
const (
	Change AboutKind = "change" // 变更（许可法49）
	Renew  AboutKind = "renew"  // 延续（许可法50）
)

// AboutKinds are all of them.
var AboutKinds = []AboutKind{Change, Renew}

func (k AboutKind) rule() string {
	switch k {
	case Change:
		return "许可法49"
	case Renew:
		return "许可法50"
	}
	return aboutRule
}

// About (所涉证照) is the licence that an application is to change or to renew. The applicant
// names its number; the rest is filled in by decide.
type About struct {
	Kind  AboutKind   `json:"k"`
	No    string      `json:"no"`            // 证号
	Case  string      `json:"c,omitempty"`   // 办件编号 of the case that granted it
	On    period.Date `json:"on"`            // day it was granted
	Until period.Date `json:"til,omitempty"` // last day of validity
	By    period.Date `json:"by,omitempty"`  // last day for applying to renew it
}

// Owned (所持证照) is a licence as an application about it finds it.
type Owned struct {
	Case, No, Item string
	Unit           string // the body that granted it
	Holder         string // number of the holder's document
	State          LicenceState
	On, Until, By  period.Date
	Open           bool // somebody has applied to change or renew it, and it is not over
}

// Owned is the licence that the case granted, nil when it granted none.
func (c Case) Owned(item *catalog.Item, cal *period.Calendar, today period.Date) *Owned {
	if !c.HoldsLicence(item) {
		return nil
	}
	next := c.life().Next
	return &Owned{Case: c.No, No: c.Issued.No, Item: c.Item, Unit: c.Decision.Unit, Holder: c.Applicant.ID,
		State: c.LicenceOn(item, today), On: c.Decision.On, Until: c.Decision.Until, By: c.RenewBy(item, cal).On, Open: next != nil}
}

// AboutOf is the licence that an act is about: of an application the one it names, of other
// acts that of the case; nil where there is none.
func AboutOf(c Case, cmd Command) *About {
	if n, ok := cmd.(interface{ filing() Filing }); ok {
		return n.filing().About
	}
	return c.About
}

// about checks the licence that an application names. Whether it is unknown, of another item
// or of another holder is not told: who does not hold it learns nothing.
func (v *Invalid) about(f Filing, env Env) {
	a, h := f.About, env.Owned
	if a == nil {
		return
	}
	v.need(slices.Contains(AboutKinds, a.Kind), "about.kind", "choose", aboutRule)
	if blank(a.No) {
		v.need(false, "about.no", "required", aboutRule)
		return
	}
	if h == nil || !catalog.SameNumber(h.No, a.No) || h.Item != env.Item.Code || h.Holder != catalog.NormalNumber(f.Applicant.ID) {
		v.need(false, "about.no", "licenceUnknown", aboutRule)
		return
	}
	v.need(h.State.stands(), "about.no", "licenceNotValid", a.Kind.rule())
	v.need(!h.Open, "about.no", "renewalOpen", a.Kind.rule())
	v.need(a.Kind != Renew || !h.Until.IsZero(), "about.kind", "licenceEndless", "许可法50")
}

// found is what was named with all that is known of it.
func (a *About) found(env Env) *About {
	if a == nil || env.Owned == nil {
		return a
	}
	h := env.Owned
	return &About{Kind: a.Kind, No: h.No, Case: h.Case, On: h.On, Until: h.Until, By: h.By}
}

// sameBody: the body that granted a licence changes and renews it (许可法49), as long as it is
// there.
func (e entry) sameBody(f Filing, env Env) error {
	c := Case{Route: e.Route, Posts: e.Posts}
	if f.About == nil || env.Owned == nil || c.decider() == env.Owned.Unit {
		return nil
	}
	body, there := env.Dir.Unit(env.Owned.Unit, env.today())
	if !there {
		return nil
	}
	var v Invalid
	v.need(false, "acceptUnit", "otherBody", f.About.Kind.rule(), body.Name)
	return v.err()
}

// stillHeld: what is over, revoked or cancelled can't be changed or renewed any more.
func (c Case) stillHeld(env Env) error {
	if c.About == nil || env.Owned != nil && env.Owned.State.stands() {
		return nil
	}
	state := NoLicence
	if env.Owned != nil {
		state = env.Owned.State
	}
	return Refusal{"licenceNotValid", c.About.Kind.rule(), []string{string(state)}}
}

// Term is the last day of validity that a grant gives when it says none: of a renewal as the
// item says from the day after the old one, else as long as before; of a change the old one.
func (c Case) Term(item *catalog.Item, today period.Date) period.Date {
	valid, a := item.Result.Validity, c.About
	switch {
	case a != nil && a.Kind == Change:
		return a.Until
	case a != nil && valid.IsZero():
		return a.Until.Add(int(a.Until - a.On))
	case a != nil:
		return valid.LastDay(a.Until.Add(1))
	case valid.IsZero():
		return 0
	}
	return valid.LastDay(today)
}

// until checks the last day of validity that a decision names.
func (v *Invalid) until(until period.Date, c Case, env Env) {
	v.need(until.IsZero() || until >= env.today(), "until", "dayInPast", "许可法38")
	if a := c.About; a != nil && !until.IsZero() {
		v.need(a.Kind != Renew || until > a.Until, "until", "renewalShort", "许可法50", a.Until.String())
		v.need(a.Kind != Change || until == a.Until, "until", "changeKeepsTerm", "许可法49", a.Until.String())
	}
}

// silenceOn is the last day before silence renews the licence: the body had to decide before it
// ended, whoever applied in time (许可法50(2)). A special procedure doesn't change that: the law
// makes no exception. Zero where nothing is renewed by silence: it was not the body that was silent where
// the application was complete only after the licence had ended; then the body decides within its limits,
// and the licence stands meanwhile.
func (c Case) silenceOn() period.Date {
	if !slices.Contains([]State{Reviewing, Approving, Suspended}, c.State()) {
		return 0
	}
	return c.renewalClock().Ends
}

// renewalClock is the time until the licence ends, before which the body has to decide whether
// it is renewed (许可法50(2)). Nothing stops it, and no day off moves it: the end of a licence is
// a day that was fixed. It has not begun where silence would renew nothing.
func (c Case) renewalClock() period.Clock {
	if !c.Protected() || c.AcceptedOn.IsZero() || c.AcceptedOn > c.About.Until {
		return period.Clock{}
	}
	a := c.About
	return period.Clock{From: c.ReceivedOn, Limit: period.Period{N: int(a.Until - c.ReceivedOn), Unit: period.NaturalDay},
		Basis: "许可法50(2)", Ends: a.Until}
}

// Protected tells whether the law protects the applicant from the body's silence.
func (c Case) Protected() bool { return c.About != nil && c.About.protects(c.ReceivedOn) }

// protects tells whether an application of a day came in time for the law to protect it.
func (a About) protects(on period.Date) bool {
	return a.Kind == Renew && !a.By.IsZero() && on <= a.By
}

// deemRenewed: not decided before the licence ended, so renewed (许可法50(2)).
func (c *Case) deemRenewed(a Tick) {
	if s := c.openStop(); s != nil {
		s.To = a.On
	}
	if i := slices.Index(c.Posts, "approval"); i >= 0 {
		c.At = i
	}
	c.SaidOn = 0
	c.Decision = &Decision{Granted: true, On: a.On.Add(1), Unit: c.decider(), Until: a.Until, Silent: true}
	c.toIssuing(a.On.Add(1))
}
