package org

import (
	"slices"
	"testing"

	"yimen/core/period"
)

// What one types finds the nearest name first: the street before its stations, a person before those of a unit
// that is called alike.
func TestNamed(t *testing.T) {
	from, on := period.NewDate(2010, 1, 1), period.NewDate(2026, 3, 2)
	d := &Directory{units: map[string][]Unit{}, staff: map[string]Staff{}}
	d.indexUnits([]Unit{
		{Code: "a1", Name: "龙湾区市场监督管理局永中市场监督管理所", Short: "永中市场监管所", From: from},
		{Code: "a2", Name: "永中街道办事处", Short: "永中街道", NameEN: "Yongzhong Street Office", From: from},
		{Code: "a3", Name: "永中", Short: "永中", From: from},
		{Code: "old", Name: "永中旧所", From: from, To: period.NewDate(2020, 1, 1)},
	})
	d.indexPeople(Snapshot{Staff: []Staff{
		{No: "s1", Name: "王永中", Unit: "a2"}, {No: "s2", Name: "永中", Unit: "a1"}, {No: "s3", Name: "李四", NameEN: "Li Si", Unit: "a2"},
		{No: "s4", Name: "永中华", Unit: "a1"}, {No: "s5", Name: "永中走", Unit: "a1", To: period.NewDate(2020, 1, 1)},
	}})
	for text, want := range map[string][]string{
		"":          nil,
		"永中":        {"a3", "a1", "a2"},
		"永中街道":      {"a2"},
		"yongzhong": {"a2"},
		"街道 永中":     {"a2"},
		"永中街道 a2":   {"a2"},
		"旧所":        nil,
		"永中旧所 old":  {"old"},
		"海滨":        nil,
		"永中 海滨":     nil,
	} {
		var got []string
		for _, u := range d.UnitsNamed(text, on) {
			got = append(got, u.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("units named %q: %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string][]string{
		" ":       nil,
		"永中":      {"s2", "s4", "s1", "s3"},
		"李四 永中":   {"s3"},
		"li":      {"s3"},
		"王永中 s1":  {"s1"},
		"s5":      nil,
		"永中街道":    {"s1", "s3"},
		"永中街道 李四": {"s3"},
	} {
		var got []string
		for _, s := range d.StaffNamed(text, on) {
			got = append(got, s.No)
		}
		if !slices.Equal(got, want) {
			t.Errorf("staff named %q: %v, want %v", text, got, want)
		}
	}
}
