package period

import "strings"

// Due 届满日 is the last day of a clock. On is zero when the clock has no start
// or no limit, or when a stop that has not ended holds it. Provisional (暂定)
// means that the days between start and due day reach outside the years whose
// arrangement is known, so that the date may still move.
type Due struct {
	On          Date `json:"on,omitempty"`
	Provisional bool `json:"provisional,omitempty"`
}

// mark follows a day that may still move, as ISO 8601-2 writes one that is not exact.
const mark = "~"

// Text is the day as refusals and findings carry it: 2027-01-08, and 2027-01-08~ where it is
// provisional (暂定). ParseDue reads it.
func (d Due) Text() string {
	if d.Provisional && !d.On.IsZero() {
		return d.On.String() + mark
	}
	return d.On.String()
}

// ParseDue reads Text. The error is a *Fault.
func ParseDue(text string) (Due, error) {
	day, provisional := strings.CutSuffix(text, mark)
	on, err := ParseDate(day)
	return Due{On: on, Provisional: provisional && err == nil}, err
}

// Due reckons the last day of the clock.
//
// The start day is not counted (民法典201). N working days end on the N-th
// working day after it; 0 working days end on the start day or, when that is
// off, on the next working day. Natural days and months end on the day reached
// (民法典202) and, when it is off, run on to the next working day (民法典203).
// Days of a stop are not counted: a period of working days is longer by the
// working days in it, one of natural days or months by its days. Overlapping
// stops count once; one that begins after the end changes nothing; no due day
// lies in a stop. Extensions in the unit of what they follow are added to it;
// those in another unit run on from the day reached. A day that is kept holds a due day
// back that would come before it; a last day that is set is what it is, worked or off.
func (c *Calendar) Due(k Clock) Due {
	if k.From.IsZero() || k.Limit.Unit == 0 {
		return Due{}
	}
	if !k.Ends.IsZero() {
		return Due{On: k.Ends}
	}
	stops := merged(k.Stops)
	on := k.From
	for i := 0; i < k.parts(); {
		var p Period
		p, i = k.leg(i)
		if on = c.settle(c.reach(on, p, stops), stops); on == never {
			return Due{}
		}
	}
	on = k.held(on)
	return Due{On: on, Provisional: c.Provisional(k.From) || c.Provisional(on)}
}

// reach is the day on which p, begun on from, has been counted in full.
func (c *Calendar) reach(from Date, p Period, stops []Stop) Date {
	if p.Unit == WorkingDay {
		return c.reachWorking(from, p.N, stops)
	}
	end := from.Add(p.N)
	if p.Unit == Month {
		end, _ = from.addMonths(p.N)
	}
	for _, s := range stops {
		first := max(s.From, from+1)
		if first > end {
			break
		}
		if s.end() == never {
			return never
		}
		end += max(s.To-first+1, 0)
	}
	return end
}

func (c *Calendar) reachWorking(from Date, n int, stops []Stop) Date {
	end := c.AddWorking(from, n)
	for _, s := range stops {
		first := max(s.From, from+1)
		if first > end {
			break
		}
		if s.end() == never {
			return never
		}
		if s.To >= first {
			n += c.Count(first-1, s.To)
			end = c.AddWorking(from, n)
		}
	}
	return end
}

// settle is the first day on or after d that is worked and not stopped.
func (c *Calendar) settle(d Date, stops []Stop) Date {
	if d == never {
		return never
	}
	d = c.NextWorking(d)
	for _, s := range stops {
		if s.From <= d && d <= s.end() {
			if s.end() == never {
				return never
			}
			d = c.NextWorking(s.To + 1)
		}
	}
	return d
}

// Left 剩余 gives how much of the clock is left after today: working days for a
// limit in working days, otherwise natural days, less those that are stopped.
// It is 0 on the due day, at least 1 before it and at most -1 past it; also 0
// when there is no due day.
func (c *Calendar) Left(k Clock, today Date) int {
	due := c.Due(k).On
	switch {
	case due.IsZero() || today == due:
		return 0
	case today > due:
		return -max(1, c.units(k.Limit.Unit, due, today))
	}
	left := c.units(k.Limit.Unit, today, due)
	for _, s := range merged(k.Stops) {
		if first, last := max(s.From, today+1), min(s.end(), due); first <= last {
			left -= c.units(k.Limit.Unit, first-1, last)
		}
	}
	return left
}

// units counts the days after from up to and including to.
func (c *Calendar) units(u Unit, from, to Date) int {
	if u == WorkingDay {
		return c.Count(from, to)
	}
	return int(to - from)
}

// Worked 已用工作日 counts the working days of a clock from the day after its start up to and
// including a day, less those that are stopped: how long the work took, whatever the unit of
// the limit. A day before the start is none.
func (c *Calendar) Worked(k Clock, on Date) int {
	if k.From.IsZero() || on <= k.From {
		return 0
	}
	n := c.Count(k.From, on)
	for _, s := range merged(k.Stops) {
		if first, last := max(s.From, k.From+1), min(s.end(), on); first <= last {
			n -= c.Count(first-1, last)
		}
	}
	return n
}
