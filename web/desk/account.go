package desk

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// confinedKey is where the session keeps the one page its owner may see until he has done what
// it asks: choose a password of his own, begin the second step.
const confinedKey = "confined"

const (
	passwordPath = "/desk/account/password"
	secondPath   = "/desk/account/second"
)

// accountPage (账户与安全) is one's own account: the password, and where one is signed in.
type accountPage struct {
	desk     *Desk
	who      org.Staff
	sessions []store.SignedIn
	here     string // token of this session, as kept
	second   bool   // proves himself in two steps
}

// passwordPage is the form that changes the password.
type passwordPage struct {
	desk *Desk
	must bool // nothing else may be done before
	form ui.Form
}

var passwordFields = []ui.Field{
	{Name: "old", Kind: ui.KindPassword, Label: ui.Words("account.old"), Required: true, Auto: "current-password"},
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("account.new"), Hint: ui.Words("account.new.hint"), Required: true, Half: true, Auto: "new-password"},
	{Name: "again", Kind: ui.KindPassword, Label: ui.Words("account.again"), Required: true, Half: true, Auto: "new-password"},
}

func (d *Desk) accountRoutes(mux *http.ServeMux) {
	d.inboxRoutes(mux)
	mux.Handle("GET /desk/account", d.page(d.showAccount))
	mux.Handle("GET "+passwordPath, d.page(d.showPassword))
	mux.Handle("POST "+passwordPath, d.page(d.changePassword))
	mux.Handle("GET "+secondPath, d.page(d.showSecond))
	mux.Handle("POST "+secondPath, d.page(d.changeSecond))
	mux.Handle("GET /desk/sign-in/second", d.site.Page(d.showStep))
	mux.Handle("POST /desk/sign-in/second", d.site.Page(d.takeStep))
	mux.Handle("POST "+secondPath+"/keys/ask", d.page(d.askKey))
	mux.Handle("POST "+secondPath+"/keys", d.page(d.addKey))
	mux.Handle("POST "+secondPath+"/keys/drop", d.page(d.dropKey))
	mux.Handle("POST /desk/sign-in/second/key", d.site.Page(d.takeKey))
	mux.Handle("POST /desk/account/sessions/end", d.page(d.endSession))
}

func (d *Desk) showAccount(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	p := accountPage{desk: d, who: who, here: d.keptToken(ctx)}
	var err error
	if p.sessions, err = d.hall.Store.SignedIns(ctx, who.No, d.hall.Now()); err != nil {
		return err
	}
	if p.second, err = d.hall.HasSecondStep(ctx, who.No); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, accountTempl(p))
}

func (d *Desk) showPassword(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	return ui.Show(w, r, http.StatusOK, passwordTempl(passwordPage{desk: d, must: d.confined(r.Context()) == passwordPath}))
}

// confined is the one page that somebody may see; empty: all that are his.
func (d *Desk) confined(ctx context.Context) string { return d.sessions.GetString(ctx, confinedKey) }

// confine keeps somebody to the page of what he must do first.
func (d *Desk) confine(ctx context.Context, who org.Staff) error {
	choose, err := d.hall.MustChoose(ctx, who.No)
	if err != nil {
		return err
	}
	second, err := d.hall.HasSecondStep(ctx, who.No)
	switch {
	case err != nil:
		return err
	case choose:
		d.sessions.Put(ctx, confinedKey, passwordPath)
	case !second && d.hall.MustProveTwice(who):
		d.sessions.Put(ctx, confinedKey, secondPath)
	default:
		d.sessions.Remove(ctx, confinedKey)
	}
	return nil
}

// changePassword also ends the other sessions: whoever knew the old one is out.
func (d *Desk) changePassword(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(passwordFields)
	if f.OK() && f.Get("password") != f.Get("again") {
		f.Refuse("again", "passwordsDiffer")
	}
	status := http.StatusUnprocessableEntity
	if f.OK() {
		err := d.hall.ChoosePassword(ctx, who.No, f.Get("old"), f.Get("password"), ui.Address(r), d.keptToken(ctx))
		switch {
		case err == nil:
			if err := d.confine(ctx, who); err != nil {
				return err
			}
			return ui.See(w, r, "/desk/account")
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("old", "tooOften")
			status = http.StatusTooManyRequests
		case !f.Refused(ctx, err):
			return err
		}
	}
	return ui.Show(w, r, status, passwordTempl(passwordPage{desk: d, must: d.confined(ctx) == passwordPath, form: f}))
}

// endSession signs out one of one's sessions, or all but this one.
func (d *Desk) endSession(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	which := r.PostForm.Get("session")
	if which == "others" {
		if err := d.hall.Store.Write(ctx, store.EndSessions(who.No, d.keptToken(ctx))); err != nil {
			return err
		}
		return ui.See(w, r, "/desk/account")
	}
	all, err := d.hall.Store.SignedIns(ctx, who.No, d.hall.Now())
	if err != nil {
		return err
	}
	for _, s := range all {
		if ui.SessionID(s.Token) == which {
			if err := d.hall.Store.Write(ctx, store.EndSession(who.No, s.Token)); err != nil {
				return err
			}
		}
	}
	return ui.See(w, r, "/desk/account")
}

// keptToken is the token of the session as the store keeps it.
func (d *Desk) keptToken(ctx context.Context) string { return ui.KeptToken(ctx, d.sessions) }

// table lists where one is signed in, newest first.
func (p accountPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "account.sessions")}
	for _, c := range []string{"since", "addr", "agent"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "account.c."+c), Tight: c != "agent"})
	}
	t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "account.end"), Tight: true})
	for _, s := range p.sessions {
		end := endSessionTempl(ui.SessionID(s.Token), "account.end")
		if s.Token == p.here {
			end = ui.Tag(ui.Say(ctx, "account.this"), ui.Info)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.When(ctx, s.At)), ui.Str(s.Addr), ui.Str(ui.Browser(ctx, s.Agent)), end}})
	}
	return t
}

func (p accountPage) pairs(ctx context.Context) []ui.Pair {
	post, unit := ui.From(ctx).User.Seat()
	second := ui.Say(ctx, "second.is.off")
	if p.second {
		second = ui.Say(ctx, "second.is.on")
	}
	return []ui.Pair{
		{Term: ui.Say(ctx, "second.title"), Text: second, Href: secondPath},
		{Term: ui.Say(ctx, "inbox.contact"), Text: contactText(ctx, p.who), Href: contactPath},
		{Term: ui.Say(ctx, "desk.login"), Text: p.who.No},
		{Term: ui.Say(ctx, "account.name"), Text: p.desk.staffName(ctx, p.who.No)},
		{Term: ui.Say(ctx, "account.unit"), Text: unit},
		{Term: ui.Say(ctx, "account.posts"), Text: post},
	}
}

// contactText is where somebody is told.
func contactText(ctx context.Context, who org.Staff) string {
	var parts []string
	for _, text := range []string{who.Email, who.Phone} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return ui.Say(ctx, "inbox.nowhere")
	}
	return strings.Join(parts, " · ")
}
