package account

import (
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// Where the session keeps what is needed to check a device's answer, and how its owner calls it.
const (
	askedKey   = "passkey"
	keyNameKey = "passkeyName"
)

// passkeysPage (通行密钥) is the passkeys of an account.
type passkeysPage struct {
	Keys   []store.Passkey
	Offers bool // the portal's address has a name, which passkeys are bound to
	form   ui.Form
}

var passkeyFields = []ui.Field{
	{Name: "name", Kind: ui.KindText, Label: ui.Words("my.passkey.name"), Hint: ui.Words("my.passkey.name.hint"), Required: true, Max: 30},
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("my.password.old"), Required: true, Auto: "current-password"},
}

// answerFields are what the script sends.
var answerFields = []ui.Field{{Name: "answer", Kind: ui.KindHidden, Required: true, Max: 20_000}}

func (a *Account) showPasskeys(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	return a.passkeysAgain(w, r, who, http.StatusOK, ui.Form{})
}

func (a *Account) passkeysAgain(w http.ResponseWriter, r *http.Request, who store.Resident, status int, f ui.Form) error {
	ctx := r.Context()
	keys, err := a.hall.Store.Passkeys(ctx, app.ResidentOwner(who.ID))
	if err != nil {
		return err
	}
	return ui.Show(w, r, status, passkeysTempl(a.below(ctx, say(ctx, "passkeys")), passkeysPage{keys, a.hall.OffersPasskeys(), f}))
}

// askPasskey shows the question to the device, after the password was given again.
func (a *Account) askPasskey(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(passkeyFields)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		ask, keep, err := a.hall.BeginPasskey(ctx, who, f.Get("password"), ui.Address(r))
		switch {
		case err == nil:
			a.sessions.Put(ctx, askedKey, keep)
			a.sessions.Put(ctx, keyNameKey, f.Get("name"))
			return ui.Show(w, r, http.StatusOK, askTempl(a.below(ctx, say(ctx, "passkey.add")), question{"create", "/account/passkeys", ask, false}))
		case errors.Is(err, app.ErrNoPasskeys):
			f.Refuse("", "noPasskeys")
		default:
			if status, err = refused(ctx, &f, "password", err); err != nil {
				return err
			}
		}
	}
	return a.passkeysAgain(w, r, who, status, f)
}

// question is what a device is asked on a page.
type question struct {
	What   string // create, get
	To     string // where the answer goes
	JSON   string
	Failed bool // the last answer did not hold
}

func (a *Account) addPasskey(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(answerFields)
	keep, name := a.sessions.PopString(ctx, askedKey), a.sessions.PopString(ctx, keyNameKey)
	err := a.hall.AddPasskey(ctx, who, keep, f.Get("answer"), name)
	if errors.Is(err, app.ErrPasskey) || errors.Is(err, store.ErrConflict) || !f.OK() {
		g := ui.Form{}
		g.Refuse("", "passkeyFailed")
		return a.passkeysAgain(w, r, who, http.StatusUnprocessableEntity, g)
	}
	if err != nil {
		return err
	}
	return ui.See(w, r, "/account/passkeys")
}

func (a *Account) dropPasskey(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	if err := a.hall.Store.Write(r.Context(), store.Plan{store.DropPasskey(app.ResidentOwner(who.ID), r.PostForm.Get("key"))}); err != nil {
		return err
	}
	return ui.See(w, r, "/account/passkeys")
}

// showPasskeySignIn asks for any passkey of this portal.
func (a *Account) showPasskeySignIn(w http.ResponseWriter, r *http.Request) error {
	return a.passkeySignInAgain(w, r, http.StatusOK, false)
}

func (a *Account) passkeySignInAgain(w http.ResponseWriter, r *http.Request, status int, failed bool) error {
	ctx := r.Context()
	ask, keep, err := a.hall.BeginPasskeySignIn()
	if errors.Is(err, app.ErrNoPasskeys) {
		return ui.Unprocessable("noPasskeys")
	}
	if err != nil {
		return err
	}
	a.sessions.Put(ctx, askedKey, keep)
	return ui.Show(w, r, status, askTempl(a.shell(ctx, say(ctx, "passkey.signin")), question{"get", "/account/passkey", ask, failed}))
}

func (a *Account) passkeySignIn(w http.ResponseWriter, r *http.Request) error {
	f := ui.Posted(r)
	f.Check(answerFields)
	keep := a.sessions.PopString(r.Context(), askedKey)
	who, err := a.hall.SignInByPasskey(r.Context(), keep, f.Get("answer"))
	if errors.Is(err, app.ErrPasskey) || !f.OK() {
		return a.passkeySignInAgain(w, r, http.StatusUnprocessableEntity, true)
	}
	if err != nil {
		return err
	}
	return a.admit(w, r, who)
}

// table lists the passkeys, oldest first.
func (p passkeysPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "passkeys"), Cols: []ui.Col{{Text: say(ctx, "passkey.name")}, {Text: say(ctx, "passkey.at"), Tight: true},
		{Text: say(ctx, "passkey.used"), Tight: true}, {Text: say(ctx, "passkey.drop"), Tight: true}}}
	for _, k := range p.Keys {
		used := "—"
		if k.UsedAt > 0 {
			used = ui.When(ctx, k.UsedAt)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(k.Name), ui.Str(ui.When(ctx, k.At)), ui.Str(used), dropTempl(k.ID)}})
	}
	return t
}
