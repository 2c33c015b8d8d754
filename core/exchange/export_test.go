package exchange

import "yimen/core/period"

// Whole is a case as it stands at the end of the day, all of it new.
func (b Batch) Whole(f File) []Row {
	return b.changes(nil, b.standing(f, period.StartOf(b.Day.Add(1))))
}
