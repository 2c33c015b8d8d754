package portal

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

// draft is an application that is being filled in, with its pages.
type draft struct {
	app.File
	Code    string // its address; whoever knows it may go on with it
	Base    string // what stands before its address: nothing, or that of the self-service points
	Today   period.Date
	Leaves  []leaf // its pages
	Changes bool   // somebody came from the check to change one answer, and goes back there
}

// draftPage is one page of an application.
type draftPage func(w http.ResponseWriter, r *http.Request, d draft) error

// begin opens an empty draft for an item 在线办理.
func (p *portal) begin(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("code")
	it, ok := p.hall.Catalogue().InForce(code, p.hall.Today())
	switch {
	case !ok:
		return ui.NotFound()
	case p.kiosk:
		return p.beginAt(w, r, it)
	case !hasChannel(it, catalog.Online):
		return ui.Unprocessable("channelNotOffered")
	}
	filing := casework.Filing{Channel: catalog.Online, About: renewing(ui.Posted(r), it)}
	var rec app.Record
	var err error
	firm, _ := strconv.ParseInt(r.PostForm.Get("for"), 10, 64) // nothing, or what is no number: oneself
	if c := ui.From(r.Context()).Citizen; c != nil && firm != 0 {
		rec, err = p.hall.BeginFor(r.Context(), c.ID, firm, code, filing)
	} else if c != nil {
		rec, err = p.hall.BeginOwn(r.Context(), c.ID, code, filing)
	} else {
		rec, err = p.hall.NewDraft(r.Context(), code, filing)
	}
	if err != nil {
		return err
	}
	return ui.See(w, r, "/apply/"+rec.Draft+"/where")
}

// resume leads from a draft code that was typed to the draft 继续填写.
func (p *portal) resume(w http.ResponseWriter, r *http.Request) error {
	f := ui.Posted(r)
	f.Check(resumeFields)
	code := plainCode(f.Get("draft"))
	if f.OK() {
		_, err := p.hall.OpenDraft(r.Context(), code)
		if errors.Is(err, app.ErrNotFound) {
			_, err = p.hall.Submitted(r.Context(), code)
		}
		switch {
		case errors.Is(err, app.ErrNotFound):
			f.Refuse("draft", "invalid")
		case err != nil:
			return err
		}
	}
	if !f.OK() {
		return ui.Again(w, r, trackPage(p.trackShell(r.Context()), trackView{Resume: f}))
	}
	return ui.See(w, r, "/apply/"+code)
}

var resumeFields = []ui.Field{
	{Name: "draft", Kind: ui.KindText, Label: ui.Words("portal.draft.code"), Hint: ui.Words("portal.draft.code.hint"), Required: true, Max: 40},
}

// plainCode takes a draft code as people copy it: spaces and hyphens go, letters are small.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// spaced shows a code in groups of four.
func spaced(code string) string {
	var groups []string
	for ; len(code) > 4; code = code[4:] {
		groups = append(groups, code[:4])
	}
	return strings.Join(append(groups, code), " ")
}

// draft makes a page of an application. A draft that was handed in says so.
func (p *portal) draft(page draftPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		code := r.PathValue("draft")
		f, err := p.hall.OpenDraft(r.Context(), code)
		if errors.Is(err, app.ErrNotFound) {
			return p.handedIn(w, r, code)
		}
		if err != nil {
			return err
		}
		open, err := p.draftOpen(r, f.Case)
		if err != nil {
			return err
		}
		if !open {
			return p.closedDraft(w, r, code)
		}
		d, err := p.draftOf(f, code, r.URL.Query().Get("from") == "check")
		if err != nil {
			return err
		}
		return page(w, r, d)
	}
}

// draftOpen tells whether who knows the code of a draft may see it, or what became of it: one in the
// name of a firm is for those who may act for it.
func (p *portal) draftOpen(r *http.Request, c casework.Case) (bool, error) {
	if p.kiosk {
		return p.hall.OfVisit(r.Context(), ui.From(r.Context()).Terminal.Visit, c.ID)
	}
	if c.Channel == catalog.AtKiosk {
		return false, nil // it is gone with who began it
	}
	var resident int64
	if c := ui.From(r.Context()).Citizen; c != nil {
		resident = c.ID
	}
	return p.hall.DraftFor(r.Context(), resident, c)
}

// closedDraft leads who did not sign in to where he does; for anybody else there is no such draft.
func (p *portal) closedDraft(w http.ResponseWriter, r *http.Request, code string) error {
	if p.kiosk {
		return ui.See(w, r, endedPath)
	}
	if ui.From(r.Context()).Citizen == nil {
		return ui.See(w, r, "/account/sign-in?next="+url.QueryEscape("/apply/"+code))
	}
	return ui.NotFound()
}

// handedIn is what the address of a draft shows after it was handed in: the number, and the
// way to the case for whoever has its code.
func (p *portal) handedIn(w http.ResponseWriter, r *http.Request, code string) error {
	rec, err := p.hall.Submitted(r.Context(), code)
	if p.kiosk && errors.Is(err, app.ErrNotFound) {
		return p.closedDraft(w, r, code) // wiped: somebody went back
	}
	if err != nil {
		return err
	}
	if open, err := p.draftOpen(r, rec.Case); err != nil {
		return err
	} else if !open {
		return p.closedDraft(w, r, code)
	}
	title := say(r.Context(), "handedin.title")
	return ui.Show(w, r, http.StatusOK, handedInPage(shell(r.Context(), "track", title), rec.No, rec.SubmittedAt))
}

// overview is the first page of a draft that is taken up again: what is done, what is left.
func (p *portal) overview(w http.ResponseWriter, r *http.Request, d draft) error {
	list, err := p.progress(r.Context(), d)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, overviewPage(d.shell(r.Context(), ""), d, list))
}

// filing is the application as it stands.
func (d draft) filing() casework.Filing {
	return casework.Filing{Channel: cmp.Or(d.Channel, catalog.Online), Terminal: d.Terminal, Applicant: d.Applicant, Agent: d.Agent, Delivery: d.Delivery, About: d.About,
		AcceptUnit: d.AcceptUnit, Materials: d.Materials, Form: d.Form}
}

// save keeps the application as it stands and leads on: to the next page, back to the check for
// who came from there, or to the overview for people who go on later.
func (p *portal) save(w http.ResponseWriter, r *http.Request, d draft, f casework.Filing, page string) error {
	rec, err := p.keepDraft(r.Context(), d, f)
	if err != nil {
		return err
	}
	if later(r) {
		return ui.See(w, r, d.home())
	}
	if d.Changes {
		return ui.See(w, r, d.path("check"))
	}
	d.Record, d.Form = rec, f.Form
	if d.Leaves, err = p.leaves(d); err != nil { // an answer may open pages and close them
		return err
	}
	return ui.See(w, r, d.path(d.next(page)))
}

// keepDraft saves what was changed; a page sent as it was makes no fact.
func (p *portal) keepDraft(ctx context.Context, d draft, f casework.Filing) (app.Record, error) {
	if reflect.DeepEqual(f, d.filing()) {
		return d.Record, nil
	}
	return p.hall.SaveDraft(ctx, d.Code, f)
}

// later says that the button pressed was 保存，以后再填.
func later(r *http.Request) bool { return r.PostForm.Get("then") == "later" }

func (d draft) shell(ctx context.Context, page string) ui.Shell {
	title := say(ctx, "draft.title")
	way := []ui.Link{{Text: itemName(ctx, d.File.Item), Href: "/items/" + d.File.Item.Code}}
	if i := d.place(page); i >= 0 {
		way = append(way, ui.Link{Text: title, Href: "/apply/" + d.Code})
		title = ui.Of(ctx, d.Leaves[i].Title)
	}
	return shell(ctx, "services", title, way...)
}

// over tells that the version of the item which the draft was begun with is no longer in force:
// it was replaced or withdrawn, and can't be handed in.
func (d draft) over() bool { return !d.File.Item.InForce(d.Today) }

// ending tells that it will be, on a day already known.
func (d draft) ending() bool { return !d.over() && !d.File.Item.To.IsZero() }
