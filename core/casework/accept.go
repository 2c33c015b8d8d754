package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

// Accept (受理) takes the application as complete and in proper form (许可法32(5)). The
// acceptance day is today, or after a supplement the day the last material came in.
type Accept struct {
	Opinion string      `json:"t"`
	On      period.Date `json:"on"` // filled in by decide
}

// Act names the act.
func (Accept) Act() org.Act { return org.Accept }

func (a Accept) decide(c Case, env Env) (Command, error) {
	a.On = env.today()
	if !c.SupplementedOn.IsZero() {
		a.On = c.SupplementedOn
	}
	var v Invalid
	v.text(a.Opinion, "opinion", "案卷评查标准")
	for _, m := range missing(c.Materials, env.Item) {
		v.need(false, "material."+m.Code, "materialMissing", "许可法32(5)", m.Name)
	}
	return a, v.err()
}

func (a Accept) apply(c *Case, f Fact) {
	c.AcceptedOn, c.AcceptedBy = a.On, f.By.No
	c.advance(f.At.Date())
}

// advance hands the case to the next step.
func (c *Case) advance(on period.Date) {
	c.At++
	c.StepOn = on
}
