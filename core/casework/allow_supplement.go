package casework

import (
	"yimen/core/org"
	"yimen/core/period"
)

// AllowSupplement (准许再次告知) is the supervisor's leave for a notice that should have been
// part of the first one. Asking bit by bit is a breach of duty (许可法72(4)); the applicant
// must not be stuck with an application that nobody may accept, so it can be allowed, and
// the case then carries the risk where everybody sees it.
type AllowSupplement struct {
	Reason string `json:"t"`
}

// Risk (风险记录) is a breach of duty that a case may contain, written down by a supervisor.
type Risk struct {
	On    period.Date `json:"on"`
	Rule  string      `json:"r"` // the provision that may be broken
	Staff string      `json:"w"` // 工号 of who wrote it down
	Text  string      `json:"t"`
}

// Act names the act.
func (AllowSupplement) Act() org.Act { return org.AllowSupplement }

func (a AllowSupplement) decide(c Case, _ Env) (Command, error) {
	if !c.mayAllow() {
		return nil, Refusal{"noSecondNotice", "许可法72(4)", nil}
	}
	var v Invalid
	v.text(a.Reason, "reason", "许可法72(4)")
	return a, v.err()
}

// mayAllow: there was a notice, and no leave for another is waiting to be used.
func (c Case) mayAllow() bool { return c.Ask != nil && !c.MayAsk }

func (a AllowSupplement) apply(c *Case, f Fact) {
	c.MayAsk = true
	c.Risks = append(c.Risks, Risk{On: f.At.Date(), Rule: "许可法72(4)", Staff: f.By.No, Text: a.Reason})
}
