package portal

import (
	"context"

	"yimen/app"
	"yimen/core/casework"
	"yimen/web/ui"
)

// commitmentText is factText for the acts of a commitment (告知承诺).
func commitmentText(ctx context.Context, f app.File, fact casework.Fact) string {
	switch a := fact.Body.(type) {
	case *casework.AcceptCommitted:
		return say(ctx, "fact.acceptCommitted", "names", materialNames(ctx, f, a.Replaced))
	case *casework.InspectCommitment:
		text := say(ctx, "fact.inspectCommitment", "result", ui.CodeName(ctx, "finding", string(a.Result)), "findings", a.Findings)
		if a.Result == casework.Rectify {
			text += say(ctx, "fact.rectify", "limit", ui.Limit(ctx, a.Limit))
		}
		return text
	case *casework.RevokeCommitted:
		return say(ctx, "fact.revokeCommitted", "reasons", a.Reasons, "article", a.Article, "credit", a.Credit)
	}
	return ""
}
