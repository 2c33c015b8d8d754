package period

// After is the last day of a period that follows something done on d, whose own day is not
// counted (民法典201): of months the same day number, or the month's last day (202). Holidays play
// no part, and a period of working days has no such day.
func (p Period) After(d Date) Date {
	switch p.Unit {
	case Month:
		end, _ := d.addMonths(p.N)
		return end
	case NaturalDay:
		return d.Add(p.N)
	}
	return 0
}

// LastDay (有效期届满日) is the last day of a validity of p that begins on d, the first
// day counted: 60 months from 2026-03-02 end on 2031-03-01. Holidays play no part. A
// period of working days has no such day and gives zero.
func (p Period) LastDay(d Date) Date {
	switch p.Unit {
	case Month:
		end, cut := d.addMonths(p.N)
		if cut {
			return end
		}
		return end - 1
	case NaturalDay:
		return d.Add(p.N - 1)
	}
	return 0
}
