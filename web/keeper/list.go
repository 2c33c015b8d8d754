package keeper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// listPage (目录管理) is the drafts that somebody has to do with, what waits for him first, and
// the items in force.
type listPage struct {
	room   *Keeper
	who    org.Staff
	drafts []store.DraftHead
	items  []*catalog.Item
	query  string
}

func (k *Keeper) showList(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	drafts, err := k.hall.ItemsOf(r.Context(), who.No)
	if err != nil {
		return err
	}
	p := listPage{room: k, who: who, drafts: drafts, query: r.URL.Query().Get("q"), items: k.hall.Catalogue().All(k.hall.Today())}
	if p.query != "" {
		p.items = k.hall.Catalogue().Search(p.query, k.hall.Today())
	}
	return ui.Show(w, r, http.StatusOK, listTempl(p))
}

// turn tells whether a draft waits for the reader.
func (p listPage) turn(d store.DraftHead) bool {
	hands := p.room.hall.HandsOn(p.who.No, d.Unit)
	return slices.ContainsFunc([]catalog.Move{catalog.CheckDraft, catalog.SignDraft, catalog.Report, catalog.Take, catalog.Publish}, func(m catalog.Move) bool {
		return d.Can(m, hands) == nil
	})
}

// table lists drafts: those that wait for the reader, or the others.
func (p listPage) table(ctx context.Context, turn bool) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "keeper.drafts")}
	for _, c := range []string{"item", "unit", "stage", "at"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "keeper.c."+c), Tight: c != "item"})
	}
	for _, d := range p.drafts {
		if p.turn(d) != turn {
			continue
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Anchor(ui.Link{Text: ui.Of(ctx, ui.Text{Zh: d.Name, En: d.NameEN}), Href: draftPath(d.ID)}), ui.Strs("", d.Code)),
			ui.Str(p.room.unitName(ctx, d.Unit)), ui.Tag(ui.Say(ctx, "keeper.stage."+string(d.Stage)), stageTone(d.Stage)), ui.Str(ui.ShortWhen(d.At)),
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
	kept := k.hall.KeptUnits(who.No)
	if len(kept) == 0 {
		return ui.Forbidden("notKeeper")
	}
	v := url.Values{"unit": {kept[0]}}
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
	from := ui.Field{Name: "copy", Kind: ui.KindSelect, Label: ui.Words("keeper.new.copy"), Hint: ui.Words("keeper.new.copy.hint"), Half: true}
	for _, it := range p.room.hall.Catalogue().All(p.room.hall.Today()) {
		from.Options = append(from.Options, ui.Option{Value: it.Code, Label: ui.Text{Zh: it.Code + " " + it.Name, En: it.Code + " " + it.NameEN}})
	}
	kind := ui.Field{Name: "type", Kind: ui.KindSelect, Label: ui.Words("keeper.f.type"), Hint: ui.Words("keeper.new.type.hint"), Half: true}
	for _, v := range types {
		kind.Options = append(kind.Options, ui.Option{Value: v, Label: ui.Words("catalog.type." + v)})
	}
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
