package casework

import (
	"cmp"

	"yimen/core/org"
	"yimen/core/period"
)

// Lapse (期满后果) is what the passing of time did to a case.
type Lapse string

// The lapses.
const (
	DeemedAccepted Lapse = "deemedAccepted" // 逾期不告知，自收到材料之日起即为受理（许可法32(4)）
	Unanswered     Lapse = "unanswered"     // 逾期不补正，视为撤回申请（浙2018 A11(3)）
	ToldTimeOver   Lapse = "toldTimeOver"   // 告知的除外时间届满，期限继续计算（许可法45）
	RenewalNear    Lapse = "renewalNear"    // 提醒申请延续（许可法50）
	LicenceOver    Lapse = "licenceOver"    // 证照有效期届满（许可法70(1)）
	DeemedRenewed  Lapse = "deemedRenewed"  // 逾期未作决定，视为准予延续（许可法50(2)）
)

// Tick (时间经过) is time's own act. It happens at most once for each lapse, on the first
// moment after the last day.
type Tick struct {
	What  Lapse       `json:"w"`             // filled in by decide
	On    period.Date `json:"on"`            // the last day of the lapsed period
	Line  *InLine     `json:"ln,omitempty"`  // of a deemed acceptance, as Accept's
	Nth   int         `json:"k,omitempty"`   // of a reminder: which
	Until period.Date `json:"til,omitempty"` // of a renewal by silence: renewed until
}

// Lapse is what time did by a fact, fresh or read from the store; empty for every other act.
func (f Fact) Lapse() Lapse {
	switch t := f.Body.(type) {
	case Tick:
		return t.What
	case *Tick:
		return t.What
	}
	return ""
}

// Act names the act.
func (Tick) Act() org.Act { return org.Tick }

func (a Tick) decide(c Case, env Env) (Command, error) {
	if !c.lapsed(env) {
		return nil, Refusal{"notDueYet", "许可法32(4)、45、50", nil}
	}
	what, on := c.pending(env)
	if c.State() == Closed {
		return c.licenceTick(env), nil
	}
	a = Tick{What: what, On: on}
	if what == DeemedRenewed {
		a.Until = c.Term(env.Item, env.today())
	}
	if what == DeemedAccepted {
		a.Line = c.joins(c.deemedOn(), env)
	}
	return a, nil
}

// pending tells which lapse waits for the case and the last day before it; of two the earlier.
func (c Case) pending(env Env) (Lapse, period.Date) {
	what, on := c.stageLapse(env)
	if silent := c.silenceOn(); !silent.IsZero() && (what == "" || silent < on) {
		return DeemedRenewed, silent
	}
	return what, on
}

// stageLapse is what the stage of the case brings.
func (c Case) stageLapse(env Env) (Lapse, period.Date) {
	switch c.State() {
	case Received:
		on, _ := c.lapse(env, c.acceptance(env.Rules))
		return DeemedAccepted, on
	case Supplementing:
		if env.Rules.LapseEnds {
			on, _ := c.lapse(env, c.answerBy(env.Rules))
			return Unanswered, on
		}
	case Suspended:
		return ToldTimeOver, c.openStop().Told
	case Closed:
		return c.licenceLapse(env)
	}
	return "", 0
}

// lapse is the last day of a clock that changes the case by itself when it is over. What counts
// is the calendar as it was known at that midnight: where it was over before another one came
// in (before), the newer one changes nothing.
func (c Case) lapse(env Env, k period.Clock) (on period.Date, before bool) {
	return c.lapseOf(env, func(cal *period.Calendar) period.Date { return cal.Due(k).On })
}

func (c Case) lapseOf(env Env, last func(*period.Calendar) period.Date) (on period.Date, before bool) {
	for i := 1; i < len(env.Editions); i++ {
		next := env.Editions[i].From
		if next <= c.ActedAt || next > env.Now {
			continue
		}
		if on := last(env.Editions[i-1].Calendar); period.StartOf(on.Add(1)) <= next {
			return on, true
		}
	}
	return last(env.Cal), false
}

// lapsedBefore tells whether a period was over before the calendar of now came in.
func (c Case) lapsedBefore(env Env) (before bool) {
	switch {
	case c.State() == Received:
		_, before = c.lapse(env, c.acceptance(env.Rules))
	case c.State() == Supplementing && env.Rules.LapseEnds:
		_, before = c.lapse(env, c.answerBy(env.Rules))
	case c.State() == Suspended:
		_, before = c.lapseOf(env, func(*period.Calendar) period.Date { return c.openStop().Told })
	}
	return before
}

// lapsed tells whether a period is over that changes the case by itself.
func (c Case) lapsed(env Env) bool {
	what, on := c.pending(env)
	return what != "" && env.today() > on
}

// NextTick is the moment at which time acts next, zero when it does not.
func NextTick(c Case, env Env) period.Instant {
	if what, on := c.pending(env); what != "" {
		return period.StartOf(on.Add(1))
	}
	return 0
}

func (a Tick) apply(c *Case, f Fact) {
	switch a.What {
	case DeemedAccepted:
		c.AcceptedOn, c.Deemed, c.Line = c.deemedOn(), true, a.Line
		c.NoticedOn = a.On.Add(1)
		c.advance(a.On.Add(1))
	case Unanswered:
		c.Ended, c.EndedOn = DeemedWithdrawn, a.On.Add(1)
	case ToldTimeOver:
		c.openStop().To = c.openStop().Told
	case RenewalNear:
		c.licence().Reminded = a.Nth
	case DeemedRenewed:
		c.deemRenewed(a)
	case LicenceOver:
		c.licence().ExpiredOn = a.On.Add(1)
	}
}

// deemedOn is the day from which an application counts as accepted when nobody answered it.
func (c Case) deemedOn() period.Date { return cmp.Or(c.SupplementedOn, c.ReceivedOn) }
