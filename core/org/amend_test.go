package org_test

import (
	"testing"

	"yimen/core/org"
)

// A person who left keeps the name and loses the posts, on the day after the last.
func TestStaffEnd(t *testing.T) {
	s := world(t)
	person(&s, "lw1", org.Holding{Unit: street, Post: org.Review})
	last := day(t, "2026-03-02")
	p := s.Staff[0]
	p.To = last
	d := directory(t, s.With(0, p))
	if len(d.HoldingsOf(p.No, last)) == 0 {
		t.Error("the last day does not count")
	}
	if held := d.HoldingsOf(p.No, last.Add(1)); len(held) > 0 {
		t.Errorf("still holds %v", held)
	}
	if _, works := d.OnStaff(p.No, last); !works {
		t.Error("not on the staff on the last day")
	}
	if _, works := d.OnStaff(p.No, last.Add(1)); works {
		t.Error("on the staff after the last day")
	}
	if _, known := d.StaffByNo(p.No); !known {
		t.Error("the name is lost")
	}
	if s.Staff[0].To != 0 {
		t.Error("With changed what it was given")
	}
}

// Row and With know every list, and a place that is none.
func TestRows(t *testing.T) {
	s := world(t)
	person(&s, "lw1", org.Holding{Unit: street, Post: org.Review})
	for _, list := range []org.List{org.UnitList, org.CentreList, org.StaffList, org.HoldingList, org.StationingList} {
		n := s.Len(list)
		row, ok := s.Row(list, 0)
		if got, code := org.ListOf(row); !ok || got != list || code == "" {
			t.Errorf("%s: row of %s %q", list, got, code)
		}
		if next := s.With(n, row); next.Len(list) != n+1 || s.Len(list) != n {
			t.Errorf("%s: %d rows of %d after one more", list, next.Len(list), n)
		}
		for _, place := range []int{-1, n} {
			if _, ok := s.Row(list, place); ok {
				t.Errorf("%s has a row %d", list, place)
			}
		}
	}
	if list, _ := org.ListOf("x"); list != "" || s.Len("") != 0 {
		t.Error("a text is a row")
	}
}
