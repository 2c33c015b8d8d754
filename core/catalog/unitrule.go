package catalog

import (
	"slices"
	"strings"

	"yimen/core/org"
)

// The kinds of unit rule.
const (
	ruleAccepting  = "accepting"
	ruleCommunity  = "community"
	ruleStreet     = "street"
	ruleStation    = "station"
	ruleDepartment = "department"
	ruleCity       = "city"
	ruleGovernment = "government"
)

// Parse splits a rule into its kind and the function after the colon. It is false for a
// rule that finds no unit: an unknown kind, a function missing or one too many.
func (r UnitRule) Parse() (kind, function string, ok bool) {
	kind, function, colon := strings.Cut(string(r), ":")
	switch kind {
	case ruleAccepting, ruleCommunity, ruleStreet, ruleGovernment:
		return kind, "", !colon
	case ruleStation, ruleDepartment, ruleCity:
		return kind, function, function != ""
	}
	return "", "", false
}

// Levels lists the tiers at which the rule may find its unit, when the item is accepted at
// the tiers given. A station is the street-level arm of its district department (基层站所).
func (r UnitRule) Levels(acceptAt []org.Level) []org.Level {
	kind, _, ok := r.Parse()
	if !ok {
		return nil
	}
	switch kind {
	case ruleAccepting:
		return acceptAt
	case ruleCommunity:
		return []org.Level{org.Community}
	case ruleStreet, ruleStation:
		return []org.Level{org.Street}
	case ruleCity:
		return []org.Level{org.City}
	}
	return []org.Level{org.District}
}

// reachable tells whether the rule finds a unit from every tier of acceptance: a street has
// no community of its own to turn to, a district no street.
func (r UnitRule) reachable(acceptAt []org.Level) bool {
	kind, _, _ := r.Parse()
	switch kind {
	case ruleCommunity:
		return !slices.ContainsFunc(acceptAt, func(l org.Level) bool { return l != org.Community })
	case ruleStreet, ruleStation:
		return !slices.Contains(acceptAt, org.District) && !slices.Contains(acceptAt, org.City)
	}
	return true
}
