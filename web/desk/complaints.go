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
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

const complaintsPath = "/desk/complaints"

// complaintsPage (投诉台账) is the complaints about the units over which the reader watches. Whom they
// are about does not see them.
type complaintsPage struct {
	desk  *Desk
	units []string
	form  ui.Form
	rows  []store.Complaint
	pager ui.Pager
}

// complaintPage is one complaint with its limits, and what is to be done about it.
type complaintPage struct {
	desk      *Desk
	complaint store.Complaint
	steps     []store.ComplaintStep
	reader    string // 工号
	form      ui.Form
	deed      store.ComplaintDeed // whose form was refused
}

func (d *Desk) complaintRoutes(mux *http.ServeMux) {
	mux.Handle("GET "+complaintsPath, d.page(d.showComplaints))
	mux.Handle("GET "+complaintsPath+"/new", d.page(d.newComplaint))
	mux.Handle("POST "+complaintsPath, d.page(d.takeDown))
	mux.Handle("GET "+complaintsPath+"/files/{name}", d.page(d.sendComplaints))
	mux.Handle("GET "+complaintsPath+"/{no}", d.page(d.showComplaint))
	mux.Handle("POST "+complaintsPath+"/{no}/{deed}", d.page(d.followComplaint))
}

// complaintFilters are the states that one may ask for.
var complaintFilters = append([]string{"open"}, "registered", "taken", "answered", "declined")

func (d *Desk) complaints(r *http.Request, who org.Staff) (p complaintsPage, units []string, err error) {
	q := r.URL.Query()
	p = complaintsPage{desk: d, units: d.hall.ComplaintsOver(who.No)}
	if len(p.units) == 0 {
		return p, nil, app.ErrNoRight
	}
	unit, units := chosen(p.units, q)
	state := q.Get("state")
	if !slices.Contains(complaintFilters, state) {
		state = ""
	}
	p.form = ui.Form{Values: url.Values{"unit": {unit}, "state": {state}}}
	return p, units, nil
}

func (d *Desk) showComplaints(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, units, err := d.complaints(r, who)
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // a broken place is the beginning
	if p.rows, err = d.hall.Store.Complaints(r.Context(), units, who.No, p.form.Get("state"), max(0, before), pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.pager.Older = p.address("", strconv.FormatInt(p.rows[pageRows-1].ID, 10))
	}
	return ui.Show(w, r, http.StatusOK, complaintsTempl(p))
}

func (p complaintsPage) address(file, before string) string {
	q := url.Values{}
	for name, value := range map[string]string{"unit": p.form.Get("unit"), "state": p.form.Get("state"), "before": before} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return complaintsPath + file + "?" + q.Encode()
}

func (p complaintsPage) filters(ctx context.Context) []ui.Field {
	state := ui.Field{Name: "state", Kind: ui.KindSelect, Label: ui.Words("complaint.state")}
	for _, s := range complaintFilters {
		state.Options = append(state.Options, ui.Option{Value: s, Label: ui.Words("complaint.state." + s)})
	}
	return []ui.Field{p.desk.unitField(ctx, p.units), state}
}

var complaintColumns = []string{"at", "no", "kind", "unit", "watch", "case", "state", "due"}

func (p complaintsPage) head(ctx context.Context) []string {
	var head []string
	for _, c := range complaintColumns {
		head = append(head, ui.Say(ctx, "complaint.c."+c))
	}
	return head
}

// cells are what lists tell of a complaint; who complained stands on its page alone.
func (p complaintsPage) cells(ctx context.Context, c store.Complaint) []string {
	state := ui.Say(ctx, "complaint.state."+string(c.State))
	if c.Outcome != "" {
		state += " · " + ui.Say(ctx, "complaint.outcome."+string(c.Outcome))
	}
	due := ""
	if k := p.desk.complaintNext(c); k != nil {
		due = ui.CodeName(ctx, "clock", string(k.Name)) + " " + isoDue(ctx, k.Due)
	}
	return []string{c.At.Date().String(), c.No, ui.Say(ctx, "complaint.kind."+c.Kind), p.desk.unitName(ctx, c.Unit), p.desk.unitName(ctx, c.Watch), c.CaseNo, state, due}
}

// complaintNext is the limit that runs next, nil where nothing is to be done any more.
func (d *Desk) complaintNext(c store.Complaint) *app.Clock {
	for _, k := range d.hall.ComplaintClocks(c) {
		if k.Done.IsZero() {
			return &k
		}
	}
	return nil
}

func (p complaintsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "complaint.list"), Cols: []ui.Col{{Text: ui.Say(ctx, "rating.c.light"), Tight: true}}}
	for i, text := range p.head(ctx) {
		t.Cols = append(t.Cols, ui.Col{Text: text, Tight: i < 2 || i == 5})
	}
	for _, c := range p.rows {
		row := ui.Row{Cells: []templ.Component{ui.Str("")}}
		if k := p.desk.complaintNext(c); k != nil {
			row.Light = ui.Light(k.Light)
			row.Cells[0] = ui.Badge(row.Light, "")
		}
		for i, text := range p.cells(ctx, c) {
			cell := ui.Str(text)
			switch {
			case i == 1:
				cell = ui.Anchor(ui.Link{Text: text, Href: complaintsPath + "/" + text})
			case i == 5:
				cell = caseLink(text, text != "")
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sendComplaints sends the register as a file, without who complained.
func (d *Desk) sendComplaints(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, units, err := d.complaints(r, who)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return sendTable(w, r.PathValue("name"), "complaints-"+d.hall.Today().String(), map[int]float64{1: 12, 2: 16, 3: 20, 4: 24, 5: 24, 6: 24, 7: 18, 8: 28}, func(write func([]string) error) error {
		if err := write(p.head(ctx)); err != nil {
			return err
		}
		for before := int64(0); ; {
			list, err := d.hall.Store.Complaints(ctx, units, who.No, p.form.Get("state"), before, assessBatch)
			if err != nil || len(list) == 0 {
				return err
			}
			for _, c := range list {
				if err := write(p.cells(ctx, c)); err != nil {
					return err
				}
			}
			before = list[len(list)-1].ID
		}
	})
}

// takeDownFields are what somebody complains of at a counter, by phone or by letter.
func (d *Desk) takeDownFields() []ui.Field {
	way := ui.Field{Name: "way", Kind: ui.KindRadio, Label: ui.Words("complaint.way"), Required: true}
	for _, w := range store.ComplaintWays {
		way.Options = append(way.Options, ui.Option{Value: string(w), Label: ui.Words("complaint.way." + string(w))})
	}
	return append(append([]ui.Field{way}, ui.ComplaintFields(d.hall.Directory(), d.hall.Today(), app.ComplaintKinds)...),
		ui.Field{Name: "name", Kind: ui.KindText, Label: ui.Words("complaint.by"), Hint: ui.Words("complaint.by.hint"), Max: 100, Auto: "off", Half: true},
		ui.Field{Name: "phone", Kind: ui.KindPhone, Label: ui.Words("complaint.byPhone"), Hint: ui.Words("complaint.byPhone.hint"), Auto: "off", Half: true})
}

// newComplaint begins a complaint that staff take down 登记投诉; the number of a case may come in the address.
func (d *Desk) newComplaint(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	f := ui.Form{Values: url.Values{"case": {r.URL.Query().Get("case")}, "way": {string(store.ComplaintWays[0])}}}
	return ui.Show(w, r, http.StatusOK, takeDownTempl(d, f))
}

// takeDown registers it, and shows its number and code once, for who complains: who watches over the unit
// handles it, and the clerk reads no more of it.
func (d *Desk) takeDown(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	if f.Check(d.takeDownFields()); f.OK() {
		c, err := d.hall.Complain(ctx, store.Complaint{Way: store.ComplaintWay(f.Get("way")), By: who.No, Unit: f.Get("unit"), Kind: f.Get("kind"), Officer: f.Get("officer"),
			CaseNo: strings.Join(strings.Fields(f.Get("case")), ""), Text: f.Get("text"), Name: f.Get("name"), Phone: f.Get("phone")})
		if err == nil {
			return ui.Show(w, r, http.StatusOK, takenDownTempl(d, c))
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return ui.Show(w, r, http.StatusUnprocessableEntity, takeDownTempl(d, f))
}

// takenDown is what who complains is told at once.
func (d *Desk) takenDown(ctx context.Context, c store.Complaint) []ui.Pair {
	pairs := []ui.Pair{{Term: ui.Say(ctx, "complaint.no"), Text: c.No}, {Term: ui.Say(ctx, "complaint.code"), Text: c.Code},
		{Term: ui.Say(ctx, "complaint.watch"), Text: d.unitName(ctx, c.Watch)}}
	for _, k := range d.hall.ComplaintClocks(c) {
		pairs = append(pairs, ui.Pair{Term: ui.CodeName(ctx, "clock", string(k.Name)), Text: ui.Due(ctx, k.Due)})
	}
	return pairs
}

func (d *Desk) complaint(r *http.Request, who org.Staff) (p complaintPage, err error) {
	p.desk, p.reader = d, who.No
	if p.complaint, err = d.hall.Complaint(r.Context(), r.PathValue("no"), who.No); err != nil {
		return p, err
	}
	p.steps, err = d.hall.Store.ComplaintSteps(r.Context(), p.complaint.ID)
	return p, err
}

func (d *Desk) showComplaint(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.complaint(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, complaintTempl(p))
}

// deeds are what the reader can do now.
func (p complaintPage) deeds() []store.ComplaintDeed {
	return p.desk.hall.ComplaintDeeds(p.complaint, p.reader)
}

// complaintText is the field of each deed in which one says what and why: the forms stand on one page.
var complaintText = map[store.ComplaintDeed]string{store.TakeComplaint: "note", store.DeclineComplaint: "why", store.PassComplaint: "reason", store.AnswerComplaint: "answer"}

// fields are what a deed asks for.
func (p complaintPage) fields(ctx context.Context, deed store.ComplaintDeed) []ui.Field {
	var fields []ui.Field
	switch deed {
	case store.TakeComplaint:
		fields = append(fields, ui.Field{Name: "staff", Kind: ui.KindText, Label: ui.Words("complaint.staff"), Hint: ui.Words("complaint.staff.hint"), Max: 50})
	case store.PassComplaint:
		to := ui.Field{Name: "to", Kind: ui.KindSelect, Label: ui.Words("complaint.to"), Required: true}
		for _, u := range p.desk.hall.ComplaintWatchers(p.complaint) {
			to.Options = append(to.Options, ui.Option{Value: u, Label: ui.Text{Zh: p.desk.unitName(ctx, u)}})
		}
		fields = append(fields, to)
	case store.AnswerComplaint:
		outcome := ui.Field{Name: "outcome", Kind: ui.KindRadio, Label: ui.Words("complaint.outcome"), Required: true}
		for _, o := range store.ComplaintOutcomes {
			outcome.Options = append(outcome.Options, ui.Option{Value: string(o), Label: ui.Words("complaint.outcome." + string(o))})
		}
		fields = append(fields, outcome)
	}
	return append(fields, ui.Field{Name: complaintText[deed], Kind: ui.KindTextarea, Label: ui.Words("complaint.say." + string(deed)), Required: deed != store.TakeComplaint, Max: 2000, Rows: 4})
}

// formOf is what stands in the form of a deed.
func (p complaintPage) formOf(deed store.ComplaintDeed) ui.Form {
	if deed == p.deed {
		return p.form
	}
	return ui.Form{}
}

func (d *Desk) followComplaint(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.complaint(r, who)
	if err != nil {
		return err
	}
	deed := store.ComplaintDeed(r.PathValue("deed"))
	if complaintText[deed] == "" {
		return ui.NotFound()
	}
	if !slices.Contains(p.deeds(), deed) { // done meanwhile, or by somebody else
		f.Refuse("", "complaintMoved")
	} else {
		f.Check(p.fields(ctx, deed))
	}
	if f.OK() {
		err := d.hall.FollowComplaint(ctx, p.complaint.No, app.ComplaintAct{Deed: deed, Text: f.Get(complaintText[deed]), Outcome: store.ComplaintOutcome(f.Get("outcome")), To: f.Get("to"), Staff: f.Get("staff")}, who.No)
		if err == nil {
			return ui.See(w, r, complaintsPath+"/"+p.complaint.No)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	if p, err = d.complaint(r, who); err != nil { // somebody may have been first
		return err
	}
	p.form, p.deed = f, deed
	return ui.Show(w, r, http.StatusUnprocessableEntity, complaintTempl(p))
}

func (p complaintPage) pairs(ctx context.Context) []ui.Pair {
	c := p.complaint
	pairs := []ui.Pair{{Term: ui.Say(ctx, "complaint.state"), Text: ui.Say(ctx, "complaint.state."+string(c.State))}, {Term: ui.Say(ctx, "complaint.kind"), Text: ui.Say(ctx, "complaint.kind."+c.Kind)},
		{Term: ui.Say(ctx, "complaint.unit"), Text: p.desk.unitName(ctx, c.Unit)}, {Term: ui.Say(ctx, "complaint.watch"), Text: p.desk.unitName(ctx, c.Watch)}}
	add := func(key, text, href string) {
		if text != "" {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, key), Text: text, Href: href})
		}
	}
	if c.Outcome != "" {
		add("complaint.outcome", ui.Say(ctx, "complaint.outcome."+string(c.Outcome)), "")
	}
	add("complaint.officer", c.Officer, "")
	if c.Staff != "" {
		add("complaint.staff", p.desk.staffName(ctx, c.Staff), "")
	}
	if c.CaseNo != "" {
		add("complaint.c.case", c.CaseNo, "/desk/cases/"+c.CaseNo)
		add("complaint.c.item", p.desk.itemName(ctx, c.Item), "")
	}
	add("complaint.way", ui.Say(ctx, "complaint.way."+string(c.Way)), "")
	if c.By != "" {
		add("complaint.takenDownBy", p.desk.staffName(ctx, c.By), "")
	}
	add("complaint.by", c.Name, "")
	add("complaint.byPhone", c.Phone, "")
	return pairs
}

// events are what was said and done, newest first.
func (p complaintPage) events(ctx context.Context) []ui.Event {
	event := func(title, text, by string, at period.Instant) ui.Event {
		return ui.Event{Title: title, Text: text, By: by, At: ui.ShortWhen(at), AtISO: ui.ISO(at)}
	}
	list := []ui.Event{event(ui.Say(ctx, "complaint.state.registered"), "", "", p.complaint.At)}
	for _, x := range p.steps {
		by := p.desk.staffName(ctx, x.By)
		if x.Deed == store.PassComplaint {
			by += " → " + p.desk.unitName(ctx, x.Unit)
		}
		list = append(list, event(ui.Say(ctx, "complaint.did."+string(x.Deed)), x.Text, by, x.At))
	}
	slices.Reverse(list)
	return list
}
