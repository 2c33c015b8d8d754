package account

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"yimen/app"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// What a phone is proved for.
const (
	forSignIn   = "signin"
	forRegister = "register"
	forReset    = "reset"
	forChange   = "change" // another phone for an account
)

var purposes = []string{forSignIn, forRegister, forReset, forChange}

// phonePage asks for the phone to which a code is to be sent.
type phonePage struct {
	For   string
	Sends bool // this hall can send one
	form  ui.Form
}

var phoneFields = []ui.Field{
	{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("my.phone"), Hint: ui.Words("my.phone.hint"), Required: true, Auto: "tel"},
	{Name: "for", Kind: ui.KindHidden},
}

// purpose is what a phone is proved for; one that nobody knows is a sign-in.
func purpose(r *http.Request, text string) string {
	if !slices.Contains(purposes, text) || text == forChange && ui.From(r.Context()).Citizen == nil {
		return forSignIn
	}
	return text
}

func (a *Account) showPhone(w http.ResponseWriter, r *http.Request) error {
	why := purpose(r, r.URL.Query().Get("for"))
	return a.phoneAgain(w, r, http.StatusOK, ui.Form{Values: url.Values{"for": {why}}})
}

func (a *Account) phoneAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	p := phonePage{For: purpose(r, f.Get("for")), Sends: a.hall.TextPhone != nil, form: f}
	return ui.Show(w, r, status, phoneTempl(a.shell(r.Context(), say(r.Context(), "phone."+p.For)), p))
}

// askCode sends a code to the phone that was typed.
func (a *Account) askCode(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(phoneFields)
	if f.OK() {
		phone := ui.PlainPhone(f.Get("phone"))
		err := a.send(r, phone)
		if err == nil {
			a.sessions.Put(ctx, phoneKey, phone)
			a.sessions.Put(ctx, forKey, purpose(r, f.Get("for")))
			a.sessions.Remove(ctx, provedKey)
			a.sessions.Remove(ctx, foreignKey)
			return ui.See(w, r, "/account/code")
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return a.phoneAgain(w, r, http.StatusUnprocessableEntity, f)
}

// send sends a code; a demonstration remembers it for its page.
func (a *Account) send(r *http.Request, phone string) error {
	ctx := r.Context()
	code, err := a.hall.SendCode(ctx, phone, ui.Address(r), func(code string) string { return say(ctx, "code.text", "code", code) })
	if errors.Is(err, app.ErrNoTexts) {
		return ui.Unprocessable("noTexts")
	}
	if err == nil && a.demo {
		a.sessions.Put(ctx, codeKey, code)
	}
	return err
}

// codePage asks for the code that was sent.
type codePage struct {
	Phone string // masked
	Demo  string // the code, in a demonstration
	form  ui.Form
}

var codeFields = []ui.Field{
	{Name: "code", Kind: ui.KindText, Label: ui.Words("my.code"), Hint: ui.Words("my.code.hint"), Required: true, Max: 10, Auto: "one-time-code"},
}

func (a *Account) showCode(w http.ResponseWriter, r *http.Request) error {
	return a.codeAgain(w, r, http.StatusOK, ui.Form{})
}

func (a *Account) codeAgain(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	ctx := r.Context()
	phone := a.sessions.GetString(ctx, phoneKey)
	if phone == "" {
		return ui.See(w, r, "/account/phone")
	}
	p := codePage{Phone: ui.MaskPhone(phone), form: f}
	if a.demo {
		p.Demo = a.sessions.GetString(ctx, codeKey)
	}
	return ui.Show(w, r, status, codeTempl(a.shell(ctx, say(ctx, "code.title")), p))
}

// askAgain sends another code to the same phone.
func (a *Account) askAgain(w http.ResponseWriter, r *http.Request) error {
	f := ui.Form{}
	phone := a.sessions.GetString(r.Context(), phoneKey)
	if phone == "" {
		return ui.See(w, r, "/account/phone")
	}
	err := a.send(r, phone)
	if err == nil {
		return ui.See(w, r, "/account/code")
	}
	if !f.Refused(r.Context(), err) {
		return err
	}
	for i := range f.Errors {
		f.Errors[i].Field = "code" // the phone is not on this page
	}
	return a.codeAgain(w, r, http.StatusUnprocessableEntity, f)
}

// takeCode proves the phone, and goes on with what it was proved for.
func (a *Account) takeCode(w http.ResponseWriter, r *http.Request) error {
	ctx, f := r.Context(), ui.Posted(r)
	phone := a.sessions.GetString(ctx, phoneKey)
	if phone == "" {
		return ui.See(w, r, "/account/phone")
	}
	f.Check(codeFields)
	if f.OK() {
		err := a.hall.ProvePhone(ctx, phone, f.Get("code"))
		if err == nil {
			return a.proved(w, r, phone)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	f.Values.Del("code")
	return a.codeAgain(w, r, http.StatusUnprocessableEntity, f)
}

func (a *Account) proved(w http.ResponseWriter, r *http.Request, phone string) error {
	ctx := r.Context()
	a.sessions.Put(ctx, provedKey, strconv.FormatInt(int64(a.hall.Now()), 10))
	a.sessions.Remove(ctx, codeKey)
	why := purpose(r, a.sessions.GetString(ctx, forKey))
	if c := ui.From(ctx).Citizen; why == forChange && c != nil {
		a.sessions.Remove(ctx, provedKey)
		if err := a.hall.ChangeResidentPhone(ctx, c.ID, phone, a.token(ctx)); err != nil {
			return err
		}
		return ui.See(w, r, "/account")
	}
	if why == forReset {
		return ui.See(w, r, "/account/reset")
	}
	_, err := a.hall.Store.ResidentByPhone(ctx, phone)
	if errors.Is(err, store.ErrNotFound) {
		return ui.See(w, r, "/account/register")
	}
	if err != nil {
		return err
	}
	return ui.See(w, r, "/account/confirm")
}

// provedPhone is the phone that was proved not long ago; empty: none.
func (a *Account) provedPhone(ctx context.Context) string {
	at, err := strconv.ParseInt(a.sessions.GetString(ctx, provedKey), 10, 64)
	if err != nil || a.hall.Now()-period.Instant(at) > provedFor {
		return ""
	}
	return a.sessions.GetString(ctx, phoneKey)
}
