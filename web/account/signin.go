package account

import (
	"errors"
	"net/http"
	"net/url"

	"yimen/app"
	"yimen/web/ui"
)

// signInPage (登录) asks for a password, and shows the other ways in.
type signInPage struct {
	Passkeys bool   // one may sign in by passkey
	Provider string // of identities, as its button names it; empty: none
	form     ui.Form
}

var signInFields = []ui.Field{
	{Name: "login", Kind: ui.KindText, Label: ui.Words("my.login"), Hint: ui.Words("my.login.hint"), Required: true, Max: 40, Auto: "username"},
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("my.password"), Required: true, Auto: "current-password"},
	{Name: "next", Kind: ui.KindHidden},
}

func (a *Account) showSignIn(w http.ResponseWriter, r *http.Request) error {
	if ui.From(r.Context()).Citizen != nil {
		return ui.See(w, r, ownPath(r.URL.Query().Get("next")))
	}
	return a.again(w, r, http.StatusOK, ui.Form{Values: url.Values{"next": {r.URL.Query().Get("next")}}})
}

func (a *Account) again(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	p := signInPage{Passkeys: a.hall.OffersPasskeys(), form: f}
	if a.hall.Identity != nil {
		p.Provider = a.hall.Identity.Label
	}
	return ui.Show(w, r, status, signInTempl(a.shell(r.Context(), say(r.Context(), "signin.title")), p))
}

func (a *Account) signIn(w http.ResponseWriter, r *http.Request) error {
	f := ui.Posted(r)
	f.Check(signInFields)
	status := http.StatusUnprocessableEntity
	if f.OK() {
		who, err := a.hall.SignInResident(r.Context(), f.Get("login"), f.Get("password"), ui.Address(r))
		switch {
		case err == nil:
			a.sessions.Put(r.Context(), nextKey, f.Get("next"))
			return a.admit(w, r, who)
		case errors.Is(err, app.ErrSignIn):
			f.Refuse("password", "signInOwn")
		case errors.Is(err, app.ErrTooOften):
			f.Refuse("password", "tooOftenOwn")
			status = http.StatusTooManyRequests
		case errors.Is(err, app.ErrUseCode):
			f.Refuse("password", "useCode")
			status = http.StatusTooManyRequests
		default:
			return err
		}
	}
	return a.again(w, r, status, f)
}

// identityPath leads to the provider of identities, and from there to where one wanted to go.
func (p signInPage) identityPath() string {
	if next := p.form.Get("next"); next != "" {
		return "/account/identity?next=" + url.QueryEscape(next)
	}
	return "/account/identity"
}
