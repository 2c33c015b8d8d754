package org

import "yimen/core/period"

// KeepsFor tells whether somebody keeps what is published of a unit (目录管理岗): as a keeper
// of the unit, of one above it, or of the office that looks after all below its government.
func (d *Directory) KeepsFor(staff, unit string, on period.Date) bool {
	for _, h := range d.HoldingsOf(staff, on) {
		if h.Post == Keeper && d.oversees(h.Unit, unit, Target{On: on}) {
			return true
		}
	}
	return false
}

// StationedFor lists the authorisations by which a body is stationed at a centre on a day, for
// an item; for any item where it is "".
func (d *Directory) StationedFor(body, centre, item string, on period.Date) []Stationing {
	var list []Stationing
	for _, s := range d.stationed[body] {
		if s.Centre == centre && on.Within(s.From, s.To) && (item == "" || s.covers(item)) {
			list = append(list, s)
		}
	}
	return list
}
