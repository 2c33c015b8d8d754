package desk

import (
	"context"

	"yimen/core/casework"
	"yimen/web/ui"
)

// counterText is factText for what happens across the counter.
func (p casePage) counterText(ctx context.Context, f casework.Fact) string {
	if text := p.commitmentText(ctx, f); text != "" {
		return text
	}
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.CorrectOnSpot:
		return say("correct", "n", len(a.Corrections), "signer", a.Signer, "day", a.SignedOn)
	case *casework.AcceptPending:
		return join(ctx, a.Opinion, ui.Say(ctx, "desk.fact.accept", "day", a.On),
			say("pending", "names", p.materialNames(ctx, a.Missing), "limit", ui.Limit(ctx, a.Limit), "who", a.Promise))
	case *casework.BringPending:
		return join(ctx, say("brought", "n", len(a.Materials), "day", a.On), ui.TerminalName(ctx, a.Terminal))
	case *casework.ReceiveOriginals:
		if a.Differs != "" {
			return say("differs", "day", a.On, "what", a.Differs)
		}
		return say("originals", "day", a.On)
	case *casework.RevokeAcceptance:
		return join(ctx, ui.CodeName(ctx, "revoke", string(a.Ground)), a.Reason)
	case *casework.Terminate:
		return join(ctx, ui.CodeName(ctx, "terminate", string(a.Ground)), a.Evidence)
	case *casework.TellNoLicence:
		return a.Reason
	case *casework.Recount:
		return ui.Moved(ctx, *a, p.desk.hall.CalendarOf(p.Case))
	case *casework.AllowSupplement:
		return a.Reason
	}
	return p.examinationText(ctx, f)
}

// falsehoodText is what follows from false material.
func falsehoodText(ctx context.Context, f casework.Falsehood) string {
	switch {
	case !f.Warned:
		return ""
	case f.Until.IsZero():
		return ui.Say(ctx, "desk.fact.warned")
	}
	return ui.Say(ctx, "desk.fact.barred", "day", f.Until)
}

func denyGroundName(ctx context.Context, g casework.DenyGround) string {
	if g == casework.OnMerits {
		return ""
	}
	return ui.CodeName(ctx, "deny", string(g))
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
