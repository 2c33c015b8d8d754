package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// RenewalStage (延续变更进度) is how far the application about a licence has come.
type RenewalStage string

// The stages.
const (
	RenewalApplied RenewalStage = "applied" // 已申请
	RenewalGranted RenewalStage = "granted" // 已准予
	RenewalIssued  RenewalStage = "issued"  // 已换证
	RenewalEnded   RenewalStage = "ended"   // 未获准予，或者已撤回
)

// NoteRenewal (延续变更登记) writes on the file of a licence what became of an application to
// change or renew it. The hall does it by itself: nobody types it.
type NoteRenewal struct {
	Kind     AboutKind    `json:"k"`
	Stage    RenewalStage `json:"s"`
	Case     string       `json:"c,omitempty"`   // 办件编号 of the application
	Protects bool         `json:"p,omitempty"`   // it came in time: the licence stands until it is decided
	Until    period.Date  `json:"til,omitempty"` // granted until
}

// Next (延续变更) is the application about a licence that is under way, or replaced it.
type Next struct {
	Kind     AboutKind    `json:"k"`
	Stage    RenewalStage `json:"s"`
	Case     string       `json:"c,omitempty"`
	Protects bool         `json:"p,omitempty"`
	Until    period.Date  `json:"til,omitempty"`
}

// Act names the act.
func (NoteRenewal) Act() org.Act { return org.NoteRenewal }

func (a NoteRenewal) decide(c Case, env Env) (Command, error) {
	next := c.life().Next
	switch {
	case !slices.Contains([]LicenceState{LicenceValid, LicenceSuspended, LicenceExpired}, c.LicenceOn(env.Item, env.today())):
		return nil, Refusal{"noLicence", aboutRule, nil}
	case c.Noted(a):
		return nil, Refusal{"notedBefore", aboutRule, nil}
	case next != nil && next.Case != a.Case:
		return nil, Refusal{"renewalOpen", aboutRule, nil}
	}
	return a, nil
}

func (a NoteRenewal) apply(c *Case, f Fact) {
	l := c.licence()
	if a.Stage == RenewalEnded {
		l.Next = nil
		return
	}
	next := Next(a)
	l.Next = &next
	if a.Stage == RenewalIssued {
		l.ReplacedOn = f.At.Date()
	}
}

// Noted tells whether the file of the licence says so already.
func (c Case) Noted(a NoteRenewal) bool {
	next := c.life().Next
	if a.Stage == RenewalEnded {
		return next == nil || next.Case != a.Case
	}
	return next != nil && *next == Next(a)
}

// RenewalNote is what the file of the licence has to say of this application about it; false
// for a case that is about none, or not yet handed in.
func (c Case) RenewalNote() (a NoteRenewal, ok bool) {
	if c.About == nil || c.ReceivedOn.IsZero() {
		return a, false
	}
	a = NoteRenewal{Kind: c.About.Kind, Stage: RenewalApplied, Case: c.No, Protects: c.Protected()}
	switch d := c.Decision; {
	case c.Ended == Concluded && d != nil && d.Granted:
		a.Stage, a.Until = RenewalIssued, d.Until
	case c.Ended != "" || d != nil && !d.Granted:
		a.Stage = RenewalEnded
	case d != nil:
		a.Stage, a.Until = RenewalGranted, d.Until
	}
	return a, true
}

// renewing tells whether the licence stands beyond its last day: it was renewed, or an
// application that came in time is not decided.
func (n *Next) renewing() bool {
	return n != nil && n.Kind == Renew && (n.Protects || n.Stage != RenewalApplied)
}

// Renewing tells whether the licence stands beyond its last day because an application that came
// in time is not decided, from the day it was handed in.
func (c Case) Renewing() bool {
	next := c.life().Next
	return next.renewing() && next.Stage == RenewalApplied
}

// StandsUntil is the last day of validity as it is now; zero = no end. While an application
// that came in time is not decided it is that of the licence itself, though it stands beyond.
func (c Case) StandsUntil() period.Date {
	if next := c.life().Next; next.renewing() && next.Stage != RenewalApplied {
		return next.Until
	}
	return c.Decision.Until
}
