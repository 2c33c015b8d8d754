package board

import (
	"testing"

	"yimen/core/period"
)

// Day by day: what a body is reminded of, and for which day, before, on and after its last day and
// after the form was sent back.
func TestPromptOf(t *testing.T) {
	due := period.NewDate(2026, 7, 10)
	back := Submission{State: SentBack, On: due.Add(-2)}
	for _, c := range []struct {
		name string
		sent Submission
		on   int // days after the last one
		mark int
		of   PromptKind // "" = none
	}{
		{"far before", Submission{}, -6, 0, ""},
		{"five days before", Submission{}, -5, -5, PromptNear},
		{"the Monday after", Submission{}, -3, -5, PromptNear},
		{"the day before", Submission{}, -1, -1, PromptNear},
		{"on it", Submission{}, 0, 0, PromptToday},
		{"the day after", Submission{}, 1, 1, PromptLate},
		{"between two", Submission{}, 6, 3, PromptLate},
		{"four weeks after", Submission{}, 28, 28, PromptLate},
		{"told within a week", Submission{}, 34, 28, PromptLate},
		{"no more after it", Submission{}, 35, 0, ""},
		{"sent in", Submission{State: SentIn, First: due}, 1, 0, ""},
		{"taken in", Submission{State: TakenIn, First: due}, 1, 0, ""},
		{"sent back", back, -2, -2, PromptBack},
		{"sent back, its last day", back, 0, -2, PromptBack},
		{"sent back, three days ago", back, 1, 1, PromptBack},
	} {
		got, ok := PromptOf(c.sent, due, due.Add(c.on))
		if want := (Prompt{due.Add(c.mark), c.of}); ok != (c.of != "") || ok && got != want {
			t.Errorf("%s: %v %v, want %v", c.name, got, ok, want)
		}
	}
}
