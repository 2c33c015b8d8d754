package portal

import (
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
)

// place is where people are received: a unit and the centre it runs, if it runs one.
type place struct {
	Unit   org.Unit
	Centre org.Centre
	Street org.Unit // zero for units above the streets
}

// takes tells whether an item can be handed in at a unit today: it is of a level that
// receives it, and every step finds its unit from there.
func (p *portal) takes(it *catalog.Item, u org.Unit) bool {
	if !slices.Contains(it.AcceptAt, u.Level) {
		return false
	}
	for _, s := range it.Procedure.Steps {
		rules := []catalog.UnitRule{s.Unit}
		for _, b := range s.Beside {
			rules = append(rules, b.Unit)
		}
		for _, rule := range rules {
			if _, err := p.hall.Directory().Resolve(string(rule), u.Code, p.hall.Today()); err != nil {
				return false
			}
		}
	}
	return true
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
		if p.takes(it, at.Unit) {
			list = append(list, at)
		}
	}
	dir, today := p.hall.Directory(), p.hall.Today()
	if u, ok := dir.Department(it.Sheet.Implementer.Function, today); ok && p.takes(it, u) {
		list = append(list, place{Unit: u})
	}
	return list
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
