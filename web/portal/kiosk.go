package portal

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// At a self-service point (自助点) the pages of an application and of a case stand below ui.Kiosk: the same
// pages, for nobody with an account, in a centre that is known, on a device that the next person uses too.
// docs/decisions/0023-self-service-points.md says why it is so.

const (
	deviceCookie = "yimen_terminal" // the secret of a paired device
	visitCookie  = "yimen_visit"    // the secret of who uses it now
	deviceLife   = 400 * 24 * time.Hour
	endedPath    = ui.Kiosk + "/ended"
	stayPath     = ui.Kiosk + "/stay"
	stillPath    = ui.Kiosk + "/still"
)

// kioskRoutes adds the pages of self-service points.
func kioskRoutes(mux *http.ServeMux, site *ui.Site, hall *app.Hall) {
	p := &portal{site: site, hall: hall, kiosk: true}
	page := func(pattern string, h ui.Page) { mux.Handle(pattern, p.terminal(site.Page(h))) }
	upload := func(pattern string, h ui.Page) { mux.Handle(pattern, p.terminal(site.Upload(uploadLimit, h))) }

	mux.Handle("GET /kiosk/pair", unknown(site.Page(p.pair)))
	mux.Handle("POST /kiosk/pair", unknown(site.Page(p.doPair)))
	page("GET /kiosk", p.kioskHome)
	page("GET /kiosk/ended", p.ended)
	page("POST /kiosk/end", p.end)
	page("POST /kiosk/stay", p.stay)
	page("GET /kiosk/still", p.still)

	page("GET /kiosk/items/{code}/start", p.start)
	page("GET /kiosk/items/{code}/questions", p.askStart)
	page("POST /kiosk/items/{code}/questions", p.answerStart)
	page("POST /kiosk/items/{code}/apply", p.begin)
	page("GET /kiosk/apply/{draft}", p.draft(p.overview))
	page("GET /kiosk/apply/{draft}/who", p.draft(p.who))
	page("POST /kiosk/apply/{draft}/who", p.draft(p.saveWho))
	page("GET /kiosk/apply/{draft}/about", p.draft(p.about))
	page("POST /kiosk/apply/{draft}/about", p.draft(p.saveAbout))
	page("GET /kiosk/apply/{draft}/delivery", p.draft(p.delivery))
	page("POST /kiosk/apply/{draft}/delivery", p.draft(p.saveDelivery))
	page("GET /kiosk/apply/{draft}/form", p.draft(p.form))
	page("GET /kiosk/apply/{draft}/form/{part}", p.draft(p.formSection))
	page("POST /kiosk/apply/{draft}/form/{part}", p.draft(p.saveFormSection))
	page("GET /kiosk/apply/{draft}/materials", p.draft(p.materials))
	page("GET /kiosk/apply/{draft}/materials/{material}", p.draft(p.material))
	upload("POST /kiosk/apply/{draft}/materials/{material}", p.draft(p.saveMaterial))
	page("GET /kiosk/apply/{draft}/files/{id}", p.draft(p.draftFile))
	page("GET /kiosk/apply/{draft}/check", p.draft(p.check))
	page("POST /kiosk/apply/{draft}/check", p.submit)

	page("GET /kiosk/track", p.track)
	page("POST /kiosk/track", p.openCase)
	page("GET /kiosk/cases/{no}", p.own(p.caseFile))
	page("GET /kiosk/cases/{no}/receipt", p.own(p.receipt))
	page("GET /kiosk/cases/{no}/documents/{seq}/{name}", p.own(p.document))
	page("GET /kiosk/cases/{no}/files/{id}", p.own(p.caseDownload))
	page("GET /kiosk/cases/{no}/supplement", p.own(p.supplement))
	upload("POST /kiosk/cases/{no}/supplement", p.own(p.saveSupplement))
	page("GET /kiosk/cases/{no}/bringPending", p.own(p.supplement))
	upload("POST /kiosk/cases/{no}/bringPending", p.own(p.saveSupplement))
}

// at is an address of the room.
func (p *portal) at(path string) string {
	if p.kiosk {
		return ui.Kiosk + path
	}
	return path
}

// see leads on to another page of the room.
func see(w http.ResponseWriter, r *http.Request, path string) error {
	return ui.See(w, r, ui.At(r.Context(), path))
}

// guidePath is what is told of an item before one applies: at a terminal what one needs, else its whole guide.
func guidePath(ctx context.Context, code string) string { return guideAt(ui.At(ctx, ""), code) }

// guideAt is the same below what stands before the addresses of the room.
func guideAt(base, code string) string {
	switch {
	case base == "":
		return "/items/" + code
	case code == "":
		return base
	}
	return base + "/items/" + code + "/start"
}

// unknown makes a page of a device of which it is not known yet what it is.
func unknown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ui.From(r.Context()).Terminal = &ui.Terminal{Rest: true}
		next.ServeHTTP(w, r)
	})
}

// nobody lets nothing of an account that somebody left open in this browser reach the page.
func nobody(w http.ResponseWriter, r *http.Request) *ui.Req {
	q := ui.From(r.Context())
	q.User, q.Citizen, q.Terminal = nil, nil, &ui.Terminal{Rest: true}
	w.Header().Set("Cache-Control", "no-store")
	return q
}

// terminal makes a page of a paired device in service, and of who uses it now. Any other browser gets one
// sentence.
func (p *portal) terminal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := nobody(w, r)
		t, err := p.device(r)
		c, open := p.hall.CentreOf(t)
		switch {
		case errors.Is(err, app.ErrTerminal):
			p.closed(w, r, "unpaired")
			return
		case err != nil:
			p.site.Fail(w, r, err)
			return
		case !t.Active():
			p.closed(w, r, "revoked")
			return
		case !open:
			p.closed(w, r, "centre")
			return
		}
		q.Terminal = p.terminalOf(t, c, r.URL.Path)
		over, err := p.meet(w, r, t, q.Terminal)
		switch {
		case err != nil:
			p.site.Fail(w, r, err)
		case over && r.URL.Path != endedPath:
			ui.See(w, r, endedPath) // never fails
		default:
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), deviceKey{}, t)))
		}
	})
}

// deviceKey is where the guard leaves the terminal for the page.
type deviceKey struct{}

// deviceOf is the terminal at which a page is shown, as the guard has read it.
func deviceOf(ctx context.Context) store.Terminal {
	t, _ := ctx.Value(deviceKey{}).(store.Terminal)
	return t
}

func (p *portal) terminalOf(t store.Terminal, c org.Centre, path string) *ui.Terminal {
	return &ui.Terminal{Code: t.Code, Name: t.Name, Centre: ui.Text{Zh: c.Name, En: c.NameEN}, Hours: c.Hours, Phone: c.Phone,
		Idle: p.hall.Idle(), Still: p.hall.IdleUnwatched(), Rest: path == endedPath}
}

// device is the terminal that a browser is; app.ErrTerminal where it is none.
func (p *portal) device(r *http.Request) (store.Terminal, error) {
	c, err := r.Cookie(deviceCookie)
	if err != nil {
		return store.Terminal{}, app.ErrTerminal
	}
	return p.hall.Terminal(r.Context(), c.Value)
}

// closed says why nothing can be done in this browser.
func (p *portal) closed(w http.ResponseWriter, r *http.Request, why string) {
	if err := ui.Show(w, r, http.StatusForbidden, closedPage(why)); err != nil {
		p.site.Fail(w, r, err)
	}
}

// meet finds out who uses the terminal now, and whether the time of who used it before is over.
func (p *portal) meet(w http.ResponseWriter, r *http.Request, t store.Terminal, here *ui.Terminal) (over bool, err error) {
	c, err := r.Cookie(visitCookie)
	if err != nil {
		return false, nil
	}
	life := p.hall.IdleUnwatched()
	switch r.URL.Path {
	case stayPath:
		life = p.hall.Idle()
	case stillPath:
		life = 0
	}
	v, err := p.hall.Visit(r.Context(), t, c.Value, life)
	if errors.Is(err, app.ErrNotFound) {
		p.wipe(w)
		return true, nil
	}
	here.Visit = v.ID
	return false, err
}

// cookie is one of the self-service points: sent to them alone, and from their own pages alone.
func (p *portal) cookie(name, value string, age int) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: ui.Kiosk, MaxAge: age, HttpOnly: true, Secure: p.site.Secure, SameSite: http.SameSiteStrictMode}
}

func (p *portal) beginVisit(w http.ResponseWriter, r *http.Request, t store.Terminal) error {
	secret, v, err := p.hall.BeginVisit(r.Context(), t)
	if err != nil {
		return err
	}
	ui.From(r.Context()).Terminal.Visit = v.ID
	http.SetCookie(w, p.cookie(visitCookie, secret, 0))
	return nil
}

// letIn begins a visit where there is none; elsewhere than at a terminal there are none.
func (p *portal) letIn(w http.ResponseWriter, r *http.Request) error {
	t := ui.From(r.Context()).Terminal
	if t == nil || t.Visit != 0 {
		return nil
	}
	return p.beginVisit(w, r, deviceOf(r.Context()))
}

// visitMark binds what a browser was let in to at a terminal to who uses it now.
func visitMark(r *http.Request) string {
	if t := ui.From(r.Context()).Terminal; t != nil {
		return " " + strconv.FormatInt(t.Visit, 36)
	}
	return ""
}

// offered tells why an item can't be applied for here; elsewhere than at a terminal its channel tells.
func (p *portal) offered(ctx context.Context, it *catalog.Item) error {
	if !p.kiosk {
		return nil
	}
	err := p.hall.OfferedAt(deviceOf(ctx), it)
	var refusal casework.Refusal
	if errors.As(err, &refusal) && refusal.Code == "unitDoesNotAccept" { // its centre in the language of the page
		refusal.Args = []string{ui.Of(ctx, ui.From(ctx).Terminal.Centre)}
		return refusal
	}
	return err
}

// beginAt begins an application at the terminal.
func (p *portal) beginAt(w http.ResponseWriter, r *http.Request, it *catalog.Item) error {
	ctx := r.Context()
	if err := p.offered(ctx, it); err != nil {
		return err
	}
	if err := p.letIn(w, r); err != nil {
		return err
	}
	rec, err := p.hall.BeginAt(ctx, deviceOf(ctx), ui.From(ctx).Terminal.Visit, it.Code, renewing(ui.Posted(r), it))
	if err != nil {
		return err
	}
	return see(w, r, "/apply/"+rec.Draft+"/who")
}

// takesPictures lets an upload page at a terminal use its camera.
func (p *portal) takesPictures(w http.ResponseWriter) {
	if p.kiosk {
		ui.LetCamera(w)
	}
}

// materialsHint says how papers come into the page: a telephone's pictures do not reach a terminal.
func materialsHint(ctx context.Context) string {
	if ui.AtTerminal(ctx) {
		return ui.Say(ctx, "kiosk.materials.hint")
	}
	return say(ctx, "materials.hint")
}

// pairField is the code that the administrator's page shows.
var pairField = []ui.Field{{Name: "code", Kind: ui.KindText, Label: ui.Words("kiosk.pair.code"), Hint: ui.Words("kiosk.pair.code.hint"), Required: true, Max: 20, Auto: "off"}}

// pairing stands for the number of what is guessed at, among the wrong codes that are counted.
const pairing = "kiosk"

// pair asks for the pairing code 终端配对.
func (p *portal) pair(w http.ResponseWriter, r *http.Request) error {
	return ui.Show(w, r, http.StatusOK, pairPage(ui.Form{}))
}

// doPair makes this browser the terminal whose code was typed.
func (p *portal) doPair(w http.ResponseWriter, r *http.Request) error {
	addr, now := ui.Address(r), p.hall.Now()
	if wait := p.hall.Tries.Wait(pairing, addr, now); wait > 0 {
		return ui.TooMany(int(wait.Seconds()) + 1)
	}
	f := ui.Posted(r)
	f.Check(pairField)
	if f.OK() {
		secret, _, err := p.hall.PairTerminal(r.Context(), f.Get("code"))
		switch {
		case err == nil:
			http.SetCookie(w, p.cookie(deviceCookie, secret, int(deviceLife.Seconds())))
			p.wipe(w)
			return ui.See(w, r, ui.Kiosk)
		case !errors.Is(err, app.ErrTerminal):
			return err
		}
		p.hall.Tries.Wrong(pairing, addr, now)
		f.Refuse("code", "pairingWrong")
	}
	return ui.Again(w, r, pairPage(f))
}

// kioskView is the first page at a terminal.
type kioskView struct {
	Centre  org.Centre
	Offered int
	Shelves []shelf // all that is offered, where that is not too much for one page
	Themes  []topic // else the ways to it
	Query   string
	Theme   string // the one that is open
	Found   []*catalog.Item
}

// shelf is items under one heading.
type shelf struct {
	Name  string // empty: there is only this one
	Items []*catalog.Item
}

// A page holds fewItems as they are, mostItems under headings.
const (
	fewItems  = 12
	mostItems = 48
)

// shelve puts each item under one theme: the largest of its own first, and under the last what stands alone.
func shelve(ctx context.Context, items []*catalog.Item) []shelf {
	if len(items) <= fewItems {
		return []shelf{{Items: items}}
	}
	var list []shelf
	for len(items) > 0 {
		on := shelf{topicName(ctx, otherTheme), items}
		if topics := facetOf("theme").topics(ctx, items); len(topics) > 0 && topics[0].N > 1 && topics[0].Value != otherTheme {
			on = shelf{topics[0].Name, withTheme(items, topics[0].Value)}
		}
		list = append(list, on)
		items = slices.DeleteFunc(slices.Clone(items), func(it *catalog.Item) bool { return slices.Contains(on.Items, it) })
	}
	return list
}

func withTheme(items []*catalog.Item, theme string) []*catalog.Item {
	return slices.DeleteFunc(slices.Clone(items), func(it *catalog.Item) bool { return !slices.Contains(themes(it), theme) })
}

// offer fills the page with what is offered: the items, or the ways to them.
func (v *kioskView) offer(ctx context.Context, items []*catalog.Item) {
	v.Offered = len(items)
	switch {
	case v.Theme != "":
		v.Found = withTheme(items, v.Theme)
	case len(items) <= mostItems:
		v.Shelves = shelve(ctx, items)
	default:
		for _, at := range facetOf("theme").topics(ctx, items) {
			at.Href = ui.Kiosk + "?" + url.Values{"theme": {at.Value}}.Encode()
			v.Themes = append(v.Themes, at)
		}
	}
}

// kioskHome is the first page: what can be done here, and who helps.
func (p *portal) kioskHome(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	t := deviceOf(ctx)
	if c, err := r.Cookie(deviceCookie); err == nil { // browsers forget one after 400 days
		http.SetCookie(w, p.cookie(deviceCookie, c.Value, int(deviceLife.Seconds())))
	}
	v := kioskView{Query: firstRunes(strings.TrimSpace(r.URL.Query().Get("q")), 60), Theme: r.URL.Query().Get("theme")}
	v.Centre, _ = p.hall.CentreOf(t)
	if no := plainNumber(v.Query); len(no) == 21 {
		return see(w, r, "/track?no="+no)
	}
	v.offer(ctx, p.hall.AllAt(t, p.hall.Catalogue().All(p.hall.Today())))
	if v.Query != "" {
		v.Theme, v.Found = "", p.hall.AllAt(t, p.hall.Catalogue().Search(v.Query, p.hall.Today()))
	}
	return ui.Show(w, r, http.StatusOK, kioskHomePage(v))
}

// end ends what somebody does here: nothing of it is left in this browser 结束并清除.
func (p *portal) end(w http.ResponseWriter, r *http.Request) error {
	if v := ui.From(r.Context()).Terminal.Visit; v != 0 {
		if err := p.hall.EndVisit(r.Context(), store.Visit{ID: v}); err != nil {
			return err
		}
	}
	p.wipe(w)
	return ui.See(w, r, endedPath)
}

// wipe takes from a browser what somebody left in it: all but what makes it the terminal.
func (p *portal) wipe(w http.ResponseWriter) {
	http.SetCookie(w, p.cookie(visitCookie, "", -1))
	p.site.ForgetChoices(w)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
}

// ended says that all is wiped, and waits for the next.
func (p *portal) ended(w http.ResponseWriter, r *http.Request) error {
	return ui.Show(w, r, http.StatusOK, endedPage())
}

// stay notes that somebody is there, while his browser watches; the guard has given him his time anew.
func (p *portal) stay(w http.ResponseWriter, r *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// still asks a browser without scripts whether somebody is there.
func (p *portal) still(w http.ResponseWriter, r *http.Request) error {
	back, err := url.Parse(r.Referer())
	path := ui.Kiosk
	if err == nil && back.Host == r.Host && strings.HasPrefix(back.Path, ui.Kiosk+"/") && back.Path != stillPath {
		path = back.Path
	}
	return ui.Show(w, r, http.StatusOK, stillPage(path))
}
