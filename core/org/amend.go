package org

import "slices"

// List names one of the lists of a Snapshot.
type List string

// The lists.
const (
	UnitList       List = "unit"
	CentreList     List = "centre"
	StaffList      List = "staff"
	HoldingList    List = "holding"
	StationingList List = "stationing"
)

// ListOf tells in which list a row stands and by what code it is known there: of a holding
// the 工号, of a stationing the body. An empty list is no row.
func ListOf(row any) (List, string) {
	switch r := row.(type) {
	case Unit:
		return UnitList, r.Code
	case Centre:
		return CentreList, r.Code
	case Staff:
		return StaffList, r.No
	case Holding:
		return HoldingList, r.Staff
	case Stationing:
		return StationingList, r.Body
	}
	return "", ""
}

// Len is the length of a list.
func (s Snapshot) Len(list List) int {
	switch list {
	case UnitList:
		return len(s.Units)
	case CentreList:
		return len(s.Centres)
	case StaffList:
		return len(s.Staff)
	case HoldingList:
		return len(s.Holdings)
	case StationingList:
		return len(s.Stationings)
	}
	return 0
}

// Row is the row of a list at a place.
func (s Snapshot) Row(list List, place int) (any, bool) {
	if place < 0 || place >= s.Len(list) {
		return nil, false
	}
	switch list {
	case UnitList:
		return s.Units[place], true
	case CentreList:
		return s.Centres[place], true
	case StaffList:
		return s.Staff[place], true
	case HoldingList:
		return s.Holdings[place], true
	}
	return s.Stationings[place], true
}

// With is the snapshot with a row at a place of its list, in the stead of what stood there; a
// place at the end adds it. Rows are never taken out: they end.
func (s Snapshot) With(place int, row any) Snapshot {
	switch r := row.(type) {
	case Unit:
		s.Units = put(s.Units, place, r)
	case Centre:
		s.Centres = put(s.Centres, place, r)
	case Staff:
		s.Staff = put(s.Staff, place, r)
	case Holding:
		s.Holdings = put(s.Holdings, place, r)
	case Stationing:
		s.Stationings = put(s.Stationings, place, r)
	}
	return s
}

func put[T any](list []T, place int, row T) []T {
	list = slices.Clone(list)
	if place == len(list) {
		return append(list, row)
	}
	list[place] = row
	return list
}
