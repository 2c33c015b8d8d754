package portal

import (
	"context"

	"yimen/core/casework"
	"yimen/web/ui"
)

// servedText tells how the result was served, in the applicant's words.
func servedText(ctx context.Context, a *casework.Serve) string {
	mode := ui.CodeName(ctx, "mode", string(a.Mode))
	switch {
	case a.Mode == casework.PublicNotice:
		return ui.Say(ctx, "handout.told.public", "from", ui.Day(ctx, a.From), "day", ui.Day(ctx, a.On), "place", a.Place)
	case a.Mode == casework.LeftThere:
		return ui.Say(ctx, "handout.told.left", "place", a.Place, "day", ui.Day(ctx, a.On))
	case a.Receiver == "":
		return ui.Say(ctx, "handout.told.post", "proof", a.Proof, "day", ui.Day(ctx, a.On))
	}
	return say(ctx, "fact.serve", "mode", mode, "by", a.Receiver)
}
