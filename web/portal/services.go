package portal

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// servicesPage is how many items a page of the list shows.
const servicesShown = 40

// listView is a list of items with what narrowed it.
type listView struct {
	Fields []ui.Field // the filters
	Form   ui.Form    // what is chosen
	Items  []*catalog.Item
	Total  int
	Pager  ui.Pager
}

// services is the list of all items in force, narrowed by any of the facets 办事大厅.
func (p *portal) services(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	all := p.hall.Catalogue().All(p.hall.Today())
	v := listView{Form: ui.Form{Values: url.Values{}}, Items: all}
	for _, f := range facets {
		v.Fields = append(v.Fields, f.field(ctx, all))
		if value := q.Get(f.param); value != "" {
			v.Form.Values.Set(f.param, value)
			v.Items = slices.DeleteFunc(slices.Clone(v.Items), func(it *catalog.Item) bool { return !slices.Contains(f.of(it), value) })
		}
	}
	field, fits := p.placeFacet(ctx, q.Get("at"))
	v.Fields = append(v.Fields, field)
	if fits != nil {
		v.Form.Values.Set("at", q.Get("at"))
		v.Items = slices.DeleteFunc(slices.Clone(v.Items), func(it *catalog.Item) bool { return !fits(it) })
	}
	v.Total = len(v.Items)
	v.page(ctx, q.Get("after"))
	return ui.Show(w, r, http.StatusOK, servicesPage(shell(ctx, "services", say(ctx, "nav.services")), v))
}

// field is the facet as a filter.
func (f facet) field(ctx context.Context, items []*catalog.Item) ui.Field {
	field := ui.Field{Name: f.param, Kind: ui.KindSelect, Label: ui.Words("portal.facet." + f.param), Required: true}
	for _, t := range f.topics(ctx, items) {
		field.Options = append(field.Options, ui.Option{Value: t.Value, Label: ui.Text{Zh: t.Name}})
	}
	return field
}

// page keeps the items after a code, as many as a page shows.
func (v *listView) page(ctx context.Context, after string) {
	rest := slices.DeleteFunc(slices.Clone(v.Items), func(it *catalog.Item) bool { return it.Code <= after })
	more := len(rest) > servicesShown
	if more {
		rest = rest[:servicesShown]
		v.Pager.Older = v.address(rest[servicesShown-1].Code)
	}
	if after != "" {
		v.Pager.Newer = v.address("")
	}
	if more || after != "" {
		v.Pager.Note = say(ctx, "services.total", "n", v.Total)
	}
	v.Items = rest
}

func (v *listView) address(after string) string {
	q := url.Values{}
	for name, values := range v.Form.Values {
		q[name] = values
	}
	if after != "" {
		q.Set("after", after)
	}
	return "/services?" + q.Encode()
}
