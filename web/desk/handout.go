package desk

import (
	"net/url"

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
	{act: org.Serve, fields: serveFields, start: serveStart, read: readServe},
	{act: org.Conclude, read: func(ui.Form) casework.Command { return casework.Conclude{} }},
}

func issueFields(s subject) []ui.Field {
	return []ui.Field{{Name: "no", Kind: ui.KindText, Label: ui.Words("desk.f.no"), Hint: ui.Words("desk.f.no.hint"), Required: true, Max: 60}}
}

func serveFields(subject) []ui.Field {
	mode := ui.Field{Name: "mode", Kind: ui.KindRadio, Label: ui.Words("desk.f.mode"), Required: true}
	for _, m := range []casework.Mode{casework.InPerson, casework.PostMail, casework.Electronic} {
		mode.Options = append(mode.Options, ui.Option{Value: string(m), Label: ui.Words("codes.mode." + string(m))})
	}
	return []ui.Field{mode,
		{Name: "receiver", Kind: ui.KindText, Label: ui.Words("desk.f.receiver"), Hint: ui.Words("desk.f.receiver.hint"), Required: true, Max: 200},
		{Name: "relation", Kind: ui.KindText, Label: ui.Words("desk.f.relation"), Max: 50, Half: true},
		{Name: "on", Kind: ui.KindDate, Label: ui.Words("desk.f.servedOn"), Half: true}}
}

func serveStart(s subject) url.Values {
	return url.Values{"mode": {string(casework.InPerson)}, "receiver": {s.Applicant.Name}, "on": {s.Today.String()}}
}

func readServe(f ui.Form) casework.Command {
	return casework.Serve{Mode: casework.Mode(f.Get("mode")), Receiver: f.Get("receiver"), Relation: f.Get("relation"), On: day(f, "on")}
}
