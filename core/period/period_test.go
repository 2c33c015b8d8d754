package period

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestPeriodText(t *testing.T) {
	for text, want := range map[string]Period{
		"5wd":    {5, WorkingDay},
		"0wd":    {0, WorkingDay},
		"60d":    {60, NaturalDay},
		"6m":     {6, Month},
		"9999wd": {9999, WorkingDay},
	} {
		got, err := Parse(text)
		if err != nil || got != want || got.String() != text || got.IsZero() {
			t.Errorf("Parse(%q) = %+v, %v", text, got, err)
		}
	}
	if (Period{}).String() != "" || !(Period{}).IsZero() {
		t.Error("the zero period is no limit")
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"": "period.format", "5": "period.format", "wd": "period.format", "5 wd": "period.format",
		"-5wd": "period.format", "5WD": "period.format", "5w": "period.format", "1.5d": "period.format", "５d": "period.format",
		"10000wd": "period.range", "99999999999999999999d": "period.range",
	} {
		got, err := Parse(text)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Code != code || !got.IsZero() {
			t.Errorf("Parse(%q) = %+v, %v, want %s", text, got, err, code)
		}
	}
}

func TestClockJSON(t *testing.T) {
	k := Clock{
		From: NewDate(2026, 3, 2), Limit: Period{20, WorkingDay}, Basis: "行政许可法42",
		Stops:      []Stop{{From: NewDate(2026, 3, 10), To: NewDate(2026, 3, 20), Why: "expertReview"}},
		Extensions: []Extension{{By: Period{10, WorkingDay}, Granted: NewDate(2026, 3, 27)}},
	}
	text, err := json.Marshal(k)
	want := `{"from":"2026-03-02","limit":"20wd","basis":"行政许可法42",` +
		`"stops":[{"from":"2026-03-10","to":"2026-03-20","why":"expertReview"}],"ext":[{"by":"10wd","on":"2026-03-27"}]}`
	if err != nil || string(text) != want {
		t.Fatalf("%s, %v", text, err)
	}
	var back Clock
	if err := json.Unmarshal(text, &back); err != nil || Default().Due(back) != Default().Due(k) {
		t.Fatalf("%+v, %v", back, err)
	}
	if text, _ := json.Marshal(Clock{}); string(text) != "{}" {
		t.Errorf("an empty clock is %s", text)
	}
	for _, bad := range []Period{{-1, WorkingDay}, {10000, Month}, {3, 9}, {3, 0}} {
		if _, err := json.Marshal(bad); err == nil {
			t.Errorf("%+v must not be stored", bad)
		}
	}
	if err := json.Unmarshal([]byte(`{"limit":"20x"}`), &back); err == nil || back.Limit != k.Limit {
		t.Errorf("a wrong limit must change nothing: %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"limit":""}`), &back); err != nil || !back.Limit.IsZero() {
		t.Errorf("empty text is no limit: %+v, %v", back, err)
	}
}

func TestLastDayOfAValidity(t *testing.T) {
	for _, row := range []struct{ from, validity, want string }{
		{"2026-03-02", "60m", "2031-03-01"},
		{"2026-03-01", "1m", "2026-03-31"},
		{"2026-01-31", "1m", "2026-02-28"},
		{"2024-02-29", "12m", "2025-02-28"},
		{"2026-03-02", "1d", "2026-03-02"},
		{"2026-03-02", "30d", "2026-03-31"},
		{"2026-03-02", "5wd", ""},
	} {
		if got := limit(t, row.validity).LastDay(day(t, row.from)); got.String() != row.want {
			t.Errorf("%s from %s ends on %s, want %s", row.validity, row.from, got, row.want)
		}
	}
}
