package desk

import (
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// decisionActs are the two decisions of the approver (许可法38).
var decisionActs = []action{
	{act: org.Grant, fields: grantFields, read: readGrant, asks: true},
	{act: org.Deny, look: ui.Grave, fields: denyFields, read: readDeny, asks: true},
}

func grantFields(s subject) []ui.Field {
	until := ui.Field{Name: "until", Kind: ui.KindDate, Label: ui.Words("desk.f.until"), Hint: ui.Words("desk.f.until.none")}
	if s.Item != nil {
		if term := s.Term(s.Item, s.Today); !term.IsZero() {
			until.Hint = ui.Words("desk.f.until.hint", "day", term)
		}
	}
	return append(append(opinionFields(org.Grant), minutesUse(s)...),
		ui.Field{Name: "content", Kind: ui.KindTextarea, Label: ui.Words("desk.f.content"), Hint: ui.Words("desk.f.content.hint"), Max: maxText, Rows: 2},
		ui.Field{Name: "conditions", Kind: ui.KindTextarea, Label: ui.Words("handout.f.conditions"), Hint: ui.Words("handout.f.conditions.hint"), Max: maxText, Rows: 2},
		until)
}

func readGrant(f ui.Form) casework.Command {
	return casework.Grant{Opinion: f.Get("opinion"), Content: f.Get("content"), Conditions: f.Get("conditions"), Until: day(f, "until"),
		Minutes: casework.MinutesUse(f.Get("minutes")), Departs: f.Get("departs")}
}

func denyFields(s subject) []ui.Field {
	return append(append(append(opinionFields(org.Deny), denyGround(s)...), minutesUse(s)...),
		ui.Field{Name: "reasons", Kind: ui.KindTextarea, Label: ui.Words("desk.f.reasons"), Hint: ui.Words("desk.f.reasons.hint"), Required: true, Max: maxText, Rows: 4},
		ui.Field{Name: "article", Kind: ui.KindText, Label: ui.Words("desk.f.article"), Hint: ui.Words("desk.f.article.hint"), Required: true, Max: maxText})
}

func readDeny(f ui.Form) casework.Command {
	return casework.Deny{Ground: casework.DenyGround(f.Get("ground")), Opinion: f.Get("opinion"), Reasons: f.Get("reasons"), Article: f.Get("article"),
		Minutes: casework.MinutesUse(f.Get("minutes")), Departs: f.Get("departs")}
}

// denyGround offers the grounds that the file itself proves, where it may.
func denyGround(s subject) []ui.Field {
	var grounds []casework.DenyGround
	if s.AwaitsOriginals(s.Item) {
		grounds = append(grounds, casework.WithoutOriginals)
	}
	if s.Item.Type == "01" {
		grounds = append(grounds, casework.DenyFalse)
	}
	if s.Line != nil {
		grounds = append(grounds, casework.NoPlaceLeft)
	}
	if len(grounds) == 0 {
		return nil
	}
	field := ui.Field{Name: "ground", Kind: ui.KindSelect, Label: ui.Words("desk.f.denyGround"), Hint: ui.Words("desk.f.denyGround.hint")}
	for _, g := range grounds {
		field.Options = append(field.Options, ui.Option{Value: string(g), Label: ui.Words("codes.deny." + string(g))})
	}
	return []ui.Field{field}
}
