package admin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

var staffRegister = &register{
	list: org.StaffList, path: "staff", byCode: true,
	fields: func(a *Admin, fresh bool) []ui.Field {
		fields := []ui.Field{
			{Name: "name", Kind: ui.KindText, Label: ui.Words("admin.f.person"), Required: true, Half: true, Max: 40},
			{Name: "nameEn", Kind: ui.KindText, Label: ui.Words("admin.f.nameEn"), Half: true, Max: 80},
			a.unitField("unit", "homeUnit", true),
			{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("admin.f.phone"), Half: true},
			{Name: "email", Kind: ui.KindText, Label: ui.Words("admin.f.email"), Hint: ui.Words("inbox.email.hint"), Half: true, Max: 100},
			{Name: "to", Kind: ui.KindDate, Label: ui.Words("admin.f.left"), Hint: ui.Words("admin.f.left.hint"), Half: true},
		}
		if fresh {
			no := ui.Field{Name: "no", Kind: ui.KindText, Label: ui.Words("admin.f.no"), Hint: ui.Words("admin.f.no.hint"), Required: true, Max: 32}
			return append([]ui.Field{no}, fields[:5]...)
		}
		return fields
	},
	read: func(f ui.Form, old any) any {
		s := org.Staff{No: f.Get("no"), Name: f.Get("name"), NameEN: f.Get("nameEn"), Unit: f.Get("unit"), Phone: f.Get("phone"), Email: f.Get("email"), To: day(f, "to")}
		if o, ok := old.(org.Staff); ok {
			s.No = o.No
		}
		return s
	},
	write: func(row any) url.Values {
		s := row.(org.Staff)
		return url.Values{"name": {s.Name}, "nameEn": {s.NameEN}, "unit": {s.Unit}, "phone": {s.Phone}, "email": {s.Email}, "to": {s.To.String()}}
	},
	cols: []string{"no", "name", "homeUnit", "posts", "phone", "left"},
	cells: func(a *Admin, ctx context.Context, row any) []string {
		s := row.(org.Staff)
		return []string{s.No, ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN}), a.unitName(ctx, s.Unit), a.postsOf(ctx, s.No), s.Phone, s.To.String()}
	},
}

// postsOf says which posts somebody holds today.
func (a *Admin) postsOf(ctx context.Context, staff string) string {
	var names []string
	for _, p := range a.hall.Directory().PostsOf(staff, a.hall.Today()) {
		names = append(names, ui.CodeName(ctx, "post", string(p)))
	}
	return strings.Join(names, say(ctx, "and"))
}

// accountOf is how somebody signs in.
type accountOf struct {
	Has      bool
	Changed  period.Instant // when the password was set
	Given    period.Instant // when it was given by another; zero = chosen
	Sessions int
	Second   bool   // proves himself in two steps
	Password string // just given, shown once
	Form     ui.Form
	What     string // which of the account's forms was refused
}

func (a *Admin) accountOf(ctx context.Context, no string) (x accountOf, err error) {
	_, x.Changed, err = a.hall.Store.Credential(ctx, no)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return x, err
	}
	x.Has = err == nil
	if x.Given, err = a.hall.Store.PasswordGiven(ctx, no); err != nil {
		return x, err
	}
	if x.Second, err = a.hall.HasSecondStep(ctx, no); err != nil {
		return x, err
	}
	sessions, err := a.hall.Store.SignedIns(ctx, no, a.hall.Now())
	x.Sessions = len(sessions)
	return x, err
}

// accountFields are the reason of what is done to an account.
func accountFields(what string) []ui.Field {
	return []ui.Field{{Name: "reason", ID: what + "-reason", Kind: ui.KindText, Label: ui.Words("admin.f.reason"), Required: true, Max: 500}}
}

// doAccount gives a password, stops an account, or ends its sessions.
func (a *Admin) doAccount(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, what := r.Context(), r.PathValue("what")
	p, err := a.open(ctx, staffRegister, r.PathValue("key"), who)
	if err != nil {
		return err
	}
	no := p.row.(org.Staff).No
	p.account.What, p.account.Form = what, ui.Posted(r)
	f := &p.account.Form
	if f.Check(accountFields(what)); f.OK() {
		switch what {
		case app.AccountPassword:
			p.account.Password, err = a.hall.GivePassword(ctx, no, f.Get("reason"), who.No)
		case app.AccountStop:
			err = a.hall.StopAccount(ctx, no, f.Get("reason"), who.No)
		case app.AccountSessions:
			err = a.hall.SignOutStaff(ctx, no, f.Get("reason"), who.No)
		case app.AccountSecond:
			err = a.hall.LiftSecondStep(ctx, no, f.Get("reason"), who.No)
		default:
			return ui.NotFound()
		}
		if errors.Is(err, app.ErrNotFound) { // no longer on the staff
			err = casework.Refusal{Code: "staffLeft", Rule: "通知二(三)"}
		}
	}
	switch {
	case p.account.Password != "" && err == nil: // shown once, so not on another page
		given := p.account.Password
		if p, err = a.open(ctx, staffRegister, no, who); err != nil {
			return err
		}
		p.account.Password = given
		return ui.Show(w, r, http.StatusOK, rowTempl(p))
	case err == nil && f.OK():
		return ui.See(w, r, staffRegister.href(p.place, p.row)+"#account")
	case err != nil && !f.Refused(ctx, err):
		return err
	}
	return ui.Show(w, r, http.StatusUnprocessableEntity, rowTempl(p))
}

func (x accountOf) pairs(ctx context.Context) []ui.Pair {
	state := say(ctx, "sign.none")
	switch {
	case x.Has && x.Given > 0:
		state = say(ctx, "sign.given", "at", ui.When(ctx, x.Given))
	case x.Has:
		state = say(ctx, "sign.chosen", "at", ui.When(ctx, x.Changed))
	}
	second := say(ctx, "sign.second.off")
	if x.Second {
		second = say(ctx, "sign.second.on")
	}
	return []ui.Pair{{Term: say(ctx, "sign.state"), Text: state}, {Term: say(ctx, "sign.step"), Text: second}, {Term: say(ctx, "sign.at"), Text: say(ctx, "sign.at.n", "n", x.Sessions)}}
}

// table lists the posts of a member of staff.
func (p rowPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "posts.title")}
	for _, c := range []string{"post", "unit", "items", "span"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "f."+c), Tight: c == "span" || c == "post"})
	}
	for _, h := range p.posts {
		cells := postRegister.cells(p.Admin, ctx, h.Holding)
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Anchor(ui.Link{Text: cells[2], Href: postRegister.href(h.place, h.Holding)})), ui.Str(cells[1]), ui.Str(cells[3]), ui.Str(cells[4])}})
	}
	return t
}

func (p rowPage) newPost() string {
	s := p.row.(org.Staff)
	return home + "/posts/new?" + url.Values{"staff": {s.No}, "unit": {s.Unit}}.Encode()
}

// accountActs are what may be done to the account as it is; nobody manages his own.
func (p rowPage) accountActs() []string {
	if p.row.(org.Staff).No == p.who.No {
		return nil
	}
	if !p.account.Has {
		return []string{app.AccountPassword}
	}
	if !p.account.Second {
		return app.Accounts[:len(app.Accounts)-1]
	}
	return app.Accounts
}

// accountForm is what was typed into one of the account's forms.
func (p rowPage) accountForm(what string) ui.Form {
	if p.account.What == what {
		return p.account.Form
	}
	return ui.Form{}
}
