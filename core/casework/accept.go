package casework

import (
	"cmp"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Accept (受理) takes the application as complete and in proper form (许可法32(5)); what is
// missing of the deferrable materials is for AcceptPending. The
// acceptance day is today, or after a supplement the day the last material came in.
type Accept struct {
	Opinion string      `json:"t"`
	On      period.Date `json:"on"` // filled in by decide
}

// Act names the act.
func (Accept) Act() org.Act { return org.Accept }

func (a Accept) decide(c Case, env Env) (Command, error) {
	a.On = c.acceptanceDay(env)
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	for _, m := range lacking(c.Materials, env.Item, catalog.Required) {
		v.need(false, "material."+m.Code, "materialMissing", "许可法32(5)", m.Name)
	}
	for _, m := range lacking(c.Materials, env.Item, catalog.Deferrable) { // they may come later, but not never
		v.need(false, "material."+m.Code, "deferrableMissing", "浙2018 A11(2)", m.Name)
	}
	return a, v.err()
}

// acceptanceDay is today, or the day on which a supplement was complete.
func (c Case) acceptanceDay(env Env) period.Date { return cmp.Or(c.SupplementedOn, env.today()) }

func (a Accept) apply(c *Case, f Fact) {
	c.accepted(a.On, f)
	c.advance(f.At.Date())
}

// accepted writes who accepted from which day, and when that was told.
func (c *Case) accepted(on period.Date, f Fact) {
	c.AcceptedOn, c.AcceptedBy = on, f.By.No
	if told := f.At.Date(); told != on {
		c.NoticedOn = told
	}
}

// advance hands the case to the next step.
func (c *Case) advance(on period.Date) {
	c.At++
	c.StepOn = on
}
