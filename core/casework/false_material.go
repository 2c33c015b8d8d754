package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

const (
	falseRule = "许可法78"
	fraudRule = "许可法79"
)

// Bar (再次申请的禁止) says until when somebody may not apply for an item again: one year after
// false material in a matter of public safety (许可法78), three after a licence got by fraud
// (许可法79).
type Bar struct {
	Party string      // number of his document
	Item  string      // item code
	Until period.Date // last day; zero = there is none
	Rule  string      // the provision
}

// Falsehood (虚假材料的处理) is what follows from false material: a warning always, and in
// matters of public safety, health and property no new application for a year.
type Falsehood struct {
	Warned bool        `json:"warn,omitempty"` // 给予警告
	Until  period.Date `json:"bar,omitempty"`  // last day of the bar; zero = none
}

var oneYear = period.Period{N: 12, Unit: period.Month}

// falsehood is filled in by decide for the ground of false material; Article 78 speaks of
// licences alone.
func (v *Invalid) falsehood(env Env) Falsehood {
	v.need(env.Item.Type == catalogLicence, "ground", "onlyLicence", falseRule)
	f := Falsehood{Warned: true}
	if env.Item.Safety {
		f.Until = oneYear.After(env.today()) // the day of the decision does not count (民法典201)
	}
	return f
}

// found notes false material in the case.
func (c *Case) found(f Falsehood) {
	if f != (Falsehood{}) {
		c.Falsehood = &f
	}
}

// BarOf is the bar that a fact sets on the applicant of a case, if it sets one.
func BarOf(c Case, f Fact) (Bar, bool) {
	until, rule := period.Date(0), falseRule
	switch a := f.Body.(type) {
	case RefuseAcceptance:
		until = a.Until
	case *RefuseAcceptance:
		until = a.Until
	case Deny:
		until = a.Until
	case *Deny:
		until = a.Until
	case RevokeLicence:
		until, rule = a.BarUntil, fraudRule
	case *RevokeLicence:
		until, rule = a.BarUntil, fraudRule
	}
	return Bar{c.Applicant.ID, c.Item, until, rule}, !until.IsZero()
}

// Applying is who applies by a command that brings a case into the hall.
func Applying(cmd Command) (id string, ok bool) {
	if a := cmd.Act(); a != org.Submit && a != org.Receive {
		return "", false
	}
	n, ok := cmd.(interface{ filing() Filing })
	if !ok {
		return "", false
	}
	return n.filing().Applicant.ID, true
}
