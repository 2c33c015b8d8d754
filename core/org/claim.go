package org

import (
	"cmp"
	"slices"
	"strings"

	"yimen/core/period"
)

var (
	levels = []Level{City, District, Street, Community}
	kinds  = []Kind{Government, Department, Station, StreetOffice, CommunityBody, Provider, AssessorOffice}
	posts  = []Post{Acceptance, Review, Approval, Issuing, Agency, Keeper, Supervisor, Administrator}
)

// rank is 0 for the city, 3 for a community, -1 for anything else.
func rank(l Level) int { return slices.Index(levels, l) }

// claim says that a code uses a value from–to.
type claim struct {
	index       int
	code, value string
	from, to    period.Date
}

// overlaps finds rows of the same value that are in force on one day.
func overlaps(kind, field string, n int, at func(int) claim) []Problem {
	return clashes(kind, field, RuleOverlap, n, at, func(a, b claim) bool { return true })
}

// unique finds values that two codes use on one day, or, for claims without days, at all.
func unique(kind, field string, n int, at func(int) claim) []Problem {
	return clashes(kind, field, RuleDuplicate, n, at, func(a, b claim) bool {
		return a.code != b.code || a.from.IsZero()
	})
}

// clashes sorts the claims by value and day and compares neighbours: where any two clash,
// two neighbours do.
func clashes(kind, field, rule string, n int, at func(int) claim, bad func(a, b claim) bool) []Problem {
	claims := make([]claim, n)
	for i := range claims {
		claims[i] = at(i)
		claims[i].index = i
	}
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(strings.Compare(a.value, b.value), cmp.Compare(a.from, b.from))
	})
	var all []Problem
	for i := 1; i < n; i++ {
		a, b := claims[i-1], claims[i]
		if a.value == b.value && a.value != "" && meet(a.from, a.to, b.from, b.to) && bad(a, b) {
			all = append(all, Problem{Kind: kind, Index: b.index, Code: b.code, Field: field,
				Rule: rule, Args: []string{"value", b.value, "other", a.code}})
		}
	}
	return all
}

// meet tells whether two spans have a day in common.
func meet(aFrom, aTo, bFrom, bTo period.Date) bool {
	return max(aFrom, bFrom).Within(aFrom, aTo) && max(aFrom, bFrom).Within(bFrom, bTo)
}

// lives tells whether a unit exists on every day from–to, under whatever name.
func (d *Directory) lives(code string, from, to period.Date) bool {
	next := from
	for _, u := range d.units[code] {
		if !next.Within(u.From, u.To) {
			continue
		}
		if u.To.IsZero() || !to.IsZero() && to <= u.To {
			return true
		}
		next = u.To.Add(1)
	}
	return false
}

// isCode tells whether a text can stand in an address: lower-case letters, digits, hyphens.
func isCode(s string) bool {
	return s != "" && len(s) <= 32 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
