package desk

import (
	"context"
	"strconv"

	"yimen/web/ui"
)

// quota says how the line of the case stands, where the number of licences is limited
// (许可法57).
func (p casePage) quota(ctx context.Context) []ui.Pair {
	switch q := p.Item.Quota; {
	case q == nil:
		return nil
	case p.Line != nil:
		return []ui.Pair{{Term: ui.Say(ctx, "roads.quota.term"),
			Text: ui.Say(ctx, "roads.quota.standing", "given", p.Line.Given, "places", q.Places, "ahead", p.Line.Ahead)}}
	case p.Decision != nil && p.Decision.Place > 0:
		return []ui.Pair{{Term: ui.Say(ctx, "roads.quota.term"), Text: placeText(ctx, p.Decision.Place)}}
	}
	return nil
}

// placeText is which of a limited number was given.
func placeText(ctx context.Context, place int) string {
	if place == 0 {
		return ""
	}
	return optional(ctx, "roads.quota.place", strconv.Itoa(place))
}
