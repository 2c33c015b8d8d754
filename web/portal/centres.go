package portal

import (
	"net/http"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

type centresView struct {
	Item    *catalog.Item // set: only where it can be handed in
	Streets []topic
	Groups  []streetGroup
	Open    bool // one street was chosen: its communities are not folded away
}

// centres lists the street and community centres 服务网点, of one street or for one item.
func (p *portal) centres(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	list := p.places()
	var v centresView
	if code := q.Get("item"); code != "" {
		it, ok := p.hall.Catalogue().InForce(code, p.hall.Today())
		if !ok {
			return ui.NotFound()
		}
		v.Item, list = it, p.placesFor(it)
	}
	for _, g := range byStreet(list) {
		t := topic{Value: g.Street.Code, Name: streetName(ctx, g.Street), N: len(g.Places)}
		if g.Street.Code == "" {
			t.Value, t.Name = "other", say(ctx, "centres.above")
		}
		t.Href = "/centres?" + withValue(q, "street", t.Value)
		v.Streets = append(v.Streets, t)
		if q.Get("street") == "" || q.Get("street") == t.Value {
			v.Groups = append(v.Groups, g)
		}
	}
	v.Open = q.Get("street") != "" || len(v.Groups) == 1
	return ui.Show(w, r, http.StatusOK, centresPage(shell(ctx, "centres", say(ctx, "nav.centres")), v))
}

type centreView struct {
	place
	Items []*catalog.Item
	Daily []daily // 便民服务
}

// centre is the page of one centre: where, when, by phone, which counters, which items.
func (p *portal) centre(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	at, ok := p.placeOf(r.PathValue("code"))
	if !ok {
		return ui.NotFound()
	}
	v := centreView{place: at, Daily: p.dailyOf(at.Centre.Code), Items: p.itemsAt(at.Unit)}
	s := shell(ctx, "centres", both(ctx, v.Centre.Name, v.Centre.NameEN), ui.Link{Text: say(ctx, "nav.centres"), Href: "/centres"})
	return ui.Show(w, r, http.StatusOK, centrePage(s, v))
}

// placeOf finds a centre with its unit and street.
func (p *portal) placeOf(code string) (place, bool) {
	list := p.places()
	i := slices.IndexFunc(list, func(at place) bool { return at.Centre.Code == code })
	if i < 0 {
		return place{}, false
	}
	return list[i], true
}

// itemsAt are the items that a unit's centre takes in today.
func (p *portal) itemsAt(u org.Unit) []*catalog.Item {
	var list []*catalog.Item
	for _, it := range p.hall.Catalogue().All(p.hall.Today()) {
		if p.hall.Takes(it, u) {
			list = append(list, it)
		}
	}
	return list
}
