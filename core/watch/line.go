package watch

import (
	"cmp"
	"fmt"
	"slices"

	"yimen/core/period"
)

// Quota (数量限制) is how many may be granted in a span: year, month or, empty, in all.
type Quota struct {
	Places int
	Per    string
}

// line is the place that an acceptance gives.
type line struct {
	Key string         `json:"k"`
	At  period.Instant `json:"at"`
}

// joins checks that who competes for a limited number stands in the right line, from the
// moment of his acceptance (许可法57); and that nobody else does, least of all who has a licence.
func (w *walk) joins(on period.Date) {
	var got *line
	w.read("ln", &got)
	if none := w.Item.Quota.Places == 0 || w.about != nil; none || got == nil {
		w.need(none && got == nil, "lineMissing")
		return
	}
	want := w.Item.Code + " " + w.deciding()[0]
	switch y, m, _ := on.Civil(); w.Item.Quota.Per {
	case "year":
		want += fmt.Sprintf(" %d", y)
	case "month":
		want += fmt.Sprintf(" %d-%02d", y, m)
	}
	w.need(got.Key == want, "lineWrong", got.Key, want)
	w.need(got.At == w.joinedAt(on), "lineMoment", got.At.String(), w.joinedAt(on).String())
	w.line = got
}

// joinedAt is the moment of an acceptance: of the act, else of the receipt on that day, else
// the end of the day.
func (w *walk) joinedAt(on period.Date) period.Instant {
	if on == w.now {
		return w.fact.At
	}
	if w.supplementedOn.IsZero() && on == w.enteredAt.Date() {
		return w.enteredAt
	}
	return period.StartOf(on.Add(1)) - 1
}

// placed checks the place that a grant gives: one of those there are, where the number is
// limited, and none elsewhere. Who came before whom is held against the whole line: see Line.
func (w *walk) placed() {
	place := 0
	w.read("pl", &place)
	if w.line == nil {
		w.need(place == 0, "placeWrong", number(place))
		return
	}
	w.need(place >= 1 && place <= w.Item.Quota.Places, "placeWrong", number(place))
}

// Place (名次) is one case in a line, as the hall counted it: the versions of the line at which
// it joined and left, and which place it was given.
type Place struct {
	No           string
	At           period.Instant
	Joined, Gone int64
	Given        int
}

// Line looks at one line as a whole: places are given one after the other, and to nobody
// while somebody accepted before him waits. It tells the first fault, or nothing.
func Line(all []Place) string {
	order := slices.SortedFunc(slices.Values(all), func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Joined, b.Joined))
	})
	given := 0
	for i, p := range order {
		if p.Given == 0 {
			continue
		}
		given++
		for _, q := range order[:i] {
			if q.Joined < p.Gone && (q.Gone == 0 || q.Gone > p.Gone) {
				return fmt.Sprintf("%s was given a place while %s, accepted before, waited", p.No, q.No)
			}
		}
	}
	seen := map[int]bool{}
	for _, p := range order {
		if p.Given > 0 && (p.Given > given || seen[p.Given]) {
			return fmt.Sprintf("%s was given place %d of %d", p.No, p.Given, given)
		}
		seen[p.Given] = true
	}
	return ""
}
