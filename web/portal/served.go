package portal

import (
	"context"

	"yimen/core/casework"
	"yimen/web/ui"
)

// afterText tells of the fee and of corrections.
func afterText(ctx context.Context, c casework.Case, f casework.Fact) string {
	switch a := f.Body.(type) {
	case *casework.OrderFee:
		return ui.Say(ctx, "handout.told.fee", "yuan", casework.Yuan(casework.Fee{Lines: a.Lines}.Total()))
	case *casework.PayFee:
		if a.Provider != "" {
			return ui.Say(ctx, "handout.told.paidOnline", "yuan", casework.Yuan(a.Fen), "receipt", a.Receipt, "ref", a.Ref)
		}
		return ui.Say(ctx, "handout.told.paid", "yuan", casework.Yuan(a.Fen), "receipt", a.Receipt)
	case *casework.SettleAmendment:
		for _, m := range c.Amendments {
			if m.SettledOn == f.At.Date() && m.SettledBy == f.By.No && m.Agreed == a.Agreed && a.Agreed {
				return ui.Say(ctx, "handout.told.amended", "what", ui.CodeName(ctx, "amend", string(m.What)), "before", m.Before, "after", m.After)
			}
		}
	}
	return ""
}

// servedText tells how the result was served, in the applicant's words.
func servedText(ctx context.Context, a *casework.Serve) string {
	if a.Of == "" {
		return servedHow(ctx, a)
	}
	return ui.Say(ctx, "handout.told.exit", "paper", ui.Say(ctx, "handout.paper."+string(a.Of)), "text", servedHow(ctx, a))
}

func servedHow(ctx context.Context, a *casework.Serve) string {
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
