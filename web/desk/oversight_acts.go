package desk

import (
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// oversightActs are what a supervisor does on a case of those he oversees.
var oversightActs = []action{
	{
		act: org.AllowSupplement, look: ui.Grave,
		fields: func(subject) []ui.Field { return reasonFields("desk.f.reason") },
		read:   func(f ui.Form) casework.Command { return casework.AllowSupplement{Reason: f.Get("reason")} },
	},
}

func reasonFields(label string) []ui.Field {
	return []ui.Field{{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words(label), Required: true, Max: maxText, Rows: 3}}
}
