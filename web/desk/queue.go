package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
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
	base  string  // address without a filter
}

// queuePage is my queue as the page shows it.
type queuePage struct {
	queueView
	app.QueuePage
	seats  []store.Seat
	desk   *Desk
	who    org.Staff
	views  []store.SavedView
	said   string // what was just done
	save   ui.Form
	chased []store.Demand // that wait for a reply of the units where the reader works
	owed   []app.Owed     // forms that he has to report, or to judge
}

const (
	myQueue   = "/desk"
	unitQueue = "/desk/unit"
)

// showQueue (我的待办) is the open work of the seats that I work, soonest due first; at
// /desk/unit (本单位待办) that of all posts of my units.
func (d *Desk) showQueue(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.queueOf(r.Context(), r.URL.Path, r.URL.Query(), who)
	if err != nil {
		return err
	}
	if p.chased, err = d.waiting(r.Context(), who.No); err != nil {
		return err
	}
	p.owed = d.hall.Reminders(who.No)
	p.said = d.takeSaid(w, r)
	return ui.Show(w, r, http.StatusOK, queueTempl(p))
}

// queueOf reads a page of a queue by its address.
func (d *Desk) queueOf(ctx context.Context, base string, q url.Values, who org.Staff) (queuePage, error) {
	p := queuePage{queueView: d.readView(base, q), seats: d.hall.Seats(who.No), desk: d, who: who}
	if p.Unit {
		p.seats = d.hall.UnitSeats(who.No)
	}
	var err error
	if p.QueuePage, err = d.hall.Queue(ctx, who.No, p.View, p.after, pageRows); err != nil {
		return p, err
	}
	p.views, err = d.hall.Store.SavedViews(ctx, who.No)
	return p, err
}

// filterNames are the parts of an address that narrow a queue, in the order of the form.
var filterNames = []string{"light", "seat", "item", "turn", "channel", "from", "to", "claimed", "urged", "q"}

// readView reads what an address asks for. What was typed for an item and names none, or several, is looked for
// with the other words.
func (d *Desk) readView(base string, q url.Values) queueView {
	v := readQueueView(base, q)
	item, words := v.form.Narrow(d.queueItem())
	v.Item, v.Text = item, strings.TrimSpace(v.Text+" "+words)
	return v
}

// readQueueView overlooks what it does not know: an address is no form.
func readQueueView(base string, q url.Values) queueView {
	v := queueView{form: ui.Form{Values: q}, base: base}
	v.Unit = base == unitQueue
	if l := casework.Light(q.Get("light")); slices.Contains(lights, l) {
		v.Light = l
	}
	v.Text, v.Urged = strings.TrimSpace(q.Get("q")), q.Get("urged") != ""
	if t := app.Turn(q.Get("turn")); slices.Contains(app.Turns, t) {
		v.Turn = t
	}
	if c := app.Claimed(q.Get("claimed")); slices.Contains(claims, c) {
		v.Claimed = c
	}
	if c := catalog.Channel(q.Get("channel")); slices.Contains(channels, c) {
		v.Channel = c
	}
	v.From, v.To = day(v.form, "from"), day(v.form, "to")
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
	q := v.query()
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	return withQuery(v.base, q)
}

// query is the filter alone.
func (v queueView) query() url.Values {
	q := url.Values{}
	for _, keep := range filterNames {
		if s := v.form.Get(keep); s != "" {
			q.Set(keep, s)
		}
	}
	return q
}

func withQuery(base string, q url.Values) string {
	if len(q) == 0 {
		return base
	}
	return base + "?" + q.Encode()
}

func (v queueView) filtered() bool {
	return v.View != app.View{Unit: v.Unit}
}

// lightList is the list that a tile counts: one light of the seats asked for.
func (p queuePage) lightList(light string) string {
	seat := queueView{form: ui.Form{Values: url.Values{"seat": {p.form.Get("seat")}}}, base: p.base}
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
	return ui.Say(ctx, "desk.turn."+string(app.TurnOf(t)))
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
