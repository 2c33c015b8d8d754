package account

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// accountPage (我的账号) is one's own account: who one is, and where one is signed in.
type accountPage struct {
	who      store.Resident
	sessions []store.SignedIn
	here     string // token of this session, as kept
}

var passwordFields = append([]ui.Field{
	{Name: "old", Kind: ui.KindPassword, Label: ui.Words("my.password.old"), Required: true, Auto: "current-password"},
}, passwordPair...)

func (a *Account) showAccount(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx := r.Context()
	list, err := a.hall.Store.SignedIns(ctx, app.ResidentOwner(who.ID), a.hall.Now())
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, accountTempl(a.shell(ctx, say(ctx, "account")), accountPage{who, list, a.token(ctx)}))
}

func (a *Account) showPassword(w http.ResponseWriter, r *http.Request, _ store.Resident) error {
	return a.passwordAgain(w, r, http.StatusOK, ui.Form{})
}

func (a *Account) passwordAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	return ui.Show(w, r, status, passwordTempl(a.below(r.Context(), say(r.Context(), "password.title")), f))
}

func (a *Account) changePassword(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(passwordFields)
	differ(&f)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		err := a.hall.ChooseResidentPassword(ctx, who, f.Get("old"), f.Get("password"), ui.Address(r), a.token(ctx))
		if err == nil {
			return ui.See(w, r, "/account")
		}
		if status, err = refused(ctx, &f, "old", err); err != nil {
			return err
		}
	}
	return a.passwordAgain(w, r, status, f)
}

// endSession signs out one of one's sessions, or all of them with this one.
func (a *Account) endSession(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx, owner, which := r.Context(), app.ResidentOwner(who.ID), r.PostForm.Get("session")
	if which == "all" {
		if err := a.hall.Store.Write(ctx, store.EndSessions(owner, "")); err != nil {
			return err
		}
		return a.signOut(w, r)
	}
	list, err := a.hall.Store.SignedIns(ctx, owner, a.hall.Now())
	if err != nil {
		return err
	}
	for _, s := range list {
		if ui.SessionID(s.Token) == which {
			if err := a.hall.Store.Write(ctx, store.EndSession(owner, s.Token)); err != nil {
				return err
			}
		}
	}
	return ui.See(w, r, "/account")
}

// pairs are who one is, masked: a page may be seen over a shoulder.
func (p accountPage) pairs(ctx context.Context) []ui.Pair {
	phone := ui.Pair{Term: say(ctx, "phone"), Body: changedTempl(ui.MaskPhone(p.who.Phone), say(ctx, "phone.change"), "/account/phone?for=change")}
	if p.who.Phone == "" {
		phone = ui.Pair{Term: say(ctx, "phone"), Text: say(ctx, "phone.gone"), Href: "/account/phone?for=change"}
	}
	password := ui.Pair{Term: say(ctx, "password"), Body: changedTempl(say(ctx, "password.changed", "day", ui.Day(ctx, p.who.ChangedAt.Date())), say(ctx, "password.title"), "/account/password")}
	if p.who.Hash == "" { // opened at a provider of identities
		password = ui.Pair{Term: say(ctx, "password"), Text: say(ctx, "password.none"), Href: "/account/phone?for=reset"}
	}
	return []ui.Pair{
		{Term: say(ctx, "name"), Text: p.who.Name},
		{Term: ui.CodeName(ctx, "document", p.who.IDType), Text: ui.MaskID(p.who.IDNo)},
		phone,
		{Term: say(ctx, "since"), Text: ui.Day(ctx, p.who.Since.Date())},
		password,
	}
}

// table lists where one is signed in, newest first.
func (p accountPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "sessions"), Cols: []ui.Col{{Text: say(ctx, "sessions.since"), Tight: true},
		{Text: say(ctx, "sessions.addr"), Tight: true}, {Text: say(ctx, "sessions.agent")}, {Text: say(ctx, "sessions.end"), Tight: true}}}
	for _, s := range p.sessions {
		end := endTempl(ui.SessionID(s.Token), say(ctx, "sessions.end"))
		if s.Token == p.here {
			end = ui.Tag(say(ctx, "sessions.this"), ui.Info)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.When(ctx, s.At)), ui.Str(s.Addr), ui.Str(ui.Browser(ctx, s.Agent)), end}})
	}
	return t
}
