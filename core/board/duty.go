package board

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Duty (应进驻事项) is one item of one body that a street's centre should take in (the notice,
// 二(一)2: 100%纳入), with how it stands.
type Duty struct {
	Centre, Street string
	Body           string // the street itself, or a station seated in it
	Item           *catalog.Item
	Posts          []org.Post       // what the body does in the item
	Paper          []org.Stationing // the written authorisations in force; none for the street's own items
}

// Own tells whether it is the street's own item, for which nobody need be authorised.
func (d Duty) Own() bool { return d.Body == d.Street }

// In tells whether the item is handled at the centre: the street's own as its sheet says, a
// station's by an authorisation in force.
func (d Duty) In() bool {
	if d.Own() {
		return d.Item.Sheet.Stationed
	}
	return len(d.Paper) > 0
}

// Short lists the posts of the body that no authorisation lends to the centre's staff: the
// notice asks for full authorisation (充分授权).
func (d Duty) Short() []org.Post {
	if d.Own() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.Posts), func(p org.Post) bool {
		return slices.ContainsFunc(d.Paper, func(s org.Stationing) bool { return slices.Contains(s.Posts, p) })
	})
}

// Duties lists what the street centres should have on a day, by centre, body and item.
func Duties(dir *org.Directory, items []*catalog.Item, on period.Date) []Duty {
	var all []Duty
	for _, c := range dir.Centres(on) {
		street, ok := dir.Unit(c.Unit, on)
		if !ok || street.Kind != org.StreetOffice {
			continue
		}
		for _, it := range items {
			all = append(all, dutiesOf(dir, c, street, it, on)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Duty) int {
		return cmp.Or(cmp.Compare(a.Centre, b.Centre), cmp.Compare(a.Body, b.Body), cmp.Compare(a.Item.Code, b.Item.Code))
	})
	return all
}

// dutiesOf gives a duty for each body of a street that takes part in an item.
func dutiesOf(dir *org.Directory, c org.Centre, street org.Unit, it *catalog.Item, on period.Date) []Duty {
	var list []Duty
	add := func(rule catalog.UnitRule, post org.Post) {
		body, ok := bodyAt(dir, rule, street, on)
		if !ok {
			return
		}
		i := slices.IndexFunc(list, func(d Duty) bool { return d.Body == body })
		if i < 0 {
			list, i = append(list, Duty{Centre: c.Code, Street: street.Code, Body: body, Item: it}), len(list)
			if body != street.Code {
				list[i].Paper = dir.StationedFor(body, c.Code, it.Code, on)
			}
		}
		if !slices.Contains(list[i].Posts, post) {
			list[i].Posts = append(list[i].Posts, post)
		}
	}
	for _, s := range it.Procedure.Steps {
		add(s.Unit, s.Post)
		for _, b := range s.Beside {
			add(b.Unit, org.Review)
		}
	}
	return list
}

// bodyAt finds the body of a street that a step's rule means: the street, or a station in it.
// Who accepts is the street where the item is received there.
func bodyAt(dir *org.Directory, rule catalog.UnitRule, street org.Unit, on period.Date) (string, bool) {
	switch kind, function, _ := rule.Parse(); kind {
	case "street":
		return street.Code, true
	case "station":
		u, ok := dir.Station(street.Code, function, on)
		return u.Code, ok
	}
	return "", false
}

// Share (比例) is how many of so many.
type Share struct{ Have, Of int }

// Percent is the share per hundred, rounded down: 100 means all. Nothing of nothing is all.
func (s Share) Percent() int {
	if s.Of == 0 {
		return 100
	}
	return s.Have * 100 / s.Of
}

// All tells whether nothing is lacking.
func (s Share) All() bool { return s.Have >= s.Of }

// count is the share of a list for which a condition holds.
func count[T any](list []T, holds func(T) bool) Share {
	s := Share{Of: len(list)}
	for _, x := range list {
		if holds(x) {
			s.Have++
		}
	}
	return s
}

// InCentres is the share of duties that are met.
func InCentres(list []Duty) Share { return count(list, Duty.In) }
