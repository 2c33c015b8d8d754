package catalog

import "yimen/core/period"

// verdict is the outcome of comparing limits that may be written in different units.
type verdict int

const (
	inside verdict = iota // never longer
	over                  // always longer
	unsure                // depends on weekends and holidays
)

// fits compares a sum of limits with another limit without a calendar: the sum is inside if
// it can never be longer, over if it always is. Limits of one unit compare exactly.
func fits(parts []period.Period, limit period.Period) verdict {
	most, least := 0, 0
	for _, part := range parts {
		low, high := bounds(part, limit.Unit)
		least, most = least+low, most+high
	}
	switch {
	case most <= limit.N:
		return inside
	case least > limit.N:
		return over
	}
	return unsure
}

// The longest run of days off in any arrangement since 2013 is nine; ten leave room.
const longestBreak = 10

// bounds says how many units a period may last at least and at most.
func bounds(p period.Period, in period.Unit) (least, most int) {
	if p.Unit == in {
		return p.N, p.N
	}
	low, high := naturalDays(p)
	switch in {
	case period.WorkingDay: // a natural day is at most one working day
		return max(0, low/7*5-longestBreak), high
	case period.Month:
		return low / 31, (high + 27) / 28
	}
	return low, high
}

// naturalDays says how many natural days a period may last at least and at most. Working
// days bring weekends and a holiday with them; months have 28 to 31 days.
func naturalDays(p period.Period) (least, most int) {
	switch p.Unit {
	case period.WorkingDay:
		if p.N == 0 {
			return 0, 0
		}
		return p.N, (p.N+4)/5*7 + longestBreak
	case period.Month:
		return 28 * p.N, 31 * p.N
	}
	return p.N, p.N
}
