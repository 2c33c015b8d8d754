package board

import (
	"iter"
	"slices"
	"strings"

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

// Duties lists what the street centres should have on a day, by centre, body and item; the items
// come by code.
func Duties(dir *org.Directory, items []*catalog.Item, on period.Date) []Duty {
	return slices.Collect(duties(dir, items, on))
}

// duties is Duties one by one. Of thousands of items only dozens differ in who does what: each such
// procedure is looked at once for each street.
func duties(dir *org.Directory, items []*catalog.Item, on period.Date) iter.Seq[Duty] {
	procedures, of := proceduresOf(items)
	return func(yield func(Duty) bool) {
		for _, c := range dir.Centres(on) {
			street, ok := dir.Unit(c.Unit, on)
			if !ok || street.Kind != org.StreetOffice {
				continue
			}
			s := seats{dir: dir, centre: c.Code, street: street, on: on}
			for _, p := range procedures {
				s.take(p)
			}
			if !s.each(items, of, yield) {
				return
			}
		}
	}
}

// task is what a body is asked for in a procedure, by the rule that names the body.
type task struct {
	rule catalog.UnitRule
	post org.Post
}

func tasksOf(it *catalog.Item) []task {
	var list []task
	for _, s := range it.Procedure.Steps {
		list = append(list, task{s.Unit, s.Post})
		for _, b := range s.Beside {
			list = append(list, task{b.Unit, org.Review})
		}
	}
	return list
}

// proceduresOf leaves one procedure of those that ask the same of the same, and tells which is
// whose.
func proceduresOf(items []*catalog.Item) (procedures [][]task, of []int) {
	at := map[string]int{}
	for _, it := range items {
		tasks := tasksOf(it)
		var key strings.Builder
		for _, t := range tasks {
			key.WriteString(string(t.rule) + " " + string(t.post) + "\n")
		}
		i, known := at[key.String()]
		if !known {
			i = len(procedures)
			at[key.String()], procedures = i, append(procedures, tasks)
		}
		of = append(of, i)
	}
	return procedures, of
}

// seats is who does what at one centre.
type seats struct {
	dir    *org.Directory
	centre string
	street org.Unit
	on     period.Date
	posts  []map[string][]org.Post // of each procedure: its bodies here, with what they do
	bodies []string                // in order
}

// take finds the bodies of the street that take part in a procedure.
func (s *seats) take(procedure []task) {
	posts := map[string][]org.Post{}
	for _, t := range procedure {
		body, ok := bodyAt(s.dir, t.rule, s.street, s.on)
		if ok && !slices.Contains(posts[body], t.post) {
			posts[body] = append(posts[body], t.post)
		}
		if i, known := slices.BinarySearch(s.bodies, body); ok && !known {
			s.bodies = slices.Insert(s.bodies, i, body)
		}
	}
	s.posts = append(s.posts, posts)
}

func (s *seats) each(items []*catalog.Item, of []int, yield func(Duty) bool) bool {
	for _, body := range s.bodies {
		stationed := body != s.street.Code && len(s.dir.StationedFor(body, s.centre, "", s.on)) > 0
		for i, it := range items {
			posts := s.posts[of[i]][body]
			if len(posts) == 0 {
				continue
			}
			d := Duty{Centre: s.centre, Street: s.street.Code, Body: body, Item: it, Posts: posts}
			if stationed {
				d.Paper = s.dir.StationedFor(body, s.centre, it.Code, s.on)
			}
			if !yield(d) {
				return false
			}
		}
	}
	return true
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
