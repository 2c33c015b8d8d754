package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// pageRows is how many cases one page of the queue shows.
const pageRows = 50

// lights in the order in which they ask for attention.
var lights = []casework.Light{casework.Purple, casework.Red, casework.Yellow, casework.Green, casework.Grey}

// queueView is what the address asks for.
type queueView struct {
	app.View
	after store.Place
	form  ui.Form // as typed, for the filter
}

// queuePage is my queue as the page shows it.
type queuePage struct {
	queueView
	app.QueuePage
	seats []store.Seat
	desk  *Desk
}

// showQueue (我的待办) is the open work of the seats that I work, soonest due first.
func (d *Desk) showQueue(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := queuePage{queueView: readQueueView(r.URL.Query()), seats: d.hall.Seats(who.No), desk: d}
	var err error
	p.QueuePage, err = d.hall.Queue(r.Context(), who.No, p.View, p.after, pageRows)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, queueTempl(p))
}

// readQueueView overlooks what it does not know: an address is no form.
func readQueueView(q url.Values) queueView {
	v := queueView{form: ui.Form{Values: q}}
	if l := casework.Light(q.Get("light")); slices.Contains(lights, l) {
		v.Light = l
	}
	v.Item, v.Text = q.Get("item"), strings.TrimSpace(q.Get("q"))
	if unit, post, ok := strings.Cut(q.Get("seat"), "."); ok {
		v.Seat = store.Seat{Unit: unit, Post: org.Post(post)}
	}
	if due, id, ok := strings.Cut(q.Get("after"), "."); ok {
		day, _ := strconv.ParseInt(due, 10, 32) // a broken place is the beginning
		id, n, _ := strings.Cut(id, ".")
		v.after.CaseID, _ = strconv.ParseInt(id, 10, 64)
		v.after.N, _ = strconv.Atoi(n)
		v.after.Due = period.Date(day)
	}
	return v
}

func seatValue(s store.Seat) string { return s.Unit + "." + string(s.Post) }

// address is the queue's address with the same filter and one thing changed.
func (v queueView) address(name, value string) string {
	q := url.Values{}
	for _, keep := range []string{"light", "seat", "item", "q"} {
		if s := v.form.Get(keep); s != "" {
			q.Set(keep, s)
		}
	}
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return "/desk"
	}
	return "/desk?" + q.Encode()
}

func (v queueView) filtered() bool {
	return v.View != app.View{}
}

// lightList is the list that a tile counts: one light of the seats asked for.
func (p queuePage) lightList(light string) string {
	seat := queueView{form: ui.Form{Values: url.Values{"seat": {p.form.Get("seat")}}}}
	return seat.address("light", light)
}

// tiles count each light over the seats asked for and open its list.
func (p queuePage) tiles(ctx context.Context) []ui.Tile {
	all := 0
	for _, n := range p.Lights {
		all += n
	}
	tiles := []ui.Tile{{Label: ui.Say(ctx, "desk.queue.all"), Note: ui.Say(ctx, "desk.queue.all.note"),
		Value: strconv.Itoa(all), Href: p.lightList("")}}
	for _, l := range lights {
		tiles = append(tiles, ui.Tile{Label: ui.Say(ctx, "ui.light."+string(l)), Note: ui.Say(ctx, "ui.light.meaning."+string(l)),
			Value: strconv.Itoa(p.Lights[l]), Light: ui.Light(l), Href: p.lightList(string(l))})
	}
	return tiles
}

// filters are the fields of the filter: seat, item, text.
func (p queuePage) filters(ctx context.Context) []ui.Field {
	seat := ui.Field{Name: "seat", Kind: ui.KindSelect, Label: ui.Words("desk.queue.seat")}
	for _, s := range p.seats {
		name := p.desk.unitName(ctx, s.Unit) + " · " + ui.CodeName(ctx, "post", string(s.Post))
		seat.Options = append(seat.Options, ui.Option{Value: seatValue(s), Label: ui.Text{Zh: name}})
	}
	item := ui.Field{Name: "item", Kind: ui.KindSelect, Label: ui.Words("desk.queue.item")}
	for _, it := range p.desk.hall.Catalogue().All(p.desk.hall.Today()) {
		item.Options = append(item.Options, ui.Option{Value: it.Code, Label: ui.Text{Zh: it.Name, En: it.NameEN}})
	}
	return []ui.Field{seat, item,
		{Name: "q", Kind: ui.KindText, Label: ui.Words("desk.queue.text"), Max: 60},
		{Name: "light", Kind: ui.KindHidden}}
}

// tightColumn names the columns that never wrap.
var tightColumn = map[string]bool{"light": true, "no": true, "since": true, "due": true, "left": true}

func (p queuePage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.queue.title")}
	for _, c := range []string{"light", "no", "item", "applicant", "turn", "unit", "since", "due", "left"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.queue."+c), Tight: tightColumn[c]})
	}
	for _, row := range p.Rows {
		t.Rows = append(t.Rows, p.row(ctx, row))
	}
	return t
}

func (p queuePage) row(ctx context.Context, row app.QueueRow) ui.Row {
	light := ui.Light(row.Light)
	return ui.Row{Light: light, Cells: []templ.Component{
		ui.Badge(light, ""),
		ui.Anchor(ui.Link{Text: row.No, Href: "/desk/cases/" + row.No}),
		ui.Str(p.desk.itemName(ctx, row.Item)),
		ui.Str(row.Applicant),
		ui.Str(turnName(ctx, row.Task)),
		ui.Str(p.desk.unitName(ctx, row.Unit)),
		ui.Str(p.desk.shortDay(row.Since)),
		ui.Str(p.desk.sure(ctx, row.Due, p.desk.shortDay(row.Due))),
		ui.Left(leftText(ctx, row.Task, row.Left, p.desk.hall.Today()), light),
	}}
}

func (d *Desk) itemName(ctx context.Context, code string) string {
	list := d.hall.Catalogue().Versions(code)
	if len(list) == 0 {
		return code
	}
	it := list[len(list)-1]
	return ui.Of(ctx, ui.Text{Zh: it.Name, En: it.NameEN})
}

// turnName says what a piece of open work waits for.
func turnName(ctx context.Context, t casework.Task) string {
	if t.Waiting && t.Post == org.Acceptance {
		return ui.Say(ctx, "desk.turn.supplement")
	}
	if t.Waiting {
		return ui.Say(ctx, "desk.turn.special")
	}
	return ui.Say(ctx, "desk.turn."+string(t.Post))
}

// leftText says how long a task has: working days to its due day, or past it.
func leftText(ctx context.Context, t casework.Task, left int, today period.Date) string {
	switch {
	case t.Waiting:
		return ui.Say(ctx, "desk.left.waiting")
	case t.Due.IsZero():
		return ui.Say(ctx, "desk.left.none")
	case today == t.Due:
		return ui.Say(ctx, "desk.left.today")
	case today > t.Due:
		return ui.Say(ctx, "desk.left.over.wd", "n", max(1, -left))
	}
	return ui.Say(ctx, "desk.left.wd", "n", max(1, left))
}

// older is the address of the next page, "" on the last.
func (p queuePage) older() string {
	if p.Next == nil {
		return ""
	}
	return p.address("after", strconv.Itoa(int(p.Next.Due))+"."+strconv.FormatInt(p.Next.CaseID, 10)+"."+strconv.Itoa(p.Next.N))
}

// today is the day with its weekday, as the head of the queue shows it.
func today(ctx context.Context, on period.Date) string {
	return ui.Say(ctx, "desk.today", "day", ui.Day(ctx, on), "weekday", ui.Weekday(ctx, on))
}
