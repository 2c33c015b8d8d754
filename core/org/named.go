package org

import (
	"cmp"
	"slices"
	"strings"

	"yimen/core/period"
)

// UnitsNamed are the units of a day that a text names, the best first: by 单位编码, alone or at its end, then also
// one that has ended; else those in whose names, in either language, each of its words is found.
func (d *Directory) UnitsNamed(text string, on period.Date) []Unit {
	return named(text, on, d.UnitOrLast, d.Units(on), Unit.names, nil)
}

// StaffNamed are the staff of a day whom a text names, the best first: by 工号, alone or at its end; else those in
// whose own name each of its words is found, or in the names of whose unit: the own name counts for more.
func (d *Directory) StaffNamed(text string, on period.Date) []Staff {
	here := slices.DeleteFunc(d.People(), func(s Staff) bool { _, works := d.OnStaff(s.No, on); return !works })
	return named(text, on, d.OnStaff, here, Staff.names, func(s Staff) []string {
		u, _ := d.Unit(s.Unit, on)
		return u.names()
	})
}

func (u Unit) names() []string { return []string{u.Name, u.Short, u.NameEN} }

func (s Staff) names() []string { return []string{s.Name, s.NameEN} }

// named is the one whose code the last word of a text is; else those of a list whose names have every word, ordered
// by the word that fits them worst: a whole name, the beginning of one, a part of one, the same of names beside
// their own. Equals stay as they stood.
func named[T any](text string, on period.Date, byCode func(string, period.Date) (T, bool), list []T, own, beside func(T) []string) []T {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	if t, ok := byCode(words[len(words)-1], on); ok {
		return []T{t}
	}
	type found struct {
		T   T
		fit int
	}
	var all []found
	for _, t := range list {
		worst := 0
		for _, w := range words {
			fit := fitOf(w, own(t))
			if fit == unfit && beside != nil {
				if fit = fitOf(w, beside(t)); fit != unfit {
					fit += inPart + 1
				}
			}
			worst = max(worst, fit)
		}
		if worst < unfit {
			all = append(all, found{t, worst})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.fit, b.fit) })
	out := make([]T, len(all))
	for i, f := range all {
		out[i] = f.T
	}
	return out
}

// How well a word fits a name.
const (
	inWhole = iota
	inFront
	inPart
	unfit = 100
)

// fitOf is how well a word fits the one of some names that it fits best, in capitals or not.
func fitOf(word string, names []string) int {
	word, fit := strings.ToLower(word), unfit
	for _, n := range names {
		switch n = strings.ToLower(n); {
		case n == word:
			fit = inWhole
		case strings.HasPrefix(n, word):
			fit = min(fit, inFront)
		case strings.Contains(n, word):
			fit = min(fit, inPart)
		}
	}
	return fit
}
