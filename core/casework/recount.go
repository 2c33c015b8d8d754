package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Recount (期限重算) writes down what an arrangement of holidays that came in did to the
// case: which last days moved, from which day to which. Nobody may act before it is written
// down, and the applicant is told of it. Facts before it keep the days they were done by.
type Recount struct {
	Edition int     `json:"e"` // number of the imported arrangement, the last one if there were several
	Paper   string  `json:"p"` // 文号 of its notice
	Moved   []Moved `json:"m"` // filled in by decide
}

// Moved (届满日变动) is one clock whose last day moved.
type Moved struct {
	Clock ClockName   `json:"c"`
	Unit  string      `json:"u,omitempty"` // whose it is, where several run side by side (并联)
	From  period.Date `json:"f"`           // when the clock begins: which run of it is meant
	Old   period.Date `json:"o"`
	New   period.Date `json:"n"`
	Kept  bool        `json:"k,omitempty"` // New is held back: the calendar alone gives an earlier day
	Fixed bool        `json:"x,omitempty"` // the clock had ended: its last day stays the one known then
}

// Kept (保留的届满日) is a last day that stands though the calendar gives another one, for the
// run of the clock that began on From.
type Kept struct {
	Clock ClockName   `json:"c"`
	Unit  string      `json:"u,omitempty"`
	From  period.Date `json:"f"`
	On    period.Date `json:"on"`
	Fixed bool        `json:"x,omitempty"`
}

// applicants are the clocks that run against the applicant: what he was told stands.
var applicants = []ClockName{SupplementClock, TransitClock, OriginalsClock, PendingClock, AskHearingClock}

// Act names the act.
func (Recount) Act() org.Act { return org.Recount }

func (a Recount) decide(c Case, env Env) (Command, error) {
	if a.Moved = c.Moves(env); len(a.Moved) == 0 {
		return nil, Refusal{"nothingMoved", "许可法82", nil}
	}
	return a, nil
}

func (a Recount) apply(c *Case, f Fact) {
	for _, m := range a.Moved {
		c.Kept = slices.DeleteFunc(c.Kept, func(k Kept) bool { return k.Clock == m.Clock && k.Unit == m.Unit })
		if m.Kept || m.Fixed {
			c.Kept = append(c.Kept, Kept{m.Clock, m.Unit, m.From, m.New, m.Fixed})
		}
	}
}

// Moves lists the clocks whose last day the calendar of now gives otherwise than the calendar
// of the last fact. A day told to the applicant for something that he has to do never comes
// earlier; one that binds the hall comes earlier by law, but not before today. A clock that
// has ended keeps the day it ended under. There are none where a period was over before the
// calendar of now came in: then time acts first.
func (c Case) Moves(env Env) []Moved {
	if len(env.Editions) == 0 || !c.State().Allows(org.Recount) {
		return nil
	}
	was := env.Editions.At(c.ActedAt)
	if was == env.Cal || c.lapsedBefore(env) {
		return nil
	}
	var all []Moved
	for _, r := range c.Clocks(env.Item, env.Rules) {
		m := Moved{Clock: r.Name, Unit: r.Unit, From: r.From, Old: was.Due(r.Clock).On, New: env.Cal.Due(r.Clock).On}
		if m.Old != m.New {
			all = append(all, m.least(!r.Done.IsZero(), env.today()))
		}
	}
	return all
}

// least holds the new day back where it must not come as early as the calendar says.
func (m Moved) least(ended bool, today period.Date) Moved {
	least := min(m.Old, today)
	switch {
	case ended:
		m.New, m.Fixed = m.Old, true
		return m
	case slices.Contains(applicants, m.Clock):
		least = m.Old
	}
	if m.New < least {
		m.New, m.Kept = least, true
	}
	return m
}

// keep holds a clock to a day that was told before.
func (c Case) keep(name ClockName, unit string, k period.Clock) period.Clock {
	for _, kept := range c.Kept {
		if kept.Clock == name && kept.Unit == unit && kept.From == k.From {
			k.Kept, k.Fixed = kept.On, kept.Fixed
		}
	}
	return k
}
