package admin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

const terminalsPath = home + "/terminals"

// terminalsPage (自助终端) are the devices at the self-service points 自助点 and how they are.
type terminalsPage struct {
	*Admin
	list  []store.Terminal
	pager ui.Pager
}

func (a *Admin) showTerminals(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	list, err := a.hall.Store.Terminals(r.Context())
	if err != nil {
		return err
	}
	p := terminalsPage{Admin: a}
	p.list, p.pager = ui.PartOf(r, list)
	return ui.Show(w, r, http.StatusOK, terminalsTempl(p))
}

func (p terminalsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "list.terminals.title")}
	for _, c := range []string{"f.code", "terminal.c.centre", "terminal.c.name", "terminal.c.state", "terminal.c.seen"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, c), Tight: c == "f.code" || c == "terminal.c.state"})
	}
	for _, x := range p.list {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Anchor(ui.Link{Text: x.Code, Href: terminalsPath + "/" + x.Code}),
			ui.Str(p.centreName(ctx, x.Centre)), ui.Str(x.Name), p.state(ctx, x), ui.Str(p.seen(ctx, x))}})
	}
	return t
}

func (a *Admin) centreName(ctx context.Context, code string) string {
	c, ok := a.hall.Directory().Centre(code, a.hall.Today())
	if !ok {
		return code
	}
	return ui.Of(ctx, ui.Text{Zh: c.Name, En: c.NameEN})
}

// state is whether a terminal serves people, and what it waits for.
func (a *Admin) state(ctx context.Context, t store.Terminal) templ.Component {
	switch {
	case t.RevokedAt != 0:
		return ui.Tag(say(ctx, "terminal.is.revoked"), ui.Mute)
	case t.PairedAt != 0:
		return ui.Tag(say(ctx, "terminal.is.active"), ui.Good)
	}
	return ui.Tag(say(ctx, "terminal.is.unpaired"), ui.Warn)
}

func (a *Admin) seen(ctx context.Context, t store.Terminal) string {
	if t.SeenAt == 0 {
		return say(ctx, "terminal.never")
	}
	return ui.When(ctx, t.SeenAt)
}

// terminalPage is one terminal; a new one has no ID.
type terminalPage struct {
	*Admin
	terminal store.Terminal
	form     ui.Form
	revoke   ui.Form
	pairing  string         // a code that was just given, shown once
	until    period.Instant // its end
	address  string         // where it is typed in
	changes  []store.RightChange
}

func (p terminalPage) fields() []ui.Field {
	centre := ui.Field{Name: "centre", Kind: ui.KindSelect, Label: ui.Words("admin.terminal.f.centre"), Required: true}
	for _, c := range p.hall.Directory().Centres(p.hall.Today()) {
		centre.Options = append(centre.Options, ui.Option{Value: c.Code, Label: ui.Text{Zh: c.Name, En: c.NameEN}})
	}
	list := []ui.Field{centre,
		{Name: "name", Kind: ui.KindText, Label: ui.Words("admin.terminal.f.name"), Hint: ui.Words("admin.terminal.f.name.hint"), Required: true, Max: 60},
		reasonFields[0]}
	if p.terminal.ID != 0 {
		return list
	}
	code := ui.Field{Name: "code", Kind: ui.KindText, Label: ui.Words("admin.terminal.f.code"), Hint: ui.Words("admin.terminal.f.code.hint"), Required: true, Max: 32, Half: true}
	return append([]ui.Field{code}, list...)
}

var revokeFields = []ui.Field{{Name: "reason", ID: "revoke-reason", Kind: ui.KindText, Label: ui.Words("admin.terminal.f.why"), Required: true, Max: 500}}

func (p terminalPage) action() string {
	if p.terminal.ID == 0 {
		return terminalsPath
	}
	return terminalsPath + "/" + p.terminal.Code
}

func (p terminalPage) title(ctx context.Context) string {
	if p.terminal.ID == 0 {
		return say(ctx, "list.terminals.new")
	}
	return say(ctx, "terminal.title", "code", p.terminal.Code)
}

func (p terminalPage) below(ctx context.Context) string {
	if p.terminal.ID == 0 {
		return ""
	}
	return p.centreName(ctx, p.terminal.Centre) + " · " + p.terminal.Name
}

func (p terminalPage) pairs(ctx context.Context) []ui.Pair {
	t := p.terminal
	list := []ui.Pair{{Term: say(ctx, "terminal.c.state"), Body: p.state(ctx, t)}, {Term: say(ctx, "terminal.c.seen"), Text: p.seen(ctx, t)}}
	if t.PairedAt != 0 {
		list = append(list, ui.Pair{Term: say(ctx, "terminal.pairedAt"), Text: ui.When(ctx, t.PairedAt)})
	}
	if t.PairUntil > p.hall.Now() && p.pairing == "" {
		list = append(list, ui.Pair{Term: say(ctx, "terminal.open"), Text: say(ctx, "terminal.until", "when", ui.When(ctx, t.PairUntil))})
	}
	return list
}

func (a *Admin) newTerminal(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	return ui.Show(w, r, http.StatusOK, terminalTempl(terminalPage{Admin: a, form: ui.Form{Values: url.Values{"centre": {r.URL.Query().Get("centre")}}}}))
}

// terminalOf reads the terminal that an address names.
func (a *Admin) terminalOf(r *http.Request) (p terminalPage, err error) {
	p.Admin = a
	ctx := r.Context()
	p.terminal, err = a.hall.Store.TerminalByCode(ctx, r.PathValue("key"))
	if errors.Is(err, store.ErrNotFound) {
		return p, ui.NotFound()
	}
	if err != nil {
		return p, err
	}
	p.form.Values = url.Values{"centre": {p.terminal.Centre}, "name": {p.terminal.Name}}
	p.changes, err = a.hall.Store.RightChanges(ctx, p.terminal.Code, 0, fewChanges)
	return p, err
}

func (a *Admin) showTerminal(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	p, err := a.terminalOf(r)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, terminalTempl(p))
}

// addTerminal registers a terminal, from where its pairing code is asked for.
func (a *Admin) addTerminal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	return a.keepTerminal(w, r, who, terminalPage{Admin: a})
}

func (a *Admin) changeTerminal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := a.terminalOf(r)
	if err != nil {
		return err
	}
	return a.keepTerminal(w, r, who, p)
}

func (a *Admin) keepTerminal(w http.ResponseWriter, r *http.Request, who org.Staff, p terminalPage) error {
	p.form = ui.Posted(r)
	p.form.Check(p.fields())
	if p.form.OK() {
		t := p.terminal
		if t.ID == 0 {
			t.Code = p.form.Get("code")
		}
		t.Centre, t.Name = p.form.Get("centre"), p.form.Get("name")
		err := a.hall.KeepTerminal(r.Context(), t, p.form.Get("reason"), who.No)
		if err == nil {
			return ui.See(w, r, terminalsPath+"/"+t.Code)
		}
		if !p.form.Refused(r.Context(), err) {
			return err
		}
	}
	return ui.Again(w, r, terminalTempl(p))
}

// pairTerminal gives a pairing code 配对码 and shows it, once.
func (a *Admin) pairTerminal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	code, until, err := a.hall.OfferPairing(r.Context(), r.PathValue("key"), who.No)
	if errors.Is(err, store.ErrNotFound) {
		return ui.NotFound()
	}
	if err != nil {
		return err
	}
	p, err := a.terminalOf(r)
	if err != nil {
		return err
	}
	p.pairing, p.until, p.address = code[:len(code)/2]+" "+code[len(code)/2:], until, a.pairingAddress(r)
	return ui.Show(w, r, http.StatusOK, terminalTempl(p))
}

// pairingAddress is the page to open on the device.
func (a *Admin) pairingAddress(r *http.Request) string {
	site := a.hall.Setup.Site
	if site == "" {
		site = "http://" + r.Host
		if a.hall.Setup.Secure {
			site = "https://" + r.Host
		}
	}
	return strings.TrimSuffix(site, "/") + "/kiosk/pair"
}

func (a *Admin) revokeTerminal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := a.terminalOf(r)
	if err != nil {
		return err
	}
	p.revoke = ui.Posted(r)
	p.revoke.Check(revokeFields)
	if p.revoke.OK() {
		err := a.hall.RevokeTerminal(r.Context(), p.terminal.Code, p.revoke.Get("reason"), who.No)
		if err == nil || errors.Is(err, store.ErrConflict) { // by somebody else meanwhile
			return ui.See(w, r, p.action())
		}
		if !p.revoke.Refused(r.Context(), err) {
			return err
		}
	}
	return ui.Again(w, r, terminalTempl(p))
}
