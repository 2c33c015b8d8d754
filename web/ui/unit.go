package ui

import (
	"context"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
)

// UnitText is what a unit is called on a page: its short name, its full one in English.
func UnitText(u org.Unit) Text {
	if u.Short != "" {
		return Text{Zh: u.Short, En: u.NameEN}
	}
	return Text{Zh: u.Name, En: u.NameEN}
}

// UnitName is the short name of a unit as it is called on a day, or was called last; its code
// where the directory has never known it.
func UnitName(ctx context.Context, dir *org.Directory, code string, on period.Date) string {
	u, ok := dir.UnitOrLast(code, on)
	if !ok {
		return code
	}
	return Of(ctx, UnitText(u))
}

// mostNamed is of how many units a sentence gives the names.
const mostNamed = 2

// UnitsNamed names the first of several units, and says how many they are.
func UnitsNamed(lang Lang, names []string) string {
	shown := strings.Join(names[:min(len(names), mostNamed)], T(lang, "portal.listed"))
	if len(names) <= mostNamed {
		return shown
	}
	return T(lang, "ui.units", "units", shown, "n", len(names))
}

// StaffName is the name of a member of staff, or the 工号 of one whom the directory has never known.
func StaffName(ctx context.Context, dir *org.Directory, no string) string {
	s, ok := dir.StaffByNo(no)
	if !ok {
		return no
	}
	return Of(ctx, Text{Zh: s.Name, En: s.NameEN})
}
