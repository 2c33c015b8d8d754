package period

import "strconv"

// Unit 单位 says what a period counts.
type Unit uint8

const (
	WorkingDay Unit = iota + 1 // 工作日, 行政许可法82
	NaturalDay                 // 日, 民法典200
	Month                      // 月, 民法典202
)

// String is the suffix of a period's text: wd, d, m; "" for none.
func (u Unit) String() string {
	switch u {
	case WorkingDay:
		return "wd"
	case NaturalDay:
		return "d"
	case Month:
		return "m"
	}
	return ""
}

// maxN is the largest number that Parse takes, some forty years of working days.
const maxN = 9999

// Period 期限 is a number of units, 0–9999. The zero Period means "no limit set";
// it differs from 0wd, which is "the same day" (即办). As text: "5wd", "60d", "6m".
type Period struct {
	N    int
	Unit Unit
}

// Parse reads "5wd", "60d" or "6m". The error is a *Fault.
func Parse(text string) (Period, error) {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	unit, ok := unitOf(text[end:])
	if !ok || end == 0 {
		return Period{}, &Fault{"period.format", text}
	}
	n, ok := number(text[:end])
	if !ok || n > maxN {
		return Period{}, &Fault{"period.range", text}
	}
	return Period{n, unit}, nil
}

func unitOf(suffix string) (Unit, bool) {
	for _, u := range []Unit{WorkingDay, NaturalDay, Month} {
		if u.String() == suffix {
			return u, true
		}
	}
	return 0, false
}

// IsZero tells that no limit is set.
func (p Period) IsZero() bool { return p == Period{} }

// String is "5wd", "60d", "6m", or "" for no limit.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	return strconv.Itoa(p.N) + p.Unit.String()
}

// MarshalText is String; a period that Parse would refuse is an error.
func (p Period) MarshalText() ([]byte, error) {
	text := p.String()
	if p.IsZero() {
		return []byte{}, nil
	}
	if _, err := Parse(text); err != nil {
		return nil, err
	}
	return []byte(text), nil
}

// UnmarshalText is Parse; empty text is no limit.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	read, err := Parse(string(text))
	if err == nil {
		*p = read
	}
	return err
}
