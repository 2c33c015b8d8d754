package period

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	_ "yimen/testkit/luck"
)

// oracle reckons due days a second time: day by day, with the standard library's
// dates and its own reading of the calendar file.
type oracle struct{ off, work map[string]bool }

func newOracle(t testing.TB) oracle {
	var file struct {
		Years map[string]struct{ Off, Work []string }
	}
	if err := json.Unmarshal(holidays, &file); err != nil {
		t.Fatal(err)
	}
	o := oracle{map[string]bool{}, map[string]bool{}}
	for _, y := range file.Years {
		for _, d := range y.Off {
			o.off[d] = true
		}
		for _, d := range y.Work {
			o.work[d] = true
		}
	}
	return o
}

var statutory = map[string]bool{"01-01": true, "05-01": true, "05-02": true, "10-01": true, "10-02": true, "10-03": true}

func (o oracle) works(d time.Time) bool {
	iso := d.Format(time.DateOnly)
	switch weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; {
	case o.off[iso]:
		return false
	case o.work[iso]:
		return true
	case d.Year() > 2026 && statutory[iso[5:]]:
		return false
	default:
		return !weekend
	}
}

func stopped(k Clock, d time.Time) bool {
	iso := d.Format(time.DateOnly)
	for _, s := range k.Stops {
		if s.From.String() <= iso && (s.To.IsZero() || iso <= s.To.String()) {
			return true
		}
	}
	return false
}

// due walks from the start; "" when fifty years later there is still no end.
func (o oracle) due(k Clock) string {
	y, m, d := k.From.Civil()
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	last := at.AddDate(50, 0, 0)
	parts := []Period{k.Limit}
	for _, e := range k.Extensions {
		if n := len(parts) - 1; parts[n].Unit == e.By.Unit {
			parts[n].N += e.By.N
		} else {
			parts = append(parts, e.By)
		}
	}
	for _, p := range parts {
		left := p.N
		if p.Unit == Month { // as many days as to the same day of that month, or its last
			first := time.Date(at.Year(), at.Month()+time.Month(p.N), 1, 0, 0, 0, 0, time.UTC)
			end := first.AddDate(0, 0, at.Day()-1)
			if end.Month() != first.Month() {
				end = first.AddDate(0, 1, -1)
			}
			left = int(end.Sub(at).Hours() / 24)
		}
		for left > 0 && at.Before(last) {
			at = at.AddDate(0, 0, 1)
			if !stopped(k, at) && (p.Unit != WorkingDay || o.works(at)) {
				left--
			}
		}
		for at.Before(last) && (stopped(k, at) || !o.works(at)) {
			at = at.AddDate(0, 0, 1)
		}
	}
	if !at.Before(last) {
		return ""
	}
	return at.Format(time.DateOnly)
}

var anyPeriod = rapid.Custom(func(t *rapid.T) Period {
	unit := rapid.SampledFrom([]Unit{WorkingDay, NaturalDay, Month}).Draw(t, "unit")
	most := map[Unit]int{WorkingDay: 60, NaturalDay: 120, Month: 14}[unit]
	return Period{rapid.IntRange(0, most).Draw(t, "n"), unit}
})

var anyClock = rapid.Custom(func(t *rapid.T) Clock {
	from := Date(rapid.IntRange(int(NewDate(2013, 1, 1)), int(NewDate(2029, 12, 31))).Draw(t, "from"))
	k := Clock{From: from, Limit: anyPeriod.Draw(t, "limit")}
	for range rapid.IntRange(0, 4).Draw(t, "stops") {
		first := from.Add(rapid.IntRange(-20, 60).Draw(t, "stop"))
		s := Stop{From: first, To: first.Add(rapid.IntRange(-1, 25).Draw(t, "days"))}
		if rapid.IntRange(0, 19).Draw(t, "open") == 0 {
			s.To = 0
		}
		k.Stops = append(k.Stops, s)
	}
	for range rapid.IntRange(0, 3).Draw(t, "extensions") {
		k.Extensions = append(k.Extensions, Extension{By: anyPeriod.Draw(t, "by")})
	}
	return k
})

// dueHolds says what is true of the due day of any clock.
func dueHolds(o oracle) func(t *rapid.T) {
	return func(t *rapid.T) {
		c, k := Default(), anyClock.Draw(t, "clock")
		due := c.Due(k)
		if want := o.due(k); due.On.String() != want {
			t.Fatalf("due %q, day by day %q", due.On, want)
		}
		traceHolds(t, c, k)
		if due.On.IsZero() {
			return
		}
		if !c.Working(due.On) || due.On < k.From {
			t.Fatalf("due %s is off or before the start", due.On)
		}
		if y, _, _ := due.On.Civil(); due.Provisional != (y > 2026) {
			t.Fatalf("due %s provisional %t", due.On, due.Provisional)
		}
		leftHolds(t, c, k, due.On)
		longer := k
		longer.Extensions = append(longer.Extensions[:len(k.Extensions):len(k.Extensions)], Extension{By: anyPeriod.Draw(t, "more")})
		longer.Stops = append(longer.Stops[:len(k.Stops):len(k.Stops)], Stop{From: due.On.Add(-3), To: due.On.Add(2)})
		if later := c.Due(longer).On; !later.IsZero() && later < due.On {
			t.Fatalf("a stop and an extension made %s %s", due.On, later)
		}
	}
}

// traceHolds: the trace ends on the due day and accounts for every day up to it.
func traceHolds(t *rapid.T, c *Calendar, k Clock) {
	due, days := c.Due(k), 0
	var end Date
	open, provisional := false, false
	last := k.From
	for _, line := range c.Trace(k) {
		switch line.Code {
		case TraceDue:
			end = line.From
		case TraceProvisional:
			provisional = true
		case TraceOpenStop:
			open = true
		case Weekend, Holiday, FixedHoliday, TraceStop:
			if line.From < last || line.To < line.From {
				t.Fatalf("out of order: %+v", line)
			}
			last = line.To
			days += int(line.To-line.From) + 1
		}
	}
	if end != due.On || provisional != due.Provisional || open != due.On.IsZero() {
		t.Fatalf("due %+v, trace %+v", due, c.Trace(k))
	}
	onlyWorkingDays := k.Limit.Unit == WorkingDay && k.Limit.N > 0
	total := k.Limit.N
	for _, e := range k.Extensions {
		onlyWorkingDays = onlyWorkingDays && e.By.Unit == WorkingDay
		total += e.By.N
	}
	if onlyWorkingDays && !open {
		if int(due.On-k.From) != days+total {
			t.Fatalf("%d days to the due day, %d skipped and %d counted", due.On-k.From, days, total)
		}
		if got := c.Left(k, k.From); got != total {
			t.Fatalf("%d left at the start of %d", got, total)
		}
	}
}

// leftHolds: what is left never grows and changes its sign on the due day.
func leftHolds(t *rapid.T, c *Calendar, k Clock, due Date) {
	before := c.Left(k, k.From.Add(-1))
	for today := k.From; today <= due.Add(10); today++ {
		left := c.Left(k, today)
		if left > before || (left == 0) != (today == due) || (left < 0) != (today > due) {
			t.Fatalf("due %s: %d left on %s after %d", due, left, today, before)
		}
		before = left
	}
}

func TestDueHolds(t *testing.T) { rapid.Check(t, dueHolds(newOracle(t))) }

func FuzzDue(f *testing.F) { f.Fuzz(rapid.MakeFuzz(dueHolds(newOracle(f)))) }
