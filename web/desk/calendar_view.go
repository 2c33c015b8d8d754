package desk

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// known says up to which year the holidays are announced, and from when days are provisional.
func (p calendarPage) known(ctx context.Context) []ui.Pair {
	cal := p.desk.hall.NewestCalendar()
	waiting := 0
	for _, one := range p.proposals {
		if one.Outcome == store.Waiting {
			waiting++
		}
	}
	next := strconv.Itoa(cal.LastYear() + 1)
	return []ui.Pair{
		{Term: ui.Say(ctx, "calendar.known"), Text: strconv.Itoa(cal.FirstYear()) + "–" + strconv.Itoa(cal.LastYear())},
		{Term: ui.Say(ctx, "calendar.provisional"), Text: ui.Say(ctx, "calendar.provisional.from", "year", next), Tone: ui.Warn},
		{Term: ui.Say(ctx, "calendar.waiting"), Text: strconv.Itoa(waiting)},
	}
}

// years lists the years with what is known of each, newest first.
func (p calendarPage) years(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "calendar.years")}
	for _, c := range []string{"year", "off", "work", "days", "papers", "change"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "calendar.c."+c), Tight: c != "papers"})
	}
	cal := p.desk.hall.NewestCalendar()
	for _, y := range p.desk.hall.Years() {
		a, _ := cal.Arrangement(y)
		var papers []templ.Component
		for _, url := range a.Papers {
			papers = append(papers, ui.Anchor(ui.Link{Text: url, Href: url}), ui.Str(" "))
		}
		days := cal.Count(period.NewDate(y-1, 12, 31), period.NewDate(y, 12, 31))
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(strconv.Itoa(y)), ui.Str(plain(len(a.Off))), ui.Str(plain(len(a.Work))),
			ui.Str(plain(days)), ui.Join(papers...), ui.Anchor(ui.Link{Text: ui.Say(ctx, "calendar.change"), Href: "/desk/calendar/new?year=" + strconv.Itoa(y)})}})
	}
	return t
}

// history lists what was brought in.
func (p calendarPage) history(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "calendar.history")}
	for _, c := range []string{"paper", "state", "by", "second", "from", "moved"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "calendar.c."+c), Tight: c == "state" || c == "moved" || c == "from"})
	}
	for _, one := range p.proposals {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Anchor(ui.Link{Text: one.Paper, Href: proposalPath(one)})),
			ui.Tag(p.desk.outcome(ctx, one), outcomeTone(one.Outcome)),
			ui.Strs(p.desk.numberedName(ctx, one.By), ui.ShortWhen(one.At)),
			ui.Strs(p.desk.numberedName(ctx, one.EndedBy), ui.ShortWhen(one.EndedAt)),
			ui.Str(ui.ShortWhen(one.From)),
			ui.Str(movedText(ctx, one)),
		}})
	}
	return t
}

func (d *Desk) outcome(ctx context.Context, p store.Proposal) string {
	switch {
	case p.Outcome == store.Waiting:
		return ui.Say(ctx, "calendar.outcome.waiting")
	case p.Outcome == store.Rejected:
		return ui.Say(ctx, "calendar.outcome.rejected")
	case p.Finished.IsZero():
		return ui.Say(ctx, "calendar.outcome.counting")
	}
	return ui.Say(ctx, "calendar.outcome.confirmed")
}

func outcomeTone(o store.Outcome) ui.Tone {
	switch o {
	case store.Waiting:
		return ui.Warn
	case store.Confirmed:
		return ui.Good
	}
	return ui.Mute
}

func movedText(ctx context.Context, p store.Proposal) string {
	if p.Outcome != store.Confirmed {
		return ""
	}
	return ui.Say(ctx, "calendar.cases", "n", p.Moved)
}

// numberedName is the name of a member of staff with the 工号, or that alone of one who is gone.
func (d *Desk) numberedName(ctx context.Context, no string) string {
	if name := d.staffName(ctx, no); name != no {
		return name + " " + no
	}
	return no
}

// facts are the notice and who did what.
func (v proposalPage) facts(ctx context.Context) []ui.Pair {
	p := v.p
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, "calendar.f.paper"), Text: p.Paper},
		{Term: ui.Say(ctx, "calendar.f.paperOn"), Text: ui.Day(ctx, p.PaperOn)},
		{Term: ui.Say(ctx, "calendar.f.reason"), Text: p.Reason},
		{Term: ui.Say(ctx, "calendar.c.by"), Text: v.desk.numberedName(ctx, p.By), Note: ui.When(ctx, p.At)},
		{Term: ui.Say(ctx, "calendar.c.state"), Body: ui.Tag(v.desk.outcome(ctx, p), outcomeTone(p.Outcome))},
	}
	if p.Outcome == store.Waiting {
		return pairs
	}
	pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "calendar.c.second"), Text: v.desk.numberedName(ctx, p.EndedBy), Note: ui.When(ctx, p.EndedAt)})
	if p.Remark != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "calendar.f.remark"), Text: p.Remark})
	}
	if p.Outcome == store.Confirmed {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "calendar.c.from"), Text: ui.When(ctx, p.From)},
			ui.Pair{Term: ui.Say(ctx, "calendar.c.moved"), Text: movedText(ctx, p)})
	}
	return pairs
}

// days lists the days that stand otherwise than now.
func (v proposalPage) days(ctx context.Context) []ui.Pair {
	var pairs []ui.Pair
	for _, s := range v.shifts {
		pairs = append(pairs, ui.Pair{Term: ui.Day(ctx, s.On) + " " + ui.Weekday(ctx, s.On), Text: shiftText(ctx, s)})
	}
	return pairs
}

func shiftText(ctx context.Context, s period.Shift) string {
	if s.Work {
		return ui.Say(ctx, "calendar.shift.work")
	}
	return ui.Say(ctx, "calendar.shift.off")
}

// table lists the cases that move, clock by clock, with both days and why.
func (v proposalPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "calendar.moves")}
	for _, c := range []string{"no", "item", "unit", "clock", "old", "new", "why"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "calendar.c."+c), Tight: c == "no" || c == "old" || c == "new"})
	}
	for _, s := range v.cases {
		for _, m := range s.Running() {
			t.Rows = append(t.Rows, ui.Row{Cells: cells(s.No, v.desk.itemName(ctx, s.Item), v.desk.unitName(ctx, s.Unit()),
				ui.CodeName(ctx, "clock", string(m.Clock)), v.desk.sure(ctx, m.Old, m.Old.String()), ui.Sure(ctx, m.New.String(), s.Next.Provisional(m.New)), why(ctx, s, m.Kept))})
		}
	}
	return t
}

// why names the days of the arrangement that count, or why a day stands.
func why(ctx context.Context, s app.CaseShift, kept bool) string {
	if kept {
		return ui.Say(ctx, "calendar.why.kept")
	}
	var days []string
	for _, w := range s.Why {
		days = append(days, w.On.String()[len("2006-"):]+" "+shiftText(ctx, w))
	}
	return joinDays(ctx, days)
}

func joinDays(ctx context.Context, days []string) string {
	const most = 4
	text := ""
	for i, d := range days[:min(most, len(days))] {
		if i > 0 {
			text += ui.Say(ctx, "calendar.and")
		}
		text += d
	}
	if len(days) > most {
		return ui.Say(ctx, "calendar.why.more", "days", text, "n", len(days))
	}
	return text
}
