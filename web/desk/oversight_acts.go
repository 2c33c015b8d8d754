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
	{act: org.Terminate, look: ui.Grave, fields: terminateFields, read: readTerminate}, // the post that holds the case may too
}

func terminateFields(subject) []ui.Field {
	ground := ui.Field{Name: "ground", Kind: ui.KindRadio, Label: ui.Words("desk.f.terminateGround"), Required: true}
	for _, g := range []casework.TerminateGround{casework.SubjectGone, casework.MatterGone, casework.DutyUnmet} {
		ground.Options = append(ground.Options, ui.Option{Value: string(g), Label: ui.Words("codes.terminate." + string(g))})
	}
	return []ui.Field{ground, {Name: "evidence", Kind: ui.KindTextarea, Label: ui.Words("desk.f.evidence"),
		Hint: ui.Words("desk.f.evidence.hint"), Required: true, Max: maxText, Rows: 3}}
}

func readTerminate(f ui.Form) casework.Command {
	return casework.Terminate{Ground: casework.TerminateGround(f.Get("ground")), Evidence: f.Get("evidence")}
}

func reasonFields(label string) []ui.Field {
	return []ui.Field{{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words(label), Required: true, Max: maxText, Rows: 3}}
}
