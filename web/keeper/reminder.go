package keeper

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// nudgeUnits asks which bodies are to be reminded now. Offered are those that owe something, have
// somebody to remind and were not reminded today, marked where the list above has them.
func (p callsPage) nudgeUnits(ctx context.Context) ui.Field {
	f := ui.Field{Name: "unit", Kind: ui.KindCheckbox, Label: ui.Words("report.now.remind.units"), Required: true}
	today := map[string]bool{}
	for _, n := range p.nudges {
		today[n.Unit] = today[n.Unit] || n.On == p.now
	}
	for _, o := range p.owed {
		if !o.Owed() || today[o.Unit.Code] || slices.ContainsFunc(f.Options, func(x ui.Option) bool { return x.Value == o.Unit.Code }) {
			continue
		}
		if names := p.room.sendersOf(ctx, o.Unit.Code); names != "" {
			f.Options = append(f.Options, ui.Option{Value: o.Unit.Code, Label: ui.UnitText(o.Unit), Hint: ui.Text{Zh: names}})
		}
	}
	return f
}

// marked are the bodies of the list that the filter leaves.
func (p callsPage) marked() ui.Form {
	if p.nudge.Values != nil {
		return p.nudge
	}
	f := ui.Form{Values: url.Values{}}
	for _, o := range p.chosen() {
		f.Values.Add("unit", o.Unit.Code)
	}
	return f
}

// lost names the bodies that owe something and have nobody to remind.
func (p callsPage) lost(ctx context.Context) string {
	var names []string
	for _, o := range p.owed {
		if name := p.room.unitName(ctx, o.Unit.Code); o.Owed() && len(p.room.hall.Senders(o.Unit.Code)) == 0 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ui.Say(ctx, "report.told.and"))
}

// nudgeTable is who was reminded by hand, and by whom.
func (p callsPage) nudgeTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "report.nudged")}
	for _, c := range []string{"unit", "annexes", "who", "by", "at"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "report.nudged."+c), Tight: c == "by" || c == "at"})
	}
	and := ui.Say(ctx, "report.told.and")
	for _, n := range p.nudges {
		var annexes, people []string
		for _, no := range n.Annexes {
			annexes = append(annexes, annexName(ctx, no))
		}
		for _, no := range n.Staff {
			people = append(people, p.room.staffName(ctx, no))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(p.room.unitName(ctx, n.Unit)), ui.Str(strings.Join(annexes, and)), ui.Str(strings.Join(people, and)),
			ui.Str(p.room.staffName(ctx, n.By)), ui.Str(ui.ShortWhen(n.At))}})
	}
	return t
}

// remindNow (立即催报) reminds the bodies that were chosen.
func (k *Keeper) remindNow(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, code := r.Context(), r.PathValue("call")
	p, err := k.callsOf(r, code, who)
	if err != nil {
		return err
	}
	p.nudge = ui.Posted(r)
	asked := p.nudgeUnits(ctx)
	asked.Options = nil // a body that was reminded meanwhile is refused in its own words
	for _, o := range p.owed {
		asked.Options = append(asked.Options, ui.Option{Value: o.Unit.Code})
	}
	if p.nudge.Check([]ui.Field{asked}); p.nudge.OK() {
		err := k.hall.RemindNow(ctx, code, p.nudge.All("unit"), who.No)
		if err == nil {
			return ui.See(w, r, "/keeper/calls?"+url.Values{"call": {code}}.Encode()+"#nudged")
		}
		if err := refused(&p.nudge, err); err != nil {
			return err
		}
	}
	return ui.Again(w, r, callsTempl(p))
}

// sendersOf names who is reminded of a body's forms; empty: nobody.
func (k *Keeper) sendersOf(ctx context.Context, unit string) string {
	var names []string
	for _, no := range k.hall.Senders(unit) {
		names = append(names, k.staffName(ctx, no))
	}
	return strings.Join(names, ui.Say(ctx, "report.told.and"))
}

// mayNudge tells that the reader may remind the body of the form now.
func (p submissionPage) mayNudge() bool {
	return p.judges && p.Call.Ended.IsZero() && p.Owed.Owed() && len(p.room.hall.Senders(p.Unit.Code)) > 0 &&
		!slices.ContainsFunc(p.room.hall.Registers().Nudges(p.Call.Code), func(n app.Nudged) bool { return n.Unit == p.Unit.Code && n.On == p.room.hall.Today() })
}

// senders names who is reminded of the form.
func (p submissionPage) senders(ctx context.Context) string {
	return cmp.Or(p.room.sendersOf(ctx, p.Unit.Code), ui.Say(ctx, "report.told.nobody"))
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
