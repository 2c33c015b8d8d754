package ui

import (
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/period"
)

// TestSilenceText: what silence does to a renewal is told as it is: it renews what was applied for in time and
// complete before the licence ended, and nothing else.
func TestSilenceText(t *testing.T) {
	day := period.NewDate
	until := day(2026, 3, 10)
	at := func(received, supplemented period.Date, asked bool) casework.Case {
		c := casework.Case{Version: 1, ReceivedOn: received, SupplementedOn: supplemented,
			About: &casework.About{Kind: casework.Renew, Until: until, By: day(2026, 2, 8)}}
		if asked {
			c.Ask = &casework.Ask{On: received, Open: supplemented.IsZero()}
		}
		return c
	}
	for _, test := range []struct {
		c    casework.Case
		says string
	}{
		{at(day(2026, 2, 6), 0, false), "到 2026-03-10 仍没有作出决定的，视为准予延续"},
		{at(day(2026, 2, 6), 0, true), "2026-03-10 以前补正齐全，到这一天仍没有作出决定的"},
		{at(day(2026, 2, 6), day(2026, 3, 10), true), "到 2026-03-10 仍没有作出决定的，视为准予延续"},
		{at(day(2026, 2, 6), day(2026, 3, 11), true), "证照 2026-03-10 届满以后才补正齐全"},
		{at(day(2026, 2, 9), 0, false), "申请时已过延续截止日 2026-02-08"},
	} {
		if got := SilenceText(t.Context(), test.c); !strings.HasPrefix(got, test.says) {
			t.Errorf("says %q, not %q", got, test.says)
		}
	}
}
