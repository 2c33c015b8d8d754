package keeper

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// senders names who is reminded of the form.
func (p submissionPage) senders(ctx context.Context) string {
	var names []string
	for _, no := range p.room.hall.Senders(p.Unit.Code) {
		names = append(names, p.room.staffName(ctx, no))
	}
	if len(names) == 0 {
		return ui.Say(ctx, "report.told.nobody")
	}
	return strings.Join(names, ui.Say(ctx, "report.told.and"))
}

// reminders is who was reminded when, and what became of it (催报记录).
func (p submissionPage) reminders(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "report.told")}
	for _, c := range []string{"at", "who", "what", "came"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "report.told."+c), Tight: c == "at"})
	}
	for _, r := range p.told {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ShortWhen(r.At)), ui.Str(p.room.staffName(ctx, r.Staff)),
			ui.Str(ui.Say(ctx, "inbox.turn."+strings.TrimPrefix(r.Turn, "staff."))), cameOf(ctx, r)}})
	}
	return t
}

// cameOf is what became of a reminder: read in the inbox or not, and each message outside.
func cameOf(ctx context.Context, r app.FormReminder) templ.Component {
	tags := []templ.Component{ui.Tag(ui.Say(ctx, "report.told.unread"), ui.Mute)}
	if r.ReadAt > 0 {
		tags[0] = ui.Tag(ui.Say(ctx, "report.told.read"), ui.Good)
	}
	for _, d := range r.Ways {
		tone := ui.Mute
		switch {
		case d.Open():
			tone = ui.Bad
		case d.State == store.Sent:
			tone = ui.Good
		}
		tags = append(tags, ui.Tag(ui.Say(ctx, "message.channel."+d.Channel)+" "+ui.Say(ctx, "message.state."+string(d.State)), tone))
	}
	return ui.Join(tags...)
}
