package portal

import (
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// Heard gives another door (the interface for other systems) the acts by which an applicant is
// heard or takes his application back, as they are on the pages: the act, its fields and how they
// are read.
func Heard(each func(act org.Act, fields []ui.Field, read func(ui.Form) casework.Command)) {
	for _, s := range speeches {
		each(s.act, s.fields, s.read)
	}
	each(org.Withdraw, withdrawFields, func(f ui.Form) casework.Command { return casework.Withdraw{Reason: f.Get("reason")} })
}
