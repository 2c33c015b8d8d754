package app

import (
	"strings"

	"yimen/core/casework"
	"yimen/store"
)

// hearingNotice is what the public reads of a hearing that was called for it (许可法46), masked
// by construction, in the name of the body whose paper it is; nil for every other act. Time and place
// follow with the notice to the parties (许可法48).
func hearingNotice(c casework.Case, f casework.Fact, env casework.Env) *store.Stmt {
	var s store.Stmt
	switch a := f.Body.(type) {
	case casework.AnnounceHearing:
		s = store.HearingNotice{CaseID: c.ID, Item: c.Item, Unit: c.Authority(env.Dir, env.Item, f.At.Date()).Code, Matter: scrub(a.Matter, c.Applicant, c.Agent),
			Register: withoutParties(a.Register, c), On: f.At.Date()}.Put()
	case casework.ScheduleHearing:
		s = store.HearingNotice{CaseID: c.ID, HeldOn: a.On, Begins: a.Begins, Place: withoutParties(a.Place, c)}.Fix()
	default:
		return nil
	}
	return &s
}

// withoutParties takes the parties of a case out of a text whose other numbers are for the
// public: the telephone at which one registers.
func withoutParties(text string, c casework.Case) string {
	for _, p := range []*casework.Party{&c.Applicant, c.Agent} {
		if p == nil {
			continue
		}
		for _, number := range []string{p.ID, p.Phone} {
			if number != "" && p.IDType != casework.CreditCode {
				text = strings.ReplaceAll(text, number, strings.Repeat("*", len(number)))
			}
		}
	}
	return withoutNames(text, c.Applicant, c.Agent)
}
