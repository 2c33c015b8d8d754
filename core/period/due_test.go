package period

import (
	"strings"
	"testing"
)

// clock reads "2026-03-02 20wd stop 2026-03-10..2026-03-20 extend 10wd"; a stop
// with nothing behind the dots has not ended.
func clock(t testing.TB, text string) Clock {
	t.Helper()
	words := strings.Fields(text)
	k := Clock{From: day(t, words[0]), Limit: limit(t, words[1])}
	for i := 2; i < len(words); i += 2 {
		if words[i] == "extend" {
			k.Extensions = append(k.Extensions, Extension{By: limit(t, words[i+1])})
			continue
		}
		from, to, _ := strings.Cut(words[i+1], "..")
		s := Stop{From: day(t, from)}
		if to != "" {
			s.To = day(t, to)
		}
		k.Stops = append(k.Stops, s)
	}
	return k
}

func limit(t testing.TB, text string) Period {
	t.Helper()
	p, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The worked examples, dates reckoned by hand with the notices.
func TestWorkedExamples(t *testing.T) {
	for _, row := range []struct{ name, clock, due string }{
		{"T01 acceptance deemed after", "2022-09-30 5wd", "2022-10-12"},
		{"T01 decision", "2022-09-30 20wd", "2022-11-02"},
		{"T04 received on a Saturday", "2026-09-19 5wd", "2026-09-24"},
		{"T06 New Year's Eve worked", "2024-02-08 5wd", "2024-02-21"},
		{"T06 its first day", "2024-02-08 1wd", "2024-02-09"},
		{"T07 notice of 13 May 2015", "2015-09-02 5wd", "2015-09-10"},
		{"T09 year not announced", "2026-12-10 20wd", "2027-01-08?"},
		{"T10 7 April 2013 works", "2013-04-03 1wd", "2013-04-07"},
		{"T10 12 October 2013 works", "2013-10-11 1wd", "2013-10-12"},
		{"T11 after the supplement", "2026-05-06 20wd", "2026-06-02"},
		{"T19 accepted", "2026-03-02 20wd", "2026-03-30"},
		{"T19 with expert review", "2026-03-02 20wd stop 2026-03-10..2026-03-20", "2026-04-13"},
		{"T22 extended", "2026-03-02 20wd extend 10wd", "2026-04-14"},
		{"T23 joint", "2026-03-02 45wd", "2026-05-08"},
		{"T23 joint, extended", "2026-03-02 45wd extend 15wd", "2026-05-28"},
		{"T25 delivery over two holidays", "2026-09-18 10wd", "2026-10-09"},
		{"T25 delivery over National Day", "2026-09-30 10wd", "2026-10-20"},
		{"T26 done on the spot", "2026-03-02 0wd", "2026-03-02"},
		{"T37 decision from originals", "2015-07-20 15wd", "2015-08-10"},
		{"T37 originals, company rule", "2015-07-13 15d", "2015-07-28"},
		{"T37 originals lapse", "2015-07-13 60d", "2015-09-11"},
		{"T37 originals, individual rule", "2015-07-13 5wd", "2015-07-20"},
		{"T39 survey", "2026-03-02 15wd", "2026-03-23"},
		{"T39 public notice", "2026-03-23 7d", "2026-03-30"},
		{"T39 district", "2026-03-31 5wd", "2026-04-08"},
		{"T41 clarify", "2026-02-13 7wd", "2026-03-02"},
		{"T41 answer", "2026-02-13 20wd", "2026-03-19"},
		{"T45 old promise", "2026-05-29 5wd", "2026-06-05"},
		{"remedy, court", "2026-03-31 6m", "2026-09-30"},
	} {
		t.Run(row.name, func(t *testing.T) {
			wantDue(t, clock(t, row.clock), row.due)
		})
	}
}

// wantDue compares with an ISO day, followed by ? when provisional, or with "".
func wantDue(t *testing.T, k Clock, want string) {
	t.Helper()
	got := Default().Due(k)
	text := got.On.String()
	if got.Provisional {
		text += "?"
	}
	if text != want {
		t.Errorf("due %q, want %q", text, want)
	}
}

// T20: no written notice, so no stop: the day after the due day is one too late.
func TestLateWithoutNotice(t *testing.T) {
	k := clock(t, "2026-03-02 20wd")
	if due := Default().Due(k).On; due != NewDate(2026, 3, 30) || Default().Left(k, NewDate(2026, 3, 31)) != -1 {
		t.Errorf("due %s", due)
	}
}

// T33: apply 30 natural days before expiry; reminders 30 working days before it
// and on the last working day in time.
func TestRenewalReminders(t *testing.T) {
	c, expiry := Default(), NewDate(2026, 10, 31)
	latest := expiry.Add(-30)
	if latest != NewDate(2026, 10, 1) || c.Working(latest) {
		t.Errorf("latest application %s", latest)
	}
	if got := c.AddWorking(expiry, -30); got != NewDate(2026, 9, 15) {
		t.Errorf("early reminder %s", got)
	}
	if got := c.AddWorking(latest.Add(1), -1); got != NewDate(2026, 9, 30) {
		t.Errorf("last reminder %s", got)
	}
}

func TestRulesOfCounting(t *testing.T) {
	for _, row := range []struct{ name, clock, due string }{
		{"same day on a day off", "2026-10-01 0wd", "2026-10-08"},
		{"same day, stopped", "2026-03-02 0wd stop 2026-03-02..2026-03-03", "2026-03-04"},
		{"natural days over a weekend", "2026-03-02 5d", "2026-03-09"},
		{"natural days into a long holiday", "2026-09-23 7d", "2026-09-30"},
		{"natural days ending in a holiday", "2026-09-25 7d", "2026-10-08"},
		{"natural days ending on a make-up day", "2026-09-15 5d", "2026-09-20"},
		{"no natural day at all", "2026-03-07 0d", "2026-03-09"},
		{"month without the day", "2024-01-31 1m", "2024-02-29"},
		{"month end that is off", "2026-01-31 1m", "2026-02-28"}, // Saturday, worked
		{"month into a holiday", "2026-09-03 1m", "2026-10-08"},
		{"months over the year", "2026-08-31 6m", "2027-03-01?"},

		{"stop before the start", "2026-03-02 5wd stop 2026-02-24..2026-03-02", "2026-03-09"},
		{"stop over the start", "2026-03-02 5wd stop 2026-02-24..2026-03-03", "2026-03-10"},
		{"stop after the end", "2026-03-02 5wd stop 2026-03-10..2026-03-20", "2026-03-09"},
		{"stop on the last day", "2026-03-02 5wd stop 2026-03-09..2026-03-09", "2026-03-10"},
		{"stop on a weekend only", "2026-03-02 5wd stop 2026-03-07..2026-03-08", "2026-03-09"},
		{"stops that overlap count once", "2026-03-02 20wd stop 2026-03-16..2026-03-20 stop 2026-03-10..2026-03-18", "2026-04-13"},
		{"stops that share a day", "2026-03-02 20wd stop 2026-03-10..2026-03-13 stop 2026-03-13..2026-03-20", "2026-04-13"},
		{"stop inside another", "2026-03-02 20wd stop 2026-03-10..2026-03-20 stop 2026-03-12..2026-03-13", "2026-04-13"},
		{"stop that the first one brings in", "2026-03-02 5wd stop 2026-03-09..2026-03-13 stop 2026-03-16..2026-03-17", "2026-03-18"},
		{"stop that ends before it begins", "2026-03-02 5wd stop 2026-03-09..2026-03-03", "2026-03-09"},
		{"natural days stopped", "2026-03-02 10d stop 2026-03-05..2026-03-08", "2026-03-16"},
		{"natural days, due day stopped", "2026-03-02 5d stop 2026-03-09..2026-03-10", "2026-03-11"},
		{"run-on past a stop into a weekend", "2026-03-02 5d stop 2026-03-08..2026-03-13", "2026-03-16"},
		{"month stopped", "2026-03-02 1m stop 2026-03-28..2026-04-05", "2026-04-13"},
		{"stop that has not ended", "2026-03-02 5wd stop 2026-03-05..", ""},
		{"its beginning after the end", "2026-03-02 5wd stop 2026-03-10..", "2026-03-09"},
		{"natural days, not ended", "2026-03-02 10d stop 2026-03-05..", ""},
		{"run-on held by a stop", "2026-03-02 5d stop 2026-03-08..", ""},

		{"two extensions", "2026-03-02 20wd extend 5wd extend 5wd", "2026-04-14"},
		{"extension and stop in it", "2026-03-02 20wd stop 2026-04-01..2026-04-02 extend 10wd", "2026-04-16"},
		{"natural extension of natural days", "2026-03-02 5d extend 2d", "2026-03-09"},
		{"months add up", "2026-01-31 1m extend 1m", "2026-03-31"},
		{"working days after natural days", "2026-03-02 5d extend 1wd", "2026-03-10"},
		{"natural days after working days", "2026-03-02 5wd extend 7d", "2026-03-16"},
		{"extension of nothing", "2026-03-02 5wd extend 0wd", "2026-03-09"},

		{"years before the first known", "2012-12-31 5wd", "2013-01-08?"},
		{"far beyond the table", "2090-10-01 5wd", "2090-10-10?"},
		{"the largest limit", "2026-03-02 9999wd", "2065-02-25?"},
	} {
		t.Run(row.name, func(t *testing.T) {
			wantDue(t, clock(t, row.clock), row.due)
		})
	}
}

func TestNoDueDayWithoutStartOrLimit(t *testing.T) {
	for _, k := range []Clock{{}, {Limit: Period{5, WorkingDay}}, {From: NewDate(2026, 3, 2)}} {
		if got := Default().Due(k); got != (Due{}) || Default().Trace(k) != nil || Default().Left(k, NewDate(2026, 3, 2)) != 0 {
			t.Errorf("%+v: %+v", k, got)
		}
	}
}

func TestDueLeavesTheClockAlone(t *testing.T) {
	k := clock(t, "2026-03-02 20wd stop 2026-03-16..2026-03-20 stop 2026-03-10..2026-03-18")
	Default().Due(k)
	Default().Trace(k)
	Default().Left(k, NewDate(2026, 3, 10))
	if k.Stops[0].From != NewDate(2026, 3, 16) || k.Stops[1].To != NewDate(2026, 3, 18) {
		t.Errorf("stops changed: %+v", k.Stops)
	}
}

func TestLeft(t *testing.T) {
	plain := "2026-03-02 5wd"                                // due Mon 03-09
	stopped := "2026-03-02 20wd stop 2026-03-10..2026-03-20" // due Mon 04-13
	friday := "2026-03-02 4wd"                               // due Fri 03-06
	natural := "2026-03-02 10d stop 2026-03-05..2026-03-08"  // due Mon 03-16
	for _, row := range []struct {
		clock, today string
		want         int
	}{
		{plain, "2026-03-02", 5}, {plain, "2026-03-01", 6}, {plain, "2026-03-06", 1}, {plain, "2026-03-08", 1},
		{plain, "2026-03-09", 0}, {plain, "2026-03-10", -1}, {plain, "2026-03-16", -5},
		{friday, "2026-03-06", 0}, {friday, "2026-03-07", -1}, {friday, "2026-03-09", -1}, {friday, "2026-03-10", -2},
		{stopped, "2026-03-02", 20}, {stopped, "2026-03-09", 15}, {stopped, "2026-03-15", 15},
		{stopped, "2026-03-20", 15}, {stopped, "2026-03-23", 14}, {stopped, "2026-04-13", 0},
		{natural, "2026-03-02", 10}, {natural, "2026-03-06", 8}, {natural, "2026-03-15", 1}, {natural, "2026-03-18", -2},
		{"2026-03-02 5wd stop 2026-03-05..", "2026-03-05", 0},
	} {
		if got := Default().Left(clock(t, row.clock), day(t, row.today)); got != row.want {
			t.Errorf("%s on %s: %d left, want %d", row.clock, row.today, got, row.want)
		}
	}
}

func TestWorked(t *testing.T) {
	stopped := "2026-03-02 20wd stop 2026-03-10..2026-03-20"
	for _, row := range []struct {
		clock, on string
		want      int
	}{
		{"2026-03-02 5wd", "2026-03-02", 0}, {"2026-03-02 5wd", "2026-02-27", 0}, {"2026-03-02 5wd", "2026-03-09", 5},
		{"2026-03-02 10d", "2026-03-08", 4}, {"2026-03-02 5wd", "2026-03-11", 7},
		{stopped, "2026-03-09", 5}, {stopped, "2026-03-15", 5}, {stopped, "2026-03-20", 5}, {stopped, "2026-03-23", 6}, {stopped, "2026-04-13", 20},
		{"2026-03-02 5wd stop 2026-03-05..", "2026-03-20", 2},
		{"2026-03-02 5wd stop 2026-02-27..2026-03-03", "2026-03-04", 1},
	} {
		if got := Default().Worked(clock(t, row.clock), day(t, row.on)); got != row.want {
			t.Errorf("%s up to %s: %d worked, want %d", row.clock, row.on, got, row.want)
		}
	}
}

func BenchmarkDue(b *testing.B) {
	c := Default()
	for name, text := range map[string]string{
		"plain":    "2026-03-02 20wd",
		"extended": "2026-03-02 20wd extend 10wd",
		"stopped":  "2026-03-02 20wd stop 2026-03-10..2026-03-20",
		"months":   "2026-03-02 6m",
		"overlap":  "2026-03-02 20wd stop 2026-03-16..2026-03-20 stop 2026-03-10..2026-03-18",
	} {
		k := clock(b, text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c.Due(k).On.IsZero() {
					b.Fatal("no due day")
				}
			}
		})
	}
}

func BenchmarkTrace(b *testing.B) {
	k := clock(b, "2026-03-02 20wd stop 2026-03-10..2026-03-20")
	for b.Loop() {
		Default().Trace(k)
	}
}

func TestAPlainClockTakesNoMemory(t *testing.T) {
	for _, text := range []string{"2026-03-02 20wd", "2026-03-02 20wd extend 10wd", "2026-03-02 20wd stop 2026-03-10..2026-03-20"} {
		k := clock(t, text)
		if n := testing.AllocsPerRun(100, func() { Default().Due(k) }); n != 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}

// The end of a licence is a day that is set: a holiday does not move it, a stop does not hold it,
// and a year that is not arranged yet makes nothing provisional.
func TestEnds(t *testing.T) {
	end := NewDate(2026, 10, 3) // within the holiday
	k := Clock{From: NewDate(2026, 9, 1), Limit: Period{N: 32, Unit: NaturalDay}, Basis: "许可法50(2)", Ends: end,
		Stops: []Stop{{From: NewDate(2026, 9, 10)}}}
	cal := Default()
	if due := cal.Due(k); due != (Due{On: end}) {
		t.Errorf("due %+v", due)
	}
	if left := cal.Left(k, NewDate(2026, 10, 4)); left != -1 {
		t.Errorf("left %d", left)
	}
	lines := cal.Trace(k)
	if len(lines) != 2 || lines[0].Code != TraceEnds || lines[0].From != end || lines[1].Code != TraceDue || lines[1].N != 32 {
		t.Errorf("trace %+v", lines)
	}
	k.Ends, k.Stops = NewDate(2031, 5, 1), nil
	if due := cal.Due(k); due.Provisional {
		t.Error("a day that is set is called provisional")
	}
}

// TestDueText: what is written is read back, with the sign that a day may still move.
func TestDueText(t *testing.T) {
	for _, d := range []Due{{}, {On: NewDate(2026, 3, 30)}, {On: NewDate(2027, 1, 8), Provisional: true}} {
		if got, err := ParseDue(d.Text()); got != d || err != nil && d != (Due{}) {
			t.Errorf("%q is read as %+v, %v", d.Text(), got, err)
		}
	}
	for _, text := range []string{"~", "2027-01-08~~", "2027-02-30~", "2027-01-08 ~"} {
		if got, err := ParseDue(text); err == nil || got.Provisional {
			t.Errorf("%q is read as %+v, %v", text, got, err)
		}
	}
}
