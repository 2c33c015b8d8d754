package desk

import (
	"context"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// chaseActs are a supervisor's demand on a unit and the unit's reply.
var chaseActs = []action{
	{act: org.Chase, look: ui.Plain, fields: chaseFields, asks: true, read: readChase},
	{
		act:    org.AnswerChase,
		fields: func(subject) []ui.Field { return []ui.Field{saidField("supervise.chase.answer")} },
		read:   func(f ui.Form) casework.Command { return casework.AnswerChase{Text: f.Get("content")} },
	},
}

func saidField(label string) ui.Field {
	return ui.Field{Name: "content", Kind: ui.KindTextarea, Label: ui.Words(label), Required: true, Max: maxText, Rows: 3}
}

// chaseFields ask which unit only where several work on the case.
func chaseFields(s subject) []ui.Field {
	ground := ui.Field{Name: "ground", Kind: ui.KindRadio, Label: ui.Words("supervise.chase.ground"), Required: true}
	for _, g := range casework.ChaseGrounds {
		ground.Options = append(ground.Options, ui.Option{Value: string(g), Label: ui.Words("codes.chase." + string(g))})
	}
	fields := []ui.Field{ground,
		{Name: "advice", Kind: ui.KindCheckbox, Label: ui.Words("supervise.chase.advice"), Hint: ui.Words("supervise.chase.advice.hint"),
			Options: []ui.Option{{Value: "yes", Label: ui.Words("supervise.chase.advice.yes")}}}}
	if s.Item != nil && len(s.Silent()) > 0 {
		unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("supervise.chase.unit"), Hint: ui.Words("supervise.chase.unit.hint")}
		for _, code := range append([]string{s.Unit()}, s.Silent()...) {
			unit.Options = append(unit.Options, ui.Option{Value: code, Label: s.Names[code]})
		}
		fields = append(fields, unit)
	}
	return append(fields, saidField("supervise.chase.content"),
		ui.Field{Name: "until", Kind: ui.KindDate, Label: ui.Words("supervise.chase.due"), Hint: ui.Words("supervise.chase.due.hint"), Required: true})
}

func readChase(f ui.Form) casework.Command {
	return casework.Chase{Advice: f.Has("advice", "yes"), Ground: casework.ChaseGround(f.Get("ground")), Unit: f.Get("unit"), Text: f.Get("content"), Due: day(f, "until")}
}

// namesOf are the names of the units that work on a case side by side.
func (d *Desk) namesOf(c casework.Case) map[string]ui.Text {
	names := map[string]ui.Text{}
	for _, code := range append(c.Silent(), c.Unit()) {
		if u, ok := d.hall.Directory().UnitOrLast(code, d.hall.Today()); ok {
			names[code] = ui.UnitText(u)
		}
	}
	return names
}

// chaseText is what a demand or a reply said.
func (p casePage) chaseText(ctx context.Context, f casework.Fact) string {
	switch a := f.Body.(type) {
	case *casework.Chase:
		key := "supervise.chase.fact"
		if a.Advice {
			key = "supervise.chase.fact.advice"
		}
		return join(ctx, ui.Say(ctx, key, "unit", p.desk.unitName(ctx, a.Unit), "day", a.Due), ui.CodeName(ctx, "chase", string(a.Ground)), a.Text)
	case *casework.AnswerChase:
		return a.Text
	}
	return ""
}

// chased are the demands that wait for a reply, for all who may read the case.
func (p casePage) chased(ctx context.Context) []string {
	var list []string
	for _, c := range p.Chased {
		switch {
		case c.Answer != 0:
		case c.Late(p.today()):
			list = append(list, ui.Say(ctx, "supervise.chase.late", "unit", p.desk.unitName(ctx, c.Unit), "day", c.Due))
		default:
			list = append(list, ui.Say(ctx, "supervise.chase.open", "unit", p.desk.unitName(ctx, c.Unit), "day", c.Due))
		}
	}
	return list
}
