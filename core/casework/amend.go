package casework

import (
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// Amendable (可更正项) names what a clerical error may be mended in once the case has ended:
// words and numbers as written. Outcome, days and who the persons are can't be: for those
// there are the acts of the law.
type Amendable string

// What can be amended.
const (
	ApplicantName  Amendable = "applicantName"
	AgentName      Amendable = "agentName"
	DecisionText   Amendable = "content"
	ConditionsText Amendable = "conditions"
	ArticleText    Amendable = "article"
	ResultNo       Amendable = "no"
)

// Amendables are all of them.
var Amendables = []Amendable{ApplicantName, AgentName, DecisionText, ConditionsText, ArticleText, ResultNo}

// Amendment (更正) is one correction of a closed case, proposed by one and settled by another;
// old and new stay on file.
type Amendment struct {
	What      Amendable   `json:"w"`
	Before    string      `json:"b"`
	After     string      `json:"a"`
	Reason    string      `json:"r"`
	By        string      `json:"by"`
	On        period.Date `json:"on"`
	Agreed    bool        `json:"ok,omitempty"`
	SettledBy string      `json:"sb,omitempty"`
	SettledOn period.Date `json:"so,omitempty"`
}

const amendRule = "案卷评查标准"

// text is where the value stands; nil when the case has none.
func (c *Case) text(what Amendable) *string {
	switch {
	case what == ApplicantName:
		return &c.Applicant.Name
	case what == AgentName && c.Agent != nil:
		return &c.Agent.Name
	case what == ResultNo && c.Issued != nil:
		return &c.Issued.No
	case c.Decision == nil:
		return nil
	case what == DecisionText:
		return &c.Decision.Content
	case what == ConditionsText && c.Decision.Granted:
		return &c.Decision.Conditions
	case what == ArticleText && !c.Decision.Granted:
		return &c.Decision.Article
	}
	return nil
}

// CanAmend lists what of this case can be amended.
func (c Case) CanAmend() []Amendable {
	return slices.DeleteFunc(slices.Clone(Amendables), func(what Amendable) bool { return c.text(what) == nil })
}

// TextOf is the value as it stands.
func (c Case) TextOf(what Amendable) string {
	if s := c.text(what); s != nil {
		return *s
	}
	return ""
}

// OpenAmendment is the proposal that nobody has settled, nil when there is none.
func (c *Case) OpenAmendment() *Amendment {
	if n := len(c.Amendments); n > 0 && c.Amendments[n-1].SettledOn.IsZero() {
		return &c.Amendments[n-1]
	}
	return nil
}

// ProposeAmendment (提出更正) proposes to mend one clerical error of a closed case, which stays
// closed.
type ProposeAmendment struct {
	What   Amendable `json:"w"`
	Before string    `json:"b"` // filled in by decide
	After  string    `json:"a"`
	Reason string    `json:"r"`
}

// Act names the act.
func (ProposeAmendment) Act() org.Act { return org.ProposeAmendment }

func (a ProposeAmendment) decide(c Case, _ Env) (Command, error) {
	if c.OpenAmendment() != nil {
		return nil, Refusal{"amendmentOpen", amendRule, nil}
	}
	var v Invalid
	at := c.text(a.What)
	v.need(at != nil, "what", "choose", amendRule)
	v.text(a.After, "after", amendRule)
	v.text(a.Reason, "reason", amendRule)
	if at != nil {
		a.Before = *at
		v.need(a.After != a.Before, "after", "sameValue", amendRule)
		most := maxText
		if a.What == ApplicantName || a.What == AgentName {
			most = 100
		}
		if a.What == ResultNo {
			most = 60
		}
		v.short(a.After, "after", most)
	}
	return a, v.err()
}

func (a ProposeAmendment) apply(c *Case, f Fact) {
	c.Amendments = append(c.Amendments, Amendment{What: a.What, Before: a.Before, After: a.After, Reason: a.Reason, By: f.By.No, On: f.At.Date()})
}

// SettleAmendment (核定更正) takes the proposal or throws it out; by somebody else than who
// proposed it. Taken, the new words stand, and the applicant is told.
type SettleAmendment struct {
	Agreed  bool   `json:"ok"`
	Opinion string `json:"t"`
}

// Act names the act.
func (SettleAmendment) Act() org.Act { return org.SettleAmendment }

func (a SettleAmendment) decide(c Case, env Env) (Command, error) {
	open := c.OpenAmendment()
	switch {
	case open == nil:
		return nil, Refusal{"noAmendment", amendRule, nil}
	case open.By == env.Actor.No:
		return nil, Refusal{"selfSettled", amendRule, nil}
	}
	return a, opinion(a.Opinion)
}

func (a SettleAmendment) apply(c *Case, f Fact) {
	open := c.OpenAmendment()
	open.Agreed, open.SettledBy, open.SettledOn = a.Agreed, f.By.No, f.At.Date()
	if at := c.text(open.What); a.Agreed && at != nil {
		*at = open.After
	}
}
