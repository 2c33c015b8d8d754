package desk

import (
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// reviewActs are what a reviewer says: an opinion and where it sends the case (许可法34、35).
var reviewActs = []action{
	{
		act:    org.Pass,
		fields: func(subject) []ui.Field { return opinionFields(org.Pass) },
		read:   func(f ui.Form) casework.Command { return casework.Pass{Opinion: f.Get("opinion")} },
	},
	{
		act: org.Veto, look: ui.Grave,
		fields: func(subject) []ui.Field { return opinionFields(org.Veto) },
		read:   func(f ui.Form) casework.Command { return casework.Veto{Opinion: f.Get("opinion")} },
	},
	{
		act: org.Return, look: ui.Plain,
		fields: func(subject) []ui.Field { return opinionFields(org.Return) },
		read:   func(f ui.Form) casework.Command { return casework.Return{Opinion: f.Get("opinion")} },
	},
}
