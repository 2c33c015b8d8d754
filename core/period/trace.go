package period

// Codes of a trace line. The codes of Day.Why are used too.
const (
	TraceStart       = "start"       // From: the start day; Basis: why it isn't counted, none for 0wd
	TraceLimit       = "limit"       // N, Note: the limit; Basis: its article
	TraceExtension   = "extension"   // From: when granted; Note: by how much; Basis: its article
	TraceStop        = "stop"        // From–To: days not counted, N of them would have counted; Note: why
	TraceOpenStop    = "openStop"    // From: since when the clock stands; there is no due day
	TraceIdleStop    = "idleStop"    // From–To: a stop outside the running period, or inside another stop
	TraceMonthEnd    = "monthEnd"    // From: last day of a month without the day number wanted
	TraceRollover    = "rollover"    // From: the day reached, off; To: the next working day; N: days between
	TraceReached     = "reached"     // From: the day from which an extension in another unit runs on
	TraceKept        = "kept"        // From: the day reckoned; To: the day known or told before, which stands
	TraceEnds        = "ends"        // From: the last day as it is set; Basis: the article; nothing is counted to it
	TraceDue         = "due"         // From: the due day; N: working or natural days counted by the limit's unit
	TraceProvisional = "provisional" // From–To: days of years without an arrangement
)

// The articles behind the rules of counting, as law name and article number.
const (
	basisStart    = "民法典201"
	basisMonthEnd = "民法典202"
	basisRollover = "民法典203"
)

// TraceLine is one reason why the due day is that day: a code, the days it is
// about (both inside; To is zero when there is no end), a number, a note and the
// article or the notice's address. Words belong to the reader's page.
type TraceLine struct {
	Code  string `json:"code"`
	From  Date   `json:"from,omitempty"`
	To    Date   `json:"to,omitempty"`
	N     int    `json:"n,omitempty"`
	Note  string `json:"note,omitempty"`
	Basis string `json:"basis,omitempty"`
}

// Trace 计算过程 tells how Due comes to its day: the start, extensions, every
// span that was skipped and why, weekend days that were worked, stops, the
// run-on past a day off, and the due day. It ends with "due", followed by
// "provisional" when that may still change; or with "openStop". It is empty
// when the clock has no start or no limit.
func (c *Calendar) Trace(k Clock) []TraceLine {
	if k.From.IsZero() || k.Limit.Unit == 0 {
		return nil
	}
	t := tracer{cal: c, clock: k, stops: inOrder(k.Stops), merged: merged(k.Stops)}
	t.used = make([]bool, len(t.stops))
	if on := k.Ends; !on.IsZero() {
		return []TraceLine{{Code: TraceEnds, From: on, To: on, Basis: k.Basis}, {Code: TraceDue, From: on, To: on, N: c.units(k.Limit.Unit, k.From, on)}}
	}
	t.start()
	on := k.From
	for i := 0; i < k.parts(); {
		if i > 0 {
			t.add(TraceLine{Code: TraceReached, From: on, To: on})
		}
		p, next := k.leg(i)
		t.extensions(max(i, 1), next)
		if on = t.leg(on, p); on == never {
			return t.lines
		}
		i = next
	}
	t.finish(on)
	return t.lines
}

type tracer struct {
	cal           *Calendar
	clock         Clock
	stops, merged []Stop
	used          []bool // by stop: it has a line
	lines         []TraceLine
}

func (t *tracer) add(line TraceLine) { t.lines = append(t.lines, line) }

// start tells of the first day and the limit.
func (t *tracer) start() {
	k := t.clock
	line := TraceLine{Code: TraceStart, From: k.From, To: k.From, Basis: basisStart}
	if k.Limit == (Period{0, WorkingDay}) {
		line.Basis = ""
	}
	t.add(line)
	t.add(TraceLine{Code: TraceLimit, N: k.Limit.N, Note: k.Limit.String(), Basis: k.Basis})
}

// extensions tells of the parts i up to next.
func (t *tracer) extensions(i, next int) {
	for ; i < next; i++ {
		e := t.clock.Extensions[i-1]
		t.add(TraceLine{Code: TraceExtension, From: e.Granted, To: e.Granted, N: e.By.N, Note: e.By.String(), Basis: e.Basis})
	}
}

// leg tells of one stretch and returns the day it ends on.
func (t *tracer) leg(from Date, p Period) Date {
	reached := t.cal.reach(from, p, t.merged)
	if t.walk(from+1, reached, p.Unit) {
		return never
	}
	if p.Unit == Month {
		if end, cut := from.addMonths(p.N); cut {
			t.add(TraceLine{Code: TraceMonthEnd, From: end, To: end, Basis: basisMonthEnd})
		}
	}
	on := t.cal.settle(reached, t.merged)
	if on == reached {
		return on
	}
	if t.walk(reached, on-1, WorkingDay) {
		return never
	}
	t.add(TraceLine{Code: TraceRollover, From: reached, To: on, N: int(on - reached), Basis: basisRollover})
	return on
}

// walk tells of every day in from–to that isn't simply counted, one line for
// days in a row with the same reason. It stops with true at a stop that has not
// ended.
func (t *tracer) walk(from, to Date, u Unit) (open bool) {
	var run TraceLine
	for d := from; d <= to; d++ {
		line, stop := t.day(d, u)
		if stop >= 0 {
			t.used[stop] = true
		}
		if run.To == d-1 && run.Code == line.Code && run.Note == line.Note && run.Basis == line.Basis {
			run.To, run.N = d, run.N+line.N
			continue
		}
		t.flush(run)
		if run = line; line.Code == TraceOpenStop {
			t.add(line)
			return true
		}
	}
	t.flush(run)
	return false
}

func (t *tracer) flush(run TraceLine) {
	if run.Code != "" {
		t.add(run)
	}
}

// day is the line for one day, with no code when it is simply counted; stop is
// the place of the stop that holds it, or -1.
func (t *tracer) day(d Date, u Unit) (line TraceLine, stop int) {
	for i, s := range t.stops {
		if s.From > d || s.end() < d {
			continue
		}
		line = TraceLine{Code: TraceStop, From: d, To: d, N: t.cal.units(u, d-1, d), Note: s.Why, Basis: s.Basis}
		if s.end() == never {
			line = TraceLine{Code: TraceOpenStop, From: d, Note: s.Why, Basis: s.Basis}
		}
		return line, i
	}
	if u != WorkingDay {
		return TraceLine{}, -1
	}
	day := t.cal.Day(d)
	if day.Why == Weekday {
		return TraceLine{}, -1
	}
	return TraceLine{Code: day.Why, From: d, To: d, N: 1, Basis: day.Source}, -1
}

// finish tells of stops without effect, the due day, and what may change it.
func (t *tracer) finish(on Date) {
	for i, s := range t.stops {
		if !t.used[i] {
			t.add(TraceLine{Code: TraceIdleStop, From: s.From, To: s.To, Note: s.Why, Basis: s.Basis})
		}
	}
	if held := t.clock.held(on); held != on {
		t.add(TraceLine{Code: TraceKept, From: on, To: held})
		on = held
	}
	t.add(TraceLine{Code: TraceDue, From: on, To: on, N: t.counted(on)})
	if c := t.cal; !c.knows(on) || !c.knows(t.clock.From) {
		from, to := t.clock.From, on
		if c.knows(from) {
			from = c.end
		}
		if c.knows(to) {
			to = c.begin - 1
		}
		t.add(TraceLine{Code: TraceProvisional, From: from, To: to})
	}
}

// counted gives the days from start to due day that no stop holds, in the unit
// of the limit.
func (t *tracer) counted(on Date) int {
	n := t.cal.units(t.clock.Limit.Unit, t.clock.From, on)
	for _, s := range t.merged {
		if first, last := max(s.From, t.clock.From+1), min(s.end(), on); first <= last {
			n -= t.cal.units(t.clock.Limit.Unit, first-1, last)
		}
	}
	return n
}
