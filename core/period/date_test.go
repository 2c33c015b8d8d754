package period

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

// day is a date of a test's table.
func day(t testing.TB, iso string) Date {
	t.Helper()
	d, err := ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDateAgreesWithTheStandardLibrary(t *testing.T) {
	at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := NewDate(1900, 1, 1); d <= NewDate(2300, 12, 31); d++ {
		y, m, n := d.Civil()
		if y != at.Year() || m != int(at.Month()) || n != at.Day() || d.Weekday()%7 != int(at.Weekday()) {
			t.Fatalf("day %d: %d-%d-%d weekday %d, want %s", d, y, m, n, d.Weekday(), at)
		}
		if d != 0 && (NewDate(y, m, n) != d || d.String() != at.Format(time.DateOnly)) {
			t.Fatalf("day %d does not come back: %s, want %s", d, d, at)
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestDateText(t *testing.T) {
	if d := day(t, "2026-03-02"); d.String() != "2026-03-02" || d != NewDate(2026, 3, 2) || d.Add(-2).String() != "2026-02-28" {
		t.Errorf("got %s", d)
	}
	if Date(0).String() != "" || !Date(0).IsZero() || NewDate(2026, 3, 2).IsZero() {
		t.Error("zero is no date")
	}
	for _, bad := range [][3]int{{2026, 2, 29}, {2026, 0, 1}, {2026, 13, 1}, {2026, 1, 0}, {1899, 12, 31}, {10000, 1, 1}} {
		if d := NewDate(bad[0], bad[1], bad[2]); !d.IsZero() {
			t.Errorf("NewDate%v = %s, want none", bad, d)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"":            "date.format",
		"2026-3-2":    "date.format",
		"2026/03/02":  "date.format",
		"2026-03-02 ": "date.format",
		"20260302":    "date.format",
		"2026-+3-02":  "date.format",
		"２０２６-０３-０２":  "date.format",
		"2026-02-29":  "date.noSuchDay",
		"2026-00-10":  "date.noSuchDay",
		"2026-04-31":  "date.noSuchDay",
		"1900-02-29":  "date.noSuchDay",
		"0026-03-02":  "date.range",
		"1970-01-01":  "date.range",
	} {
		d, err := ParseDate(text)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Code != code || fault.Text != text || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %s, %v, want %s", text, d, err, code)
		}
	}
}

func TestDateJSON(t *testing.T) {
	type row struct {
		Day  Date `json:"day"`
		None Date `json:"none,omitempty"`
	}
	text, err := json.Marshal(row{Day: NewDate(2026, 3, 2)})
	if err != nil || string(text) != `{"day":"2026-03-02"}` {
		t.Fatalf("%s, %v", text, err)
	}
	back := row{None: 5}
	if err := json.Unmarshal([]byte(`{"day":"2026-03-02","none":""}`), &back); err != nil || back != (row{Day: NewDate(2026, 3, 2)}) {
		t.Fatalf("%+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"2026-02-30"}`), &back); err == nil || back.Day != NewDate(2026, 3, 2) {
		t.Fatalf("a wrong day must change nothing: %+v, %v", back, err)
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
		cut  bool
	}{
		{"2026-01-31", 1, "2026-02-28", true},
		{"2024-01-31", 1, "2024-02-29", true},
		{"2026-08-31", 6, "2027-02-28", true},
		{"2026-03-15", 6, "2026-09-15", false},
		{"2026-12-31", 12, "2027-12-31", false},
		{"2026-03-31", 0, "2026-03-31", false},
		{"2026-03-31", -1, "2026-02-28", true},
	} {
		if got, cut := day(t, c.from).addMonths(c.n); got.String() != c.want || cut != c.cut {
			t.Errorf("%s %+d months = %s %t, want %s %t", c.from, c.n, got, cut, c.want, c.cut)
		}
	}
}

func TestSpansOfDays(t *testing.T) {
	for _, c := range []struct {
		day, from, to Date
		want          bool
	}{{4, 5, 7, false}, {5, 5, 7, true}, {7, 5, 7, true}, {8, 5, 7, false}, {8, 5, 0, true}, {4, 5, 0, false}} {
		if got := c.day.Within(c.from, c.to); got != c.want {
			t.Errorf("%d within %d–%d: %v", c.day, c.from, c.to, got)
		}
	}
	for _, c := range []struct {
		aFrom, aTo, bFrom, bTo Date
		want                   bool
	}{{1, 3, 4, 6, false}, {1, 4, 4, 6, true}, {1, 0, 4, 6, true}, {7, 0, 4, 6, false}, {7, 0, 4, 0, true}, {5, 5, 4, 6, true}} {
		if Meet(c.aFrom, c.aTo, c.bFrom, c.bTo) != c.want || Meet(c.bFrom, c.bTo, c.aFrom, c.aTo) != c.want {
			t.Errorf("%d–%d meets %d–%d: not %v", c.aFrom, c.aTo, c.bFrom, c.bTo, c.want)
		}
	}
}
