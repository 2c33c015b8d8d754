package portal

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/web/ui"
)

// myView (我的办件) is what a resident who signed in has in the hall.
type myView struct {
	Name   string
	Own    app.Own
	Cases  ui.Table
	Drafts ui.Table
	Pages  ui.Pager
}

// mine is a word of the residents' accounts.
func mine(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "my."+key, args...)
}

// my lists the cases and unfinished applications of an account, without a query code.
func (p *portal) my(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c := ui.From(ctx).Citizen
	if c == nil {
		return ui.See(w, r, "/account/sign-in?next="+url.QueryEscape("/my"))
	}
	who, err := p.hall.Store.Resident(ctx, c.ID)
	if err != nil {
		return err
	}
	v := myView{Name: who.Name}
	before, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	if err != nil || before <= 0 {
		before = 0 // no place in the list is its beginning
	}
	if v.Own, err = p.hall.OwnCases(ctx, who, before); err != nil {
		return err
	}
	if before > 0 {
		v.Pages.Newer = "/my"
	}
	if v.Own.Next > 0 {
		v.Pages.Older = "/my?before=" + strconv.FormatInt(v.Own.Next, 10)
	}
	v.Cases, v.Drafts = p.myCases(ctx, v.Own.Cases), p.myDrafts(ctx, v.Own.Drafts)
	return ui.Show(w, r, http.StatusOK, myPage(shell(ctx, "my", mine(ctx, "cases.title")), v))
}

// myCases says of each case in plain words where it is, what comes next and until when.
func (p *portal) myCases(ctx context.Context, list []app.File) ui.Table {
	t := ui.Table{Caption: mine(ctx, "cases"), Cols: []ui.Col{{Text: mine(ctx, "c.what")}, {Text: mine(ctx, "c.now")}, {Text: mine(ctx, "c.until"), Tight: true}}}
	for _, f := range list {
		n := p.now(ctx, f)
		if f.Ended != "" || f.Decision != nil {
			n.Next = "" // it speaks of what stands below on the page of the case
		}
		until := []templ.Component{ui.Str(cmp.Or(n.Until.On, "—") + " ")}
		if n.Light != "" && f.Ended == "" {
			until = append(until, ui.Badge(n.Light, say(ctx, "light."+string(n.Light))))
		}
		t.Rows = append(t.Rows, ui.Row{ID: f.No, Light: n.Light, Cells: []templ.Component{
			myCase(itemName(ctx, f.Item), f.No, f.Applicant.Name), ui.Strs(n.Title, n.Next), ui.Join(until...)}})
	}
	return t
}

func (p *portal) myDrafts(ctx context.Context, list []app.File) ui.Table {
	t := ui.Table{Caption: mine(ctx, "drafts"), Cols: []ui.Col{{Text: mine(ctx, "c.what")}, {Text: mine(ctx, "c.saved"), Tight: true}}}
	for _, f := range list {
		saved := f.Facts[len(f.Facts)-1].At
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Anchor(ui.Link{Text: itemName(ctx, f.Item), Href: "/apply/" + f.Draft}), ui.Str(ui.When(ctx, saved))}})
	}
	return t
}

// keeping is what the account can do with a case: take it in, or let it go again.
func (p *portal) keeping(ctx context.Context, f app.File) (string, error) {
	c := ui.From(ctx).Citizen
	if c == nil {
		return "", nil
	}
	kept, err := p.hall.Store.KeepsCase(ctx, c.ID, f.ID)
	if err != nil || kept {
		return "unkeep", err
	}
	owns, err := p.hall.Owns(ctx, c.ID, f.Case)
	if err != nil || owns {
		return "", err
	}
	return "keep", nil
}

// keep takes a case whose query code was given into the account 收进我的办件.
func (p *portal) keep(w http.ResponseWriter, r *http.Request, f app.File) error {
	c := ui.From(r.Context()).Citizen
	if c == nil {
		return ui.See(w, r, "/account/sign-in?next="+url.QueryEscape(casePath(f.No)))
	}
	if err := p.hall.Store.KeepCase(r.Context(), c.ID, f.ID, p.hall.Now()); err != nil {
		return err
	}
	return ui.See(w, r, "/my")
}

// unkeep lets a case go that was taken in.
func (p *portal) unkeep(w http.ResponseWriter, r *http.Request, f app.File) error {
	if c := ui.From(r.Context()).Citizen; c != nil {
		if err := p.hall.Store.LeaveCase(r.Context(), c.ID, f.ID); err != nil {
			return err
		}
	}
	return ui.See(w, r, "/my")
}
