package catalog

import (
	"testing"

	"yimen/core/period"
)

func TestPick(t *testing.T) {
	day := func(text string) period.Date {
		d, err := period.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	versions := []Item{
		{Version: 1, From: day("2015-08-01"), To: day("2022-02-28")},
		{Version: 3, From: day("2026-06-01")},
		{Version: 2, From: day("2022-03-01")},
	}
	for on, want := range map[string]int{
		"2015-07-31": 0, "2015-08-01": 1, "2022-02-28": 1, "2022-03-01": 2, "2026-05-29": 2, "2026-06-01": 3, "2030-01-01": 3,
	} {
		got, found := Pick(versions, day(on))
		if got.Version != want || found != (want > 0) {
			t.Errorf("on %s: version %d %v, want %d", on, got.Version, found, want)
		}
	}
}
