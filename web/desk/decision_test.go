package desk

import (
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

// What the form says of the validity is what a decision gives that names none: a renewal runs from the end of
// the licence, a change keeps it (许可法49、50).
func TestValidityInTheFormOfAGrant(t *testing.T) {
	item := &catalog.Item{Result: catalog.Result{Kind: "licence", Validity: period.Period{N: 60, Unit: period.Month}}}
	until := period.NewDate(2027, 1, 15)
	for kind, want := range map[casework.AboutKind]string{"": "2031-12-03", casework.Renew: "2032-01-15", casework.Change: "2027-01-15"} {
		s := subject{Case: casework.Case{}, Item: item, Today: period.NewDate(2026, 12, 4)}
		if kind != "" {
			s.About = &casework.About{Kind: kind, Until: until}
		}
		for _, f := range grantFields(s) {
			if f.Name == "until" && !strings.Contains(ui.Of(t.Context(), f.Hint), want) {
				t.Errorf("%s: %s, want %s", kind, ui.Of(t.Context(), f.Hint), want)
			}
		}
	}
}
