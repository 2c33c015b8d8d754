package app

import (
	"cmp"
	"slices"

	"yimen/core/org"
)

// checkUnits: whoever receives people tells where and by which phone; and the people
// of every street and community find a centre.
func (h *Hall) checkUnits() (faults []Fault) {
	dir, today := h.Directory(), h.Today()
	var silent, bare []string
	open := map[string]bool{}
	unverified := 0
	for _, c := range dir.Centres(today) {
		switch {
		case c.ToVerify:
			unverified++
		case c.Phone == "":
			faults = append(faults, Fault{Code: "centrePhone", Units: []string{c.Unit}})
		}
		open[c.Unit] = true
	}
	if unverified > 0 {
		faults = append(faults, Fault{Code: "centreUnverified", N: unverified})
	}
	for _, u := range dir.Units(today) {
		if u.Kind == org.Department && u.Level == org.District && u.Phone == "" {
			silent = append(silent, u.Code)
		}
		if (u.Kind == org.StreetOffice || u.Kind == org.CommunityBody) && !open[u.Code] {
			bare = append(bare, u.Code)
		}
	}
	for _, f := range []Fault{{Code: "noCentre", Units: bare}, {Code: "unitPhone", Units: silent}} {
		if len(f.Units) > 0 {
			faults = append(faults, f)
		}
	}
	return faults
}

// soonDays is how early the end of an authorisation or a seal is announced, and lapsedDays how long
// the end of an authorisation that nothing followed is told.
const (
	soonDays   = 30
	lapsedDays = 90
)

// checkStationings tells of authorisations that end soon: the day after, the centre's staff may
// no longer act for the body; of those that ended without another; and of those that nobody in the
// centre can make use of.
func (h *Hall) checkStationings() (faults []Fault) {
	all, today := h.Directory().Stationings(), h.Today()
	used, idle := h.papersUsed(), map[string]bool{}
	for _, s := range all {
		switch ends := !s.To.IsZero(); {
		case ends && s.To < today:
			if s.To >= today.Add(-lapsedDays) && !followed(all, s) {
				faults = append(faults, Fault{Code: "stationingOver", Grave: true, Units: []string{s.Body}, Text: s.Paper + " " + s.To.String()})
			}
			continue
		case s.From > today:
			continue
		case ends && s.To < today.Add(soonDays) && !followed(all, s):
			faults = append(faults, Fault{Code: "stationingEnds", Units: []string{s.Body}, Text: s.Paper + " " + s.To.String()})
		}
		if !used[[2]string{s.Body, s.Paper}] {
			idle[s.Body] = true
		}
	}
	if len(idle) > 0 {
		f := Fault{Code: "stationingIdle"}
		for unit := range idle {
			f.Units = append(f.Units, unit)
		}
		slices.Sort(f.Units)
		faults = append(faults, f)
	}
	return faults
}

// followed tells that another authorisation of the same body in the same centre goes on after one,
// for the same item or all.
func followed(all []org.Stationing, s org.Stationing) bool {
	return slices.ContainsFunc(all, func(o org.Stationing) bool {
		return o.Body == s.Body && o.Centre == s.Centre && (o.Item == s.Item || o.Item == org.AllItems) &&
			o.From <= s.To.Add(1) && (o.To.IsZero() || o.To > s.To)
	})
}

// papersUsed are the authorisations, by body and paper, by which somebody works a queue today.
func (h *Hall) papersUsed() map[[2]string]bool {
	used := map[[2]string]bool{}
	for _, p := range h.Directory().People() {
		for _, d := range h.Directory().Desks(p.No, h.Today()) {
			used[[2]string{d.Unit, d.Paper}] = true
		}
	}
	return used
}

// announced is the month in which the State Council announces next year's holidays.
const announced = 11

// checkCalendar: due days of a year whose holidays are not known may still move.
func (h *Hall) checkCalendar() []Fault {
	year, month, _ := h.Today().Civil()
	last := h.Calendar().LastYear()
	switch {
	case last < year:
		return []Fault{{Code: "calendarMissing", Grave: true, N: year}}
	case last == year && month >= announced:
		return []Fault{{Code: "calendarMissing", N: year + 1}}
	}
	return nil
}

func compareFaults(a, b Fault) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), slices.Compare(a.Units, b.Units))
}
