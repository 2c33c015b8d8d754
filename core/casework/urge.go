package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

// urgeRule: the limits that the body keeps towards the applicant.
const urgeRule = "许可法42、44"

// Urge (催办) is the applicant's reminder that his case is past its last day. It asks nothing
// of him, moves nothing and is on file once for each day that was missed; who holds the case
// and who oversees it see it there.
type Urge struct {
	Text string      `json:"t,omitempty"`
	Due  period.Date `json:"due"` // the day that was missed; filled in by decide
}

// Urged (催办记录) is one reminder.
type Urged struct {
	On  period.Date `json:"on"`
	Due period.Date `json:"due"`
}

// Act names the act.
func (Urge) Act() org.Act { return org.Urge }

func (a Urge) decide(c Case, env Env) (Command, error) {
	a.Due = c.missed(env)
	switch {
	case a.Due.IsZero():
		return nil, Refusal{"notLate", urgeRule, nil}
	case c.urgedFor(a.Due):
		return nil, Refusal{"urgedBefore", urgeRule, []string{c.Urged[len(c.Urged)-1].On.String()}}
	}
	var v Invalid
	v.short(a.Text, "content", maxText)
	return a, v.err()
}

func (a Urge) apply(c *Case, f Fact) {
	c.Urged = append(c.Urged, Urged{On: f.At.Date(), Due: a.Due})
}

// missed is the last day that whose turn it is has let pass; zero when nobody is late, or
// the case waits for others.
func (c Case) missed(env Env) period.Date {
	t, ok := c.turnTask(env)
	if !ok || t.Waiting || env.today() <= t.Due {
		return 0
	}
	return t.Due
}

// urgedFor tells whether the applicant pressed for this day already.
func (c Case) urgedFor(due period.Date) bool {
	return len(c.Urged) > 0 && c.Urged[len(c.Urged)-1].Due == due
}

// Pressing is the reminder that still waits for an answer: none came after the work was done.
func (c Case) Pressing(env Env) *Urged {
	if due := c.missed(env); !due.IsZero() && c.urgedFor(due) {
		return &c.Urged[len(c.Urged)-1]
	}
	return nil
}
