package desk

import (
	"net/url"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// resumeActs restart the clock that a procedure stopped: what a stopped case waits for (许可法45).
var resumeActs = []action{{
	act:    org.Resume,
	fields: resumeFields,
	read:   func(f ui.Form) casework.Command { return casework.Resume{EndedOn: day(f, "endedOn")} },
}}

// specialActs stop and lengthen the clock (许可法42、45).
var specialActs = []action{
	{act: org.Suspend, look: ui.Plain, fields: suspendFields, start: suspendStart, read: readSuspend, asks: true},
	{
		act: org.Extend, look: ui.Plain,
		fields: extendFields,
		read:   func(f ui.Form) casework.Command { return casework.Extend{Reason: f.Get("reason")} },
	},
}

func suspendFields(s subject) []ui.Field {
	kind := ui.Field{Name: "kind", Kind: ui.KindRadio, Label: ui.Words("desk.f.kind"), Required: true}
	testers := ui.Field{Name: "testers", Kind: ui.KindText, Label: ui.Words("desk.f.testers"), Hint: ui.Words("desk.f.testers.hint"), Max: maxText, Required: true}
	for _, k := range allowedKinds(s) {
		kind.Options = append(kind.Options, ui.Option{Value: string(k), Label: ui.Words("codes.special." + string(k))})
		if casework.Tests(k) {
			testers.Only = append(testers.Only, string(k))
		}
	}
	fields := []ui.Field{kind,
		{Name: "ground", Kind: ui.KindText, Label: ui.Words("desk.f.stopGround"), Hint: ui.Words("desk.f.stopGround.hint"), Required: true, Max: maxText},
		{Name: "notice", Kind: ui.KindText, Label: ui.Words("desk.f.notice"), Hint: ui.Words("desk.f.notice.hint"), Required: true, Max: 100},
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("desk.f.from"), Required: true, Half: true},
		{Name: "told", Kind: ui.KindDate, Label: ui.Words("desk.f.told"), Required: true, Half: true}}
	switch len(testers.Only) {
	case 0:
		return fields // nothing is tested at this step
	case len(kind.Options):
		testers.Only = nil // whichever is chosen
	}
	return slices.Insert(fields, 3, testers)
}

// allowedKinds are the procedures of Article 45 that the present step may use.
func allowedKinds(s subject) []catalog.SpecialKind {
	if s.At < len(s.Item.Procedure.Steps) {
		return casework.StopKinds(s.Item.Procedure.Steps[s.At])
	}
	return nil
}

func suspendStart(s subject) url.Values {
	start := url.Values{"from": {s.Today.String()}}
	if kinds := allowedKinds(s); len(kinds) == 1 {
		start.Set("kind", string(kinds[0]))
	}
	return start
}

func readSuspend(f ui.Form) casework.Command {
	return casework.Suspend{Kind: catalog.SpecialKind(f.Get("kind")), Ground: f.Get("ground"), Notice: f.Get("notice"),
		From: day(f, "from"), Told: day(f, "told"), Testers: strings.FieldsFunc(f.Get("testers"), func(r rune) bool { return strings.ContainsRune("、，,；;", r) })}
}

func resumeFields(subject) []ui.Field {
	return []ui.Field{{Name: "endedOn", Kind: ui.KindDate, Label: ui.Words("desk.f.endedOn"), Hint: ui.Words("desk.f.endedOn.hint")}}
}

func extendFields(subject) []ui.Field {
	return []ui.Field{{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("desk.f.extendReason"),
		Hint: ui.Words("desk.f.extendReason.hint"), Required: true, Max: maxText, Rows: 3}}
}
