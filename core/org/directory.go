package org

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"yimen/core/period"
)

// Snapshot (机构数据) is everything a Directory is built from, in the order of its source,
// so that a Problem's Index finds the row again.
type Snapshot struct {
	Units       []Unit       `json:"units"`
	Centres     []Centre     `json:"centres"`
	Staff       []Staff      `json:"staff"`
	Holdings    []Holding    `json:"holdings"`
	Stationings []Stationing `json:"stationings"`
}

// Directory (机构名录) answers who is where, and who may do what, on any day. It never
// changes after NewDirectory, so it may be shared freely.
type Directory struct {
	units       map[string][]Unit // by code, rows in order of From
	codes       []string          // of units, in order
	children    map[string][]Unit // by parent
	stations    map[seat][]Unit   // by street and function
	departments map[seat][]Unit   // by level and function
	governments map[Level][]Unit
	centres     map[string][]Centre // by code
	centresOf   map[string][]Centre // by the unit that runs them
	staff       map[string]Staff
	numbers     []string                // of the staff, in order
	holdings    map[string][]Holding    // by 工号
	stationed   map[string][]Stationing // by body
	guests      map[string][]Stationing // by centre
	standIns    map[string][]StandIn    // by who stands in; see StandingIn
}

// seat is where a function is seated: in a street, or at a level of government.
type seat struct{ in, function string }

// NewDirectory checks a snapshot and indexes it. All problems are returned, not the first
// alone; with any Problem that is not a Warning the directory is nil.
func NewDirectory(s Snapshot) (*Directory, []Problem) {
	d := &Directory{
		units: map[string][]Unit{}, children: map[string][]Unit{},
		stations: map[seat][]Unit{}, departments: map[seat][]Unit{}, governments: map[Level][]Unit{},
		centres: map[string][]Centre{}, centresOf: map[string][]Centre{},
		staff: map[string]Staff{}, holdings: map[string][]Holding{},
		stationed: map[string][]Stationing{}, guests: map[string][]Stationing{},
	}
	d.indexUnits(s.Units)
	d.indexPeople(s)
	problems := d.check(s)
	if slices.ContainsFunc(problems, func(p Problem) bool { return !p.Warning }) {
		return nil, problems
	}
	return d, problems
}

func (d *Directory) indexUnits(units []Unit) {
	rows := slices.Clone(units)
	slices.SortStableFunc(rows, func(a, b Unit) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.From, b.From))
	})
	for _, u := range rows {
		if d.units[u.Code] == nil {
			d.codes = append(d.codes, u.Code)
		}
		d.units[u.Code] = append(d.units[u.Code], u)
		if u.Parent != "" {
			d.children[u.Parent] = append(d.children[u.Parent], u)
		}
		if u.Kind == Government {
			d.governments[u.Level] = append(d.governments[u.Level], u)
		}
		for _, f := range strings.Fields(u.Function) {
			if u.Kind == Station {
				k := seat{u.Division, f}
				d.stations[k] = append(d.stations[k], u)
			} else {
				k := seat{string(u.Level), f}
				d.departments[k] = append(d.departments[k], u)
			}
		}
	}
}

func (d *Directory) indexPeople(s Snapshot) {
	for _, c := range s.Centres {
		d.centres[c.Code] = append(d.centres[c.Code], c)
		d.centresOf[c.Unit] = append(d.centresOf[c.Unit], c)
	}
	for _, p := range s.Staff {
		d.staff[p.No] = p
	}
	d.numbers = slices.Sorted(maps.Keys(d.staff))
	for _, h := range s.Holdings {
		if last := d.staff[h.Staff].To; !last.IsZero() && (h.To.IsZero() || last < h.To) {
			h.To = last
		}
		d.holdings[h.Staff] = append(d.holdings[h.Staff], h)
	}
	for _, st := range s.Stationings {
		d.stationed[st.Body] = append(d.stationed[st.Body], st)
		d.guests[st.Centre] = append(d.guests[st.Centre], st)
	}
}

// Unit returns the unit with that code as it stands on the day.
func (d *Directory) Unit(code string, on period.Date) (Unit, bool) {
	return unitOn(d.units[code], on)
}

// UnitOrLast is Unit, or for a unit that has ended its last form before the day. It is for
// showing and supervising old cases; an ended unit can't act.
func (d *Directory) UnitOrLast(code string, on period.Date) (Unit, bool) {
	rows := d.units[code]
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].From <= on {
			return rows[i], true
		}
	}
	return Unit{}, false
}

// Units returns every unit of the day, by code.
func (d *Directory) Units(on period.Date) []Unit {
	var all []Unit
	for _, code := range d.codes {
		if u, ok := unitOn(d.units[code], on); ok {
			all = append(all, u)
		}
	}
	return all
}

// Children returns the units whose parent is code on the day, by code.
func (d *Directory) Children(code string, on period.Date) []Unit {
	return unitsOn(d.children[code], on)
}

// StreetOf returns the street office a unit belongs to: a street is its own, a community's
// is its parent, a station's the street it is seated in. Units of higher levels have none.
func (d *Directory) StreetOf(code string, on period.Date) (Unit, bool) {
	u, ok := d.Unit(code, on)
	if !ok {
		return Unit{}, false
	}
	switch u.Kind {
	case StreetOffice:
		return u, true
	case CommunityBody:
		u, ok = d.Unit(u.Parent, on)
	case Station:
		u, ok = d.Unit(u.Division, on)
	}
	return u, ok && u.Kind == StreetOffice
}

// Station returns the base-level station (基层站所) with a function in a street.
func (d *Directory) Station(street, function string, on period.Date) (Unit, bool) {
	return unitOn(d.stations[seat{street, function}], on)
}

// Department returns the district department with a function.
func (d *Directory) Department(function string, on period.Date) (Unit, bool) {
	return unitOn(d.departments[seat{string(District), function}], on)
}

// CityDepartment returns the city department with a function.
func (d *Directory) CityDepartment(function string, on period.Date) (Unit, bool) {
	return unitOn(d.departments[seat{string(City), function}], on)
}

// Government returns the people's government of a level.
func (d *Directory) Government(level Level, on period.Date) (Unit, bool) {
	return unitOn(d.governments[level], on)
}

// Centre returns the centre with that code.
func (d *Directory) Centre(code string, on period.Date) (Centre, bool) {
	return centreOn(d.centres[code], on)
}

// CentreOf returns the centre that a unit runs.
func (d *Directory) CentreOf(unit string, on period.Date) (Centre, bool) {
	return centreOn(d.centresOf[unit], on)
}

// Centres returns every centre of the day, by code.
func (d *Directory) Centres(on period.Date) []Centre {
	var all []Centre
	for _, rows := range d.centres {
		if c, ok := centreOn(rows, on); ok {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b Centre) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// StaffByNo returns a staff member by 工号.
func (d *Directory) StaffByNo(no string) (Staff, bool) {
	p, ok := d.staff[no]
	return p, ok
}

// OnStaff returns a staff member who still works here on the day.
func (d *Directory) OnStaff(no string, on period.Date) (Staff, bool) {
	p, ok := d.staff[no]
	return p, ok && (p.To.IsZero() || on <= p.To)
}

// People returns the whole staff, in order of 工号.
func (d *Directory) People() []Staff {
	all := make([]Staff, len(d.numbers))
	for i, no := range d.numbers {
		all[i] = d.staff[no]
	}
	return all
}

// Workers returns the staff that hold a post at the unit on the day, in order of 工号.
func (d *Directory) Workers(unit string, on period.Date) []Staff {
	var all []Staff
	for no, held := range d.holdings {
		if slices.ContainsFunc(held, func(h Holding) bool { return h.Unit == unit && on.Within(h.From, h.To) }) {
			all = append(all, d.staff[no])
		}
	}
	slices.SortFunc(all, func(a, b Staff) int { return strings.Compare(a.No, b.No) })
	return all
}

// Stationings returns every stationing, whenever in force, by body.
func (d *Directory) Stationings() []Stationing {
	var all []Stationing
	for _, body := range slices.Sorted(maps.Keys(d.stationed)) {
		all = append(all, d.stationed[body]...)
	}
	return all
}

// HoldingsOf returns the posts a staff member holds on the day. The units exist then, for
// NewDirectory takes no holding that outlives its unit.
func (d *Directory) HoldingsOf(staff string, on period.Date) []Holding {
	var held []Holding
	for _, h := range d.holdings[staff] {
		if on.Within(h.From, h.To) {
			held = append(held, h)
		}
	}
	return held
}

// PostsOf returns the posts a staff member holds on the day, in whatever unit, each once.
func (d *Directory) PostsOf(staff string, on period.Date) []Post {
	var held []Post
	rows := d.holdings[staff]
	for i := range rows {
		if h := &rows[i]; on.Within(h.From, h.To) && !slices.Contains(held, h.Post) {
			held = append(held, h.Post)
		}
	}
	return held
}

// above tells whether code is a parent, at any distance, of the unit below.
func (d *Directory) above(code, below string, on period.Date) bool {
	for u, ok := d.UnitOrLast(below, on); ok && u.Parent != ""; u, ok = d.UnitOrLast(u.Parent, on) {
		if u.Parent == code {
			return true
		}
	}
	return false
}

func unitOn(rows []Unit, on period.Date) (Unit, bool) {
	for _, u := range rows {
		if on.Within(u.From, u.To) {
			return u, true
		}
	}
	return Unit{}, false
}

func unitsOn(rows []Unit, on period.Date) []Unit {
	var all []Unit
	for _, u := range rows {
		if on.Within(u.From, u.To) {
			all = append(all, u)
		}
	}
	return all
}

func centreOn(rows []Centre, on period.Date) (Centre, bool) {
	for _, c := range rows {
		if on.Within(c.From, c.To) {
			return c, true
		}
	}
	return Centre{}, false
}
