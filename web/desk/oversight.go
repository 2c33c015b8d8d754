package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// oversightPage (效能监察) is all open work of the units over which the reader watches.
type oversightPage struct {
	desk   *Desk
	units  []string
	unit   string // one of them; empty = all
	light  casework.Light
	form   ui.Form
	counts map[casework.Light]int
	rows   []store.Work
	pager  ui.Pager
}

func (d *Desk) oversightRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/oversight", d.page(d.showOversight))
	d.ratingRoutes(mux)
	mux.Handle("GET /desk/alarms", d.page(d.showAlarms))
	mux.Handle("GET /desk/alarms/{id}", d.page(d.showAlarm))
	mux.Handle("POST /desk/alarms/{id}", d.page(d.stepAlarm))
}

// chosen narrows units to the one that the address asks for, if it is among them.
func chosen(units []string, q url.Values) (unit string, all []string) {
	if u := q.Get("unit"); slices.Contains(units, u) {
		return u, []string{u}
	}
	return "", units
}

func (d *Desk) showOversight(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	q := r.URL.Query()
	p := oversightPage{desk: d, units: d.hall.Overseen(who.No)}
	if len(p.units) == 0 {
		return app.ErrNoRight
	}
	unit, units := chosen(p.units, q)
	p.unit = unit
	if l := casework.Light(q.Get("light")); slices.Contains(lights, l) {
		p.light = l
	}
	p.form = ui.Form{Values: url.Values{"unit": {p.unit}, "light": {string(p.light)}}}
	ctx, today := r.Context(), d.hall.Today()
	var err error
	if p.counts, err = d.hall.Store.CountLights(ctx, units, today); err != nil {
		return err
	}
	if p.rows, err = d.hall.Store.Overseen(ctx, units, p.light, today, readQueueView("", q).after, pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		last := p.rows[pageRows-1]
		p.pager.Older = p.address(string(p.light), strconv.Itoa(int(last.Due))+"."+strconv.FormatInt(last.CaseID, 10)+"."+strconv.Itoa(last.N))
	}
	return ui.Show(w, r, http.StatusOK, oversightTempl(p))
}

func (p oversightPage) address(light, after string) string {
	q := url.Values{}
	for name, value := range map[string]string{"unit": p.unit, "light": light, "after": after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/desk/oversight"
	}
	return "/desk/oversight?" + q.Encode()
}

func (p oversightPage) tiles(ctx context.Context) []ui.Tile {
	all := 0
	for _, n := range p.counts {
		all += n
	}
	tiles := []ui.Tile{{Label: ui.Say(ctx, "desk.queue.all"), Note: ui.Say(ctx, "supervise.over.all"), Value: strconv.Itoa(all), Href: p.address("", "")}}
	for _, l := range lights {
		tiles = append(tiles, ui.Tile{Label: ui.Say(ctx, "ui.light."+string(l)), Note: ui.Say(ctx, "ui.light.meaning."+string(l)),
			Value: strconv.Itoa(p.counts[l]), Light: ui.Light(l), Href: p.address(string(l), "")})
	}
	return tiles
}

func (p oversightPage) filters(ctx context.Context) []ui.Field {
	return []ui.Field{p.desk.unitField(ctx, p.units), {Name: "light", Kind: ui.KindHidden}}
}

// unitField chooses one of some units.
func (d *Desk) unitField(ctx context.Context, units []string) ui.Field {
	f := ui.Field{Name: "unit", Kind: ui.KindSelect, Label: ui.Words("supervise.unit")}
	for _, code := range units {
		f.Options = append(f.Options, ui.Option{Value: code, Label: ui.Text{Zh: d.unitName(ctx, code)}})
	}
	return f
}

func (p oversightPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "supervise.over.title")}
	for _, c := range []string{"light", "no", "item", "unit", "turn", "since", "due", "left"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.queue."+c), Tight: tightColumn[c]})
	}
	today := p.desk.hall.Today()
	for _, row := range p.rows {
		light := ui.Light(row.Light(today))
		t.Rows = append(t.Rows, ui.Row{Light: light, Cells: []templ.Component{
			ui.Badge(light, ""), caseLink(row.No, true), ui.Str(p.desk.itemName(ctx, row.Item)), ui.Str(p.desk.unitName(ctx, row.Unit)),
			ui.Str(turnName(ctx, row.Task)), ui.Str(p.desk.shortDay(row.Since)), ui.Str(p.desk.sure(ctx, row.Due, p.desk.shortDay(row.Due))),
			ui.Left(leftText(ctx, row.Task, p.desk.hall.Calendar().Count(today, row.Due), today), light)}})
	}
	return t
}
