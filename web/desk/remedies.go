package desk

import (
	"context"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// adverse are the acts whose outcome the applicant can contest (rules §1.5).
var adverse = []org.Act{org.Deny, org.RefuseAcceptance, org.RevokeAcceptance, org.RevokeCommitted, org.Terminate}

// remediesIf are the remedies that an act would tell today; none for acts that tell none.
func (p casePage) remediesIf(ctx context.Context, act org.Act) []string {
	if !slices.Contains(adverse, act) {
		return nil
	}
	return p.remedyText(ctx)
}

// remedies are those of the decision that was taken.
func (p casePage) remedies(ctx context.Context) []string {
	if !p.Contestable() {
		return nil
	}
	return p.remedyText(ctx)
}

func (p casePage) remedyText(ctx context.Context) []string {
	hall := p.desk.hall
	env := casework.Env{Now: hall.Now(), Cal: hall.Calendar(), Dir: hall.Directory(), Item: p.Item, Rules: hall.Rules}
	var served period.Date
	if p.Served != nil {
		served = p.Served.On
	}
	return ui.Remedies(ctx, p.Case.Remedies(env), served, env.Cal)
}
