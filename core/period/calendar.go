package period

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Why a day is worked or not: the codes of Day.Why, also used in traces.
const (
	Weekday      = "weekday"      // Monday to Friday, worked
	Weekend      = "weekend"      // Saturday or Sunday, off
	Holiday      = "holiday"      // off by the State Council's arrangement
	Makeup       = "makeup"       // 调休上班: a weekend day worked by the arrangement
	FixedHoliday = "fixedHoliday" // off by 全国年节及纪念日放假办法, in a year not arranged yet
)

// Day tells whether a day is worked and why. Provisional (暂定) means that no
// arrangement of its year is known. Source is the address of the notice, for
// holidays and make-up days.
type Day struct {
	Working     bool
	Provisional bool
	Why         string
	Source      string
}

// Calendar 工作日历 knows which days are worked. It never changes; use With to get
// another one. Years without an arrangement are taken as Monday to Friday less
// the fixed statutory holidays.
type Calendar struct {
	years   map[int]arrangement
	special map[Date]Day // holidays and make-up days that were announced

	begin, end Date // the known years: from begin up to the day before end

	// For the years known and sixty more, so that every question is answered
	// by one look: upto[i] working days lie before the day begin+i, nth lists
	// the working days.
	upto []int32
	nth  []Date
}

//go:embed holidays.json
var holidays []byte

var builtin = sync.OnceValue(func() *Calendar {
	c, err := LoadCalendar("holidays.json", holidays)
	if err != nil {
		panic(err) // the file is part of the program and tested with it
	}
	return c
})

// Builtin is the file of the arrangements built into the program.
func Builtin() []byte { return holidays }

// Default is the State Council's arrangements built into the program.
func Default() *Calendar { return builtin() }

// tableYears are laid out beyond the last one known: more than maxN working days.
const tableYears = 60

func build(years map[int]arrangement) *Calendar {
	order := sortedYears(years)
	first, last := order[0], order[len(order)-1]
	c := &Calendar{
		years:   years,
		special: map[Date]Day{},
		begin:   fromCivil(first, 1, 1),
		end:     fromCivil(last+1, 1, 1),
		upto:    []int32{0},
	}
	for _, a := range years {
		source := strings.Join(a.papers, " ")
		for _, off := range a.off {
			c.special[off.day] = Day{Why: Holiday, Source: source}
		}
		for _, work := range a.work {
			c.special[work.day] = Day{Working: true, Why: Makeup, Source: source}
		}
	}
	for d := c.begin; d < fromCivil(last+1+tableYears, 1, 1); d++ {
		if c.Day(d).Working {
			c.nth = append(c.nth, d)
		}
		c.upto = append(c.upto, int32(len(c.nth)))
	}
	return c
}

func sortedYears(years map[int]arrangement) []int {
	return slices.Sorted(maps.Keys(years))
}

// FirstYear is the first year with an arrangement.
func (c *Calendar) FirstYear() int { return c.begin.year() }

// LastYear is the last year with an arrangement; later days are provisional.
func (c *Calendar) LastYear() int { return c.end.year() - 1 }

// knows tells that the arrangement of the day's year is known.
func (c *Calendar) knows(d Date) bool { return c.begin <= d && d < c.end }

// Provisional tells that the arrangement of the day's year is not known: whatever is
// reckoned with it may still move (暂定).
func (c *Calendar) Provisional(d Date) bool { return !c.knows(d) }

// Day tells how a day stands in the calendar.
func (c *Calendar) Day(d Date) Day {
	day, found := c.special[d]
	if !found {
		day = ordinary(d)
	}
	day.Provisional = !c.knows(d)
	if day.Provisional && !found && fixed(d.Civil()) {
		day.Working, day.Why = false, FixedHoliday
	}
	return day
}

func ordinary(d Date) Day {
	if d.Weekday() > 5 {
		return Day{Why: Weekend}
	}
	return Day{Working: true, Why: Weekday}
}

// fixed tells the statutory holidays that don't move with the moon:
// 全国年节及纪念日放假办法 §2; 2 May is one since 2025.
func fixed(y, m, d int) bool {
	switch m {
	case 1:
		return d == 1
	case 5:
		return d == 1 || d == 2 && y >= 2025
	case 10:
		return d <= 3
	}
	return false
}

// Working tells whether the day is worked.
func (c *Calendar) Working(d Date) bool {
	if i := int(d - c.begin); c.inTable(i) {
		return c.upto[i+1] > c.upto[i]
	}
	return c.Day(d).Working
}

func (c *Calendar) inTable(i int) bool { return i >= 0 && i < len(c.upto)-1 }

// Count gives the working days after from up to and including to; it is
// negative when to lies before from.
func (c *Calendar) Count(from, to Date) int {
	if to < from {
		return -c.Count(to, from)
	}
	i, j := int(from-c.begin), int(to-c.begin)
	if c.inTable(i) && c.inTable(j) {
		return int(c.upto[j+1] - c.upto[i+1])
	}
	n := 0
	for d := from + 1; d <= to; d++ {
		if c.Working(d) {
			n++
		}
	}
	return n
}

// NextWorking gives the first working day on or after d.
func (c *Calendar) NextWorking(d Date) Date {
	for !c.Working(d) {
		d++
	}
	return d
}

// AddWorking gives the n-th working day after d, or before d when n is
// negative; d itself, worked or not, when n is 0.
func (c *Calendar) AddWorking(d Date, n int) Date {
	if n == 0 {
		return d
	}
	step := Date(1)
	if i := int(d - c.begin); c.inTable(i) {
		k := int(c.upto[i+1]) + n - 1 // the place in nth; d itself is not counted
		if n < 0 {
			k = int(c.upto[i]) + n
		}
		if k >= 0 && k < len(c.nth) {
			return c.nth[k]
		}
	}
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d += step; c.Working(d) {
			n--
		}
	}
	return d
}

// With gives a calendar with the years of the file added, or put in the place
// of those known before: the arrangement of a new year, or one changed midway.
// See LoadCalendar for the errors.
func (c *Calendar) With(name string, data []byte) (*Calendar, error) {
	added, err := readArrangements(name, data)
	if err != nil {
		return nil, err
	}
	years := map[int]arrangement{}
	maps.Copy(years, c.years)
	if err := check(name, years, added); err != nil {
		return nil, err
	}
	return build(years), nil
}

// LoadCalendar reads a file of arrangements (see README.md). The error is a
// *FileError and nothing is loaded when anything is wrong with it.
func LoadCalendar(name string, data []byte) (*Calendar, error) {
	return new(Calendar).With(name, data)
}
