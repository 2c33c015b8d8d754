package casework

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Accept (受理) takes the application as complete and in proper form (许可法32(5)); what is
// missing of the deferrable materials is for AcceptPending. The
// acceptance day is today, or after a supplement the day the last material came in.
type Accept struct {
	Opinion string      `json:"t"`
	On      period.Date `json:"on"`           // filled in by decide
	OnSpot  bool        `json:"s,omitempty"`  // 当场决定: straight to the decider, see OnSpot
	Line    *InLine     `json:"ln,omitempty"` // filled in by decide, where the number is limited
}

// Act names the act.
func (Accept) Act() org.Act { return org.Accept }

func (a Accept) decide(c Case, env Env) (Command, error) {
	a.On = c.acceptanceDay(env)
	a.Line = c.joins(a.On, env)
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	for _, m := range lacking(c.Materials, env.Item, catalog.Required) {
		v.need(false, "material."+m.Code, "materialMissing", "许可法32(5)", m.Name)
	}
	for _, m := range lacking(c.Materials, env.Item, catalog.Deferrable) { // they may come later, but not never
		v.need(false, "material."+m.Code, "deferrableMissing", "浙2018 A11(2)", m.Name)
	}
	v.need(!a.OnSpot || SpotStep(env.Item) > 0, "onSpot", "notOnSpot", "许可法34(2)")
	return a, v.err()
}

// acceptanceDay is today, or the day on which a supplement was complete.
func (c Case) acceptanceDay(env Env) period.Date { return cmp.Or(c.SupplementedOn, env.today()) }

func (a Accept) apply(c *Case, f Fact) {
	c.accepted(a.On, f)
	c.Line = a.Line
	c.advance(f.At.Date())
	if a.OnSpot {
		c.OnSpot = true
		c.At = slices.Index(c.Posts, org.Approval)
	}
}

// SpotStep is the place of the step that may decide on the spot (许可法34(2)): the approval, where
// the item says so and nothing before it asks for a check of substance; 0 when there is none.
//
// Decision on the spot (当场决定) is a short-cut of the road, no act of one person: whoever accepts
// hands the file to the decider past the reviews, and he decides it in writing the same day.
// So the posts stay apart, as the notice wants them, while the applicant waits for one answer.
func SpotStep(item *catalog.Item) int {
	for i, s := range item.Procedure.Steps {
		switch {
		case s.Post == org.Approval && s.OnSpot:
			return i
		case s.Post == org.Approval, s.Check:
			return 0
		}
	}
	return 0
}

// accepted writes who accepted from which day, and when that was told.
func (c *Case) accepted(on period.Date, f Fact) {
	c.AcceptedOn, c.AcceptedBy, c.AcceptedAs = on, f.By.No, f.Right.As
	if told := f.At.Date(); told != on {
		c.NoticedOn = told
	}
}

// advance hands the case to the next step.
func (c *Case) advance(on period.Date) { c.enter(c.At+1, on) }

// enter puts the case before a step, and before the bodies beside it at the same moment.
func (c *Case) enter(step int, on period.Date) {
	c.At, c.StepOn, c.SaidOn = step, on, 0
	for i, p := range c.Parts {
		if p.Step == step {
			c.Parts[i] = Part{Step: p.Step, Nth: p.Nth, Unit: p.Unit, Since: on}
		}
	}
}
