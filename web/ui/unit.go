package ui

import "yimen/core/org"

// UnitText is what a unit is called on a page: its short name, its full one in English.
func UnitText(u org.Unit) Text {
	if u.Short != "" {
		return Text{Zh: u.Short, En: u.NameEN}
	}
	return Text{Zh: u.Name, En: u.NameEN}
}
