package portal

import (
	"context"
	"net/http"
	"slices"

	"yimen/app"
	"yimen/web/ui"
)

// askView is what the applicant asked within his case and what was answered 办件留言.
type askView struct {
	app.File
	Said  []ui.Event // newest first
	Asked string     // the unit that is asked now
	Waits bool       // a question waits for its answer
	Form  ui.Form
}

var askFields = []ui.Field{{Name: "text", Kind: ui.KindTextarea, Label: ui.Words("talk.question"), Hint: ui.Words("talk.question.hint"),
	Required: true, Max: 1000, Rows: 4}}

// questions shows the questions and answers of a case, and takes another question.
func (p *portal) questions(w http.ResponseWriter, r *http.Request, f app.File) error {
	v, err := p.askView(r.Context(), f)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, askPage(p.caseShell(r.Context(), f, "case.questions"), v))
}

func (p *portal) askView(ctx context.Context, f app.File) (askView, error) {
	asked, err := p.hall.AskedOf(ctx, f.ID)
	v := askView{File: f, Asked: p.unitByCode(ctx, f.Unit())}
	for _, a := range slices.Backward(asked) {
		v.Said = append(v.Said, p.said(ctx, a)...)
		v.Waits = v.Waits || a.Answered == 0
	}
	return v, err
}

// said is one question and its way to the answer, newest first. For the desk its units speak; what
// colleagues tell each other is theirs.
func (p *portal) said(ctx context.Context, a app.Asked) []ui.Event {
	var list []ui.Event
	at := p.unitByCode(ctx, a.Unit)
	asked := ui.Event{Title: ui.Say(ctx, "talk.asked"), Text: a.Text, By: ui.Say(ctx, "talk.to", "unit", at), At: ui.When(ctx, a.At), AtISO: ui.ISO(a.At)}
	for _, s := range a.Steps {
		e := ui.Event{Title: ui.Say(ctx, "talk.answered"), Text: s.Text, By: p.unitOfStaff(ctx, s.By), At: ui.When(ctx, s.At), AtISO: ui.ISO(s.At), Tone: ui.Good}
		if s.To != "" {
			at = p.unitOfStaff(ctx, s.To)
			e.Title, e.Text, e.By, e.Tone = ui.Say(ctx, "talk.passed"), "", at, ui.Info
		}
		list = append(list, e)
	}
	if a.Answered == 0 {
		asked.Tone, asked.By = ui.Warn, ui.Say(ctx, "talk.waits", "unit", at)
	}
	slices.Reverse(list)
	return append(list, asked)
}

func (p *portal) unitOfStaff(ctx context.Context, no string) string {
	s, _ := p.hall.Directory().StaffByNo(no)
	return p.unitByCode(ctx, s.Unit)
}

// ask keeps a question; refused it stays in the form.
func (p *portal) ask(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx, form := r.Context(), ui.Posted(r)
	if form.Check(askFields); form.OK() {
		err := p.hall.AskAbout(ctx, f, form.Get("text"))
		if err == nil {
			return ui.See(w, r, casePath(f.No)+"/questions")
		}
		if !form.Refused(ctx, err) {
			return err
		}
	}
	v, err := p.askView(ctx, f)
	if err != nil {
		return err
	}
	v.Form = form
	return ui.Again(w, r, askPage(p.caseShell(ctx, f, "case.questions"), v))
}
