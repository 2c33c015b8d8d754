package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Part (并联部门) is the share of a further body in a case: it examines at a step together with
// the step's own unit, with a limit and an opinion of its own (许可法26, 浙2018 A5).
type Part struct {
	Step  int         `json:"s"`
	Nth   int         `json:"n,omitempty"` // its place in the step's list of bodies
	Unit  string      `json:"u"`
	Since period.Date `json:"f,omitempty"`  // day from which its limit counts; zero before the step
	On    period.Date `json:"on,omitempty"` // day it spoke; zero before
	Agree bool        `json:"ok,omitempty"`
}

// JointOpinion (并联意见) is what a body beside the step's own unit says: whether it agrees, and
// why. The decision stays with the approval post; the case moves on when all have spoken.
type JointOpinion struct {
	Agree   Stand  `json:"ok"`
	Opinion string `json:"t"`
}

// Stand (结论) is the body's answer.
type Stand string

// The answers.
const (
	Agrees  Stand = "agree"  // 同意
	Objects Stand = "object" // 不同意
)

// Act names the act.
func (JointOpinion) Act() org.Act { return org.JointOpinion }

func (a JointOpinion) decide(c Case, _ Env) (Command, error) {
	if len(c.Silent()) == 0 {
		return nil, Refusal{"nobodyBeside", "许可法26", nil}
	}
	var v Invalid
	v.need(a.Agree == Agrees || a.Agree == Objects, "agree", "choose", "许可法26")
	v.text(a.Opinion, "opinion", "案卷评查标准")
	return a, v.err()
}

func (a JointOpinion) apply(c *Case, f Fact) {
	unit, on := f.Right.Body(), f.At.Date()
	if i := slices.IndexFunc(c.Parts, func(p Part) bool { return c.waitsFor(p) && p.Unit == unit }); i >= 0 {
		c.Parts[i].On, c.Parts[i].Agree = on, a.Agree == Agrees
	}
	c.Opinions = append(c.Opinions, Opinion{Step: c.At, Act: f.Act, Staff: f.By.No, As: f.Right.As, On: on, Text: a.Opinion,
		Unit: unit, Agree: a.Agree == Agrees})
	c.onward(f)
}

// onward hands the case on once the step's own unit and all beside it have spoken.
func (c *Case) onward(f Fact) {
	if !c.SaidOn.IsZero() && len(c.Silent()) == 0 {
		c.advance(f.At.Date())
	}
}

// waitsFor tells whether a body beside the present step has not spoken.
func (c *Case) waitsFor(p Part) bool { return p.Step == c.At && !p.Since.IsZero() && p.On.IsZero() }

// Silent are the units beside the present step that have not spoken.
func (c Case) Silent() []string {
	var units []string
	for _, p := range c.Parts {
		if c.waitsFor(p) {
			units = append(units, p.Unit)
		}
	}
	return units
}

// everyUnit is every unit the case passes, in front or beside, and the government whose head
// may extend it: all of them may read it.
func (c Case) everyUnit() []string {
	units := slices.Clip(c.Route)
	for _, p := range c.Parts {
		units = append(units, p.Unit)
	}
	if c.Government != "" {
		units = append(units, c.Government)
	}
	return units
}

// speaks checks a reviewer's opinion: the step's own unit speaks once.
func (c Case) speaks(text string) error {
	if !c.SaidOn.IsZero() {
		return Refusal{"spokenBefore", "许可法26", []string{c.SaidOn.String()}}
	}
	return opinion(text)
}

// Shared tells whether the case may give work to more than one post at a time.
func (c Case) Shared() bool { return len(c.Parts) > 0 }

// part is the limit of a body beside the step.
func (c Case) part(p Part, item *catalog.Item) period.Clock {
	return c.keep(BesideClock, p.Unit, period.Clock{From: p.Since, Limit: item.Procedure.Steps[p.Step].Beside[p.Nth].Limit, Basis: "岗位承诺期限", Stops: c.stops()})
}
