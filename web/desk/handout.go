package desk

import (
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// handoutActs put the result into the applicant's hands (许可法39、44).
var handoutActs = []action{
	{
		act:    org.Issue,
		fields: issueFields,
		read:   func(f ui.Form) casework.Command { return casework.Issue{No: f.Get("no")} },
	},
	{act: org.Serve, fields: serveFields, start: serveStart, read: func(f ui.Form) casework.Command { return readServe(f) }, asks: true},
	{act: org.Conclude, read: func(ui.Form) casework.Command { return casework.Conclude{} }},
}

func issueFields(s subject) []ui.Field {
	return []ui.Field{{Name: "no", Kind: ui.KindText, Label: ui.Words("desk.f.no"), Hint: ui.Words("desk.f.no.hint"), Required: true, Max: 60}}
}
