package desk

import (
	"context"
	"strconv"

	"yimen/app"
	"yimen/web/ui"
)

// owedText says what is owed by whom until when, or that it waits for the reader's judgment.
func (d *Desk) owedText(ctx context.Context, o app.Owed) string {
	form := ui.Say(ctx, "annex.no", "no", strconv.Itoa(o.Annex))
	if !o.Owed() {
		return ui.Say(ctx, "report.remind.judge", "unit", d.unitName(ctx, o.Unit.Code), "annex", form)
	}
	return ui.Say(ctx, "report.remind.owed", "unit", d.unitName(ctx, o.Unit.Code), "annex", form,
		"standing", ui.Say(ctx, "report.standing."+string(o.Standing)), "day", o.Due)
}
