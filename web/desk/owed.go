package desk

import (
	"context"
	"net/url"
	"strconv"

	"yimen/app"
	"yimen/web/ui"
)

// owedPath leads to a form that somebody has to report (填报), in the keepers' room.
func owedPath(o app.Owed) string {
	return "/keeper/calls/" + url.PathEscape(o.Call.Code) + "/" + strconv.Itoa(o.Annex) + "/" + url.PathEscape(o.Unit.Code)
}

// owedText says what is owed by whom until when, or that it waits for the reader's judgment.
func (d *Desk) owedText(ctx context.Context, o app.Owed) string {
	form := ui.Say(ctx, "annex.no", "no", strconv.Itoa(o.Annex))
	if !o.Owed() {
		return ui.Say(ctx, "report.remind.judge", "unit", d.unitName(ctx, o.Unit.Code), "annex", form)
	}
	return ui.Say(ctx, "report.remind.owed", "unit", d.unitName(ctx, o.Unit.Code), "annex", form,
		"standing", ui.Say(ctx, "report.standing."+string(o.Standing)), "day", o.Due)
}
