package portal

import (
	"context"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// place is where people are received: a unit and the centre it runs, if it runs one.
type place struct {
	Unit   org.Unit
	Centre org.Centre
	Street org.Unit // zero for units above the streets
}

// places lists the units with a centre, street by street: the street's own centre first, as
// its code begins those of its communities.
func (p *portal) places() []place {
	dir, today := p.hall.Directory(), p.hall.Today()
	var list []place
	for _, c := range dir.Centres(today) {
		u, ok := dir.Unit(c.Unit, today)
		if !ok {
			continue
		}
		street, _ := dir.StreetOf(u.Code, today)
		list = append(list, place{u, c, street})
	}
	slices.SortStableFunc(list, func(a, b place) int { return strings.Compare(a.Unit.Code, b.Unit.Code) })
	return list
}

// placesFor lists where an item can be handed in. An item received above the streets has
// no centre: then it is the implementing body itself.
func (p *portal) placesFor(it *catalog.Item) []place {
	var list []place
	for _, at := range p.places() {
		if p.hall.Takes(it, at.Unit) {
			list = append(list, at)
		}
	}
	dir, today := p.hall.Directory(), p.hall.Today()
	if u, ok := dir.Department(it.Sheet.Implementer.Function, today); ok && p.hall.Takes(it, u) {
		list = append(list, place{Unit: u})
	}
	return list
}

// placeFacet narrows the list of services to what a street takes in, at its own centre or in
// one of its communities, or to what one community does. With a street chosen its communities
// are offered too. fits is nil where nothing was chosen.
func (p *portal) placeFacet(ctx context.Context, chosen string) (field ui.Field, fits func(*catalog.Item) bool) {
	field = ui.Field{Name: "at", Kind: ui.KindSelect, Label: ui.Words("resident.facet.at"), Required: true}
	add := func(u org.Unit, name string) {
		field.Options = append(field.Options, ui.Option{Value: u.Code, Label: ui.Text{Zh: name}})
	}
	for _, g := range byStreet(p.places()) {
		if g.Street.Code == "" {
			continue
		}
		var units []org.Unit
		for _, at := range g.Places {
			units = append(units, at.Unit)
			if at.Unit.Code == chosen && chosen != g.Street.Code {
				fits = func(it *catalog.Item) bool { return p.hall.Takes(it, at.Unit) }
			}
		}
		add(g.Street, streetName(ctx, g.Street))
		if chosen == g.Street.Code {
			fits = func(it *catalog.Item) bool {
				return slices.ContainsFunc(units, func(u org.Unit) bool { return p.hall.Takes(it, u) })
			}
		}
		if chosen != "" && fits != nil && (chosen == g.Street.Code || slices.ContainsFunc(units, func(u org.Unit) bool { return u.Code == chosen })) {
			for _, u := range units {
				if u.Code != g.Street.Code {
					add(u, tell(ctx, "facet.within", "unit", unitName(ctx, u)))
				}
			}
		}
	}
	return field, fits
}

// streetGroup is a street with its places.
type streetGroup struct {
	Street org.Unit // zero: above the streets
	Places []place
}

// byStreet groups places, in their order.
func byStreet(list []place) []streetGroup {
	var groups []streetGroup
	for _, at := range list {
		i := slices.IndexFunc(groups, func(g streetGroup) bool { return g.Street.Code == at.Street.Code })
		if i < 0 {
			groups = append(groups, streetGroup{Street: at.Street})
			i = len(groups) - 1
		}
		groups[i].Places = append(groups[i].Places, at)
	}
	return groups
}
