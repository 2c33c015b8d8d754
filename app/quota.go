package app

import (
	"context"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// PlacesGiven is how many of an item's limited number are given in the present span; not known
// where the number is not limited, or where the body that decides depends on the place of
// acceptance.
func (h *Hall) PlacesGiven(ctx context.Context, it *catalog.Item) (given int, known bool, err error) {
	if it.Quota == nil {
		return 0, false, nil
	}
	decider, known := h.onlyDecider(it)
	if !known {
		return 0, false, nil
	}
	given, err = h.Store.PlacesGiven(ctx, casework.LineKey(it, decider, h.Today()))
	return given, true, err
}

// onlyDecider is the body that decides an item wherever it is accepted.
func (h *Hall) onlyDecider(it *catalog.Item) (unit string, ok bool) {
	for _, s := range it.Procedure.Steps {
		if s.Post != org.Approval {
			continue
		}
		kind, _, _ := s.Unit.Parse()
		if kind != "department" && kind != "city" && kind != "government" {
			return "", false
		}
		g, _ := h.Directory().Government(org.District, h.Today())
		u, err := h.Directory().Resolve(string(s.Unit), g.Code, h.Today())
		return u.Code, err == nil
	}
	return "", false
}
