package period

import "strconv"

// Date 日期 is a day in Asia/Shanghai, counted from 1970-01-01. The zero Date
// means "no date"; the day 1970-01-01 itself can therefore not be expressed.
// As text it is ISO 8601, "2026-03-02", and "" when there is none.
type Date int32

// Years that ParseDate and NewDate take: earlier or later ones are slips of the
// pen in any case this program handles.
const (
	minYear = 1900
	maxYear = 9999
)

// Fault is text that is no date, instant or period. Code finds the sentence:
// date.format, date.noSuchDay, date.range, instant.format, instant.noSuchTime,
// period.format, period.range. Text is what was read.
type Fault struct{ Code, Text string }

func (f *Fault) Error() string { return f.Code + ": " + strconv.Quote(f.Text) }

// NewDate gives the day, or no date when the calendar has no such day or the
// year is outside 1900–9999.
func NewDate(y, m, d int) Date {
	if y < minYear || y > maxYear || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) {
		return 0
	}
	return fromCivil(y, m, d)
}

// ParseDate reads strict ISO 8601, "2026-03-02". The error is a *Fault.
func ParseDate(text string) (Date, error) {
	y, m, d, ok := digits(text)
	switch {
	case !ok:
		return 0, &Fault{"date.format", text}
	case y < minYear || y > maxYear:
		return 0, &Fault{"date.range", text}
	case m < 1 || m > 12 || d < 1 || d > monthDays(y, m):
		return 0, &Fault{"date.noSuchDay", text}
	case y == 1970 && m == 1 && d == 1: // would read back as "no date"
		return 0, &Fault{"date.range", text}
	}
	return fromCivil(y, m, d), nil
}

// digits takes "yyyy-mm-dd" apart.
func digits(s string) (y, m, d int, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	y, ok1 := number(s[:4])
	m, ok2 := number(s[5:7])
	d, ok3 := number(s[8:])
	return y, m, d, ok1 && ok2 && ok3
}

// number reads one to nine plain digits.
func number(s string) (n int, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// Within tells whether the day lies in from–to, both days taken in; no end (zero) is for ever.
func (d Date) Within(from, to Date) bool {
	return d >= from && (to.IsZero() || d <= to)
}

// Meet tells whether two spans of days have a day in common, an end that is zero being none.
func Meet(aFrom, aTo, bFrom, bTo Date) bool {
	return (bTo.IsZero() || aFrom <= bTo) && (aTo.IsZero() || bFrom <= aTo)
}

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == 0 }

// Add gives the day so many days later, or earlier when days is negative. It is
// plain arithmetic and means nothing on a zero Date.
func (d Date) Add(days int) Date { return d + Date(days) }

// Weekday is 1 for Monday to 7 for Sunday.
func (d Date) Weekday() int { return floorMod(int(d)+3, 7) + 1 }

// String is the ISO form, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return string(d.append(nil))
}

func (d Date) append(to []byte) []byte {
	y, m, day := d.Civil()
	to = pad(to, y, 4)
	to = pad(append(to, '-'), m, 2)
	return pad(append(to, '-'), day, 2)
}

// pad appends n with at least width digits.
func pad(to []byte, n, width int) []byte {
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			to = append(to, '0')
		}
	}
	return strconv.AppendInt(to, int64(n), 10)
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDate; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	read, err := ParseDate(string(text))
	if err == nil {
		*d = read
	}
	return err
}

// The Gregorian calendar repeats every 400 years of 146097 days. Years are
// reckoned from 1 March, so that the leap day is the last of its year and the
// month lengths 31 30 31 30 31 come in fives of 153 days.
const (
	daysOf400     = 146097
	daysTo1970    = 719468 // from 0000-03-01 to 1970-01-01
	daysOfQuintet = 153
)

func fromCivil(y, m, d int) Date {
	if m < 3 {
		y, m = y-1, m+12
	}
	era := floorDiv(y, 400)
	year := y - era*400
	day := (daysOfQuintet*(m-3)+2)/5 + d - 1
	return Date(era*daysOf400 + year*365 + year/4 - year/100 + day - daysTo1970)
}

// Civil gives year, month (1–12) and day of the month.
func (d Date) Civil() (year, month, day int) {
	n := int(d) + daysTo1970
	era := floorDiv(n, daysOf400)
	n -= era * daysOf400
	year = (n - n/1460 + n/36524 - n/(daysOf400-1)) / 365
	n -= year*365 + year/4 - year/100
	month = (5*n + 2) / daysOfQuintet
	day = n - (daysOfQuintet*month+2)/5 + 1
	year += era * 400
	if month += 3; month > 12 {
		return year + 1, month - 12, day
	}
	return year, month, day
}

func (d Date) year() int { y, _, _ := d.Civil(); return y }

// addMonths keeps the day number, or takes the last day of a month that has no
// such day (民法典202).
func (d Date) addMonths(n int) (end Date, cut bool) {
	y, m, day := d.Civil()
	m += n - 1
	y, m = y+floorDiv(m, 12), floorMod(m, 12)+1
	if last := monthDays(y, m); day > last {
		return fromCivil(y, m, last), true
	}
	return fromCivil(y, m, day), false
}

func monthDays(y, m int) int {
	switch {
	case m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0):
		return 29
	case m == 2:
		return 28
	case m == 4 || m == 6 || m == 9 || m == 11:
		return 30
	}
	return 31
}

func floorDiv[N int | int64](a, b N) N {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func floorMod[N int | int64](a, b N) N { return a - floorDiv(a, b)*b }
