package casework_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// limitedHall is a hall for an item of which two are granted a year.
func limitedHall(t tb) *hall {
	t.Helper()
	h := newHall(t)
	h.item.Quota = &catalog.Quota{Places: 2, Per: catalog.EachYear, Basis: "计划"}
	return h
}

// TestGrantsInTheOrderOfAcceptance: who is not first waits, and when all places are given
// nothing is granted any more (许可法57, T50).
func TestGrantsInTheOrderOfAcceptance(t *testing.T) {
	for _, c := range []struct {
		line *casework.Standing
		code string
	}{
		{&casework.Standing{}, ""},
		{&casework.Standing{Given: 1}, ""},
		{&casework.Standing{Ahead: 1, First: "1"}, "notFirst"},
		{&casework.Standing{Given: 2}, "noPlaceLeft"},
		{&casework.Standing{Given: 2, Ahead: 3}, "noPlaceLeft"},
		{nil, "notFirst"}, // unread: somebody may stand before it
	} {
		h := limitedHall(t).to(t, casework.Approving)
		h.line = c.line
		offered := slices.Contains(casework.Offered(h.c, h.env(staff(approver))), org.Grant)
		err := h.try(h.sample(org.Grant), staff(approver))
		if offered != (c.code == "") {
			t.Errorf("%+v: offered %v", c.line, offered)
		}
		if c.code != "" {
			refused(t, err, c.code)
		} else if err != nil || h.c.Decision.Place != c.line.Given+1 {
			t.Errorf("%+v: %v, place %d", c.line, err, h.c.Decision.Place)
		}
	}
}

// TestDeniedForWantOfAPlace: only when all are given; on the merits at any time.
func TestDeniedForWantOfAPlace(t *testing.T) {
	deny := func(h *hall) casework.Deny {
		d := h.sample(org.Deny).(casework.Deny)
		d.Ground = casework.NoPlaceLeft
		return d
	}
	h := limitedHall(t).to(t, casework.Approving)
	h.line = &casework.Standing{Given: 1}
	invalid(t, h.try(deny(h), staff(approver)), "ground placesLeft")
	h.line = &casework.Standing{Given: 2, Ahead: 1}
	h.do(t, deny(h), staff(approver))
	h = limitedHall(t).to(t, casework.Approving)
	h.line = &casework.Standing{Ahead: 5}
	h.do(t, h.sample(org.Deny), staff(approver))
	h = newHall(t).to(t, casework.Approving)
	invalid(t, h.try(deny(h), staff(approver)), "ground placesLeft")
}

// TestMomentOfAcceptance: of the act; where the acceptance lies before it, of the receipt on
// that day, else the end of the day.
func TestMomentOfAcceptance(t *testing.T) {
	h := limitedHall(t).to(t, casework.Reviewing)
	if want := (casework.InLine{Key: "felling 330303-nyj 2026", At: h.now}); *h.c.Line != want {
		t.Errorf("accepted: %+v, want %+v", *h.c.Line, want)
	}
	h = limitedHall(t).to(t, casework.Received)
	came := h.now
	h.now = day(2026, 3, 10).At(9, 0)
	h.do(t, casework.Tick{}, system)
	if h.c.Line.At != came {
		t.Errorf("deemed accepted: %s, want %s", h.c.Line.At, came)
	}
	h = limitedHall(t).to(t, casework.Supplementing)
	h.do(t, h.sample(org.Supplement), applicant)
	h.now = h.now.Date().Add(1).At(9, 0)
	h.do(t, h.sample(org.Accept), staff(clerk))
	if want := period.StartOf(h.now.Date()) - 1; h.c.Line.At != want {
		t.Errorf("accepted from the day before: %s, want %s", h.c.Line.At, want)
	}
	if h = newHall(t).to(t, casework.Reviewing); h.c.Line != nil {
		t.Errorf("no number is limited, and the case stands in the line %+v", h.c.Line)
	}
}

// TestLine: who is undecided and was accepted before counts; who was decided, left, or stands
// in another line does not.
func TestLine(t *testing.T) {
	in := func(at int, change func(*casework.Case)) casework.Case {
		c := casework.Case{No: string(rune('a' + at)), Line: &casework.InLine{Key: "k", At: period.Instant(at)}}
		if change != nil {
			change(&c)
		}
		return c
	}
	granted := func(c *casework.Case) { c.Decision = &casework.Decision{Granted: true} }
	all := []casework.Case{
		in(3, nil), in(1, nil), in(0, granted), in(2, func(c *casework.Case) { c.Decision = &casework.Decision{} }),
		in(2, func(c *casework.Case) { c.Ended = casework.Withdrawn }), in(0, func(c *casework.Case) { c.Line.Key = "other" }),
		in(3, nil), {},
	}
	if got, want := casework.Line(all, 6), (casework.Standing{Given: 1, Ahead: 2, First: "b"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := casework.Line(all, 0); got.Ahead != 1 {
		t.Errorf("of two accepted at one moment the one that joined first: %+v", got)
	}
}
