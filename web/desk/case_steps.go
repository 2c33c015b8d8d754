package desk

import (
	"context"

	"yimen/chart"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// progress is how far the case has come: receipt, the steps of the procedure with the day
// each was done, and service.
func (p casePage) progress(ctx context.Context) []ui.Step {
	days := p.stepDays()
	steps := []ui.Step{{Name: ui.Say(ctx, "desk.step.received"), State: ui.Done,
		Who: p.desk.unitName(ctx, p.AcceptUnit), Note: p.desk.shortDay(p.ReceivedOn)}}
	for i, s := range p.Item.Procedure.Steps {
		if i >= len(p.Route) {
			break
		}
		step := ui.Step{Name: p.stepName(ctx, i), Who: p.whose(ctx, i), State: p.stepState(i)}
		switch {
		case step.State == ui.Done:
			step.Note = p.desk.shortDay(days[i])
		case step.State == ui.Stopped:
			step.Note = p.stoppedNote(ctx)
		case p.Decision != nil && !p.Decision.Granted:
			step.Note = ui.Say(ctx, "desk.step.needless")
		default:
			step.Note = ui.Limit(ctx, s.Limit)
		}
		steps = append(steps, step)
	}
	return append(steps, p.service(ctx))
}

// chart is the flow chart of the item with the way of the case in it 流程图.
func (p casePage) chart(ctx context.Context) chart.Chart {
	return chart.OfCase(p.Case, p.Item, func(step, body int) catalog.Text {
		name := p.besideName(ctx, step, body)
		if body == 0 {
			s := p.Item.Procedure.Steps[step]
			if name = ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN}); step < len(p.Route) {
				name = p.desk.unitName(ctx, p.Route[step])
			}
		}
		return catalog.Text{ZH: name, EN: name}
	})
}

// besideName is the unit of a body beside a step (并联部门), or what it examines while the
// case has not found it.
func (p casePage) besideName(ctx context.Context, step, body int) string {
	for _, part := range p.Parts {
		if part.Step == step && part.Nth == body-1 {
			return p.desk.unitName(ctx, part.Unit)
		}
	}
	if all := p.Item.Procedure.Steps[step].Beside; body > 0 && body <= len(all) {
		return ui.Of(ctx, ui.Text{Zh: all[body-1].Name, En: all[body-1].NameEN})
	}
	return ""
}

// service is the last mark: the result in the applicant's hands.
func (p casePage) service(ctx context.Context) ui.Step {
	s := ui.Step{Name: ui.Say(ctx, "desk.step.served"), State: ui.Todo, Note: ui.Limit(ctx, p.desk.hall.Rules.DeliverWithin)}
	switch state := p.State(); {
	case p.Served != nil:
		s.State, s.Note = ui.Done, p.desk.shortDay(p.Served.On)
	case state == casework.Denied, state == casework.Issuing, state == casework.Granted && !p.issues():
		s.State = ui.Current
	case state == casework.Closed:
		s.Note = ""
	}
	return s
}

// issues tells whether the procedure ends in an issuing step.
func (p casePage) issues() bool {
	return len(p.Posts) > 0 && p.Posts[len(p.Posts)-1] == org.Issuing
}

// stepState says how far one step of the procedure is.
func (p casePage) stepState(i int) ui.StepState {
	approval := i < len(p.Posts) && p.Posts[i] == org.Approval
	switch {
	case p.Decision != nil && approval && !p.Decision.Granted:
		return ui.Stopped
	case p.Decision != nil && approval, p.Issued != nil, i < p.At:
		return ui.Done
	case p.Decision != nil && !p.Decision.Granted:
		return ui.Todo
	case i == p.At && p.Ended != "" && p.Ended != casework.Concluded:
		return ui.Stopped
	case i == p.At && p.Ended == "":
		return ui.Current
	}
	return ui.Todo
}

func (p casePage) stoppedNote(ctx context.Context) string {
	if p.Decision != nil {
		return ui.ActName(ctx, org.Deny) + " " + p.desk.shortDay(p.Decision.On)
	}
	return ui.CodeName(ctx, "ended", string(p.Ended)) + " " + p.desk.shortDay(p.EndedOn)
}

// stepDays finds in the facts the day on which each step was done, the last time it was: the
// day on which the case left it forward, or its result was made out.
func (p casePage) stepDays() map[int]period.Date {
	days := map[int]period.Date{}
	var c casework.Case
	for _, f := range p.Facts {
		next := casework.Replay(c, f)
		if next.At > c.At || f.Act == org.Grant || f.Act == org.Deny || f.Act == org.Issue {
			days[c.At] = f.At.Date()
		}
		c = next
	}
	return days
}
