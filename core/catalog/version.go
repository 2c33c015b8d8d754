package catalog

import "yimen/core/period"

// InForce tells whether the version is in force on a day.
func (i Item) InForce(on period.Date) bool {
	return on.Within(i.From, i.To)
}

// Pick finds the version in force on a day among the versions of one item: the highest one
// if two overlap. It is false when none was in force. A running case never picks again: it
// keeps the version it was made with.
func Pick(versions []Item, on period.Date) (Item, bool) {
	best, found := Item{}, false
	for _, version := range versions {
		if version.InForce(on) && (!found || version.Version > best.Version) {
			best, found = version, true
		}
	}
	return best, found
}
