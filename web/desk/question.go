package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// questionsPage (首问登记) is what people asked and who owes them the answer.
type questionsPage struct {
	desk *Desk
	who  org.Staff
	show string // which list: "" my open ones
	all  []store.Question
	form ui.Form
}

// questionPage is one question with what became of it.
type questionPage struct {
	desk *Desk
	who  org.Staff
	store.Question
	steps []store.QuestionStep
	no    string // of its case
	form  ui.Form
	over  bool // the form that was refused hands it over
}

// mostQuestions is how many one list shows.
const mostQuestions = 200

// questionLists are the lists of the page.
var questionLists = []string{"", "unit", "answered"}

func (d *Desk) questionRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/questions", d.page(d.showQuestions))
	mux.Handle("POST /desk/questions", d.page(d.addQuestion))
	mux.Handle("GET "+ui.StaffPath, d.page(d.suggestColleagues))
	mux.Handle("GET /desk/questions/{id}", d.page(d.showQuestion))
	mux.Handle("POST /desk/questions/{id}/answer", d.page(d.answerQuestion))
	mux.Handle("POST /desk/questions/{id}/over", d.page(d.passQuestion))
}

func (d *Desk) questions(ctx context.Context, who org.Staff, show string) (p questionsPage, err error) {
	p = questionsPage{desk: d, who: who, show: show}
	switch show {
	case "unit":
		p.all, err = d.hall.UnitQuestions(ctx, who.No, mostQuestions)
	case "answered":
		p.all, err = d.hall.Store.AnsweredQuestions(ctx, who.No, mostQuestions)
	default:
		p.show = ""
		p.all, err = d.hall.MyQuestions(ctx, who.No, mostQuestions)
	}
	return p, err
}

func (d *Desk) showQuestions(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.questions(r.Context(), who, r.URL.Query().Get("show"))
	if err != nil {
		return err
	}
	p.form.Values = url.Values{"item": {r.URL.Query().Get("item")}} // asked at the counter of an item
	return ui.Show(w, r, http.StatusOK, questionsTempl(p))
}

// fields are what is noted of a question.
func (p questionsPage) fields() []ui.Field {
	return []ui.Field{
		{Name: "asker", Kind: ui.KindText, Label: ui.Words("question.asker"), Required: true, Max: 100, Half: true},
		{Name: "phone", Kind: ui.KindText, Label: ui.Words("question.phone"), Max: 20, Half: true}, ui.ItemField("item", ui.Words("question.item"), p.desk.pick),
		{Name: "text", Kind: ui.KindTextarea, Label: ui.Words("question.text"), Required: true, Max: 1000, Rows: 3},
		{Name: "answer", Kind: ui.KindTextarea, Label: ui.Words("question.answer.now"), Hint: ui.Words("question.answer.now.hint"), Max: 1000, Rows: 2}}
}

func (d *Desk) addQuestion(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.questions(ctx, who, "")
	if err != nil {
		return err
	}
	f.Check(p.fields())
	if f.OK() {
		q := store.Question{Asker: f.Get("asker"), Phone: f.Get("phone"), Item: f.Get("item"), Text: f.Get("text")}
		q, err := d.hall.Ask(ctx, q, f.Get("answer"), who)
		if err == nil {
			return ui.See(w, r, questionPath(q))
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	p.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, questionsTempl(p))
}

func questionPath(q store.Question) string { return "/desk/questions/" + strconv.FormatInt(q.ID, 10) }

func (d *Desk) questionOf(r *http.Request, who org.Staff) (questionPage, error) {
	p := questionPage{desk: d, who: who}
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return p, ui.NotFound()
	}
	if p.Question, err = d.hall.Question(r.Context(), id, who.No); errors.Is(err, app.ErrNotFound) {
		return p, ui.NotFound()
	}
	if err != nil {
		return p, err
	}
	if p.CaseID > 0 {
		rec, err := d.hall.Store.Case(r.Context(), p.CaseID)
		if err != nil {
			return p, err
		}
		p.no = rec.No
	}
	p.steps, err = d.hall.Store.QuestionSteps(r.Context(), id)
	return p, err
}

func (d *Desk) showQuestion(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.questionOf(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, questionTempl(p))
}

var replyFields = []ui.Field{{Name: "text", Kind: ui.KindTextarea, Label: ui.Words("question.answer"), Required: true, Max: 1000, Rows: 3}}

func (d *Desk) passFields() []ui.Field {
	to := ui.StaffField("to", ui.Words("question.to"), d.hall.Directory(), d.hall.Today())
	to.Required = true
	return []ui.Field{to,
		{Name: "why", Kind: ui.KindTextarea, Label: ui.Words("question.why"), Required: true, Max: 1000, Rows: 2}}
}

// suggestColleagues names those who fit what is being typed: a piece of a page, for the script.
func (d *Desk) suggestColleagues(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	if !ui.Piece(r) {
		return ui.See(w, r, "/desk/questions")
	}
	return ui.ShowFound(w, r, ui.StaffField("", ui.Text{}, d.hall.Directory(), d.hall.Today()))
}

func (d *Desk) answerQuestion(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	return d.stepQuestion(w, r, who, false, replyFields, func(ctx context.Context, q store.Question, f ui.Form) error {
		return d.hall.Answer(ctx, q.ID, f.Get("text"), who.No)
	})
}

func (d *Desk) passQuestion(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	return d.stepQuestion(w, r, who, true, d.passFields(), func(ctx context.Context, q store.Question, f ui.Form) error {
		return d.hall.PassOn(ctx, q.ID, f.Get("to"), f.Get("why"), who.No)
	})
}

// stepQuestion does one step; refused it shows the question with what was typed.
func (d *Desk) stepQuestion(w http.ResponseWriter, r *http.Request, who org.Staff, over bool, fields []ui.Field, do func(context.Context, store.Question, ui.Form) error) error {
	p, err := d.questionOf(r, who)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(fields)
	if f.OK() {
		err := do(ctx, p.Question, f)
		if err == nil {
			return ui.See(w, r, questionPath(p.Question))
		}
		if !f.Refused(ctx, err) {
			return err
		}
		if p, err = d.questionOf(r, who); err != nil { // somebody else may have it now
			return err
		}
	}
	p.form, p.over = f, over
	return ui.Show(w, r, http.StatusUnprocessableEntity, questionTempl(p))
}

func (p questionsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: p.title(ctx)}
	for _, c := range []string{"at", "text", "asker", "first", "holder"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "question.c."+c), Tight: c != "text"})
	}
	for _, q := range p.all {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ShortWhen(q.At)),
			ui.Anchor(ui.Link{Text: shorten(q.Text), Href: questionPath(q)}), ui.Str(q.Asker),
			ui.Str(p.desk.asked(ctx, q.First, q.Unit)), ui.Str(p.desk.asked(ctx, q.Holder, q.Unit))}})
	}
	return t
}

// asked names who was asked, or has it in hand: a member of staff, or the unit.
func (d *Desk) asked(ctx context.Context, no, unit string) string {
	if no == "" {
		return d.unitName(ctx, unit)
	}
	return d.staffName(ctx, no)
}

// shorten cuts a question for a list.
func shorten(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

func (p questionsPage) title(ctx context.Context) string {
	return ui.Say(ctx, "question.list."+listName(p.show))
}

func listName(show string) string {
	if show == "" {
		return "mine"
	}
	return show
}

func (p questionPage) pairs(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{{Term: ui.Say(ctx, "question.c.at"), Text: ui.When(ctx, p.At)},
		{Term: ui.Say(ctx, "question.asker"), Text: p.Asker}, {Term: ui.Say(ctx, "question.phone"), Text: p.Phone},
		{Term: ui.Say(ctx, "question.c.first"), Text: p.desk.asked(ctx, p.First, p.Unit)},
		{Term: ui.Say(ctx, "question.c.holder"), Text: p.desk.asked(ctx, p.Holder, p.Unit)}}
	if p.First != "" {
		pairs[3].Text += " · " + p.desk.unitName(ctx, p.Unit)
	}
	if p.Item != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "question.item"), Text: p.desk.itemName(ctx, p.Item)})
	}
	return slices.DeleteFunc(pairs, func(x ui.Pair) bool { return x.Text == "" })
}

// events are the steps, newest first.
func (p questionPage) events(ctx context.Context) []ui.Event {
	var out []ui.Event
	for _, x := range slices.Backward(p.steps) {
		e := ui.Event{Title: ui.Say(ctx, "question.answered"), Text: x.Text, By: p.desk.staffName(ctx, x.By), At: ui.ShortWhen(x.At), AtISO: ui.ISO(x.At), Tone: ui.Good}
		if x.To != "" {
			e.Title, e.Tone = ui.Say(ctx, "question.passed", "to", p.desk.staffName(ctx, x.To)), ui.Info
		}
		out = append(out, e)
	}
	return out
}

func (p questionPage) formFor(over bool) ui.Form {
	if over == p.over {
		return p.form
	}
	return ui.Form{}
}

// kept is what was typed into a form that is no longer there to show it.
func (p questionPage) kept() string {
	if p.desk.hall.HasQuestion(p.Question, p.who.No) {
		return ""
	}
	return p.form.Get("text") + p.form.Get("why")
}
