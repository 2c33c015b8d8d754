package desk

import (
	"context"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// claims are what the filter offers of who works on a case, in its order.
var claims = []app.Claimed{app.ByMe, app.ByNobody, app.ByOthers}

// channels are the ways in which an application comes.
var channels = []catalog.Channel{catalog.AtCounter, catalog.Online, catalog.ByPost, catalog.ByFax, catalog.ByEmail, catalog.AtKiosk, catalog.ByAgent}

// filters are the fields of the filter that everybody needs.
func (p queuePage) filters(ctx context.Context) []ui.Field {
	seat := ui.Field{Name: "seat", Kind: ui.KindSelect, Label: ui.Words("desk.queue.seat")}
	for _, s := range p.seats {
		name := p.desk.unitName(ctx, s.Unit) + " · " + ui.CodeName(ctx, "post", string(s.Post))
		seat.Options = append(seat.Options, ui.Option{Value: seatValue(s), Label: ui.Text{Zh: name}})
	}
	turn := ui.Field{Name: "turn", Kind: ui.KindSelect, Label: ui.Words("desk.queue.turn")}
	for _, t := range app.Turns {
		turn.Options = append(turn.Options, ui.Option{Value: string(t), Label: ui.Words("desk.turn." + string(t))})
	}
	claimed := ui.Field{Name: "claimed", Kind: ui.KindSelect, Label: ui.Words("queue.holder")}
	for _, c := range claims {
		claimed.Options = append(claimed.Options, ui.Option{Value: string(c), Label: ui.Words("queue.claimed." + string(c))})
	}
	return []ui.Field{{Name: "q", Kind: ui.KindText, Label: ui.Words("queue.text"), Max: 60}, turn, claimed, seat, {Name: "light", Kind: ui.KindHidden}}
}

// moreNames are the fields of the filter that stand folded until they are used.
var moreNames = []string{"item", "channel", "from", "to", "urged"}

func (p queuePage) more(ctx context.Context) []ui.Field {
	channel := ui.Field{Name: "channel", Kind: ui.KindSelect, Label: ui.Words("desk.p.channel")}
	for _, c := range channels {
		channel.Options = append(channel.Options, ui.Option{Value: string(c), Label: ui.Words("codes.channel." + string(c))})
	}
	urged := ui.Field{Name: "urged", Kind: ui.KindSelect, Label: ui.Words("queue.urged"), Options: []ui.Option{{Value: "yes", Label: ui.Words("queue.urged.only")}}}
	return []ui.Field{p.desk.queueItem(), channel, {Name: "from", Kind: ui.KindDate, Label: ui.Words("queue.from")},
		{Name: "to", Kind: ui.KindDate, Label: ui.Words("queue.to")}, urged}
}

// queueItem asks for an item; old cases may have one that is no longer in force.
func (d *Desk) queueItem() ui.Field {
	return ui.ItemField("item", ui.Words("desk.queue.item"), func(text string) []*catalog.Item {
		if all := d.hall.Catalogue().Versions(text); len(all) > 0 {
			return all[len(all)-1:]
		}
		return d.pick(text)
	})
}

// usesMore tells that a folded field narrows the list.
func (p queuePage) usesMore() bool {
	for _, name := range moreNames {
		if p.form.Get(name) != "" {
			return true
		}
	}
	return false
}

// tightColumn names the columns that never wrap.
var tightColumn = map[string]bool{"light": true, "no": true, "since": true, "due": true, "left": true, "holder": true}

func (p queuePage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: p.title(ctx), Cols: []ui.Col{{Text: ui.Say(ctx, "queue.choose"), Tight: true}}}
	for _, c := range []string{"light", "no", "item", "applicant", "turn", "since", "due", "left"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.queue."+c), Tight: tightColumn[c]})
	}
	t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "queue.holder"), Tight: true})
	for _, row := range p.Rows {
		t.Rows = append(t.Rows, p.row(ctx, row))
	}
	return t
}

func (p queuePage) row(ctx context.Context, row app.QueueRow) ui.Row {
	light := ui.Light(row.Light)
	return ui.Row{Light: light, Cells: []templ.Component{
		p.choose(ctx, row),
		lightCell(row),
		p.caseCell(ctx, row.No),
		ui.Str(p.desk.itemName(ctx, row.Item)),
		ui.Strs(row.Applicant, channelName(ctx, row.Channel)),
		ui.Strs(turnName(ctx, row.Task), p.unitBelow(ctx, row)),
		ui.Str(p.desk.shortDay(row.Since)),
		ui.Str(p.desk.sure(ctx, row.Due, p.desk.shortDay(row.Due))),
		ui.Left(leftText(ctx, row.Task, row.Left, p.desk.hall.Today()), light),
		p.holderCell(ctx, row),
	}}
}

// unitBelow names the unit of a row where the list has several.
func (p queuePage) unitBelow(ctx context.Context, row app.QueueRow) string {
	for _, s := range p.seats {
		if s.Unit != p.seats[0].Unit {
			return p.desk.unitName(ctx, row.Unit)
		}
	}
	return ""
}

// channelName is empty for a case of which the queue never knew how it came.
func channelName(ctx context.Context, c catalog.Channel) string {
	if c == "" {
		return ""
	}
	return ui.CodeName(ctx, "channel", string(c))
}

// choose is the box that marks a case to be claimed with others; only what is free, and mine
// to work, has one.
func (p queuePage) choose(ctx context.Context, row app.QueueRow) templ.Component {
	if row.Holder != "" || p.Unit && !p.desk.hall.Works(p.who.No, row.Work) {
		return ui.Str("")
	}
	return chooseBox(workValue(row.No, row.Seat()), ui.Say(ctx, "queue.choose.of", "no", row.No))
}

func (p queuePage) holderCell(ctx context.Context, row app.QueueRow) templ.Component {
	switch row.Holder {
	case "":
		return ui.Str("—")
	case p.who.No:
		return ui.Tag(ui.Say(ctx, "queue.me"), ui.Info)
	}
	return ui.Str(p.desk.staffName(ctx, row.Holder))
}

// choosable tells that at least one case of the page may be claimed.
func (p queuePage) choosable() bool {
	for _, row := range p.Rows {
		if row.Holder == "" && (!p.Unit || p.desk.hall.Works(p.who.No, row.Work)) {
			return true
		}
	}
	return false
}

func (p queuePage) title(ctx context.Context) string {
	if p.Unit {
		return ui.Say(ctx, "queue.unit")
	}
	return ui.Say(ctx, "desk.queue.title")
}

// works tells whether somebody has a queue at all.
func (d *Desk) works(no string) bool {
	for _, desk := range d.hall.Directory().Desks(no, d.hall.Today()) {
		if desk.Post.Works() {
			return true
		}
	}
	return false
}
