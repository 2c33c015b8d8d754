package org

import (
	"strings"

	"yimen/core/period"
)

// Unresolved says that a step's rule finds no unit from the accepting unit, or that there
// is no such rule. It is a fault of the item or of the directory, never of the applicant.
type Unresolved struct {
	Rule string // as in catalog.UnitRule
	Unit string // the accepting unit
}

func (e Unresolved) Error() string {
	return "unresolved: no unit for " + e.Rule + " from " + e.Unit
}

// Resolve finds the unit of a step from the accepting unit on a day. The rules are those
// of catalog.UnitRule. The error is an Unresolved.
func (d *Directory) Resolve(rule, acceptUnit string, on period.Date) (Unit, error) {
	if u, ok := d.resolve(rule, acceptUnit, on); ok {
		return u, nil
	}
	return Unit{}, Unresolved{Rule: rule, Unit: acceptUnit}
}

func (d *Directory) resolve(rule, acceptUnit string, on period.Date) (Unit, bool) {
	accepting, ok := d.Unit(acceptUnit, on)
	if !ok {
		return Unit{}, false
	}
	name, function, more := strings.Cut(rule, ":")
	if more {
		return d.byFunction(name, function, acceptUnit, on)
	}
	switch name {
	case "accepting":
		return accepting, true
	case "community":
		return accepting, accepting.Kind == CommunityBody
	case "street":
		return d.StreetOf(acceptUnit, on)
	case "government":
		return d.Government(District, on)
	}
	return Unit{}, false
}

func (d *Directory) byFunction(name, function, acceptUnit string, on period.Date) (Unit, bool) {
	switch name {
	case "station":
		street, _ := d.StreetOf(acceptUnit, on)
		return d.Station(street.Code, function, on)
	case "department":
		return d.Department(function, on)
	case "city":
		return d.CityDepartment(function, on)
	}
	return Unit{}, false
}
