package org_test

import (
	"slices"
	"testing"

	"yimen/core/org"
)

// away is a district in which a clerk, a reviewer and a head of the street, and two colleagues,
// hold posts; and the head stands above the community's clerk.
func away(t *testing.T) org.Snapshot {
	w := world(t)
	person(&w, "clerk", org.Holding{Unit: street, Post: org.Acceptance})
	person(&w, "reviewer", org.Holding{Unit: street, Post: org.Review})
	person(&w, "head", org.Holding{Unit: street, Post: org.Approval, Head: true})
	person(&w, "maker", org.Holding{Unit: street, Post: org.Issuing})
	person(&w, "village", org.Holding{Unit: community, Post: org.Acceptance})
	person(&w, "inspector", org.Holding{Unit: street, Post: org.Supervisor})
	return w
}

func standIn(t *testing.T, absent, by string) org.StandIn {
	return org.StandIn{Absent: absent, By: by, From: day(t, "2026-03-02"), To: day(t, "2026-03-06"), NamedBy: absent}
}

// TestStandInLendsPosts: from the first day to the last, and no longer than until handed back.
func TestStandInLendsPosts(t *testing.T) {
	d := directory(t, away(t))
	s := standIn(t, "reviewer", "maker")
	target := org.Target{Item: "X1", AcceptUnit: street, Unit: street, Post: org.Review, Route: []string{street}}
	may := func(d *org.Directory, on string) (org.Right, bool) {
		target.On = day(t, on)
		return d.May(staff("maker"), org.Pass, target)
	}
	with := d.StandingIn([]org.StandIn{s})
	for on, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03-06": true, "2026-03-07": false} {
		if r, ok := may(with, on); ok != want || ok && r != (org.Right{Unit: street, Post: org.Review, As: "reviewer"}) {
			t.Errorf("%s: %+v %v", on, r, ok)
		}
	}
	if desks := with.Desks("maker", day(t, "2026-03-03")); !slices.ContainsFunc(desks, func(x org.Desk) bool { return x.Post == org.Review && x.As == "reviewer" }) {
		t.Errorf("queues %+v", desks)
	}
	s.EndedAt = 1
	if _, ok := may(d.StandingIn([]org.StandIn{s}), "2026-03-03"); ok {
		t.Error("handed back, and still lent")
	}
	if _, ok := may(d, "2026-03-03"); ok {
		t.Error("the directory itself was changed")
	}
	// A supervisor's post is not lent, and what is lent is not lent on.
	chain := d.StandingIn([]org.StandIn{standIn(t, "inspector", "maker"), s, standIn(t, "maker", "clerk")})
	target.On, target.Post = day(t, "2026-03-03"), org.Acceptance
	if _, ok := chain.May(staff("maker"), org.AllowSupplement, target); ok {
		t.Error("a supervisor's post was lent")
	}
	twice := d.StandingIn([]org.StandIn{standIn(t, "reviewer", "maker"), standIn(t, "maker", "clerk")})
	target.Post = org.Review
	if _, ok := twice.May(staff("clerk"), org.Pass, target); ok {
		t.Error("lent on")
	}
}

// TestApartForBoth: neither who accepted nor in whose post that was decides, himself or through
// another.
func TestApartForBoth(t *testing.T) {
	w := away(t)
	d := directory(t, w).StandingIn([]org.StandIn{standIn(t, "head", "maker")})
	target := org.Target{Item: "X1", AcceptUnit: street, Unit: street, Post: org.Approval, On: day(t, "2026-03-03")}
	for _, c := range []struct {
		who, by, as string
		want        bool
	}{
		{"maker", "clerk", "", true}, {"maker", "maker", "", false}, {"maker", "head", "", false}, {"maker", "clerk", "head", false},
		{"maker", "clerk", "maker", false}, {"head", "clerk", "head", false}, {"head", "clerk", "", true}, {"head", "clerk", "clerk", true},
	} {
		target.AcceptedBy, target.AcceptedAs = c.by, c.as
		if _, ok := d.May(staff(c.who), org.Grant, target); ok != c.want {
			t.Errorf("%+v: %v", c, ok)
		}
	}
}

// TestHeadIsLentByWord: the power of the head only where it was said.
func TestHeadIsLentByWord(t *testing.T) {
	d := directory(t, away(t))
	target := org.Target{Item: "X1", AcceptUnit: street, Unit: street, Post: org.Approval, On: day(t, "2026-03-03")}
	s := standIn(t, "head", "maker")
	if _, ok := d.StandingIn([]org.StandIn{s}).May(staff("maker"), org.Extend, target); ok {
		t.Error("extends without the head's word")
	}
	s.Head = true
	if r, ok := d.StandingIn([]org.StandIn{s}).May(staff("maker"), org.Extend, target); !ok || !r.Head || r.As != "head" {
		t.Errorf("%+v %v", r, ok)
	}
}

// TestCheckStandIn: every fault is told at its field.
func TestCheckStandIn(t *testing.T) {
	d := directory(t, away(t))
	today := day(t, "2026-03-02")
	for _, c := range []struct {
		field, code string
		change      func(*org.StandIn)
		others      []org.StandIn
	}{
		{"", "", func(*org.StandIn) {}, nil},
		{"", "", func(*org.StandIn) {}, []org.StandIn{{Absent: "reviewer", By: "clerk", From: today, To: today, EndedAt: 1}}},
		{"from", "dayInPast", func(s *org.StandIn) { s.From = today.Add(-1) }, nil},
		{"to", "endBeforeStart", func(s *org.StandIn) { s.To = s.From.Add(-1) }, nil},
		{"to", "standInTooLong", func(s *org.StandIn) { s.To = s.From.Add(366) }, nil},
		{"absent", "standInNoPost", func(s *org.StandIn) { s.Absent = "inspector" }, nil},
		{"by", "standInSelf", func(s *org.StandIn) { s.By = "reviewer" }, nil},
		{"by", "choose", func(s *org.StandIn) { s.By = "nobody" }, nil},
		{"by", "standInOtherUnit", func(s *org.StandIn) { s.By = "village" }, nil},
		{"head", "standInHead", func(s *org.StandIn) { s.Absent, s.Head, s.NamedBy = "head", true, "other" }, nil},
		{"from", "standInTwice", func(*org.StandIn) {}, []org.StandIn{{Absent: "reviewer", By: "clerk", From: today.Add(4), To: today.Add(9)}}},
		{"by", "standInAbsent", func(*org.StandIn) {}, []org.StandIn{{Absent: "maker", By: "clerk", From: today, To: today}}},
		{"absent", "standInStands", func(*org.StandIn) {}, []org.StandIn{{Absent: "clerk", By: "reviewer", From: today, To: today}}},
	} {
		s := standIn(t, "reviewer", "maker")
		c.change(&s)
		faults := d.CheckStandIn(s, c.others, today)
		if c.code == "" != (len(faults) == 0) || c.code != "" && (faults[0].Field != c.field || faults[0].Code != c.code) {
			t.Errorf("%s %s: %+v", c.field, c.code, faults)
		}
	}
}

// TestWhoNamesAStandIn: oneself, the head of the unit or of one above.
func TestWhoNamesAStandIn(t *testing.T) {
	d := directory(t, away(t))
	on := day(t, "2026-03-02")
	for _, c := range []struct {
		who, absent string
		want        bool
	}{{"clerk", "clerk", true}, {"head", "clerk", true}, {"head", "village", true}, {"clerk", "reviewer", false}, {"village", "head", false}, {"inspector", "clerk", false}} {
		if got := d.MayStandIn(c.who, c.absent, on); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	var names []string
	for _, s := range d.Colleagues("clerk", on) {
		names = append(names, s.No)
	}
	if !slices.Equal(names, []string{"head", "inspector", "maker", "reviewer"}) {
		t.Errorf("colleagues %v", names)
	}
}
