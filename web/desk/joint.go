package desk

import (
	"context"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// jointActs are what bodies beside a step say (许可法26).
var jointActs = []action{{act: org.JointOpinion, fields: jointFields, read: readJoint}}

func jointFields(subject) []ui.Field {
	stand := ui.Field{Name: "agree", Kind: ui.KindRadio, Label: ui.Words("desk.f.agree"), Required: true}
	for _, s := range []casework.Stand{casework.Agrees, casework.Objects} {
		stand.Options = append(stand.Options, ui.Option{Value: string(s), Label: ui.Words("codes.stand." + string(s))})
	}
	return append([]ui.Field{stand}, opinionFields(org.JointOpinion)...)
}

func readJoint(f ui.Form) casework.Command {
	return casework.JointOpinion{Agree: casework.Stand(f.Get("agree")), Opinion: f.Get("opinion")}
}

// whose is the unit of a step, with those that examine beside it.
func (p casePage) whose(ctx context.Context, step int) string {
	names := []string{p.desk.unitName(ctx, p.Route[step])}
	for _, b := range p.Parts {
		if b.Step == step {
			names = append(names, p.desk.unitName(ctx, b.Unit))
		}
	}
	return strings.Join(names, " + ")
}

// silent names the bodies beside the step that have not spoken.
func (p casePage) silent(ctx context.Context) string {
	var names []string
	for _, unit := range p.Silent() {
		names = append(names, p.desk.unitName(ctx, unit))
	}
	return strings.Join(names, ui.Say(ctx, "portal.listed"))
}

// clockName names a clock, and whose it is where several run side by side.
func (p casePage) clockName(ctx context.Context, k app.Clock) string {
	name := ui.CodeName(ctx, "clock", string(k.Name))
	if k.Unit != "" {
		name += " · " + p.desk.unitName(ctx, k.Unit)
	}
	return name
}

// opinionAct names the act of an opinion; of a body beside the step with its result and name.
func (p casePage) opinionAct(ctx context.Context, o casework.Opinion) string {
	if o.Act != org.JointOpinion {
		return ui.ActName(ctx, o.Act)
	}
	return p.desk.unitName(ctx, o.Unit) + " · " + standName(ctx, o.Agree)
}

func standName(ctx context.Context, agree bool) string {
	if agree {
		return ui.CodeName(ctx, "stand", string(casework.Agrees))
	}
	return ui.CodeName(ctx, "stand", string(casework.Objects))
}
