package period

// Instant 时刻 is a moment in unix milliseconds; zero means "none". Its date and
// clock are read at +08:00.
type Instant int64

const (
	msSecond = 1000
	msMinute = 60 * msSecond
	msHour   = 60 * msMinute
	msDay    = 24 * msHour
	shanghai = 8 * msHour
)

// StartOf is midnight at the beginning of the day in Shanghai.
func StartOf(d Date) Instant { return Instant(int64(d)*msDay - shanghai) }

// At is the moment on that day at h:m in Shanghai.
func (d Date) At(h, m int) Instant {
	return StartOf(d) + Instant(h*msHour+m*msMinute)
}

// ParseInstant reads "2026-03-02 15:04" or "2026-03-02 15:04:05" as Shanghai
// time; a T may stand between day and time, as browsers send it. The error is
// a *Fault.
func ParseInstant(text string) (Instant, error) {
	if len(text) != 16 && len(text) != 19 || text[10] != ' ' && text[10] != 'T' {
		return 0, &Fault{"instant.format", text}
	}
	day, err := ParseDate(text[:10])
	if err != nil {
		return 0, err
	}
	clock := text[11:]
	if len(clock) == 5 {
		clock += ":00"
	}
	h, ok1 := number(clock[:2])
	m, ok2 := number(clock[3:5])
	s, ok3 := number(clock[6:])
	if !ok1 || !ok2 || !ok3 || clock[2] != ':' || clock[5] != ':' {
		return 0, &Fault{"instant.format", text}
	}
	if h > 23 || m > 59 || s > 59 {
		return 0, &Fault{"instant.noSuchTime", text}
	}
	return day.At(h, m) + Instant(s*msSecond), nil
}

// IsZero tells that there is no moment.
func (i Instant) IsZero() bool { return i == 0 }

// Date is the day in Shanghai.
func (i Instant) Date() Date { return Date(floorDiv(int64(i)+shanghai, msDay)) }

// Clock is the time of day in Shanghai.
func (i Instant) Clock() (h, m, s int) {
	ms := int(floorMod(int64(i)+shanghai, msDay))
	return ms / msHour, ms / msMinute % 60, ms / msSecond % 60
}

// String is "2026-03-02 15:04:05" in Shanghai, or "" for none.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	h, m, s := i.Clock()
	text := pad(append(i.Date().append(nil), ' '), h, 2)
	text = pad(append(text, ':'), m, 2)
	return string(pad(append(text, ':'), s, 2))
}
