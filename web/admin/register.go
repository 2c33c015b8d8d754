package admin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// register (登记簿) is what is particular to one list of the directory.
type register struct {
	list   org.List
	path   string
	byCode bool // rows are found by their code, else by their place
	fields func(a *Admin, fresh bool) []ui.Field
	read   func(f ui.Form, old any) any // the row that a form says; old is nil for a new one
	write  func(row any) url.Values
	cols   []string
	cells  func(a *Admin, ctx context.Context, row any) []string // one for each column, the first is the link's text
}

var registers = []*register{staffRegister, postRegister, unitRegister, centreRegister, stationingRegister}

// key is the last part of a row's address.
func (g *register) key(place int, row any) string {
	if g.byCode {
		_, code := org.ListOf(row)
		return code
	}
	return strconv.Itoa(place)
}

func (g *register) href(place int, row any) string {
	return home + "/" + g.path + "/" + g.key(place, row)
}

// find is the place of a row: of a code the last, which is the form it has now.
func (g *register) find(snap org.Snapshot, key string) (int, any, error) {
	for place := snap.Len(g.list) - 1; place >= 0; place-- {
		if row, _ := snap.Row(g.list, place); g.key(place, row) == key {
			return place, row, nil
		}
	}
	return 0, nil, ui.NotFound()
}

// listPage is a list with its filter.
type listPage struct {
	*Admin
	*register
	form  ui.Form
	rows  []ui.Row
	pager ui.Pager
}

func (a *Admin) showList(g *register) Page {
	return func(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
		ctx, q := r.Context(), r.URL.Query()
		snap, _, err := a.hall.Store.Directory(ctx)
		if err != nil {
			return err
		}
		p := listPage{Admin: a, register: g, form: ui.Form{Values: q}}
		wanted := strings.ToLower(strings.TrimSpace(q.Get("q")))
		for place := range snap.Len(g.list) {
			row, _ := snap.Row(g.list, place)
			if a.says(ctx, g, row, wanted) {
				p.rows = append(p.rows, g.row(place, row, g.cells(a, ctx, row)))
			}
		}
		p.rows, p.pager = ui.PartOf(r, p.rows)
		return ui.Show(w, r, http.StatusOK, listTempl(p))
	}
}

// says tells whether a row has a text in it, in either language: names are asked for as they are known.
func (a *Admin) says(ctx context.Context, g *register, row any, text string) bool {
	return slices.ContainsFunc([]ui.Lang{ui.Zh, ui.En}, func(lang ui.Lang) bool {
		cells := g.cells(a, ui.With(ctx, &ui.Req{Lang: lang}), row)
		return strings.Contains(strings.ToLower(strings.Join(cells, "\n")), text)
	})
}

func (g *register) row(place int, row any, cells []string) ui.Row {
	out := ui.Row{Cells: []templ.Component{ui.Anchor(ui.Link{Text: cells[0], Href: g.href(place, row)})}}
	for _, text := range cells[1:] {
		out.Cells = append(out.Cells, ui.Str(text))
	}
	return out
}

func (p listPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "list."+p.path+".title"), Rows: p.rows}
	for i, c := range p.cols {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "f."+c), Tight: i == 0 || c == "span"})
	}
	return t
}

var listFilter = []ui.Field{{Name: "q", Kind: ui.KindText, Label: ui.Words("admin.filter"), Max: 60}}

// rowPage is one row with its form; a new one has no row yet.
type rowPage struct {
	*Admin
	*register
	who     org.Staff
	row     any
	place   int
	form    ui.Form
	posts   []placed            // of a member of staff
	account accountOf           // of a member of staff
	changes []store.RightChange // of the row's code
}

// placed is a holding at its place.
type placed struct {
	place int
	org.Holding
}

// reasonFields end every form: why, and which row was seen.
var reasonFields = []ui.Field{
	{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("admin.f.reason"), Hint: ui.Words("admin.f.reason.hint"), Required: true, Rows: 2, Max: 500},
	{Name: "seen", Kind: ui.KindHidden},
}

func (p rowPage) fields() []ui.Field {
	return append(p.register.fields(p.Admin, p.row == nil), reasonFields...)
}

func (p rowPage) action() string {
	if p.row == nil {
		return home + "/" + p.path
	}
	return p.href(p.place, p.row)
}

func (p rowPage) title(ctx context.Context) string {
	if p.row == nil {
		return say(ctx, "list."+p.path+".new")
	}
	cells := p.cells(p.Admin, ctx, p.row)
	if p.byCode {
		return cells[1]
	}
	return strings.TrimSpace(cells[0] + " " + cells[1])
}

// below says of what kind a row is, and its code; the title of a new one has said it.
func (p rowPage) below(ctx context.Context) string {
	if p.row == nil {
		return ""
	}
	if p.byCode {
		return p.cells(p.Admin, ctx, p.row)[0] + " · " + say(ctx, "list."+p.path+".row")
	}
	return say(ctx, "list."+p.path+".row")
}

// showNew begins a new row; of a unit or post it may be begun like another.
func (a *Admin) showNew(g *register) Page {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		p := rowPage{Admin: a, register: g, who: who, form: ui.Form{Values: url.Values{"from": {a.hall.Today().String()}}}}
		for _, name := range []string{"staff", "unit"} {
			if v := r.URL.Query().Get(name); v != "" {
				p.form.Values.Set(name, v)
			}
		}
		return ui.Show(w, r, http.StatusOK, rowTempl(p))
	}
}

func (a *Admin) showRow(g *register) Page {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		p, err := a.open(r.Context(), g, r.PathValue("key"), who)
		if err != nil {
			return err
		}
		return ui.Show(w, r, http.StatusOK, rowTempl(p))
	}
}

// open reads a row with its form filled in.
func (a *Admin) open(ctx context.Context, g *register, key string, who org.Staff) (rowPage, error) {
	p := rowPage{Admin: a, register: g, who: who}
	snap, _, err := a.hall.Store.Directory(ctx)
	if err != nil {
		return p, err
	}
	if p.place, p.row, err = g.find(snap, key); err != nil {
		return p, err
	}
	p.form.Values = g.write(p.row)
	p.form.Values.Set("seen", app.Imprint(p.row))
	_, code := org.ListOf(p.row)
	if p.changes, err = a.hall.Store.RightChanges(ctx, code, 0, fewChanges); err != nil {
		return p, err
	}
	if s, ok := p.row.(org.Staff); ok {
		for place, h := range snap.Holdings {
			if h.Staff == s.No {
				p.posts = append(p.posts, placed{place, h})
			}
		}
		p.account, err = a.accountOf(ctx, s.No)
	}
	return p, err
}

// save changes a row or adds one.
func (a *Admin) save(g *register) Page {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		ctx := r.Context()
		p := rowPage{Admin: a, register: g, who: who}
		snap, _, err := a.hall.Store.Directory(ctx)
		if err != nil {
			return err
		}
		p.place = snap.Len(g.list)
		if key := r.PathValue("key"); key != "" {
			if p, err = a.open(ctx, g, key, who); err != nil {
				return err
			}
		}
		p.form = ui.Posted(r)
		p.form.Check(p.fields())
		if p.form.OK() {
			row := g.read(p.form, p.row)
			err := a.hall.Amend(ctx, app.Amendment{Place: p.place, Row: row, Seen: p.form.Get("seen"), Reason: p.form.Get("reason")}, who.No)
			switch {
			case err == nil:
				return ui.See(w, r, g.after(p, row))
			case errors.Is(err, store.ErrConflict):
				p.form.Refuse("", "rowChanged")
				return ui.Show(w, r, http.StatusConflict, rowTempl(p))
			case !p.refused(ctx, err):
				return err
			}
		}
		return ui.Show(w, r, http.StatusUnprocessableEntity, rowTempl(p))
	}
}

// refused puts what is wrong at the fields of the form; what has no field there, at its head.
func (p *rowPage) refused(ctx context.Context, err error) bool {
	var v casework.Invalid
	if errors.As(err, &v) {
		for i, e := range v {
			if !slices.ContainsFunc(p.fields(), func(f ui.Field) bool { return f.Name == e.Field && f.Kind != ui.KindHidden }) {
				v[i].Field = ""
			}
		}
	}
	return p.form.Refused(ctx, err)
}

// after is where a saved row leads: a post to its holder, all else to itself.
func (g *register) after(p rowPage, row any) string {
	if h, ok := row.(org.Holding); ok {
		return home + "/staff/" + h.Staff
	}
	return g.href(p.place, row)
}
