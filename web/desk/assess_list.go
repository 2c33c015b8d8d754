package desk

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// assessedPage (考核明细) is what one number counts, one by one.
type assessedPage struct {
	assessView
	measure store.Measure
	of      store.Assessed
	rows    []store.Counted
	pager   ui.Pager
}

// assessed reads the address of a list: the number's measure, and its row.
func (d *Desk) assessed(r *http.Request, who org.Staff) (p assessedPage, err error) {
	p.assessView = d.readAssess(r, who)
	var known bool
	if p.measure, known = store.MeasureOf(r.PathValue("measure")); !known {
		return p, ui.NotFound()
	}
	q := r.URL.Query()
	p.of = p.assessView.of()
	if u := q.Get("of"); u != "" && !p.may.Alone() {
		if !slices.Contains(p.units(), u) {
			return p, app.ErrNoRight
		}
		p.of.Units = []string{u}
	}
	if staff := q.Get("staff"); staff != "" && p.of.Staff == "" {
		p.of.Staff = staff
	}
	if p.of.Staff != "" && !p.measure.OfStaff() || !p.may.Lists(p.measure, p.of.Units) {
		return p, app.ErrNoRight
	}
	return p, nil
}

func (d *Desk) showAssessed(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.assessed(r, who)
	if err != nil {
		return err
	}
	if p.rows, err = d.hall.AssessedIn(r.Context(), p.of, p.measure, readCounted(r.URL.Query().Get("before")), pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		last := p.rows[pageRows-1]
		p.pager.Older = p.listAddress("", fmt.Sprintf("%d.%d.%d", last.Day, last.Key, last.Seq))
	}
	return ui.Show(w, r, http.StatusOK, assessedTempl(p))
}

// readCounted reads the place after which a list goes on; a broken one is the beginning.
func readCounted(text string) (c store.Counted) {
	if n, err := fmt.Sscanf(text, "%d.%d.%d", &c.Day, &c.Key, &c.Seq); n != 3 || err != nil {
		return store.Counted{}
	}
	return c
}

// listAddress is the same list as a file, or further on.
func (p assessedPage) listAddress(file, before string) string {
	change := map[string]string{"before": before}
	if len(p.of.Units) == 1 {
		change["of"] = p.of.Units[0]
	}
	if p.of.Staff != "" && !p.may.Alone() {
		change["staff"] = p.of.Staff
	}
	return p.address("/"+p.measure.Code+file, change)
}

// listOf names whose number it is.
func (p assessedPage) listOf(ctx context.Context) string {
	switch {
	case p.of.Staff != "":
		return p.desk.staffName(ctx, p.of.Staff)
	case len(p.of.Units) == 1:
		return p.desk.unitName(ctx, p.of.Units[0])
	}
	return ui.Say(ctx, "assess.all")
}

var assessedColumns = []string{"day", "case", "item", "unit", "staff", "what"}

func (p assessedPage) head(ctx context.Context) []string {
	var head []string
	for _, c := range assessedColumns {
		head = append(head, ui.Say(ctx, "assess.c."+c))
	}
	return head
}

func (p assessedPage) cells(ctx context.Context, c store.Counted) []string {
	staff := ""
	if c.Staff != "" {
		staff = p.desk.staffName(ctx, c.Staff)
	}
	item := ""
	if c.Item != "" {
		item = p.desk.itemName(ctx, c.Item)
	}
	return []string{c.Day.String(), c.CaseNo, item, p.desk.unitName(ctx, c.Unit), staff, p.what(ctx, c)}
}

// what says what a row is, and how late.
func (p assessedPage) what(ctx context.Context, c store.Counted) string {
	switch {
	case p.measure.Code == "overdue":
		return ui.Say(ctx, "assess.row.late", "n", c.Late)
	case c.Promised > 0 || c.Used > 0:
		return ui.Say(ctx, "assess.row.decided", "what", saidOf(ctx, c.Said), "used", c.Used, "promised", c.Promised)
	case slices.Contains(app.RatingLevels, c.Said):
		return p.done(ctx, ui.Say(ctx, "rating.level."+c.Said), c)
	case slices.Contains(store.AlarmKinds, store.AlarmKind(c.Said)):
		return ui.CodeName(ctx, "alarm", c.Said)
	case p.measure.OfComplaints() && c.Said != "":
		return p.done(ctx, ui.Say(ctx, "complaint.outcome."+c.Said), c)
	case p.measure.OfFindings():
		return ui.Say(ctx, "blame.measure."+c.Said)
	case c.Said != "":
		return saidOf(ctx, c.Said)
	}
	return p.done(ctx, "", c)
}

func saidOf(ctx context.Context, said string) string { return ui.Say(ctx, "assess.what."+said) }

// done adds the day of the reply to what waits for one.
func (p assessedPage) done(ctx context.Context, text string, c store.Counted) string {
	switch {
	case c.Done != 0:
		return text + ui.Say(ctx, "assess.row.done", "day", c.Done)
	case p.measure.Code == "ratings" || p.measure.Code == "satisfied":
		return text
	}
	return text + ui.Say(ctx, "assess.row.open")
}

func (p assessedPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: measureName(ctx, p.measure.Code)}
	for i, text := range p.head(ctx) {
		t.Cols = append(t.Cols, ui.Col{Text: text, Tight: i < 2})
	}
	for _, c := range p.rows {
		row := ui.Row{}
		for i, text := range p.cells(ctx, c) {
			cell := ui.Str(text)
			if i == 1 && text != "" {
				cell = p.link(text)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// link leads to the case, or to its rating.
func (p assessedPage) link(no string) templ.Component {
	if p.measure.OfComplaints() {
		return ui.Anchor(ui.Link{Text: no, Href: complaintsPath + "/" + no})
	}
	if p.measure.OfFindings() {
		return ui.Anchor(ui.Link{Text: no, Href: accountsPath + "/" + no})
	}
	if p.measure.OfRatings() {
		return ui.Anchor(ui.Link{Text: no, Href: "/desk/ratings/" + no})
	}
	return caseLink(no, true)
}

// sendAssessed sends the whole list, a batch at a time.
func (d *Desk) sendAssessed(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.assessed(r, who)
	if err != nil {
		return err
	}
	name := "assessment-" + p.measure.Code + "-" + p.from.String() + "-" + p.to.String()
	return sendTable(w, r.PathValue("name"), name, map[int]float64{1: 12, 2: 24, 3: 30, 4: 22, 5: 12, 6: 40}, func(write func([]string) error) error {
		ctx := r.Context()
		if err := write(p.head(ctx)); err != nil {
			return err
		}
		var before store.Counted
		for {
			list, err := d.hall.AssessedIn(ctx, p.of, p.measure, before, assessBatch)
			if err != nil || len(list) == 0 {
				return err
			}
			for _, c := range list {
				if err := write(p.cells(ctx, c)); err != nil {
					return err
				}
			}
			before = list[len(list)-1]
		}
	})
}

// assessBatch is how many rows of a list are read at a time.
const assessBatch = 500

// sendAssessment sends all measures of all rows as a table.
func (d *Desk) sendAssessment(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.assessment(r, who)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return sendTable(w, r.PathValue("name"), "assessment-"+p.from.String()+"-"+p.to.String(), map[int]float64{1: 12, 2: 12, 3: 24, 4: 12}, func(write func([]string) error) error {
		head := []string{ui.Say(ctx, "assess.from"), ui.Say(ctx, "assess.to"), ui.Say(ctx, "assess.c.unit"), ui.Say(ctx, "assess.c.staff")}
		for _, group := range p.groups() {
			for _, code := range p.codes(group) {
				head = append(head, measureName(ctx, code))
			}
		}
		err := write(append(head, ui.Say(ctx, "assess.used"), ui.Say(ctx, "assess.promised"), ui.Say(ctx, "assess.statutory")))
		for _, row := range p.Rows {
			if err == nil {
				err = write(p.line(ctx, row, p.from, p.to))
			}
		}
		return err
	})
}

// line is a row of the file.
func (p assessPage) line(ctx context.Context, row store.AssessedRow, from, to period.Date) []string {
	staff := ""
	if row.Staff != "" {
		staff = p.desk.staffName(ctx, row.Staff)
	}
	line := []string{from.String(), to.String(), p.desk.unitName(ctx, row.Unit), staff}
	for _, group := range p.groups() {
		for _, code := range p.codes(group) {
			line = append(line, strconv.Itoa(row.N[code]))
		}
	}
	for _, sum := range []int{row.Used, row.Promised, row.Statutory} {
		mean := ""
		if n := row.N["decided"]; n > 0 {
			mean = tenth(sum, n)
		}
		line = append(line, mean)
	}
	return line
}
