package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/message"
	"yimen/store"
	"yimen/web/ui"
)

// messagesPage is the ledger of what went out, and the texts.
type messagesPage struct {
	desk   *Desk
	state  store.DeliveryState
	rows   []store.Posting
	turns  []turnRow // for administrators
	counts map[store.DeliveryState]int
	keeps  bool // an administrator: may send again, and change the texts
	older  string
}

// turnRow is one template.
type turnRow struct {
	Turn string
	Text message.Template
	Own  bool // written by an administrator
}

func (d *Desk) messageRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/messages", d.page(d.showMessages))
	mux.Handle("POST /desk/messages/sent/{id}", d.page(d.sendAgain))
	mux.Handle("GET /desk/messages/{turn}", d.page(d.showTemplate))
	mux.Handle("POST /desk/messages/{turn}", d.page(d.saveTemplate))
}

// showMessages (消息记录) is which messages went out and what became of them: all for administrators,
// for supervisors those of the units over which they watch.
func (d *Desk) showMessages(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, q := r.Context(), r.URL.Query()
	p := messagesPage{desk: d, keeps: d.hall.Administers(who.No)}
	if !p.keeps && !d.supervises(who.No) {
		return app.ErrNoRight
	}
	if s := store.DeliveryState(q.Get("state")); slices.Contains(store.DeliveryStates, s) {
		p.state = s
	}
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // a broken place is the beginning
	units := store.Everywhere
	if !p.keeps {
		units = d.hall.Overseen(who.No)
	}
	var err error
	if p.rows, err = d.hall.Store.Ledger(ctx, units, p.state, before, pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.older = "/desk/messages?" + url.Values{"state": {string(p.state)}, "before": {strconv.FormatInt(p.rows[pageRows-1].ID, 10)}}.Encode()
	}
	if p.keeps {
		if p.turns, err = d.templates(ctx); err != nil {
			return err
		}
		if p.counts, err = d.hall.LastDay(ctx); err != nil {
			return err
		}
	}
	return ui.Show(w, r, http.StatusOK, messagesTempl(p))
}

// sendAgain lets one message go out once more.
func (d *Desk) sendAgain(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	if err := d.hall.SendAgain(r.Context(), id, who.No); err != nil {
		return err
	}
	return ui.See(w, r, "/desk/messages")
}

func (d *Desk) templates(ctx context.Context) ([]turnRow, error) {
	texts, err := d.hall.MessageTexts(ctx)
	var rows []turnRow
	for _, turn := range message.Turns() {
		rows = append(rows, turnRow{Turn: turn, Text: texts[turn], Own: texts[turn] != message.Default(turn)})
	}
	return rows, err
}

// templateName is the act that a template tells of.
func templateName(ctx context.Context, turn string) string {
	if turn == message.Other {
		return ui.Say(ctx, "message.other")
	}
	if kind, toStaff := strings.CutPrefix(turn, "staff."); toStaff {
		return ui.Say(ctx, "inbox.turn."+kind)
	}
	if deed, ofComplaint := strings.CutPrefix(turn, "complaint."); ofComplaint {
		return ui.Say(ctx, "complaint.turn."+deed)
	}
	act, lapse, ofTime := strings.Cut(turn, ".")
	if act == string(org.Serve) && ofTime {
		return ui.Say(ctx, "message.turn.serve.exit")
	}
	if ofTime {
		return ui.CodeName(ctx, "lapse", lapse)
	}
	return ui.ActName(ctx, org.Act(turn))
}

// figures are what did not arrive in the last day.
func (p messagesPage) figures(ctx context.Context) (pairs []ui.Pair) {
	for _, s := range []store.DeliveryState{store.Bounced, store.Failed, store.Uncertain} {
		tone := ui.Good
		if p.counts[s] > 0 {
			tone = ui.Bad
		}
		pairs = append(pairs, ui.Pair{Term: stateName(ctx, s), Text: strconv.Itoa(p.counts[s]), Tone: tone, Href: "/desk/messages?state=" + string(s)})
	}
	return pairs
}

func (p messagesPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "message.ledger")}
	for _, c := range []string{"at", "case", "act", "to", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "message.col."+c), Tight: c == "at"})
	}
	for _, row := range p.rows {
		about := ui.Link{Text: cmp.Or(row.No, row.About, ui.Say(ctx, "question.title")), Href: aboutPath(row.Turn, row.CaseID, row.No, row.About)}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Str(ui.ShortWhen(row.MadeAt)), ui.Join(ui.Anchor(about)), ui.Str(templateName(ctx, turnOf(row))),
			ui.Strs(ui.Say(ctx, "message.channel."+row.Channel), p.to(ctx, row)), outcomeTempl(p, row)}})
	}
	return t
}

// turnOf is what a message tells of.
func turnOf(row store.Posting) string {
	if row.Turn != "" {
		return row.Turn
	}
	return app.MessageTurn(row.Fact)
}

// to is the address, and of the staff the name.
func (p messagesPage) to(ctx context.Context, row store.Posting) string {
	if row.Staff == "" {
		return row.Masked
	}
	return p.desk.staffName(ctx, row.Staff) + " " + row.Masked
}

// deliveryTone is how a message stands.
func deliveryTone(d store.Delivery) ui.Tone {
	switch {
	case d.Open():
		return ui.Bad
	case d.State == store.Sent:
		return ui.Good
	}
	return ui.Mute
}

func (p messagesPage) states() []store.DeliveryState { return store.DeliveryStates }

func stateName(ctx context.Context, s store.DeliveryState) string {
	return ui.Say(ctx, "message.state."+string(s))
}

// templateFields are the texts of a turn in both languages; empty brings the program's own back.
func templateFields(turn string) []ui.Field {
	hint := ui.Words("message.hint")
	if slices.Contains(message.Places(turn), "unit") {
		hint = ui.Words("message.hint.form")
	} else if slices.Contains(message.Dated, turn) {
		hint = ui.Words("message.hint.day")
	}
	return []ui.Field{
		{Name: "zh", Kind: ui.KindTextarea, Label: ui.Words("message.zh"), Hint: hint, Max: 1000, Rows: 3},
		{Name: "en", Kind: ui.KindTextarea, Label: ui.Words("message.en"), Hint: hint, Max: 1000, Rows: 3},
	}
}

// templatePage is one template as a form.
type templatePage struct {
	desk *Desk
	turn string
	own  message.Template // the program's
	form ui.Form
}

func (d *Desk) showTemplate(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	turn := r.PathValue("turn")
	switch {
	case !d.hall.Administers(who.No):
		return app.ErrNoRight
	case !slices.Contains(message.Turns(), turn):
		return ui.NotFound()
	}
	texts, err := d.hall.MessageTexts(r.Context())
	if err != nil {
		return err
	}
	f := ui.Form{Values: url.Values{"zh": {texts[turn].Zh}, "en": {texts[turn].En}}}
	return ui.Show(w, r, http.StatusOK, templateTempl(templatePage{d, turn, message.Default(turn), f}))
}

func (d *Desk) saveTemplate(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	turn, f := r.PathValue("turn"), ui.Posted(r)
	if f.Check(templateFields(turn)); f.OK() {
		err := d.hall.SetMessageTexts(r.Context(), turn, message.Template{Zh: f.Get("zh"), En: f.Get("en")}, who.No)
		if err == nil {
			return ui.See(w, r, "/desk/messages#texts")
		}
		if !f.Refused(r.Context(), err) {
			return err
		}
	}
	return ui.Again(w, r, templateTempl(templatePage{d, turn, message.Default(turn), f}))
}
