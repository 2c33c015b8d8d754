package portal

import (
	"context"

	"yimen/core/casework"
	"yimen/web/ui"
)

// decisionPairs are the facts of a decision.
func decisionPairs(ctx context.Context, v caseView) []ui.Pair {
	d := v.Decision
	result, tone := "decision.granted", ui.Good
	if !d.Granted {
		result, tone = "decision.denied", ui.Bad
	}
	pairs := []ui.Pair{
		{Term: say(ctx, "decision.result"), Body: ui.Tag(say(ctx, result), tone)},
		{Term: say(ctx, "decision.on"), Text: ui.Day(ctx, d.On)},
		{Term: say(ctx, "decision.by"), Text: v.Decider},
	}
	if d.Article != "" {
		pairs = append(pairs, ui.Pair{Term: say(ctx, "decision.article"), Text: d.Article})
	}
	if !d.Until.IsZero() {
		pairs = append(pairs, ui.Pair{Term: say(ctx, "decision.until"), Text: ui.Day(ctx, d.Until)})
	}
	if v.Issued != nil {
		pairs = append(pairs, ui.Pair{Term: say(ctx, "decision.no"), Text: v.Issued.No, Note: itemResult(ctx, v.Item)})
	}
	return pairs
}

// applicantPairs are the applicant's own data, masked.
func applicantPairs(ctx context.Context, v caseView) []ui.Pair {
	a := v.Applicant
	pairs := []ui.Pair{
		{Term: say(ctx, "who.name"), Text: a.Name},
		{Term: documentName(ctx, a.IDType), Text: ui.MaskID(a.ID)},
		{Term: say(ctx, "who.phone"), Text: ui.MaskPhone(a.Phone)},
	}
	if a.IDType == casework.CreditCode {
		pairs = append(pairs, ui.Pair{Term: say(ctx, "who.holder"), Text: a.Holder})
	}
	about := ui.AboutPairs(ctx, v.About)
	if len(about) > 0 {
		about[0].Note = ui.SilenceText(ctx, v.Case)
	}
	return append(append(pairs, about...), ui.DeliveryPairs(ctx, v.Delivery)...)
}

func answerPairs(ctx context.Context, list []answer) []ui.Pair {
	var pairs []ui.Pair
	for _, a := range list {
		pairs = append(pairs, ui.Pair{Term: ui.Of(ctx, a.Field.Label), Text: ui.Of(ctx, a.Text)})
	}
	return pairs
}
