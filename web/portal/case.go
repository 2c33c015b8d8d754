package portal

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"yimen/app"
	"yimen/chart"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// caseView is what the applicant sees of his case 办件进度.
type caseView struct {
	app.File
	Now       now
	Late      late
	Steps     []ui.Step
	Chart     chart.Chart // its way through the posts
	Running   []clockView // clocks that run
	Over      []clockView // clocks that were kept or are of no account any more
	Events    []ui.Event
	Answers   [][]answer
	Sections  []section
	Decider   string   // the body that decided
	Licensed  licensed // what the case granted is worth
	Remedies  []string // set where a decision can be contested
	Papers    []ui.PaperLink
	Phone     string // of the unit that holds the case
	Complaint string
	LastSaid  *ui.Event // of the questions and answers

	Rated      *store.Rating // what the applicant said of it once it was over
	RatedPairs []ui.Pair
	Keep       string // keep, unkeep: what the account can do with it; empty: nobody is signed in, or it is his by itself
}

// clockView is one clock in words.
type clockView struct {
	Name, Limit, State string
	Word               string // of the light
	Light              ui.Light
	Due                due
	Running            bool
}

// caseFile is the page of a case for its applicant: where it is, what comes next, who acts,
// until when and why that day.
func (p *portal) caseFile(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx := r.Context()
	answers, sections, err := p.answers(f.Item, f.Form)
	if err != nil {
		return err
	}
	events, err := p.events(ctx, f)
	if err != nil {
		return err
	}
	v := caseView{File: f, Now: p.now(ctx, f), Steps: p.steps(ctx, f), Chart: p.chart(ctx, f), Events: events,
		Answers: answers, Sections: sections, Remedies: p.remedies(ctx, f)}
	if v.Papers, err = p.papers(ctx, f); err != nil {
		return err
	}
	if asked, err := p.hall.AskedOf(ctx, f.ID); err != nil {
		return err
	} else if n := len(asked); n > 0 {
		v.LastSaid = &p.said(ctx, asked[n-1])[0]
	}
	if v.Keep, err = p.keeping(ctx, f); err != nil {
		return err
	}
	if v.Rated, err = p.rated(ctx, f); err != nil {
		return err
	}
	if v.Rated != nil {
		v.RatedPairs = p.ratingPairs(ctx, *v.Rated)
	}
	v.Running, v.Over = split(p.clocks(ctx, f))
	v.Phone, v.Complaint = p.phones(f)
	v.Licensed = p.licensed(ctx, f)
	v.Late = p.late(ctx, f, v.Complaint)
	if f.Decision != nil {
		v.Decider = p.unitFull(ctx, f.Decision.Unit)
	}
	s := shell(ctx, "track", say(ctx, "case.title"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"})
	return ui.Show(w, r, http.StatusOK, casePage(s, v))
}

// phones are those that the documents of the case name too: of the unit that holds it, and of who supervises
// the item, as its guide says.
func (p *portal) phones(f app.File) (phone, complaint string) {
	u, _ := p.hall.Directory().UnitOrLast(f.Unit(), p.hall.Today())
	return cmp.Or(u.Phone, f.Item.Sheet.Phone), cmp.Or(f.Item.Sheet.Supervision, u.SupervisionPhone)
}

func (v caseView) may(act org.Act) bool { return slices.Contains(v.Offered, act) }

// steps is the progress of a case across the levels: handing in, every post, handing out.
func (p *portal) steps(ctx context.Context, f app.File) []ui.Step {
	steps := []ui.Step{{Name: say(ctx, "step.apply"), Who: say(ctx, "step.apply.who"), Note: ui.Day(ctx, f.ReceivedOn), State: ui.Done}}
	done := stepDays(f)
	for i, s := range f.Item.Procedure.Steps {
		step := ui.Step{Name: both(ctx, s.Name, s.NameEN), Note: ui.Limit(ctx, s.Limit), State: ui.Todo}
		if i < len(f.Route) {
			step.Who = p.besideNames(ctx, f, i)
		}
		switch {
		case !done[i].IsZero():
			step.State, step.Note = ui.Done, ui.Day(ctx, done[i])
		case i == f.At && f.Ended == "":
			step.State = ui.Current
		case i == f.At && f.Ended != casework.Concluded:
			step.State = ui.Stopped
			step.Note = ui.CodeName(ctx, "ended", string(f.Ended))
		}
		if s.Post == org.Approval && f.Decision != nil && !f.Decision.Granted {
			step.State, step.Note = ui.Stopped, say(ctx, "step.denied")
		}
		if s.Post == org.Issuing && f.Decision != nil && !f.Decision.Granted {
			continue // nothing is made out
		}
		steps = append(steps, step)
	}
	return append(steps, p.lastStep(ctx, f))
}

// chart is the flow chart of the item with the way of the case in it 流程图.
func (p *portal) chart(ctx context.Context, f app.File) chart.Chart {
	return chart.OfCase(f.Case, f.Item, func(step, body int) catalog.Text {
		name := p.ruleName(ctx, f.Item.Procedure.Steps[step].UnitOf(body))
		if body == 0 && step < len(f.Route) {
			name = p.unitByCode(ctx, f.Route[step])
		}
		for _, part := range f.Parts {
			if part.Step == step && part.Nth == body-1 {
				name = p.unitByCode(ctx, part.Unit)
			}
		}
		return catalog.Text{ZH: name, EN: name}
	})
}

// besideNames is the unit of a step, and those that examine at the same time.
func (p *portal) besideNames(ctx context.Context, f app.File, step int) string {
	names := []string{p.unitByCode(ctx, f.Route[step])}
	for _, b := range f.Parts {
		if b.Step == step {
			names = append(names, p.unitByCode(ctx, b.Unit))
		}
	}
	return strings.Join(names, " + ")
}

// lastStep is handing out the result.
func (p *portal) lastStep(ctx context.Context, f app.File) ui.Step {
	step := ui.Step{Name: say(ctx, "step.serve"), State: ui.Todo}
	switch {
	case f.Served != nil:
		step.State, step.Note = ui.Done, ui.Day(ctx, f.Served.On)
	case f.State() == casework.Issuing, f.State() == casework.Denied:
		step.State = ui.Current
	}
	return step
}

// stepDays is the day on which each step was done, zero where it was not.
func stepDays(f app.File) []period.Date {
	days := make([]period.Date, len(f.Item.Procedure.Steps))
	set := func(i int, on period.Date) {
		if i >= 0 && i < len(days) && i < f.At {
			days[i] = on
		}
	}
	set(0, f.AcceptedOn)
	for _, o := range f.Opinions {
		set(o.Step, o.On)
	}
	if f.Decision != nil {
		if i := slices.Index(f.Posts, org.Approval); i >= 0 && i < len(days) {
			days[i] = f.Decision.On
		}
	}
	if f.Issued != nil {
		if i := slices.Index(f.Posts, org.Issuing); i >= 0 && i < len(days) {
			days[i] = f.Issued.On
		}
	}
	return days
}

// clocks are all clocks of the case in words.
func (p *portal) clocks(ctx context.Context, f app.File) []clockView {
	var list []clockView
	for _, k := range f.Clocks {
		v := clockView{
			Name: p.clockName(ctx, k), Limit: ui.Limit(ctx, k.Limit), Light: light(k.Light),
			Due: p.due(ctx, f, k.Clock), Running: k.Done.IsZero(),
		}
		v.State, v.Word = clockState(ctx, k), clockWord(ctx, k)
		if givenUp(f, k) {
			v.Light, v.State, v.Word = ui.Grey, say(ctx, "clock.over"), say(ctx, "clock.over")
		}
		list = append(list, v)
	}
	return list
}

// clockName names a clock, and whose it is where several run side by side.
func (p *portal) clockName(ctx context.Context, k app.Clock) string {
	name := ui.CodeName(ctx, "clock", string(k.Name))
	if k.Unit != "" {
		name += " · " + p.unitByCode(ctx, k.Unit)
	}
	return name
}

// givenUp: the clock ended because the application was taken back, not because it was kept.
func givenUp(f app.File, k app.Clock) bool {
	back := f.Ended == casework.Withdrawn || f.Ended == casework.DeemedWithdrawn
	return back && k.Done == f.EndedOn && k.Name != casework.AcceptanceClock
}

// clockWord is the light in words: of a clock that was kept, whether in time.
func clockWord(ctx context.Context, k app.Clock) string {
	if k.Done.IsZero() {
		return say(ctx, "light."+string(k.Light))
	}
	return say(ctx, "light.done."+string(k.Light))
}

// split parts the clocks that run from those that are over.
func split(list []clockView) (running, over []clockView) {
	for _, k := range list {
		if k.Running {
			running = append(running, k)
		} else {
			over = append(over, k)
		}
	}
	return running, over
}

// given is what was handed in, in the order of the item's list.
func (v caseView) given() []casework.Given {
	var list []casework.Given
	for _, m := range v.Item.Materials {
		for _, g := range v.Materials {
			if g.Code == m.Code {
				list = append(list, g)
			}
		}
	}
	return list
}

// clockState is what is left of a clock, or when it was kept.
func clockState(ctx context.Context, k app.Clock) string {
	switch {
	case !k.Done.IsZero():
		return say(ctx, "clock.done", "day", ui.Day(ctx, k.Done))
	case k.Light == casework.Grey:
		return say(ctx, "clock.stands")
	case k.Left < 0:
		return say(ctx, "clock.late."+unitKey(k), "n", -k.Left)
	}
	return say(ctx, "clock.left."+unitKey(k), "n", k.Left)
}

func unitKey(k app.Clock) string {
	if k.Limit.Unit == period.WorkingDay {
		return "wd"
	}
	return "d"
}

// remedies say how the decision can be contested, by whom and until when.
func (p *portal) remedies(ctx context.Context, f app.File) []string {
	if !f.Contestable() {
		return nil
	}
	env := casework.Env{Now: p.hall.Now(), Cal: p.hall.Calendar(), Dir: p.hall.Directory(), Item: f.Item, Rules: p.hall.Rules}
	return ui.Remedies(ctx, f.Remedies(env), env.Cal)
}
