package org

import (
	"slices"

	"yimen/core/period"
)

// workingPosts are the posts that move cases: those of the notice's Annex 2.
var workingPosts = []Post{Acceptance, Review, Approval, Issuing}

// Works tells whether a post moves cases, and so has a queue.
func (p Post) Works() bool { return slices.Contains(workingPosts, p) }

// Desk (岗位待办) is one queue that a staff member works: a unit, a post, and the items.
type Desk struct {
	Unit  string   // the unit whose cases wait here
	Post  Post     //
	Items []string // item codes; empty = all items
	Paper string   // the stationing's paper, when the unit is a stationed body
	As    string   // 工号 of whose post it is, for a stand-in
}

// Desks returns every queue that a staff member works on the day: the posts held, then the
// queues of bodies stationed at the centres of those units, then the same of whom he stands
// in for. One unit and post may appear more than once, with other items or on another paper.
func (d *Directory) Desks(staff string, on period.Date) []Desk {
	all := d.desksBy(d.HoldingsOf(staff, on), on)
	for _, s := range d.StandsIn(staff, on) {
		for _, desk := range d.desksBy(d.lent(s, on), on) {
			desk.As = s.Absent
			all = append(all, desk)
		}
	}
	return all
}

func (d *Directory) desksBy(held []Holding, on period.Date) []Desk {
	var own, lent []Desk
	for _, h := range held {
		if !h.Post.Works() {
			continue
		}
		own = append(own, Desk{Unit: h.Unit, Post: h.Post, Items: h.Items})
		lent = d.guestDesks(lent, h, on)
	}
	return append(own, lent...)
}

func (d *Directory) guestDesks(desks []Desk, h Holding, on period.Date) []Desk {
	for _, c := range d.centresOf[h.Unit] {
		if !on.Within(c.From, c.To) {
			continue
		}
		for _, s := range d.guests[c.Code] {
			if on.Within(s.From, s.To) && slices.Contains(s.Posts, h.Post) {
				desks = addGuest(desks, h, s)
			}
		}
	}
	return desks
}

// addGuest adds the queue that a stationing lends to a holding, one desk per body, post
// and paper.
func addGuest(desks []Desk, h Holding, s Stationing) []Desk {
	desk := Desk{Unit: s.Body, Post: h.Post, Paper: s.Paper, Items: h.Items}
	if s.Item != AllItems {
		if !h.covers(s.Item) {
			return desks
		}
		desk.Items = []string{s.Item}
	}
	i := slices.IndexFunc(desks, func(o Desk) bool {
		return o.Unit == desk.Unit && o.Post == desk.Post && o.Paper == desk.Paper
	})
	if i < 0 {
		return append(desks, desk)
	}
	if len(desks[i].Items) == 0 || len(desk.Items) == 0 {
		desks[i].Items = nil
	} else {
		desks[i].Items = union(desks[i].Items, desk.Items)
	}
	return desks
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
