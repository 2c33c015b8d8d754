package desk

import (
	"context"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// adverse are the acts whose outcome the applicant or holder can contest (rules §1.5).
var adverse = []org.Act{org.Deny, org.RefuseAcceptance, org.RevokeAcceptance, org.RevokeCommitted, org.Terminate, org.RevokeLicence, org.CancelLicence}

// remediesIf are the remedies that an act would tell today; none for acts that tell none.
func (p casePage) remediesIf(ctx context.Context, act org.Act) []string {
	if !slices.Contains(adverse, act) {
		return nil
	}
	env := p.remedyEnv()
	return ui.Remedies(ctx, p.RemediesToday(env), env.Cal)
}

// remedies are those of the decision that was taken last.
func (p casePage) remedies(ctx context.Context) []string {
	if !p.Contestable() {
		return nil
	}
	env := p.remedyEnv()
	return ui.Remedies(ctx, p.Case.Remedies(env), env.Cal)
}

func (p casePage) remedyEnv() casework.Env {
	hall := p.desk.hall
	return casework.Env{Now: hall.Now(), Cal: hall.Calendar(), Dir: hall.Directory(), Item: p.Item, Rules: hall.Rules}
}
