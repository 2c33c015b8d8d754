package period

// Edition (日历版本) is the calendar as it was known from a moment on.
type Edition struct {
	From Instant
	*Calendar
}

// Editions (工作日历沿革) is all editions in order of time; the first also holds for
// everything before it. At least one is needed. What was reckoned once was reckoned with
// the edition of its moment: an arrangement changed midway makes no past act wrong.
type Editions []Edition

// Always is a calendar that never changed.
func Always(cal *Calendar) Editions { return Editions{{Calendar: cal}} }

// At is the calendar as it was known at a moment.
func (e Editions) At(moment Instant) *Calendar {
	in := e[0].Calendar
	for _, one := range e[1:] {
		if one.From <= moment {
			in = one.Calendar
		}
	}
	return in
}

// Known is the calendar as it was known at the end of a day, but no later than a moment:
// what was done on that day was reckoned with it. Without a day it is that of the moment.
func (e Editions) Known(on Date, moment Instant) *Calendar {
	if end := StartOf(on+1) - 1; !on.IsZero() && end < moment {
		moment = end
	}
	return e.At(moment)
}

// Shift (变动) is a day that two calendars see differently: worked in one, off in the other.
type Shift struct {
	On   Date
	Work bool // it is worked now
	Day       // as it stands now
}

// Shifts lists the days from first to last that stand otherwise in the newer calendar.
func (c *Calendar) Shifts(newer *Calendar, first, last Date) []Shift {
	var all []Shift
	for d := first; d <= last; d++ {
		if now := newer.Day(d); now.Working != c.Day(d).Working {
			all = append(all, Shift{d, now.Working, now})
		}
	}
	return all
}
