package period

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWorkingDaysOfEachYear(t *testing.T) {
	// Counted from the notices by a separate program.
	days := map[int]int{
		2013: 250, 2014: 250, 2015: 249, 2016: 250, 2017: 249, 2018: 250, 2019: 250,
		2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
	}
	c := Default()
	if c.FirstYear() != 2013 || c.LastYear() != 2026 {
		t.Fatalf("years %d–%d", c.FirstYear(), c.LastYear())
	}
	for y, want := range days {
		if got := c.Count(NewDate(y-1, 12, 31), NewDate(y, 12, 31)); got != want {
			t.Errorf("%d has %d working days, want %d", y, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	for _, row := range []struct {
		date, why            string
		working, provisional bool
		source               string
	}{
		{"2013-04-07", Makeup, true, false, "content_1353"}, // T10
		{"2013-10-12", Makeup, true, false, "content_1353"}, // T10
		{"2015-09-03", Holiday, false, false, "content_9742"},
		{"2015-09-06", Makeup, true, false, "content_9742"},
		{"2018-12-29", Makeup, true, false, "2018-12/06"}, // by the notice for 2019
		{"2018-12-31", Holiday, false, false, "2018-12/06"},
		{"2020-01-31", Holiday, false, false, "2020-01/27"},
		{"2020-02-02", Holiday, false, false, "2020-01/27"},
		{"2020-02-03", Weekday, true, false, ""},
		{"2024-02-09", Weekday, true, false, ""}, // 除夕 worked in 2024
		{"2026-09-20", Makeup, true, false, "202511"},
		{"2026-09-27", Holiday, false, false, "202511"},
		{"2026-03-07", Weekend, false, false, ""},
		{"2027-01-01", FixedHoliday, false, true, ""},
		{"2027-01-04", Weekday, true, true, ""},
		{"2028-05-02", FixedHoliday, false, true, ""},
		{"2027-10-03", FixedHoliday, false, true, ""},
		{"2027-10-04", Weekday, true, true, ""},
		{"2012-05-02", Weekday, true, true, ""}, // no statutory day before 2025
		{"2012-12-29", Weekend, false, true, ""},
		{"2099-10-01", FixedHoliday, false, true, ""}, // beyond the table too
	} {
		got := Default().Day(day(t, row.date))
		if got.Why != row.why || got.Working != row.working || got.Provisional != row.provisional {
			t.Errorf("%s: %+v", row.date, got)
		}
		if !strings.Contains(got.Source, row.source) || (row.source == "") != (got.Source == "") {
			t.Errorf("%s: source %q, want %q in it", row.date, got.Source, row.source)
		}
		if Default().Working(day(t, row.date)) != row.working {
			t.Errorf("%s: Working and Day disagree", row.date)
		}
	}
}

// Every answer equals counting day by day, inside the table and outside it.
func TestCountingAgreesWithSteps(t *testing.T) {
	c := Default()
	rapid.Check(t, func(t *rapid.T) {
		start := Date(rapid.IntRange(int(NewDate(2012, 6, 1)), int(NewDate(2028, 1, 1))).Draw(t, "from"))
		if rapid.IntRange(0, 9).Draw(t, "edge") == 0 {
			start = NewDate(2086, 11, 1).Add(rapid.IntRange(0, 120).Draw(t, "far"))
		}
		n := rapid.IntRange(1, 90).Draw(t, "n")
		for _, step := range []int{1, -1} {
			d := start
			for left := n; left > 0; {
				if d = d.Add(step); c.Day(d).Working {
					left--
				}
			}
			if got := c.AddWorking(start, step*n); got != d {
				t.Fatalf("AddWorking(%s, %d) = %s, want %s", start, step*n, got, d)
			}
			if got := c.Count(start, d); step > 0 && got != n {
				t.Fatalf("Count(%s, %s) = %d, want %d", start, d, got, n)
			}
			if c.Count(start, d) != -c.Count(d, start) {
				t.Fatalf("Count(%s, %s) is not the negative of its reverse", start, d)
			}
		}
		next := c.NextWorking(start)
		if !c.Working(next) || next < start || next > start && c.Count(start.Add(-1), next.Add(-1)) != 0 {
			t.Fatalf("NextWorking(%s) = %s", start, next)
		}
	})
	if d := NewDate(2026, 10, 1); c.AddWorking(d, 0) != d {
		t.Error("no working day from a day off is that day")
	}
}

// file2027 is an arrangement as it may be announced.
const file2027 = `{"years": {"2027": {
 "papers": ["https://example.cn/2027"],
 "off": ["2027-01-01", "2027-01-04", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"],
 "work": ["2026-12-26"]
}}}`

// T09: provisional until the year's notice is imported, then reckoned anew.
func TestImportOfAYear(t *testing.T) {
	k := Clock{From: NewDate(2026, 12, 10), Limit: Period{20, WorkingDay}}
	if got := Default().Due(k); got != (Due{NewDate(2027, 1, 8), true}) {
		t.Fatalf("before: %+v", got)
	}
	c, err := Default().With("2027.json", []byte(file2027))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Due(k); got != (Due{NewDate(2027, 1, 8), false}) || c.LastYear() != 2027 { // one off, one worked
		t.Errorf("after: %+v", got)
	}
	if got := c.Day(NewDate(2027, 1, 4)); got != (Day{Why: Holiday, Source: "https://example.cn/2027"}) {
		t.Errorf("4 January: %+v", got)
	}
	changed := strings.Replace(file2027, `"2027-01-04", `, "", 1)
	again, err := c.With("2027.json", []byte(changed))
	if err != nil || again.Due(k).On != NewDate(2027, 1, 7) {
		t.Errorf("a changed notice takes the place of the first: %+v, %v", again.Due(k), err)
	}
	if Default().LastYear() != 2026 || c.Due(k).On != NewDate(2027, 1, 8) {
		t.Error("a calendar never changes")
	}
}

func TestLoadCalendarRefuses(t *testing.T) {
	replace := func(old, with string) string {
		if !strings.Contains(file2027, old) {
			t.Fatalf("%q is not in the file", old)
		}
		return strings.Replace(file2027, old, with, 1)
	}
	for _, row := range []struct {
		data string
		want FileError
	}{
		{"", FileError{Line: 1, Rule: "syntax"}},
		{"[]", FileError{Line: 1, Value: "[", Rule: "shape"}},
		{"{}", FileError{Field: "years", Rule: "noYears"}},
		{`{"years": {}}`, FileError{Field: "years", Rule: "noYears"}},
		{`{"year": {}}`, FileError{Line: 1, Value: "year", Rule: "unknownField"}},
		{`{"note": 5}`, FileError{Line: 1, Value: "5", Rule: "shape"}},
		{strings.Repeat(" ", maxFile+1), FileError{Rule: "tooLarge"}},
		{file2027 + "{}", FileError{Line: 5, Year: "2027", Rule: "trailing"}},
		{file2027[:80], FileError{Line: 3, Year: "2027", Field: "off", Rule: "syntax"}},
		{replace(`"work"`, `"holiday"`), FileError{Line: 4, Year: "2027", Field: "holiday", Rule: "unknownField"}},
		{replace(`"work"`, `"off"`), FileError{Line: 4, Year: "2027", Field: "off", Value: "off", Rule: "duplicateField"}},
		{replace(`"2027":`, `"27":`), FileError{Line: 1, Year: "27", Rule: "yearFormat"}},
		{replace(`"2027":`, `"9999":`), FileError{Line: 1, Year: "9999", Rule: "yearFormat"}},
		{replace(`["https://example.cn/2027"]`, "[]"), FileError{Line: 1, Year: "2027", Field: "papers", Rule: "noPapers"}},
		{replace(`https:`, "javascript:"), FileError{Line: 1, Year: "2027", Field: "papers", Value: "javascript://example.cn/2027", Rule: "paperURL"}},
		{replace(`["2026-12-26"]`, `"2026-12-26"`), FileError{Line: 4, Year: "2027", Field: "work", Value: "2026-12-26", Rule: "shape"}},
		{replace("2026-12-26", "2026-12-32"), FileError{Line: 4, Year: "2027", Field: "work", Value: "2026-12-32", Rule: "date.noSuchDay"}},
		{replace("2026-12-26", "26 Dec 2026"), FileError{Line: 4, Year: "2027", Field: "work", Value: "26 Dec 2026", Rule: "date.format"}},
		{replace("2026-12-26", "2026-12-25"), FileError{Line: 4, Year: "2027", Field: "work", Value: "2026-12-25", Rule: "notWeekend"}},
		{replace("2026-12-26", "2026-12-13"), FileError{Line: 4, Year: "2027", Field: "work", Value: "2026-12-13", Rule: "farFromYear"}},
		{replace("2026-12-26", "2028-01-16"), FileError{Line: 4, Year: "2027", Field: "work", Value: "2028-01-16", Rule: "farFromYear"}},
		{replace("2026-12-26", "2027-05-01"), FileError{Line: 4, Year: "2027", Field: "work", Value: "2027-05-01", Rule: "offAndWork"}},
		{replace("2027-01-04", "2027-01-01"), FileError{Line: 3, Year: "2027", Field: "off", Value: "2027-01-01", Rule: "duplicate"}},
		{replace(`, "2027-10-03"`, ""), FileError{Line: 1, Year: "2027", Field: "off", Value: "2027-10-03", Rule: "missingFixed"}},
	} {
		row.want.File = "x.json"
		c, err := LoadCalendar("x.json", []byte(row.data))
		var got *FileError
		if c != nil || !errors.As(err, &got) || *got != row.want {
			t.Errorf("%.60q: %v\n got %+v\nwant %+v", row.data, c, got, row.want)
		}
	}
}

func TestWithRefusesAGapAndADayOfAnotherYear(t *testing.T) {
	gap := strings.ReplaceAll(strings.ReplaceAll(file2027, "2027", "2029"), "2026-12-26", "2028-12-30")
	_, err := Default().With("x.json", []byte(gap))
	if want := `x.json:1: year 2029: yearGap`; fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	// 2026-01-03 is off by the notice for 2026.
	old := `{"years": {"2025": {"papers": ["https://example.cn"], "off": ["2025-01-01", "2025-05-01",
		"2025-10-01", "2025-10-02", "2025-10-03"], "work": ["2026-01-03"]}}}`
	_, err = Default().With("x.json", []byte(old))
	if want := `x.json:2: year 2025: work "2026-01-03": offAndWork`; fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func FuzzLoadCalendar(f *testing.F) {
	f.Add([]byte(file2027))
	f.Add(holidays)
	f.Add([]byte(`{"years":{"2027":{"off":[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := LoadCalendar("x.json", data)
		if (c == nil) == (err == nil) {
			t.Fatalf("%v, %v", c, err)
		}
		if c != nil && c.NextWorking(NewDate(c.FirstYear(), 1, 1)).IsZero() {
			t.Fatal("a calendar without working days")
		}
	})
}

func BenchmarkLoadCalendar(b *testing.B) {
	for b.Loop() {
		if _, err := LoadCalendar("holidays.json", holidays); err != nil {
			b.Fatal(err)
		}
	}
}
