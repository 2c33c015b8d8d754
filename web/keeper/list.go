package keeper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// listPage (目录管理) is the drafts that somebody has to do with, what waits for him first, and
// the items in force: the first of each, or one of the lists as far as it goes.
type listPage struct {
	room  *Keeper
	who   org.Staff
	form  ui.Form // the filter
	units []string
	lists []draftList
	items []*catalog.Item
	found int      // items that the filter leaves, of which the page shows some
	pager ui.Pager // of the items
}

// draftList is one list of drafts.
type draftList struct {
	name  string // turn, drafts
	rows  []store.DraftHead
	pager ui.Pager
}

// How many rows of each list stand on the first page, and on the pages of one list.
const (
	firstRows = 20
	pageRows  = 50
)

func (k *Keeper) showList(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := listPage{room: k, who: who, form: ui.Form{Values: r.URL.Query()}, units: k.draftUnits(who.No)}
	one, rows := p.one(), pageRows
	if one == "" {
		rows = firstRows
	}
	for _, name := range []string{"turn", "drafts"} {
		if one != "" && one != name {
			continue
		}
		list, err := p.draftsOf(r.Context(), name, rows)
		if err != nil {
			return err
		}
		p.lists = append(p.lists, list)
	}
	if p.showsItems() {
		p.readItems(rows)
	}
	return ui.Show(w, r, http.StatusOK, listTempl(p))
}

// draftUnits are the units whose drafts somebody may see: for the district office all that have a
// catalogue to keep.
func (k *Keeper) draftUnits(staff string) []string {
	if !k.hall.KeepsDistrict(staff) {
		return k.hall.DraftUnits(staff)
	}
	return k.hall.KeepingUnits()
}

// one is the list that the page has alone; empty: the first page with all of them.
func (p listPage) one() string {
	if s := p.form.Get("list"); s == "turn" || s == "drafts" || s == "items" {
		return s
	}
	return ""
}

// showsItems tells that the page has the list of items: alone, or below the drafts.
func (p listPage) showsItems() bool {
	one := p.one()
	return one == "items" || one == "" && !p.draftsOnly()
}

// draftsOnly tells that the filter asks for what items in force do not have.
func (p listPage) draftsOnly() bool { return p.form.Get("unit") != "" || p.form.Get("stage") != "" }

func (p listPage) filtered() bool { return p.form.Get("q") != "" || p.draftsOnly() }

// draftsOf reads one list of drafts. A place that is none is its beginning.
func (p listPage) draftsOf(ctx context.Context, name string, rows int) (draftList, error) {
	v := app.DraftView{Mine: name == "turn", Unit: p.form.Get("unit"), Text: p.form.Get("q")}
	if s := catalog.Stage(p.form.Get("stage")); slices.Contains(catalog.Stages, s) {
		v.Stage = s
	}
	before, _ := strconv.ParseInt(p.form.Get("after"), 10, 64)
	list := draftList{name: name}
	var err error
	list.rows, err = p.room.hall.ItemsOf(ctx, p.who.No, v, max(0, before), rows+1)
	if len(list.rows) > rows {
		list.rows = list.rows[:rows]
		list.pager = p.pagerTo(name, strconv.FormatInt(list.rows[rows-1].ID, 10))
	}
	return list, err
}

// readItems takes the items in force that the filter leaves, by code, or those found best first.
func (p *listPage) readItems(rows int) {
	hall := p.room.hall
	all := hall.Catalogue().All(hall.Today())
	if q := p.form.Get("q"); q != "" {
		all = hall.Catalogue().Search(q, hall.Today())
	}
	p.found = len(all)
	if after := p.form.Get("after"); after != "" {
		all = all[1+slices.IndexFunc(all, func(it *catalog.Item) bool { return it.Code == after }):]
	}
	if len(all) > rows {
		all = all[:rows]
		p.pager = p.pagerTo("items", all[rows-1].Code)
	}
	p.items = all
}

// pagerTo leads on in one list, after a place.
func (p listPage) pagerTo(list, after string) ui.Pager {
	q := url.Values{"list": {list}, "after": {after}}
	for _, name := range []string{"q", "unit", "stage"} {
		if s := p.form.Get(name); s != "" {
			q.Set(name, s)
		}
	}
	return ui.Pager{Older: "/keeper?" + q.Encode()}
}

// filters ask for words; where several units report, for one of them; and for a stage.
func (p listPage) filters() []ui.Field {
	fields := []ui.Field{{Name: "q", Kind: ui.KindText, Label: ui.Words("keeper.find"), Max: 60}}
	if len(p.units) > 1 {
		unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("keeper.find.unit")}
		for _, code := range p.units {
			u, _ := p.room.hall.Directory().UnitOrLast(code, p.room.hall.Today())
			unit.Options = append(unit.Options, ui.Option{Value: code, Label: ui.UnitText(u)})
		}
		fields = append(fields, unit)
	}
	stage := ui.Field{Name: "stage", Kind: ui.KindSelect, Label: ui.Words("keeper.find.stage")}
	for _, s := range catalog.Stages {
		stage.Options = append(stage.Options, ui.Option{Value: string(s), Label: ui.Words("keeper.stage." + string(s))})
	}
	return append(fields, stage)
}

func (l draftList) table(ctx context.Context, k *Keeper) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.list."+l.name)}
	for _, c := range []string{"item", "unit", "stage", "at"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.c."+c), Tight: c != "item"})
	}
	for _, d := range l.rows {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Anchor(ui.Link{Text: ui.Of(ctx, ui.Text{Zh: d.Name, En: d.NameEN}), Href: draftPath(d.ID)}), ui.Strs("", d.Code)),
			ui.Str(k.unitName(ctx, d.Unit)), ui.Tag(ui.Say(ctx, "keeper.stage."+string(d.Stage)), stageTone(d.Stage)), ui.Str(ui.ShortWhen(d.At)),
		}})
	}
	return t
}

// inForce lists the items in force today.
func (p listPage) inForce(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.items")}
	for _, c := range []string{"code", "item", "type", "version"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.c."+c), Tight: c != "item"})
	}
	for _, it := range p.items {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(it.Code), ui.Anchor(ui.Link{Text: itemName(ctx, it), Href: "/keeper/items/" + url.PathEscape(it.Code)}),
			ui.Str(ui.Say(ctx, "catalog.type."+string(it.Type))), ui.Str(ui.Say(ctx, "keeper.version", "n", it.Version, "day", it.From))}})
	}
	return t
}

// newPage (起草) begins a draft.
type newPage struct {
	room *Keeper
	who  org.Staff
	form ui.Form
}

func (k *Keeper) showNew(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	v := url.Values{"unit": {k.hall.KeptUnits(who.No)[0]}}
	if code := r.URL.Query().Get("copy"); code != "" {
		v.Set("copy", code)
	}
	return ui.Show(w, r, http.StatusOK, newTempl(newPage{k, who, ui.Form{Values: v}}))
}

func (p newPage) fields() []ui.Field {
	unit := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("keeper.new.unit"), Required: true, Half: true}
	for _, code := range p.room.hall.KeptUnits(p.who.No) {
		u, _ := p.room.hall.Directory().UnitOrLast(code, p.room.hall.Today())
		unit.Options = append(unit.Options, ui.Option{Value: code, Label: ui.UnitText(u)})
	}
	kind := ui.Field{Name: "type", Kind: ui.KindSelect, Label: ui.Words("keeper.f.type"), Hint: ui.Words("keeper.new.type.hint"), Half: true}
	for _, v := range types {
		kind.Options = append(kind.Options, ui.Option{Value: v, Label: ui.Words("catalog.type." + v)})
	}
	from := ui.ItemField("copy", ui.Words("keeper.new.copy"), func(text string) []*catalog.Item {
		return p.room.hall.Catalogue().Pick(text, p.room.hall.Today())
	})
	from.Hint = ui.Words("keeper.new.copy.hint")
	return []ui.Field{unit, from,
		{Name: "code", Kind: ui.KindText, Label: ui.Words("keeper.c.code"), Hint: ui.Words("keeper.new.code.hint"), Required: true, Half: true, Max: 50},
		kind,
		{Name: "name", Kind: ui.KindText, Label: ui.Words("keeper.f.name"), Hint: ui.Words("keeper.new.name.hint"), Max: 200},
	}
}

func (k *Keeper) begin(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	f := ui.Posted(r)
	p := newPage{room: k, who: who}
	f.Check(p.fields())
	if f.OK() {
		d, err := k.hall.BeginItem(r.Context(), app.NewItem{Unit: f.Get("unit"), Code: f.Get("code"), Name: f.Get("name"),
			Type: catalog.Type(f.Get("type")), Copy: f.Get("copy")}, who.No)
		if err == nil {
			return ui.See(w, r, draftPath(d.ID)+"/"+parts[0].key)
		}
		if err := refused(&f, err); err != nil {
			return err
		}
	}
	p.form = f
	return ui.Again(w, r, newTempl(p))
}

// refused notes in the form why the hall refuses; an error that is no refusal comes back.
func refused(f *ui.Form, err error) error {
	var problems app.Problems
	var wrong app.Faults
	var move catalog.MoveError
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			f.Refuse(p.Field, p.Code, ui.Named(p.Args)...)
		}
	case errors.As(err, &wrong):
		for _, x := range wrong {
			f.Refuse(x.Field, x.Rule, ui.Named(x.Args)...)
		}
	case errors.As(err, &move):
		f.Refuse("", move.Code)
	case errors.Is(err, app.ErrNotKeeper):
		f.Refuse("", "notKeeperOf")
	case errors.Is(err, store.ErrConflict):
		f.Refuse("", "draftMoved")
	default:
		return err
	}
	return nil
}
