package casework

import "yimen/core/org"

// TellNoLicence (不受理告知) tells the applicant at once that what he wants needs no licence by
// law (许可法32(1)). It is information, no decision: nothing is refused, so nothing is named
// to turn to and no remedies are told.
type TellNoLicence struct {
	Reason string `json:"t"` // why none is needed, for the applicant to rely on
}

// Act names the act.
func (TellNoLicence) Act() org.Act { return org.TellNoLicence }

func (a TellNoLicence) decide(Case, Env) (Command, error) {
	var v Invalid
	v.text(a.Reason, "reason", "许可法32(1)")
	return a, v.err()
}

func (a TellNoLicence) apply(c *Case, f Fact) { c.Ended, c.EndedOn = NotNeeded, f.At.Date() }
