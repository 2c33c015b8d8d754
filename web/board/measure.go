package board

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/board"
	"yimen/core/org"
	"yimen/web/ui"
)

// measurePage is the list behind one number.
type measurePage struct {
	board   *Board
	measure board.Measure
	share   board.Share
	rows    []board.Row // gaps first
	n       int         // in all
	pager   ui.Pager
	fields  []ui.Field
	form    ui.Form
}

func (b *Board) showMeasure(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	p := measurePage{board: b, measure: board.Measure(r.PathValue("measure"))}
	if !slices.Contains(board.Measures, p.measure) {
		return ui.NotFound()
	}
	q := r.URL.Query()
	show := ui.Field{Name: "show", Kind: ui.KindSelect, Label: ui.Words("board.measure.show"), Options: []ui.Option{{Value: "gaps", Label: ui.Words("board.measure.gaps")}}}
	p.fields = []ui.Field{b.streetFilter(), show}
	p.form.Values = url.Values{"street": {q.Get("street")}, "show": {q.Get("show")}}
	for _, x := range b.hall.Measured()[p.measure] {
		if street := q.Get("street"); street != "" && x.Street != street {
			continue
		}
		p.rows = append(p.rows, x)
	}
	p.share = board.Of(p.rows)
	if q.Get("show") == "gaps" {
		p.rows = slices.DeleteFunc(p.rows, func(x board.Row) bool { return x.OK })
	}
	slices.SortStableFunc(p.rows, func(a, b board.Row) int { return cmp.Compare(rank(a), rank(b)) })
	p.n = len(p.rows)
	p.rows, p.pager = ui.PartOf(r, p.rows)
	return ui.Show(w, r, http.StatusOK, measureListTempl(p))
}

func rank(r board.Row) int {
	if r.OK {
		return 1
	}
	return 0
}

func (p measurePage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: measureName(ctx, p.measure), Cols: []ui.Col{{Text: say(ctx, "light"), Tight: true}, {Text: say(ctx, "measure.what")}, {Text: say(ctx, "measure.where")}, {Text: say(ctx, "measure.why")}}}
	for _, r := range p.rows {
		light, word := ui.Green, say(ctx, "measure.ok")
		if !r.OK {
			light, word = ui.Red, say(ctx, "measure.gap")
		}
		t.Rows = append(t.Rows, ui.Row{Light: light, Cells: []templ.Component{ui.Badge(light, word), p.what(ctx, r), p.where(ctx, r), ui.Str(p.why(ctx, r))}})
	}
	return t
}

// what names the thing that is counted: an item, a body, or a centre.
func (p measurePage) what(ctx context.Context, r board.Row) templ.Component {
	switch {
	case r.Item != nil:
		return linked(both(ctx, r.Item.Name, r.Item.NameEN), "/items/"+r.Item.Code)
	case p.measure == board.Authorised:
		return ui.Str(p.board.unitName(ctx, r.Unit))
	}
	return p.board.centreLink(ctx, r.Centre)
}

func (b *Board) centreLink(ctx context.Context, code string) templ.Component {
	c, _ := b.hall.Directory().Centre(code, b.hall.Today())
	return linked(centreName(ctx, c), "/board/centres/"+code)
}

func (p measurePage) where(ctx context.Context, r board.Row) templ.Component {
	switch {
	case r.Item != nil && r.Centre == "":
		return ui.Str(r.Item.Code)
	case r.Item != nil:
		return ui.Join(ui.Strs(p.board.unitName(ctx, r.Unit), ""), p.board.centreLink(ctx, r.Centre))
	case p.measure == board.Authorised:
		return p.board.centreLink(ctx, r.Centre)
	}
	return ui.Str(p.board.unitName(ctx, r.Street))
}

// why says what is lacking, in words.
func (p measurePage) why(ctx context.Context, r board.Row) string {
	if p.measure == board.SheetsComplete {
		return p.lint(ctx, r)
	}
	var list []string
	for _, code := range r.Why {
		switch p.measure {
		case board.SelfService, board.Communities:
			code = say(ctx, "facility."+code)
		case board.DailyLife:
			code = say(ctx, "service.kind."+code)
		case board.Authorised:
			code = ui.CodeName(ctx, "post", code)
		case board.Seats:
			code = say(ctx, "counterNo", "no", code)
		}
		list = append(list, code)
	}
	return strings.Join(list, say(ctx, "comma"))
}

// lint says what the rules of quality find in an item.
func (p measurePage) lint(ctx context.Context, r board.Row) string {
	var list []string
	for _, f := range p.board.hall.Lint(r.Item) {
		list = append(list, f.Field+" "+ui.Say(ctx, "catalog.lint."+f.Rule, ui.Named(f.Args)...))
	}
	return strings.Join(list, say(ctx, "stop"))
}
