package portal

import (
	"context"
	"net/http"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// homeView is what the first page shows.
type homeView struct {
	Events, Themes, Audiences []topic
	SameDay                   []*catalog.Item // promised the same day (即办件)
	Streets                   []org.Unit
}

// sameDayShown is how many same-day items the first page names.
const sameDayShown = 8

// lateInLife are the events of life that the first page names in elder mode: fewer choices.
var lateInLife = []string{"看病", "困难求助", "退休", "养老", "身后事"}

// home is the first page 首页.
func (p *portal) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	items := p.hall.Catalogue().All(p.hall.Today())
	v := homeView{
		Events:    facetOf("event").topics(ctx, items),
		Themes:    facetOf("theme").topics(ctx, items),
		Audiences: facetOf("audience").topics(ctx, items),
		Streets:   p.streets(),
	}
	if ui.From(ctx).Large {
		v.Events = slices.DeleteFunc(v.Events, func(t topic) bool { return !slices.Contains(lateInLife, t.Value) })
	}
	for _, it := range items {
		if it.Quick && len(v.SameDay) < sameDayShown {
			v.SameDay = append(v.SameDay, it)
		}
	}
	s := shell(ctx, "home", "")
	s.Search = ui.Search{} // the page has a larger one
	return ui.Show(w, r, http.StatusOK, homePage(s, v))
}

// streets lists the streets that run a centre.
func (p *portal) streets() []org.Unit {
	var list []org.Unit
	for _, g := range byStreet(p.places()) {
		if g.Street.Code != "" {
			list = append(list, g.Street)
		}
	}
	return list
}

// promised is the promised limit of an item in words.
func promised(ctx context.Context, it *catalog.Item) string { return ui.Limit(ctx, it.Promised.Period) }
