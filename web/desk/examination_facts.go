package desk

import (
	"context"
	"strings"

	"yimen/core/casework"
	"yimen/web/ui"
)

// examinationText is factText for what lies between acceptance and decision.
func (p casePage) examinationText(ctx context.Context, f casework.Fact) string {
	say := func(key string, args ...any) string { return ui.Say(ctx, "desk.fact."+key, args...) }
	switch a := f.Body.(type) {
	case *casework.SiteCheck:
		return join(ctx, say("siteCheck", "who", p.checkers(ctx, a.Checkers), "day", a.On, "from", a.Begins, "to", a.Ends, "place", a.Place),
			a.Findings, optional(ctx, "desk.fact.said", a.Said), p.signature(ctx, a.Signer, a.Unsigned, a.Witness))
	}
	return ""
}

// checkers names those who went, with their certificates.
func (p casePage) checkers(ctx context.Context, list []casework.Checker) string {
	var names []string
	for _, c := range list {
		names = append(names, ui.Say(ctx, "desk.fact.checker", "name", p.staffName(ctx, c.No), "cert", c.Cert))
	}
	return strings.Join(names, ui.Say(ctx, "desk.and"))
}

// signature is who signed a record, or why nobody did.
func (p casePage) signature(ctx context.Context, signer, unsigned, witness string) string {
	if signer != "" {
		return ui.Say(ctx, "desk.fact.signed", "who", signer)
	}
	return ui.Say(ctx, "desk.fact.unsigned", "why", unsigned, "witness", witness)
}
