package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

const assessPath = "/desk/assessment"

// assessRows are the rows of each table on one page; there are six tables.
const assessRows = 20

// assessGroups are the measures that stand in one table.
var assessGroups = []struct {
	key   string
	codes []string
}{
	{"volume", []string{"received", "accepted", "concluded", "granted", "denied", "refused", "otherwise"}},
	{"time", []string{"decided", "inPromise", "inStatute", "early", "overdue", "deemed"}},
	{"procedure", []string{"supplements", "supplementsAgain", "suspended", "extended", "returned", "amended"}},
	{"oversight", []string{"alarms", "upheld", "dismissed", "demands", "demandsLate", "heldToAccount"}},
	{"voice", []string{"ratings", "satisfied", "poor", "poorAnswered", "questions", "questionsAnswered"}},
	{"complaint", []string{"complaints", "complaintsUpheld", "complaintsHandled", "complaintsInTime"}},
}

// shareOf are the measures that are told as a share of another, too.
var shareOf = map[string]string{"inPromise": "decided", "inStatute": "decided", "early": "decided", "demandsLate": "demands", "satisfied": "ratings", "poorAnswered": "poor", "questionsAnswered": "questions", "complaintsUpheld": "complaints", "complaintsInTime": "complaintsHandled"}

// assessView (考核) is what somebody asked for: whose work, over which days.
type assessView struct {
	desk    *Desk
	may     app.Assessable
	span    string
	from    period.Date
	to      period.Date
	unit    string // one of the reader's; empty = all, or his own work
	byStaff bool
	page    int
	form    ui.Form
}

// assessPage is the numbers.
type assessPage struct {
	assessView
	app.Assessment
	whole bool // all facts are counted
	pager ui.Pager
}

func (d *Desk) assessRoutes(mux *http.ServeMux) {
	mux.Handle("GET "+assessPath, d.page(d.showAssessment))
	mux.Handle("GET "+assessPath+"/files/{name}", d.page(d.sendAssessment))
	mux.Handle("GET "+assessPath+"/{measure}", d.page(d.showAssessed))
	mux.Handle("GET "+assessPath+"/{measure}/{name}", d.page(d.sendAssessed))
}

// assessSpans are the spans that one chooses by name; free takes the two days.
var assessSpans = []string{"month", "lastMonth", "quarter", "lastQuarter", "year", "lastYear", "free"}

// spanOf gives the days of a named span.
func spanOf(name string, today period.Date) (from, to period.Date) {
	y, m, _ := today.Civil()
	first := period.NewDate(y, m, 1)
	switch name {
	case "lastMonth":
		last := first.Add(-1)
		y, m, _ = last.Civil()
		return period.NewDate(y, m, 1), last
	case "quarter":
		return period.NewDate(y, m-(m-1)%3, 1), today
	case "lastQuarter":
		last := period.NewDate(y, m-(m-1)%3, 1).Add(-1)
		y, m, _ = last.Civil()
		return period.NewDate(y, m-2, 1), last
	case "year":
		return period.NewDate(y, 1, 1), today
	case "lastYear":
		return period.NewDate(y-1, 1, 1), period.NewDate(y, 1, 1).Add(-1)
	}
	return first, today
}

// readAssess reads the address: this month, where it says nothing that makes sense.
func (d *Desk) readAssess(r *http.Request, who org.Staff) assessView {
	q, today := r.URL.Query(), d.hall.Today()
	v := assessView{desk: d, may: d.hall.AssessableBy(who.No), span: q.Get("span")}
	from, errFrom := period.ParseDate(q.Get("from"))
	to, errTo := period.ParseDate(q.Get("to"))
	switch {
	case v.span == "free" && errFrom == nil && errTo == nil && app.AssessSpan(from, to):
		v.from, v.to = from, to
	case v.span != "free" && slices.Contains(assessSpans, v.span):
		v.from, v.to = spanOf(v.span, today)
	default:
		v.span = "month"
		v.from, v.to = spanOf(v.span, today)
	}
	if u := q.Get("unit"); slices.Contains(v.may.Units(), u) {
		v.unit = u
	}
	v.byStaff = q.Get("by") == "staff" || v.may.Alone()
	v.page, _ = strconv.Atoi(q.Get("page")) // a broken number is the first page
	v.page = min(max(v.page, 1), 500)
	v.form = ui.Form{Values: url.Values{"span": {v.span}, "unit": {v.unit}, "by": {map[bool]string{true: "staff", false: "unit"}[v.byStaff]}}}
	if v.span == "free" { // elsewhere days would be asked for that count for nothing
		v.form.Values.Set("from", v.from.String())
		v.form.Values.Set("to", v.to.String())
	}
	return v
}

// units are whose work is asked for; none where it is the reader's own.
func (v assessView) units() []string {
	if v.unit != "" {
		return []string{v.unit}
	}
	return v.may.Units()
}

// of is what is to be counted.
func (v assessView) of() store.Assessed {
	a := store.Assessed{From: v.from, To: v.to, Units: v.units(), ByStaff: v.byStaff}
	if v.may.Alone() {
		a.Staff = v.may.Staff
	}
	return a
}

func (d *Desk) assessment(r *http.Request, who org.Staff) (p assessPage, err error) {
	p.assessView = d.readAssess(r, who)
	if p.whole, err = d.hall.Tallied(r.Context()); err != nil {
		return p, err
	}
	p.Assessment, err = d.hall.Assess(r.Context(), p.of())
	ctx := r.Context()
	slices.SortStableFunc(p.Rows, func(a, b store.AssessedRow) int {
		return cmp.Or(cmp.Compare(b.N["received"]+b.N["decided"], a.N["received"]+a.N["decided"]), cmp.Compare(d.assessName(ctx, a), d.assessName(ctx, b)))
	})
	return p, err
}

func (d *Desk) assessName(ctx context.Context, r store.AssessedRow) string {
	name := d.unitName(ctx, r.Unit)
	if r.Staff != "" {
		name += " · " + d.staffName(ctx, r.Staff)
	}
	return name
}

func (d *Desk) showAssessment(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.assessment(r, who)
	if err != nil {
		return err
	}
	first := min((p.page-1)*assessRows, len(p.Rows))
	last := min(first+assessRows, len(p.Rows))
	if first > 0 {
		p.pager.Newer = p.address("", map[string]string{"page": strconv.Itoa(p.page - 1)})
	}
	if last < len(p.Rows) {
		p.pager.Older = p.address("", map[string]string{"page": strconv.Itoa(p.page + 1)})
	}
	p.Rows = p.Rows[first:last]
	return ui.Show(w, r, http.StatusOK, assessTempl(p))
}

// address is a page of the assessment over the same days.
func (v assessView) address(below string, change map[string]string) string {
	q := url.Values{"span": {v.span}}
	if v.span == "free" {
		q.Set("from", v.from.String())
		q.Set("to", v.to.String())
	}
	if v.unit != "" {
		q.Set("unit", v.unit)
	}
	if v.byStaff {
		q.Set("by", "staff")
	}
	for name, value := range change {
		if q.Set(name, value); value == "" {
			q.Del(name)
		}
	}
	return assessPath + below + "?" + q.Encode()
}

func (v assessView) filters(ctx context.Context) []ui.Field {
	span := ui.Field{Name: "span", Kind: ui.KindSelect, Label: ui.Words("assess.span"), Required: true}
	for _, s := range assessSpans {
		span.Options = append(span.Options, ui.Option{Value: s, Label: ui.Words("assess.span." + s)})
	}
	fields := []ui.Field{span, {Name: "from", Kind: ui.KindDate, Label: ui.Words("assess.freeFrom")}, {Name: "to", Kind: ui.KindDate, Label: ui.Words("assess.freeTo")}}
	if v.may.Alone() {
		return fields
	}
	by := ui.Field{Name: "by", Kind: ui.KindSelect, Label: ui.Words("assess.by"), Required: true,
		Options: []ui.Option{{Value: "unit", Label: ui.Words("assess.by.unit")}, {Value: "staff", Label: ui.Words("assess.by.staff")}}}
	return append(fields, v.desk.unitField(ctx, v.may.Units()), by)
}

// groups are the tables that the page shows: of persons those that tell who did it.
func (p assessPage) groups() []string {
	var keys []string
	for _, g := range assessGroups {
		if len(p.codes(g.key)) > 0 {
			keys = append(keys, g.key)
		}
	}
	return keys
}

func (p assessPage) codes(group string) []string {
	for _, g := range assessGroups {
		if g.key != group {
			continue
		}
		return slices.DeleteFunc(slices.Clone(g.codes), func(code string) bool {
			m, _ := store.MeasureOf(code)
			return p.byStaff && !m.OfStaff()
		})
	}
	return nil
}

// table is one group of measures: the sum, then each unit or person.
func (p assessPage) table(ctx context.Context, group string) ui.Table {
	codes := p.codes(group)
	t := ui.Table{Caption: ui.Say(ctx, "assess.group."+group), Cols: []ui.Col{{Text: ui.Say(ctx, "assess.who")}}}
	for _, code := range codes {
		t.Cols = append(t.Cols, ui.Col{Text: measureName(ctx, code), Num: true})
	}
	if group == "time" {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "assess.days"), Num: true})
	}
	add := func(row store.AssessedRow, name string, units []string, change map[string]string) {
		cells := []templ.Component{ui.Str(name)}
		for _, code := range codes {
			cells = append(cells, p.cell(ctx, row, code, units, change))
		}
		if group == "time" {
			cells = append(cells, ui.Str(averages(ctx, row)))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	if len(p.Rows) != 1 || p.page > 1 {
		add(p.Sum, ui.Say(ctx, "assess.sum"), p.units(), nil)
	}
	for _, row := range p.Rows {
		add(row, p.desk.assessName(ctx, row), []string{row.Unit}, map[string]string{"of": row.Unit, "staff": row.Staff})
	}
	return t
}

// cell is a number that opens its list, with its share.
func (p assessPage) cell(ctx context.Context, row store.AssessedRow, code string, units []string, change map[string]string) templ.Component {
	n := row.N[code]
	text := strconv.Itoa(n)
	m, _ := store.MeasureOf(code)
	number := ui.Str(text)
	if n > 0 && p.may.Lists(m, units) {
		number = ui.Anchor(ui.Link{Text: text, Href: p.address("/"+code, change)})
	}
	if of := row.N[shareOf[code]]; of > 0 {
		return ui.Join(number, ui.Strs("", percent(n, of)))
	}
	return number
}

// percent is a share per hundred with one figure after the point.
func percent(n, of int) string {
	tenths := (n*2000 + of) / (of * 2)
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + "%"
}

// averages are working days used, promised and allowed for one decision.
func averages(ctx context.Context, row store.AssessedRow) string {
	n := row.N["decided"]
	if n == 0 {
		return ""
	}
	return ui.Say(ctx, "assess.days.of", "used", tenth(row.Used, n), "promised", tenth(row.Promised, n), "statutory", tenth(row.Statutory, n))
}

// tenth is a mean with one figure after the point.
func tenth(sum, n int) string {
	t := (sum*20 + n) / (n * 2)
	return strconv.Itoa(t/10) + "." + strconv.Itoa(t%10)
}

func measureName(ctx context.Context, code string) string { return ui.Say(ctx, "assess.m."+code) }

// meanings say of each measure of the page what is counted.
func (p assessPage) meanings(ctx context.Context, group string) []ui.Pair {
	var pairs []ui.Pair
	for _, code := range p.codes(group) {
		pairs = append(pairs, ui.Pair{Term: measureName(ctx, code), Text: p.desk.meaning(ctx, code)})
	}
	if group == "time" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "assess.days"), Text: ui.Say(ctx, "assess.is.days")})
	}
	return pairs
}

// meaning is the sentence that says what a measure counts.
func (d *Desk) meaning(ctx context.Context, code string) string {
	switch code {
	case "poorAnswered":
		return ui.Say(ctx, "assess.is.poorAnswered", "limit", ui.Limit(ctx, d.hall.Rules.RatingReply))
	case "complaintsInTime":
		return ui.Say(ctx, "assess.is.complaintsInTime", "limit", ui.Limit(ctx, d.hall.Rules.ComplaintReply))
	case "questionsAnswered":
		return ui.Say(ctx, "assess.is.questionsAnswered", "limit", ui.Limit(ctx, d.hall.Rules.QuestionReply))
	}
	return ui.Say(ctx, "assess.is."+code)
}

// spanText names the days and whose work it is.
func (v assessView) spanText(ctx context.Context) string {
	whose := ui.Say(ctx, "assess.all")
	switch {
	case v.may.Alone():
		whose = v.desk.staffName(ctx, v.may.Staff)
	case len(v.units()) == 1:
		whose = v.desk.unitName(ctx, v.units()[0])
	}
	return ui.Say(ctx, "assess.span.text", "whose", whose, "from", v.from, "to", v.to)
}
