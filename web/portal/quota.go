package portal

import (
	"context"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// quotaText says how many are granted and in which order, where the number is limited
// (许可法57); left is what the hall has counted, empty where that depends on the place.
func quotaText(ctx context.Context, it *catalog.Item, left string) string {
	q := it.Quota
	if q == nil {
		return textOf(ctx, it.Sheet.Quota)
	}
	text := textOf(ctx, it.Sheet.Quota) + ui.Say(ctx, "desk.then") + ui.Say(ctx, "roads.quota."+spanKey(q), "n", q.Places)
	if left != "" {
		text += ui.Say(ctx, "desk.then") + left
	}
	return text + ui.Say(ctx, "desk.then") + ui.Say(ctx, "roads.quota.order", "basis", q.Basis)
}

func spanKey(q *catalog.Quota) string {
	if q.Per == catalog.InAll {
		return "inAll"
	}
	return string(q.Per)
}

// placesLeft says how many places are given and left, where one body decides for all.
func (p *portal) placesLeft(ctx context.Context, it *catalog.Item) (string, error) {
	given, known, err := p.hall.PlacesGiven(ctx, it)
	if err != nil || !known {
		return "", err
	}
	return ui.Say(ctx, "roads.quota.left."+spanKey(it.Quota), "given", given, "left", max(0, it.Quota.Places-given)), nil
}

// quotaStanding tells an applicant how his line stands.
func quotaStanding(ctx context.Context, f app.File) string {
	if f.Line == nil || f.Item.Quota == nil {
		return ""
	}
	return ui.Say(ctx, "roads.quota.yours", "places", f.Item.Quota.Places, "given", f.Line.Given, "n", f.Line.Ahead)
}
