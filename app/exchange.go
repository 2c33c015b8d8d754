package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/exchange"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Sent (交换情况) sums up the export of one day.
type Sent struct {
	Day    period.Date     `json:"day"`
	Batch  string          `json:"batch"`
	MadeAt string          `json:"madeAt"`
	Items  int             `json:"items"` // of which something changed
	Cases  int             `json:"cases"`
	Tables []SentTable     `json:"tables"` // those with rows, in the order of the source
	Lacks  []exchange.Lack `json:"lacks"`  // what is missing or wrong, by table and field
}

// SentTable counts the rows of one table.
type SentTable struct {
	Name  string `json:"table"`
	Title string `json:"title"`
	Ready int    `json:"ready"`            // fit to be sent
	Held  int    `json:"held"`             // not fit: something that must be given is missing
	Sum   string `json:"sha256,omitempty"` // of the file with those that are fit
}

// Held counts the rows that can't be sent.
func (s Sent) Held() (n int) {
	for _, t := range s.Tables {
		n += t.Held
	}
	return n
}

// Ready counts the rows that can.
func (s Sent) Ready() (n int) {
	for _, t := range s.Tables {
		n += t.Ready
	}
	return n
}

// Exchanges tells whether somebody may export for the state: the district office, which keeps the
// catalogue, and administrators.
func (h *Hall) Exchanges(staff string) bool { return h.KeepsDistrict(staff) || h.Administers(staff) }

// ErrDayRuns says that the day to export is not over, or is none.
var ErrDayRuns = errors.New("app: the day to export is not over")

// exchangeBatch is how many cases are read, logged and written at a time.
const exchangeBatch = 200

// ExchangeSettings are what the export must know of the deployment.
type ExchangeSettings struct {
	Codes    exchange.Codes // the state's code lists as this hall has them; zero = those of the program
	SignedOn bool           // residents sign in at a provider of identities
}

// ExchangeCodes are the code lists of this hall.
func (h *Hall) ExchangeCodes() exchange.Codes {
	if h.Exchange.Codes.Lists() == nil {
		return exchange.Known()
	}
	return h.Exchange.Codes
}

// PreviewDay sums up what the export of a day would hold; nothing leaves the hall.
func (h *Hall) PreviewDay(ctx context.Context, day period.Date, by string) (Sent, error) {
	return h.exchangeDay(ctx, day, by, nil)
}

// ExportDay gives out the rows of a day's changes, one after the other, of any table. Each batch of
// cases is written into the log of readings before it is given out (个人信息保护法51).
func (h *Hall) ExportDay(ctx context.Context, day period.Date, by string, each func(exchange.Row) error) (Sent, error) {
	return h.exchangeDay(ctx, day, by, each)
}

// mayExport asks who exports, and whether the day is over: of one that runs, changes would be lost.
func (h *Hall) mayExport(day period.Date, by string) error {
	switch {
	case !h.Exchanges(by):
		return ErrNoRight
	case day.IsZero() || day >= h.Today():
		return ErrDayRuns
	}
	return nil
}

func (h *Hall) exchangeDay(ctx context.Context, day period.Date, by string, each func(exchange.Row) error) (Sent, error) {
	if err := h.mayExport(day, by); err != nil {
		return Sent{}, err
	}
	b := exchange.Batch{Day: day, At: h.Now(), Area: h.area(), Codes: h.ExchangeCodes()}
	x := dayExport{hall: h, batch: b, by: by, each: each, tally: map[string]*SentTable{}}
	x.sent = Sent{Day: day, Batch: b.No(), MadeAt: b.At.String()}
	err := x.items(ctx)
	if err == nil {
		err = x.cases(ctx, h.Store.ActedOn)
	}
	if err == nil {
		err = x.cases(ctx, h.Store.RatedOn)
	}
	for _, t := range exchange.Tables() {
		if n := x.tally[t.Name]; n != nil {
			x.sent.Tables = append(x.sent.Tables, *n)
		}
	}
	x.sent.Lacks = x.lacks.List()
	return x.sent, err
}

// area is the code of the district's division.
func (h *Hall) area() string {
	u, _ := h.Directory().Government(org.District, h.Today())
	return u.Division
}

// dayExport is one export under way.
type dayExport struct {
	hall  *Hall
	batch exchange.Batch
	by    string
	each  func(exchange.Row) error // nil: counted only
	sent  Sent
	tally map[string]*SentTable
	lacks exchange.Lacks
}

func (x *dayExport) give(rows []exchange.Row) error {
	for _, r := range rows {
		t := x.tally[r.Table.Name]
		if t == nil {
			t = &SentTable{Name: r.Table.Name, Title: r.Table.Title}
			x.tally[r.Table.Name] = t
		}
		if r.Held() {
			t.Held++
		} else {
			t.Ready++
		}
		x.lacks.Add(r)
		if x.each != nil {
			if err := x.each(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// items gives the items of which a version was published or withdrawn on the day, or came to its
// end the day before.
func (x *dayExport) items(ctx context.Context) error {
	published, err := x.hall.Store.PublishedVersions(ctx)
	if err != nil {
		return err
	}
	withdrawn, err := x.hall.Store.Withdrawals(ctx)
	if err != nil {
		return err
	}
	begins, ends := period.StartOf(x.batch.Day), period.StartOf(x.batch.Day.Add(1))
	portal := exchange.Portal{Site: x.hall.Paper.Site, SignedOn: x.hall.Exchange.SignedOn}
	for code, all := range grouped(published) {
		after := x.known(code, all, withdrawn, ends)
		rows := x.batch.Items(x.known(code, all, withdrawn, begins), after, portal)
		if len(rows) == 0 {
			continue
		}
		x.sent.Items++
		if err := x.give(rows); err != nil {
			return err
		}
	}
	return nil
}

// grouped walks through the versions of each item.
func grouped(list []store.PublishedVersion) func(func(string, []store.PublishedVersion) bool) {
	return func(yield func(string, []store.PublishedVersion) bool) {
		for len(list) > 0 {
			n := slices.IndexFunc(list, func(p store.PublishedVersion) bool { return p.Code != list[0].Code })
			if n < 0 {
				n = len(list)
			}
			if !yield(list[0].Code, list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// known are the versions of an item as they were known just before a moment, each with its end.
func (x *dayExport) known(code string, all []store.PublishedVersion, withdrawn []store.Withdrawal, until period.Instant) []*catalog.Item {
	var list []*catalog.Item
	for _, p := range all {
		if it, ok := x.hall.Catalogue().asPublished(code, p.Version); ok && p.At < until {
			list = append(list, it)
		}
	}
	return catalog.Ends(list, func(version int) (period.Date, bool) {
		i := slices.IndexFunc(withdrawn, func(w store.Withdrawal) bool { return w.Code == code && w.Version == version && w.At < until })
		if i < 0 {
			return 0, false
		}
		return withdrawn[i].Last, true
	})
}

// finder lists cases of a time, a batch at a time.
type finder func(ctx context.Context, from, until period.Instant, after store.Acted, limit int) ([]store.Acted, error)

func (x *dayExport) cases(ctx context.Context, find finder) error {
	begins, ends := period.StartOf(x.batch.Day), period.StartOf(x.batch.Day.Add(1))
	after := store.Acted{}
	for {
		list, err := find(ctx, begins, ends, after, exchangeBatch)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := x.log(ctx, list); err != nil {
			return err
		}
		for _, a := range list {
			if err := x.one(ctx, a.CaseID); err != nil {
				return err
			}
		}
		after = list[len(list)-1]
	}
}

// log writes who exported the cases into their logs of readings.
func (x *dayExport) log(ctx context.Context, list []store.Acted) error {
	if x.each == nil {
		return nil
	}
	post := org.Keeper
	if !x.hall.KeepsDistrict(x.by) {
		post = org.Administrator
	}
	readings := make([]store.Reading, len(list))
	for i, a := range list {
		readings[i] = store.Reading{CaseID: a.CaseID, Staff: x.by, At: x.batch.At, What: readText(readSent, org.Right{Unit: x.hall.Office().Code, Post: post})}
	}
	return x.hall.Store.AddReading(ctx, readings...)
}

func (x *dayExport) one(ctx context.Context, id int64) error {
	rec, err := x.hall.Store.Case(ctx, id)
	if err != nil {
		return err
	}
	it, ok := x.hall.Catalogue().asPublished(rec.Item, rec.ItemVersion)
	if !ok {
		return ErrUnknownItem
	}
	numbers, err := x.hall.Store.Numbers(ctx, id)
	if err != nil {
		return err
	}
	rating, err := x.hall.Store.RatingOf(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	x.sent.Cases++
	f := exchange.File{Facts: rec.Facts, Item: it, Cal: x.hall.CalendarOf(rec.Case), Rating: rating.Level, RatedAt: rating.At,
		Unit: x.unit, Staff: x.staff}
	f.ID, f.No, f.Query = rec.ID, rec.No, rec.Query
	for _, n := range numbers {
		if n.Kind == notice.Acceptance || n.Kind == notice.PendingNotice {
			f.AcceptDoc = n.Text(x.unit(n.Unit))
		}
	}
	return x.give(x.batch.Cases(f))
}

func (x *dayExport) unit(code string) org.Unit {
	u, _ := x.hall.Directory().UnitOrLast(code, x.batch.Day)
	return u
}

func (x *dayExport) staff(no string) string {
	s, _ := x.hall.Directory().StaffByNo(no)
	return cmp.Or(strings.TrimSpace(s.Name), no)
}
