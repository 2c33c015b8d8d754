package desk

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/message"
	"yimen/store"
	"yimen/web/ui"
)

const inboxPath, contactPath = "/desk/inbox", "/desk/account/contact"

// inboxPage (内部消息) is what somebody of the staff was told, newest first.
type inboxPage struct {
	desk  *Desk
	rows  []store.StaffMessage
	texts map[string]message.Template
	older string
}

func (d *Desk) inboxRoutes(mux *http.ServeMux) {
	mux.Handle("GET "+inboxPath, d.page(d.showInbox))
	mux.Handle("POST "+inboxPath, d.page(d.readInbox))
	mux.Handle("GET "+contactPath, d.page(d.showContact))
	mux.Handle("POST "+contactPath, d.page(d.saveContact))
}

func (d *Desk) showInbox(w http.ResponseWriter, r *http.Request, who org.Staff) (err error) {
	ctx := r.Context()
	p := inboxPage{desk: d}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // a broken place is the beginning
	if p.rows, err = d.hall.Store.StaffMessages(ctx, who.No, before, pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.older = inboxPath + "?" + url.Values{"before": {strconv.FormatInt(p.rows[pageRows-1].ID, 10)}}.Encode()
	}
	if p.texts, err = d.hall.MessageTexts(ctx); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, inboxTempl(p))
}

// readInbox notes that somebody has read his messages, up to the newest that he saw.
func (d *Desk) readInbox(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	id, err := strconv.ParseInt(r.PostForm.Get("upTo"), 10, 64)
	if err != nil {
		return ui.Unprocessable("unknown_field", "name", "upTo")
	}
	if err := d.hall.Store.ReadStaffMessages(r.Context(), who.No, id, d.hall.Now()); err != nil {
		return err
	}
	return ui.See(w, r, inboxPath)
}

// unread tells whether any message on the page was not read.
func (p inboxPage) unread() bool {
	for _, m := range p.rows {
		if m.ReadAt == 0 {
			return true
		}
	}
	return false
}

func (p inboxPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "inbox.title")}
	for _, c := range []string{"at", "what", "text"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "inbox.col."+c), Tight: c != "text"})
	}
	for _, m := range p.rows {
		what := ui.Tag(templateName(ctx, m.Turn), staffTone(m.Turn))
		if m.ReadAt == 0 {
			what = ui.Join(what, ui.Tag(ui.Say(ctx, "inbox.new"), ui.Info))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ShortWhen(m.At)), what, ui.Join(ui.Anchor(ui.Link{Text: p.text(ctx, m), Href: aboutPath(m.Turn, m.CaseID, m.No, m.About)}))}})
	}
	return t
}

// text is what a message says, from its template.
func (p inboxPage) text(ctx context.Context, m store.StaffMessage) string {
	if m.About != "" {
		said, _ := p.desk.hall.FormText(m.About, p.texts[m.Turn]) // of a form that nobody owes the kind alone is shown
		return cmp.Or(ui.Of(ctx, ui.Text{Zh: said.Zh, En: said.En}), m.About)
	}
	item := ui.Text{Zh: m.Item}
	if v := p.desk.hall.Catalogue().Versions(m.Item); len(v) > 0 {
		item = ui.Text{Zh: v[len(v)-1].Name, En: v[len(v)-1].NameEN}
	}
	t := p.texts[m.Turn]
	return message.Fill(ui.Of(ctx, ui.Text{Zh: t.Zh, En: t.En}), map[string]string{"item": ui.Of(ctx, item), "no": cmp.Or(m.No, strconv.FormatInt(m.CaseID, 10)), "site": p.desk.hall.Paper.Site})
}

// aboutPath is the page of what a message tells of: a case, a complaint, a finding, a question or a form.
func aboutPath(turn string, id int64, no, form string) string {
	switch {
	case form != "":
		return app.FormPath(form)
	case turn == app.StaffAccount:
		return accountsPath + "/" + no
	case turn == app.StaffQuestion:
		return "/desk/questions/" + strconv.FormatInt(id, 10)
	case app.OfComplaint(turn):
		return complaintsPath + "/" + no
	}
	return "/desk/cases/" + no
}

func staffTone(turn string) ui.Tone {
	switch turn {
	case app.StaffArrived:
		return ui.Mute
	case app.StaffRed, app.StaffPurple, app.StaffChased, app.StaffRateLate, app.StaffFormLate, app.StaffComplaintLate:
		return ui.Bad
	}
	return ui.Warn
}

// contactPage (联系方式) is where somebody of the staff is told.
type contactPage struct {
	desk *Desk
	form ui.Form
}

var contactFields = []ui.Field{
	{Name: "email", Kind: ui.KindText, Label: ui.Words("inbox.email"), Hint: ui.Words("inbox.email.hint"), Max: 100, Auto: "email"},
	{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("admin.f.phone"), Hint: ui.Words("inbox.phone.hint")},
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("account.old"), Required: true, Auto: "current-password"},
}

func (d *Desk) showContact(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	f := ui.Form{Values: url.Values{"email": {who.Email}, "phone": {who.Phone}}}
	return ui.Show(w, r, http.StatusOK, contactTempl(contactPage{d, f}))
}

func (d *Desk) saveContact(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	status := http.StatusUnprocessableEntity
	if f.Check(contactFields); f.OK() {
		err := d.hall.SetContact(ctx, who.No, f.Get("email"), f.Get("phone"), f.Get("password"), ui.Address(r))
		switch {
		case err == nil:
			return ui.See(w, r, "/desk/account")
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("password", "tooOften")
			status = http.StatusTooManyRequests
		case !f.Refused(ctx, err):
			return err
		}
	}
	return ui.Show(w, r, status, contactTempl(contactPage{d, f}))
}
