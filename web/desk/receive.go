package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// chooser is the page on which a clerk finds the item that somebody asks for.
type chooser struct {
	desk  *Desk
	query string
	open  []unfinished
	here  []*catalog.Item // received at one of my counters: what was searched for, else what is received most often
	more  int             // so many more are
	away  []*catalog.Item // found, but received elsewhere
}

// A chooser shows so many items at once; what is received often is counted over so many days.
const mostItems, oftenDays = 30, 30

// chooseItem (选择事项) lists what I may receive, or what was searched for; while one types it names
// what fits.
func (d *Desk) chooseItem(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := chooser{desk: d, query: strings.TrimSpace(r.URL.Query().Get("q"))}
	found := d.hall.Catalogue().All(d.hall.Today())
	if p.query != "" {
		found = d.hall.Catalogue().Search(p.query, d.hall.Today())
	}
	for _, it := range found {
		if len(d.counters(who, it)) > 0 {
			p.here = append(p.here, it)
		} else if p.query != "" {
			p.away = append(p.away, it)
		}
	}
	if ui.Piece(r) {
		return ui.Show(w, r, http.StatusOK, ui.Suggested(p.suggested(r.Context())))
	}
	if err := p.shorten(r.Context(), who); err != nil {
		return err
	}
	var err error
	if p.open, err = d.unfinished(r.Context(), who); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, chooserTempl(p))
}

// shorten leaves so many items as one page shows: those that fit best, or those that my counters
// received most often of late.
func (p *chooser) shorten(ctx context.Context, who org.Staff) error {
	p.away = p.away[:min(len(p.away), mostItems)]
	if len(p.here) <= mostItems {
		return nil
	}
	if p.query == "" {
		often, err := p.desk.hall.Store.Received(ctx, p.desk.desks(who), p.desk.hall.Today().Add(-oftenDays), mostItems)
		if err != nil {
			return err
		}
		slices.SortStableFunc(p.here, func(a, b *catalog.Item) int { return cmp.Compare(rank(often, a.Code), rank(often, b.Code)) })
	}
	p.more = len(p.here) - mostItems
	p.here = p.here[:mostItems]
	return nil
}

// rank is the place of a code in a list, behind it when it is not there.
func rank(list []string, code string) int {
	if i := slices.Index(list, code); i >= 0 {
		return i
	}
	return len(list)
}

// desks are the units where somebody holds an acceptance post today.
func (d *Desk) desks(who org.Staff) []string {
	var units []string
	for _, s := range d.hall.Seats(who.No) {
		if s.Post == org.Acceptance {
			units = append(units, s.Unit)
		}
	}
	return units
}

// counters are the units in whose name somebody may receive an item today.
func (d *Desk) counters(who org.Staff, it *catalog.Item) []org.Unit {
	dir, today := d.hall.Directory(), d.hall.Today()
	var units []org.Unit
	for _, s := range d.hall.Seats(who.No) {
		u, ok := dir.Unit(s.Unit, today)
		if s.Post != org.Acceptance || !ok || !slices.Contains(it.AcceptAt, u.Level) {
			continue
		}
		t := org.Target{Item: it.Code, AcceptUnit: u.Code, Unit: u.Code, Post: org.Acceptance, On: today}
		if _, may := dir.May(app.StaffActor(who), org.Receive, t); may {
			units = append(units, u)
		}
	}
	return units
}

// counter is the one screen on which an application is received.
type counter struct {
	desk   *Desk
	item   *catalog.Item
	who    org.Staff
	units  []org.Unit      // where I may receive it
	fields []catalog.Field // of the item's form
	form   ui.Form
	held   map[string][]casework.File // scanned already
	from   string                     // number of the case from which the applicant was filled in
	sought bool                       // looked for, and no case was found
	kept   period.Instant             // when what was typed was kept; zero = not yet
}

// counterFor finds the item. Where it may be received is asked only to show the screen: a
// post is decided by the core.
func (d *Desk) counterFor(r *http.Request, who org.Staff) (c counter, err error) {
	it, ok := d.hall.Catalogue().InForce(r.PathValue("item"), d.hall.Today())
	if !ok {
		return c, ui.NotFound()
	}
	c = counter{desk: d, item: it, who: who}
	c.fields, err = d.hall.Forms.Fields(*it)
	return c, err
}

// show shows the screen to whoever may receive the item somewhere.
func (c counter) show(w http.ResponseWriter, r *http.Request, status int) error {
	if c.units = c.desk.counters(c.who, c.item); len(c.units) == 0 {
		return ui.Forbidden("")
	}
	if len(c.units) == 1 && c.form.Get("acceptUnit") == "" {
		c.form.Values.Set("acceptUnit", c.units[0].Code)
	}
	return ui.Show(w, r, status, counterTempl(c))
}

// showReceive (窗口收件) is the empty screen. Its key makes one case of it, however often
// it is sent.
func (d *Desk) showReceive(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	c, err := d.counterFor(r, who)
	if err != nil {
		return err
	}
	if key := r.URL.Query().Get("kept"); key != "" {
		return d.showKept(w, r, c, key)
	}
	c.form.Values = url.Values{
		"key": {rand.Text()}, "receivedOn": {d.hall.Today().String()},
		"applicant.idType": {casework.ResidentID}, "agent.idType": {casework.ResidentID}, "channel": {string(c.channels()[0])}, phraseField: {"1"},
	}
	if slices.ContainsFunc(d.counters(who, c.item), func(u org.Unit) bool { return u.Code == who.Unit }) {
		c.form.Values.Set("acceptUnit", who.Unit)
	}
	return c.show(w, r, http.StatusOK)
}

// channels are the ways of applying that a clerk may record.
func (c counter) channels() []catalog.Channel {
	list := slices.DeleteFunc(slices.Clone(c.item.Channels), func(ch catalog.Channel) bool {
		return ch == catalog.Online || ch == catalog.AtKiosk
	})
	if len(list) == 0 {
		return []catalog.Channel{catalog.AtCounter} // the core refuses it with the reason
	}
	return list
}

// receive (收件) takes the application in and leads to its case.
func (d *Desk) receive(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	c, err := d.counterFor(r, who)
	if err != nil {
		return err
	}
	ctx := r.Context()
	c.form = ui.Posted(r)
	switch c.form.Get(doField) {
	case dropIt:
		return d.dropUnfinished(w, r, c)
	case findParty, keepIt:
		return d.goOn(w, r, c)
	}
	filing, err := c.read(ctx)
	if err != nil {
		return err
	}
	if !c.form.OK() {
		return c.refused(w, r, http.StatusUnprocessableEntity)
	}
	cmd := casework.Receive{Filing: filing, ReceivedOn: day(c.form, "receivedOn")}
	rec, err := c.begin(ctx, cmd)
	switch {
	case err == nil:
		return c.onward(w, r, rec)
	case c.form.Refused(ctx, err):
		return c.refused(w, r, refusalStatus(err))
	}
	return err
}

// refused shows the screen with what is wrong, and keeps what was typed.
func (c counter) refused(w http.ResponseWriter, r *http.Request, status int) error {
	if err := c.keep(r.Context()); err != nil {
		return err
	}
	return c.show(w, r, status)
}

// goOn shows the screen again with nothing received: who it is that applies, or that nobody is known by that
// number; or that what was typed is kept.
func (d *Desk) goOn(w http.ResponseWriter, r *http.Request, c counter) error {
	ctx := r.Context()
	if len(d.counters(c.who, c.item)) == 0 {
		return ui.Forbidden("")
	}
	if err := c.scan(ctx); err != nil {
		return err
	}
	if c.form.Get(doField) == findParty {
		if err := c.find(ctx); err != nil {
			return err
		}
	}
	if err := c.keep(ctx); err != nil {
		return err
	}
	c.kept = d.hall.Now()
	status := http.StatusOK
	if !c.form.OK() {
		status = http.StatusUnprocessableEntity
	}
	return c.show(w, r, status)
}

func (c counter) begin(ctx context.Context, cmd casework.Receive) (app.Record, error) {
	key, actor := c.form.Get("key"), app.StaffActor(c.who)
	kept := store.DropCounter(c.who.No, key)
	if draft := c.form.Get(draftField); draft != "" {
		return c.desk.hall.BeginFrom(ctx, key, draft, cmd, actor, kept)
	}
	return c.desk.hall.Begin(ctx, key, c.item.Code, cmd, actor, kept)
}
