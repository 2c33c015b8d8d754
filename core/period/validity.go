package period

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
