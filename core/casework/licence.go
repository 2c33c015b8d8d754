package casework

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Licence (证照) is what became of the licence that a case granted, after the case was
// closed. The outcome of the case never moves: its licence has a life of its own, written
// by further acts on the same file. Nil as long as nothing happened to it.
type Licence struct {
	Proposal   *Proposal   `json:"prop,omitempty"` // 拟撤销、拟撤回告知, not yet decided
	Decided    *Proposal   `json:"done,omitempty"` // the proposal decided last
	Revoked    *Revoked    `json:"rev,omitempty"`
	Kept       []Spared    `json:"kept,omitempty"` // proposals that ended without revocation
	Held       []Held      `json:"held,omitempty"` // 暂扣, oldest first
	Cancelled  *Cancelled  `json:"can,omitempty"`
	Reminded   int         `json:"rem,omitempty"`  // reminders sent before the last day for renewal
	ExpiredOn  period.Date `json:"exp,omitempty"`  // first day on which it was no longer valid
	Next       *Next       `json:"nx,omitempty"`   // who applied to change or renew it
	ReplacedOn period.Date `json:"repl,omitempty"` // day a new one was handed over in its place
}

// LicenceState (证照状态) tells what a licence is worth on a day. It is derived.
type LicenceState string

// The states of a licence.
const (
	NoLicence        LicenceState = ""          // nothing was made out
	LicenceValid     LicenceState = "valid"     // 有效
	LicenceSuspended LicenceState = "suspended" // 暂扣中（行政处罚法9(3)）
	LicenceExpired   LicenceState = "expired"   // 有效期届满
	LicenceRevoked   LicenceState = "revoked"   // 已撤销（许可法69）
	LicenceRecalled  LicenceState = "recalled"  // 已撤回（许可法8）
	LicenceCancelled LicenceState = "cancelled" // 已注销（许可法70）
	LicenceReplaced  LicenceState = "replaced"  // 已换证（许可法49、50）
)

// HoldsLicence tells whether the case ended with a licence made out: a document or a reply
// is none.
func (c Case) HoldsLicence(item *catalog.Item) bool {
	return c.Ended == Concluded && c.Issued != nil && item.Result.Kind == "licence"
}

// LicenceOn derives the state of the licence on a day. The first row that fits counts:
//
//	nothing made out, case not concluded   none
//	cancelled                              cancelled
//	revoked: 许可法69 / 许可法8             revoked / recalled
//	changed or renewed, a new one made out  replaced
//	last day over, no renewal under way     expired
//	held back by a penalty on that day     suspended
//	otherwise                              valid
func (c Case) LicenceOn(item *catalog.Item, on period.Date) LicenceState {
	l := c.life()
	switch {
	case !c.HoldsLicence(item):
		return NoLicence
	case l.Cancelled != nil:
		return LicenceCancelled
	case l.Revoked != nil && l.Revoked.Ground == PowerChanged:
		return LicenceRecalled
	case l.Revoked != nil:
		return LicenceRevoked
	case !l.ReplacedOn.IsZero():
		return LicenceReplaced
	case !c.StandsUntil().IsZero() && on > c.StandsUntil() && !c.Renewing():
		return LicenceExpired
	case c.HeldOn(on) != nil:
		return LicenceSuspended
	}
	return LicenceValid
}

// life is the licence's life so far; empty when nothing happened.
func (c Case) life() Licence {
	if c.Licence == nil {
		return Licence{}
	}
	return *c.Licence
}

// licence is life for an act that writes into it.
func (c *Case) licence() *Licence {
	if c.Licence == nil {
		c.Licence = &Licence{}
	}
	return c.Licence
}

// cloned copies the licence so that an act never touches the value it started from.
func (l *Licence) cloned() *Licence {
	if l == nil {
		return nil
	}
	out := *l
	out.Kept, out.Held = slices.Clone(l.Kept), slices.Clone(l.Held)
	copied(&out.Next)
	if l.Proposal != nil {
		p := *l.Proposal
		out.Proposal = &p
	}
	return &out
}

// RenewBy is the last day on which a renewal can be applied for: thirty days before the
// licence ends, unless the item has another rule (许可法50). Zero where nothing ends, or
// where the result is no licence of 许可法 and the item names no day.
func (c Case) RenewBy(item *catalog.Item, cal *period.Calendar) period.Due {
	if c.Decision == nil || c.Decision.Until.IsZero() {
		return period.Due{}
	}
	return RenewBy(item, c.Decision.Until, cal)
}

// RenewBy is the last day for applying to renew a licence that is valid until a day.
func RenewBy(item *catalog.Item, until period.Date, cal *period.Calendar) period.Due {
	before := item.Result.RenewBefore.Period
	if before.IsZero() && item.Type != catalogLicence {
		return period.Due{}
	}
	before = cmp.Or(before, period.Period{N: 30, Unit: period.NaturalDay})
	if before.Unit == period.WorkingDay {
		on := cal.AddWorking(until, -before.N)
		return period.Due{On: on, Provisional: cal.Provisional(on) || cal.Provisional(until)}
	}
	return period.Due{On: until.Add(-before.N)}
}

// remindBefore is how many working days before the end of the licence the holder is reminded
// first: the last day for applying, were the thirty days of 许可法50 working days. The law
// doesn't say (rules §1.2). The second reminder comes the day before the last.
const remindBefore = 30

// reminders are the days on which the holder is reminded, those before the decision left out.
func (c Case) reminders(env Env) []period.Date {
	by := c.RenewBy(env.Item, env.Cal).On
	if by.IsZero() {
		return nil
	}
	first, second := env.Cal.AddWorking(c.Decision.Until, -remindBefore), by.Add(-1)
	days := []period.Date{min(first, second), second}
	return slices.DeleteFunc(slices.Compact(days), func(d period.Date) bool { return d <= c.Decision.On })
}

// licenceLapse is what time does next to a licence, and the last day before it does: it
// reminds of the renewal, and it lets the licence expire.
func (c Case) licenceLapse(env Env) (Lapse, period.Date) {
	l := c.life()
	if !c.HoldsLicence(env.Item) || c.Decision.Until.IsZero() || l.Cancelled != nil || l.Revoked != nil || !l.ExpiredOn.IsZero() || !l.ReplacedOn.IsZero() || l.Next.renewing() {
		return "", 0
	}
	if days := c.reminders(env); l.Reminded < len(days) {
		return RenewalNear, days[l.Reminded].Add(-1)
	}
	return LicenceOver, c.Decision.Until
}

// licenceTick is what time does to a licence now: what was overtaken by the next event is
// left out, for nobody is reminded of what is over.
func (c Case) licenceTick(env Env) Tick {
	until := c.Decision.Until
	if env.today() > until {
		return Tick{What: LicenceOver, On: until}
	}
	days := c.reminders(env)
	n := c.life().Reminded + 1
	for n < len(days) && env.today() >= days[n] {
		n++
	}
	return Tick{What: RenewalNear, On: days[n-1].Add(-1), Nth: n}
}

// cancelWithin is the time in which an expired or revoked licence should be cancelled. The
// law names none (许可法70); ten working days are the hall's own measure.
var cancelWithin = period.Period{N: 10, Unit: period.WorkingDay}

// cancelFrom is the day from which a licence waits to be cancelled, zero when it doesn't.
func (c Case) cancelFrom() period.Date {
	switch l := c.life(); {
	case l.Cancelled != nil, !l.ReplacedOn.IsZero(), l.Next.renewing():
		return 0
	case l.Revoked != nil:
		return l.Revoked.On
	default:
		return l.ExpiredOn
	}
}

// CancelClock is the time to cancel a licence that is valid no more; its start is zero when
// nothing is to be cancelled.
func (c Case) CancelClock() period.Clock {
	return period.Clock{From: c.cancelFrom(), Limit: cancelWithin, Basis: "许可法70"}
}

// cancelTask is the open work that a licence leaves on a closed case: the deciding body has
// to cancel it, never silently.
func (c Case) cancelTask(env Env) (t Task, ok bool) {
	if c.cancelFrom().IsZero() {
		return Task{}, false
	}
	t = Task{Unit: c.decider(), Post: org.Approval, Since: c.cancelFrom(), For: org.CancelLicence}
	t.limit(c.CancelClock(), env)
	return t, true
}

// licenceID is the identifier of the licence that is made out: by the code of the deciding
// body, and running by the case number without its division. Nothing is made up where one of
// them is missing.
func (c Case) licenceID(env Env) string {
	body, ok := env.Dir.Unit(c.decider(), env.today())
	if !ok || env.Item.Result.Kind != "licence" || len(c.No) <= 6 {
		return ""
	}
	return catalog.LicenceID(env.Item.LicenceType(body.USCC), body.USCC, c.No[6:], "001")
}
