package board

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Measure (指标) is a share that the system reckons itself.
type Measure string

// The measures.
const (
	SheetsComplete Measure = "sheetsComplete" // items whose sheet breaks no rule of quality
	SheetsSure     Measure = "sheetsSure"     // items with nothing left to be checked (待核)
	OwnIn          Measure = "ownIn"          // the streets' own items in their centres
	StationsIn     Measure = "stationsIn"     // the stations' items in the centres
	Authorised     Measure = "authorised"     // stations whose written word covers all they do there
	LinkedOnline   Measure = "linkedOnline"   // linked items that are handled online
	SelfService    Measure = "selfService"    // centres whose self-service point is whole
	Communities    Measure = "communities"    // community centres that meet the list
	DailyLife      Measure = "dailyLife"      // community centres with every kind of service the notice names
	Seats          Measure = "seats"          // centres where somebody sits at every counter
)

// MeasuresOf lists what the system knows of each task of Annex 1.
var MeasuresOf = map[int][]Measure{
	1: {SheetsComplete, SheetsSure}, 2: {DailyLife}, 3: {OwnIn, Seats}, 4: {StationsIn, Authorised},
	5: {Communities}, 6: {LinkedOnline}, 7: {SelfService},
}

// Measures lists all, in the order of the tasks.
var Measures = []Measure{SheetsComplete, SheetsSure, DailyLife, OwnIn, Seats, StationsIn, Authorised, Communities, LinkedOnline, SelfService}

// Row (明细) is one thing that a measure counts.
type Row struct {
	OK     bool
	Item   *catalog.Item // what it is: an item,
	Centre string        // a centre,
	Unit   string        // or a body; an item may stand with centre and body
	Street string        // where it belongs to one
	Why    []string      // codes of what is lacking: rules of the lint, kinds of facility or service, posts
}

// World is what measures are reckoned from.
type World struct {
	Directory  *org.Directory
	Items      []*catalog.Item // in force on the day
	Findings   func(*catalog.Item) []catalog.Finding
	Posts      []FixedPost
	Facilities []Facility
	Services   []catalog.Convenience
	On         period.Date
}

// Rows gives the list behind every measure.
func (w World) Rows() map[Measure][]Row {
	rows := map[Measure][]Row{}
	w.sheets(rows)
	w.duties(rows)
	w.centres(rows)
	return rows
}

// Of is the share of a list.
func Of(rows []Row) Share { return count(rows, func(r Row) bool { return r.OK }) }

func (w World) sheets(rows map[Measure][]Row) {
	for _, it := range w.Items {
		found := w.Findings(it)
		why := make([]string, 0, len(found))
		for _, f := range found {
			why = append(why, f.Rule)
		}
		slices.Sort(why)
		rows[SheetsComplete] = append(rows[SheetsComplete], Row{OK: len(found) == 0, Item: it, Why: slices.Compact(why)})
		rows[SheetsSure] = append(rows[SheetsSure], Row{OK: len(it.Sheet.ToVerify) == 0, Item: it, Why: it.Sheet.ToVerify})
		if it.Linkage() != catalog.NotLinked {
			online := it.Sheet.Online && slices.Contains(it.Channels, catalog.Online)
			rows[LinkedOnline] = append(rows[LinkedOnline], Row{OK: online, Item: it})
		}
	}
}

func (w World) duties(rows map[Measure][]Row) {
	type seat struct{ body, centre string }
	at := map[seat]int{}
	for d := range duties(w.Directory, w.Items, w.On) {
		row := Row{OK: d.In(), Item: d.Item, Centre: d.Centre, Unit: d.Body, Street: d.Street}
		if d.Own() {
			rows[OwnIn] = append(rows[OwnIn], row)
			continue
		}
		rows[StationsIn] = append(rows[StationsIn], row)
		k := seat{d.Body, d.Centre}
		i, seen := at[k]
		if !seen {
			i = len(rows[Authorised])
			at[k] = i
			rows[Authorised] = append(rows[Authorised], Row{OK: true, Centre: d.Centre, Unit: d.Body, Street: d.Street})
		}
		r := &rows[Authorised][i]
		for _, p := range d.Short() {
			if r.OK = false; !slices.Contains(r.Why, string(p)) {
				r.Why = append(r.Why, string(p))
			}
		}
	}
}

func (w World) centres(rows map[Measure][]Row) {
	have := map[string][]Facility{}
	for _, f := range w.Facilities {
		have[f.Centre] = append(have[f.Centre], f)
	}
	daily := map[string][]catalog.Convenience{}
	for _, c := range w.Services {
		daily[c.Centre] = append(daily[c.Centre], c)
	}
	posts := map[string][]FixedPost{}
	for _, p := range w.Posts {
		posts[p.Centre] = append(posts[p.Centre], p)
	}
	for _, c := range w.Directory.Centres(w.On) {
		street, _ := w.Directory.StreetOf(c.Unit, w.On)
		row := func(why []string) Row {
			return Row{OK: len(why) == 0, Centre: c.Code, Unit: c.Unit, Street: street.Code, Why: why}
		}
		var empty []string
		for _, n := range Empty(c, posts[c.Code], w.On) {
			empty = append(empty, n.No)
		}
		rows[Seats] = append(rows[Seats], row(empty))
		rows[SelfService] = append(rows[SelfService], row(names(Lacks(SelfServiceList, have[c.Code], c.Code, w.On))))
		if street.Code != c.Unit {
			rows[Communities] = append(rows[Communities], row(names(Lacks(CommunityList, have[c.Code], c.Code, w.On))))
			rows[DailyLife] = append(rows[DailyLife], row(names(Missing(daily[c.Code], w.On))))
		}
	}
}

// named are the kinds of service that the notice names, 其他 apart.
var named = catalog.ConvenienceKinds[:5]

// Missing lists the kinds that the notice names and none of some services is of.
func Missing(services []catalog.Convenience, on period.Date) []catalog.ConvenienceKind {
	return slices.DeleteFunc(slices.Clone(named), func(k catalog.ConvenienceKind) bool {
		return slices.ContainsFunc(services, func(c catalog.Convenience) bool { return c.Kind == k && c.InForce(on) })
	})
}

func names[T ~string](list []T) []string {
	var out []string
	for _, x := range list {
		out = append(out, string(x))
	}
	return out
}
