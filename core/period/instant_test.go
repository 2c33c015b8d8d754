package period

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestInstantIsShanghaiTime(t *testing.T) {
	i, err := ParseInstant("2026-03-02 00:05")
	if err != nil || i.Date() != NewDate(2026, 3, 2) || i.String() != "2026-03-02 00:05:00" {
		t.Fatalf("%s, %v", i, err)
	}
	if want := time.Date(2026, 3, 1, 16, 5, 0, 0, time.UTC).UnixMilli(); int64(i) != want {
		t.Errorf("%d ms, want %d", i, want)
	}
	if i != i.Date().At(0, 5) || StartOf(i.Date()) != i-5*60*1000 {
		t.Error("At and StartOf disagree with ParseInstant")
	}
	last, err := ParseInstant("2026-03-02T23:59:59")
	if h, m, s := last.Clock(); err != nil || h != 23 || m != 59 || s != 59 || (last+1000).Date() != NewDate(2026, 3, 3) {
		t.Errorf("%s, %v", last, err)
	}
	if !Instant(0).IsZero() || Instant(0).String() != "" {
		t.Error("zero is no moment")
	}
}

func TestInstantComesBack(t *testing.T) {
	east8 := time.FixedZone("", 8*3600)
	rapid.Check(t, func(t *rapid.T) {
		i := Instant(rapid.Int64Range(-2e12, 9e13).Draw(t, "ms"))
		if want := time.UnixMilli(int64(i)).In(east8).Format(time.DateTime); i != 0 && i.String() != want {
			t.Fatalf("%s, want %s", i, want)
		}
		if i.Date() == 0 { // no date: 1970-01-01 can't be read back
			return
		}
		back, err := ParseInstant(i.String())
		if err != nil || back != i-Instant(floorMod(int64(i), 1000)) {
			t.Fatalf("%s, %v", back, err)
		}
	})
}

func TestParseInstantRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"":                     "instant.format",
		"2026-03-02":           "instant.format",
		"2026-03-02 1504":      "instant.format",
		"2026-03-02x15:04":     "instant.format",
		"2026-03-02 15:04:0a":  "instant.format",
		"2026-03-02 15-04":     "instant.format",
		"2026-03-02 15:04:05Z": "instant.format",
		"2026-03-02 24:00":     "instant.noSuchTime",
		"2026-03-02 23:60":     "instant.noSuchTime",
		"2026-02-30 12:00":     "date.noSuchDay",
	} {
		_, err := ParseInstant(text)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Code != code {
			t.Errorf("ParseInstant(%q): %v, want %s", text, err, code)
		}
	}
}
