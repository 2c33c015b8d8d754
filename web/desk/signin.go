package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

var signInFields = []ui.Field{
	{Name: "login", Kind: ui.KindText, Label: ui.Words("desk.login"), Required: true, Half: true, Max: 40, Auto: "username"},
	{Name: "password", Kind: ui.KindPassword, Label: ui.Words("desk.password"), Required: true, Half: true, Auto: "current-password"},
	{Name: "next", Kind: ui.KindHidden},
}

func (d *Desk) showSignIn(w http.ResponseWriter, r *http.Request) error {
	f := ui.Form{Values: url.Values{"next": {r.URL.Query().Get("next")}}}
	return d.signInPage(w, r, http.StatusOK, f)
}

// signIn (登录) gives the session a new token, so that one planted before is worth nothing.
func (d *Desk) signIn(w http.ResponseWriter, r *http.Request) error {
	f := ui.Posted(r)
	f.Check(signInFields)
	if !f.OK() {
		return d.signInPage(w, r, http.StatusUnprocessableEntity, f)
	}
	who, err := d.hall.SignIn(r.Context(), f.Get("login"), f.Get("password"), ui.Address(r))
	switch {
	case errors.Is(err, app.ErrSignIn):
		f.Refuse("password", "signIn")
		return d.signInPage(w, r, http.StatusUnprocessableEntity, f)
	case errors.Is(err, app.ErrTooOften):
		f.Refuse("login", "tooOften")
		return d.signInPage(w, r, http.StatusTooManyRequests, f)
	case errors.Is(err, app.ErrGivenOld):
		f.Refuse("password", "givenOld")
		return d.signInPage(w, r, http.StatusUnprocessableEntity, f)
	case err != nil:
		return err
	}
	two, err := d.hall.HasSecondStep(r.Context(), who.No)
	if err != nil {
		return err
	}
	if two {
		return d.half(w, r, who, f.Get("next"))
	}
	if err := d.admit(r, who); err != nil {
		return err
	}
	return ui.See(w, r, ownPage(f.Get("next")))
}

// admit opens the session of somebody who has proved who he is, under a new token.
func (d *Desk) admit(r *http.Request, who org.Staff) error {
	ctx := r.Context()
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	d.sessions.SetDeadline(ctx, time.UnixMilli(int64(d.hall.Now())).Add(d.sessions.Lifetime))
	d.sessions.Put(ctx, staffKey, who.No)
	if err := d.confine(ctx, who); err != nil {
		return err
	}
	return d.hall.Store.AddSignedIn(ctx, store.SignedIn{Owner: who.No, Token: d.keptToken(ctx), At: d.hall.Now(), Addr: ui.Address(r), Agent: ui.Agent(r)})
}

func (d *Desk) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return ui.See(w, r, "/desk/sign-in")
}

func (d *Desk) signInPage(w http.ResponseWriter, r *http.Request, status int, f ui.Form) error {
	var help demoHelp
	if d.demo {
		var err error
		if help, err = d.demoHelp(r.Context()); err != nil {
			return err
		}
	}
	return ui.Show(w, r, status, signInPage(f, help))
}

// ownPage lets a sign-in lead to pages of the staff only.
func ownPage(next string) string {
	u, err := url.Parse(next)
	ours := err == nil && u.Host == "" && u.Scheme == "" && ui.OfStaff(u.Path)
	if !ours || strings.Contains(next, `\`) || strings.HasPrefix(u.Path, "/desk/sign-") {
		return "/desk"
	}
	return u.RequestURI()
}

// demoAccount is an account that a demonstration offers to try.
type demoAccount struct{ No, Name, Unit, Posts string }

// demoHelp is one account for each working post at each level, and all the others.
type demoHelp struct{ First, More []demoAccount }

func (d *Desk) demoHelp(ctx context.Context) (help demoHelp, err error) {
	snap, _, err := d.hall.Store.Directory(ctx)
	if err != nil {
		return help, err
	}
	dir, today := d.hall.Directory(), d.hall.Today()
	offered := map[string]bool{}
	for _, s := range snap.Staff {
		held := dir.HoldingsOf(s.No, today)
		if len(held) == 0 {
			continue
		}
		a := demoAccount{No: s.No, Name: ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN}),
			Unit: d.unitName(ctx, held[0].Unit), Posts: postNames(ctx, dir.PostsOf(s.No, today))}
		kind := d.kindOf(held[0])
		if offered[kind] || !held[0].Post.Works() {
			help.More = append(help.More, a)
			continue
		}
		offered[kind] = true
		help.First = append(help.First, a)
	}
	return help, nil
}

// kindOf tells accounts apart that show different things: by level and first post.
func (d *Desk) kindOf(h org.Holding) string {
	u, _ := d.hall.Directory().Unit(h.Unit, d.hall.Today())
	return string(u.Level) + " " + string(h.Post)
}

func demoPairs(accounts []demoAccount) []ui.Pair {
	var pairs []ui.Pair
	for _, a := range accounts {
		pairs = append(pairs, ui.Pair{Term: a.Unit + " · " + a.Posts, Text: a.No + " " + a.Name})
	}
	return pairs
}
