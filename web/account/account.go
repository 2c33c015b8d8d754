// Package account (居民账号) is where residents open an account and sign in, and look after both.
// Nobody needs one: the portal serves everybody without. A resident who is signed in is never a
// member of staff: the sessions have a cookie of their own.
package account

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"yimen/app"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// Frame is the frame of the portal's pages, lent by it.
type Frame func(ctx context.Context, here, title string, way ...ui.Link) ui.Shell

// Account serves the pages of residents' accounts.
type Account struct {
	hall     *app.Hall
	sessions *scs.SessionManager
	frame    Frame
	log      *slog.Logger
	demo     bool // a code that was sent is shown on the page too
}

// What a session keeps: who signed in, and before that how far the way to it was gone.
const (
	residentKey = "resident"
	nameKey     = "name"
	phoneKey    = "phone"    // to which a code was sent
	forKey      = "for"      // what for
	provedKey   = "provedAt" // when the code was given
	codeKey     = "demoCode" // in a demonstration alone
	foreignKey  = "foreign"  // the account of the phone is another person's
	nextKey     = "next"     // page that the way leads to
)

// IdentityBack is where a provider of identities sends people back to.
const IdentityBack = "/account/identity/back"

// provedFor is how long a phone that was proved counts for the rest of the way.
const provedFor = period.Instant(30 * 60 * 1000)

// New makes the pages of a hall.
func New(hall *app.Hall, sessions *scs.SessionManager, frame Frame, log *slog.Logger, demo bool) *Account {
	return &Account{hall: hall, sessions: sessions, frame: frame, log: log, demo: demo}
}

// Routes adds the pages to the route table.
func (a *Account) Routes(mux *http.ServeMux, site *ui.Site) {
	page := func(pattern string, h ui.Page) { mux.Handle(pattern, site.Page(h)) }
	own := func(pattern string, h ownPage) { page(pattern, a.own(h)) }
	page("GET /account/sign-in", a.showSignIn)
	page("POST /account/sign-in", a.signIn)
	page("POST /account/sign-out", a.signOut)
	page("GET /account/phone", a.showPhone)
	page("POST /account/phone", a.askCode)
	page("GET /account/code", a.showCode)
	page("POST /account/code", a.takeCode)
	page("POST /account/code/again", a.askAgain)
	page("GET /account/confirm", a.showConfirm)
	page("POST /account/confirm", a.confirm)
	page("GET /account/register", a.showRegister)
	page("POST /account/register", a.register)
	page("GET /account/reset", a.showReset)
	page("POST /account/reset", a.reset)
	own("GET /account", a.showAccount)
	own("GET /account/password", a.showPassword)
	own("POST /account/password", a.changePassword)
	own("POST /account/sessions/end", a.endSession)
	own("GET /account/close", a.showClose)
	own("POST /account/close", a.closeAccount)
	page("GET /account/identity", a.goIdentify)
	page("GET "+IdentityBack, a.identified)
	page("GET /account/passkey", a.showPasskeySignIn)
	page("POST /account/passkey", a.passkeySignIn)
	own("GET /account/passkeys", a.showPasskeys)
	own("POST /account/passkeys", a.addPasskey)
	own("POST /account/passkeys/ask", a.askPasskey)
	own("POST /account/passkeys/drop", a.dropPasskey)
	own("GET /account/firms", a.showFirms)
	own("POST /account/firms", a.addFirm)
	own("GET /account/firms/{id}", a.firm(a.showFirm))
	own("POST /account/firms/{id}/handlers", a.firm(a.invite))
	own("POST /account/firms/{id}/revoke", a.firm(a.revoke))
	own("POST /account/mandates/{what}", a.answerMandate)
}

// Who is the resident that a request comes from; nil: nobody is signed in.
func (a *Account) Who(r *http.Request) *ui.Citizen {
	id, err := strconv.ParseInt(a.sessions.GetString(r.Context(), residentKey), 10, 64)
	if err != nil {
		return nil
	}
	return &ui.Citizen{ID: id, Name: a.sessions.GetString(r.Context(), nameKey)}
}

// ownPage is a page of somebody's own account.
type ownPage func(w http.ResponseWriter, r *http.Request, who store.Resident) error

// own sends people who are not signed in to sign in, and back from there.
func (a *Account) own(page ownPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		c := ui.From(r.Context()).Citizen
		if c == nil {
			return ui.See(w, r, "/account/sign-in?next="+url.QueryEscape(ui.From(r.Context()).URL.RequestURI()))
		}
		who, err := a.hall.Store.Resident(r.Context(), c.ID)
		if err != nil {
			return err
		}
		return page(w, r, who)
	}
}

// admit opens the session of somebody who has proved who he is, under a new token.
func (a *Account) admit(w http.ResponseWriter, r *http.Request, who store.Resident) error {
	ctx := r.Context()
	next := ownPath(a.sessions.PopString(ctx, nextKey))
	if err := a.sessions.RenewToken(ctx); err != nil {
		return err
	}
	for _, key := range []string{phoneKey, forKey, provedKey, codeKey, foreignKey, askedKey, keyNameKey, attemptKey} {
		a.sessions.Remove(ctx, key)
	}
	a.sessions.SetDeadline(ctx, time.UnixMilli(int64(a.hall.Now())).Add(a.sessions.Lifetime))
	a.sessions.Put(ctx, residentKey, strconv.FormatInt(who.ID, 10))
	a.sessions.Put(ctx, nameKey, who.Name)
	if err := a.hall.Store.AddSignedIn(ctx, store.SignedIn{Owner: app.ResidentOwner(who.ID), Token: a.token(ctx),
		At: a.hall.Now(), Addr: ui.Address(r), Agent: ui.Agent(r)}); err != nil {
		return err
	}
	return ui.See(w, r, next)
}

func (a *Account) token(ctx context.Context) string { return ui.KeptToken(ctx, a.sessions) }

func (a *Account) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := a.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return ui.See(w, r, "/")
}

// refused puts why something was not done beside its field, with the status of the page that says
// so; what is no refusal comes back.
func refused(ctx context.Context, f *ui.Form, field string, err error) (status int, _ error) {
	switch {
	case errors.Is(err, app.ErrTooOften):
		f.Refuse(field, "tooOftenOwn")
		return http.StatusTooManyRequests, nil
	case f.Refused(ctx, err):
		return http.StatusUnprocessableEntity, nil
	}
	return 0, err
}

// home is where a sign-in leads when nobody came from a page.
const home = "/my"

// ownPath lets a sign-in lead to the residents' pages only.
func ownPath(next string) string {
	u, err := url.Parse(next)
	ours := err == nil && u.Host == "" && u.Scheme == "" && slices.ContainsFunc([]string{"/my", "/account", "/apply", "/cases", "/items"}, func(room string) bool {
		return u.Path == room || strings.HasPrefix(u.Path, room+"/")
	})
	if !ours || strings.Contains(next, `\`) || strings.HasPrefix(u.Path, "/account/sign-") {
		return home
	}
	return u.RequestURI()
}

func say(ctx context.Context, key string, args ...any) string { return ui.Say(ctx, "my."+key, args...) }

// shell is the frame of a page before somebody has signed in.
func (a *Account) shell(ctx context.Context, title string) ui.Shell {
	return a.frame(ctx, "", title)
}

// below is the frame of a page of one's own account.
func (a *Account) below(ctx context.Context, title string) ui.Shell {
	return a.frame(ctx, "", title, ui.Link{Text: say(ctx, "account"), Href: "/account"})
}
