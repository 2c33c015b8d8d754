package desk

import (
	"context"

	"yimen/core/casework"
	"yimen/web/ui"
)

// counterText is factText for what happens across the counter.
func (p casePage) counterText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.CorrectOnSpot:
		return say("correct", "n", len(a.Corrections), "signer", a.Signer, "day", a.SignedOn)
	case *casework.AllowSupplement:
		return a.Reason
	}
	return ""
}

// placeName is a line of the item's form, or a material.
func (p casePage) placeName(ctx context.Context, name string) string {
	for _, l := range p.fields {
		if l.Name == name {
			return ui.Of(ctx, ui.Text{Zh: l.Title, En: l.TitleEN})
		}
	}
	return p.materialName(ctx, name)
}
