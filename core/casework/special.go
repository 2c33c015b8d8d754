package casework

import (
	"slices"
	"strconv"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Suspend (暂停) opens a procedure of Article 45, whose time is not counted: only of the
// kinds the step allows, only if a provision requires it, only when the applicant was
// told the needed time in writing. Everything else leaves the clock running.
type Suspend struct {
	Kind   catalog.SpecialKind `json:"k"`
	Ground string              `json:"g"`
	Notice string              `json:"n"`
	From   period.Date         `json:"f"`
	Told   period.Date         `json:"t"`

	Testers []string `json:"w,omitempty"` // 指派的检验、检测、检疫人员: two or more by name (许可法55(2))
}

// testsRule: two members of staff or more are appointed within five working days of acceptance.
const testsRule = "许可法55(2)"

// mostTesters is how many are named at most.
const mostTesters = 20

// Tests tells whether a procedure is one for which testers are appointed (许可法55(2)).
func Tests(k catalog.SpecialKind) bool {
	return k == catalog.Inspection || k == catalog.Testing || k == catalog.Quarantine
}

// Act names the act.
func (Suspend) Act() org.Act { return org.Suspend }

func (a Suspend) decide(c Case, env Env) (Command, error) {
	var v Invalid
	v.need(a.Kind != catalog.Hearing, "kind", "byHearing", "许可法48")
	v.need(a.Kind == catalog.Hearing || slices.Contains(StopKinds(env.Item.Procedure.Steps[c.At]), a.Kind), "kind", "kindNotAllowed", "许可法45")
	v.text(a.Ground, "ground", "许可法45")
	v.need(!blank(a.Notice), "notice", "noticeMissing", "许可法45")
	v.short(a.Notice, "notice", maxName)
	v.need(a.From >= env.today(), "from", "stopBeforeNotice", "许可法45", env.today().String())
	v.need(a.Told >= a.From, "told", "stopEndsFirst", "许可法45")
	v.need(a.Told <= a.From.Add(366), "told", "stopTooLong", "许可法45")
	a.Testers = v.testers(a)
	v.most(a.Kind, a.From, a.Told, "told", c, env)
	due, promise := env.Cal.Due(c.Statutory(env.Item)).On, env.Cal.Due(c.Promised(env.Item)).On
	switch {
	case !due.IsZero() && a.From > due:
		v.need(false, "from", "stopAfterDue", "许可法45", env.said(due))
	case !promise.IsZero() && env.today() <= promise && a.From > promise:
		// Told now and begun later, the case waits in grey: the promise must not pass unseen meanwhile.
		v.need(false, "from", "stopAfterPromise", "许可法45", env.said(promise))
	}
	return a, v.err()
}

// testers asks for two different people where something is inspected, tested or examined for
// disease, and keeps none elsewhere.
func (v *Invalid) testers(a Suspend) []string {
	if !Tests(a.Kind) {
		return nil
	}
	var names []string
	for _, name := range a.Testers {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
			v.short(name, "testers", maxName)
		}
	}
	v.need(len(names) >= 2, "testers", "twoTesters", testsRule)
	v.need(len(names) <= mostTesters, "testers", "tooMany", "", strconv.Itoa(mostTesters))
	return names
}

func (a Suspend) apply(c *Case, _ Fact) {
	c.Stops = append(c.Stops, Stop{Kind: a.Kind, Ground: a.Ground, Notice: a.Notice, From: a.From, Told: a.Told})
}

// most asks that all stops of a kind together take no more days than the item gives them.
func (v *Invalid) most(kind catalog.SpecialKind, from, told period.Date, field string, c Case, env Env) {
	most, capped := env.Item.Procedure.StopMost[kind]
	days := int(told-from) + 1
	for _, s := range c.Stops {
		if s.Kind == kind && !s.To.IsZero() {
			days += max(0, int(s.To-s.From)+1)
		}
	}
	v.need(!capped || told < from || days <= most, field, "stopOverCap", "许可法45", strconv.Itoa(most), strconv.Itoa(days))
}

// StopKinds are the procedures that a step may open by themselves. A hearing stops the clock by
// its own notice (ScheduleHearing), so that there is one way.
func StopKinds(s catalog.Step) []catalog.SpecialKind {
	return slices.DeleteFunc(slices.Clone(s.Special), func(k catalog.SpecialKind) bool { return k == catalog.Hearing })
}

// Resume (恢复) ends the procedure on the day its result was there. The applicant was told
// a last day; after it nobody can resume, for the days count again by themselves (see Tick). The time of
// a hearing ends with the hearing alone: when it was held, or nobody wants it any more, or its day is over.
type Resume struct {
	EndedOn period.Date `json:"on"` // last day not counted; zero = today
}

// Act names the act.
func (Resume) Act() org.Act { return org.Resume }

func (a Resume) decide(c Case, env Env) (Command, error) {
	stop := c.openStop()
	if c.hearingStop() != nil {
		return nil, Refusal{"hearingStops", "许可法45、48", []string{stop.Told.String()}}
	}
	if a.EndedOn.IsZero() {
		a.EndedOn = env.today()
	}
	var v Invalid
	v.need(a.EndedOn >= stop.From, "endedOn", "endBeforeStart", "许可法45", stop.From.String())
	v.need(a.EndedOn <= env.today(), "endedOn", "dayInFuture", "许可法45", env.today().String())
	return a, v.err()
}

func (a Resume) apply(c *Case, _ Fact) { c.openStop().To = a.EndedOn }
