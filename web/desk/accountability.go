package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

const accountsPath = "/desk/accountability"

// accountsPage (问责台账) is the findings against the units over which the reader watches, and against
// himself.
type accountsPage struct {
	desk    *Desk
	units   []string
	records bool
	form    ui.Form
	rows    []store.Account
	pager   ui.Pager
}

// findingPage is one finding, what was said to it, and what the reader may do.
type findingPage struct {
	desk    *Desk
	account store.Account
	steps   []store.AccountStep
	role    app.AccountRole
	form    ui.Form
	deed    string // whose form was refused
}

func (d *Desk) accountabilityRoutes(mux *http.ServeMux) {
	mux.Handle("GET "+accountsPath, d.page(d.showAccounts))
	mux.Handle("GET "+accountsPath+"/new", d.page(d.newAccount))
	mux.Handle("POST "+accountsPath, d.page(d.recordAccount))
	mux.Handle("GET "+accountsPath+"/files/{name}", d.page(d.sendAccounts))
	mux.Handle("GET "+accountsPath+"/{no}", d.page(d.showFinding))
	mux.Handle("POST "+accountsPath+"/{no}/{deed}", d.page(d.stepFinding))
}

func (d *Desk) accounts(r *http.Request, who org.Staff) (p accountsPage, units []string) {
	q := r.URL.Query()
	p = accountsPage{desk: d, units: d.hall.ComplaintsOver(who.No)}
	p.records = len(p.units) > 0
	unit, units := chosen(p.units, q)
	state := store.AccountState(q.Get("state"))
	if !slices.Contains(store.AccountStates, state) {
		state = ""
	}
	p.form = ui.Form{Values: url.Values{"unit": {unit}, "state": {string(state)}}}
	return p, units
}

func (d *Desk) showAccounts(w http.ResponseWriter, r *http.Request, who org.Staff) (err error) {
	p, units := d.accounts(r, who)
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // a broken place is the beginning
	if p.rows, err = d.hall.Store.Accounts(r.Context(), units, who.No, store.AccountState(p.form.Get("state")), max(0, before), pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.pager.Older = p.address("", strconv.FormatInt(p.rows[pageRows-1].ID, 10))
	}
	return ui.Show(w, r, http.StatusOK, accountsTempl(p))
}

func (p accountsPage) address(file, before string) string {
	q := url.Values{}
	for name, value := range map[string]string{"unit": p.form.Get("unit"), "state": p.form.Get("state"), "before": before} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return accountsPath + file + "?" + q.Encode()
}

func (p accountsPage) filters(ctx context.Context) []ui.Field {
	state := ui.Field{Name: "state", Kind: ui.KindSelect, Label: ui.Words("blame.state")}
	for _, s := range store.AccountStates {
		state.Options = append(state.Options, ui.Option{Value: string(s), Label: ui.Words("blame.state." + string(s))})
	}
	return []ui.Field{p.desk.unitField(ctx, p.units), state}
}

var accountColumns = []string{"blame.at", "blame.no", "blame.unit", "blame.staff", "blame.source", "blame.ref", "blame.rule", "blame.measure", "blame.state"}

func (p accountsPage) head(ctx context.Context) []string {
	var head []string
	for _, c := range accountColumns {
		head = append(head, ui.Say(ctx, c))
	}
	return head
}

func (p accountsPage) cells(ctx context.Context, a store.Account) []string {
	staff := ""
	if a.Staff != "" {
		staff = p.desk.staffName(ctx, a.Staff)
	}
	return []string{a.At.Date().String(), a.No, p.desk.unitName(ctx, a.Unit), staff, ui.Say(ctx, "blame.source."+string(a.Source)), a.Ref,
		ui.Say(ctx, "blame.rule."+a.Rule), ui.Say(ctx, "blame.measure."+a.Measure), ui.Say(ctx, "blame.state."+string(a.State))}
}

func (p accountsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "blame.list")}
	for i, text := range p.head(ctx) {
		t.Cols = append(t.Cols, ui.Col{Text: text, Tight: i < 2 || i == 8})
	}
	for _, a := range p.rows {
		row := ui.Row{}
		for i, text := range p.cells(ctx, a) {
			cell := ui.Str(text)
			if i == 1 {
				cell = ui.Anchor(ui.Link{Text: text, Href: accountsPath + "/" + text})
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d *Desk) sendAccounts(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, units := d.accounts(r, who)
	ctx := r.Context()
	return sendTable(w, r.PathValue("name"), "accountability-"+d.hall.Today().String(), map[int]float64{1: 12, 2: 16, 3: 24, 4: 12, 5: 16, 6: 24, 7: 50, 8: 16, 9: 12}, func(write func([]string) error) error {
		if err := write(append(p.head(ctx), ui.Say(ctx, "blame.facts"))); err != nil {
			return err
		}
		for before := int64(0); ; {
			list, err := d.hall.Store.Accounts(ctx, units, who.No, store.AccountState(p.form.Get("state")), before, assessBatch)
			if err != nil || len(list) == 0 {
				return err
			}
			for _, a := range list {
				if err := write(append(p.cells(ctx, a), a.Facts)); err != nil {
					return err
				}
			}
			before = list[len(list)-1].ID
		}
	})
}

// recordFields are what a finding says.
func (d *Desk) recordFields(ctx context.Context, units []string) []ui.Field {
	pick := func(name string, codes []string) ui.Field {
		f := ui.Field{Name: name, Kind: ui.KindSelect, Label: ui.Words("blame." + name), Required: true}
		for _, c := range codes {
			f.Options = append(f.Options, ui.Option{Value: c, Label: ui.Words("blame." + name + "." + c)})
		}
		return f
	}
	var sources []string
	for _, s := range store.AccountSources {
		sources = append(sources, string(s))
	}
	unit := d.unitField(ctx, units)
	unit.Required, unit.Label = true, ui.Words("blame.unit")
	return []ui.Field{pick("source", sources),
		{Name: "ref", Kind: ui.KindText, Label: ui.Words("blame.ref"), Hint: ui.Words("blame.ref.hint"), Required: true, Max: 40, Auto: "off"},
		unit,
		{Name: "staff", Kind: ui.KindText, Label: ui.Words("blame.staff"), Hint: ui.Words("blame.staff.hint"), Max: 50, Auto: "off"},
		pick("rule", app.AccountRules), pick("measure", app.AccountMeasures),
		{Name: "facts", Kind: ui.KindTextarea, Label: ui.Words("blame.facts"), Hint: ui.Words("blame.facts.hint"), Required: true, Max: 2000, Rows: 5}}
}

// newAccount begins a finding; what it rests on may come in the address.
func (d *Desk) newAccount(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	units := d.hall.ComplaintsOver(who.No)
	if len(units) == 0 {
		return app.ErrNoRight
	}
	q := r.URL.Query()
	f := ui.Form{Values: url.Values{}}
	for _, name := range []string{"source", "ref", "unit", "staff"} {
		f.Values.Set(name, q.Get(name))
	}
	return ui.Show(w, r, http.StatusOK, newFindingTempl(d, d.recordFields(r.Context(), units), f))
}

func (d *Desk) recordAccount(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	units := d.hall.ComplaintsOver(who.No)
	if len(units) == 0 {
		return app.ErrNoRight
	}
	fields := d.recordFields(ctx, units)
	if f.Check(fields); f.OK() {
		a, err := d.hall.RecordAccount(ctx, store.Account{Source: store.AccountSource(f.Get("source")), Ref: f.Get("ref"), Unit: f.Get("unit"), Staff: f.Get("staff"),
			Rule: f.Get("rule"), Measure: f.Get("measure"), Facts: f.Get("facts")}, who.No)
		if err == nil {
			return ui.See(w, r, accountsPath+"/"+a.No)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	return ui.Show(w, r, http.StatusUnprocessableEntity, newFindingTempl(d, fields, f))
}

func (d *Desk) finding(r *http.Request, who org.Staff) (p findingPage, err error) {
	p.desk = d
	p.account, p.steps, p.role, err = d.hall.Account(r.Context(), r.PathValue("no"), who.No)
	return p, err
}

func (d *Desk) showFinding(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.finding(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, findingTempl(p))
}

// forms are what the reader may do: say what he has to say, or decide.
func (p findingPage) forms() []string {
	var list []string
	if p.role.States {
		list = append(list, "state")
	}
	if p.role.Settles {
		list = append(list, "settle")
	}
	return list
}

func (p findingPage) fields(form string) []ui.Field {
	if form == "state" {
		return []ui.Field{{Name: "said", Kind: ui.KindTextarea, Label: ui.Words("blame.say.state"), Required: true, Max: 2000, Rows: 4}}
	}
	choice := ui.Field{Name: "decision", Kind: ui.KindRadio, Label: ui.Words("blame.decision"), Required: true}
	for _, s := range []store.AccountDeed{store.ConfirmAccount, store.DropAccount} {
		choice.Options = append(choice.Options, ui.Option{Value: string(s), Label: ui.Words("blame.did." + string(s))})
	}
	return []ui.Field{choice, {Name: "opinion", Kind: ui.KindTextarea, Label: ui.Words("blame.say.settle"), Required: true, Max: 2000, Rows: 4}}
}

func (p findingPage) formOf(form string) ui.Form {
	if form == p.deed {
		return p.form
	}
	return ui.Form{}
}

func (d *Desk) stepFinding(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.finding(r, who)
	if err != nil {
		return err
	}
	form := r.PathValue("deed")
	if form != "state" && form != "settle" {
		return ui.NotFound()
	}
	if !slices.Contains(p.forms(), form) { // done meanwhile
		f.Refuse("", "accountMoved")
	} else {
		f.Check(p.fields(form))
	}
	if f.OK() {
		deed, text := store.StateAccount, f.Get("said")
		if form == "settle" {
			deed, text = store.AccountDeed(f.Get("decision")), f.Get("opinion")
		}
		err := d.hall.StepAccount(ctx, p.account.No, deed, text, who.No)
		if err == nil {
			return ui.See(w, r, accountsPath+"/"+p.account.No)
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	if p, err = d.finding(r, who); err != nil { // somebody may have been first
		return err
	}
	p.form, p.deed = f, form
	return ui.Show(w, r, http.StatusUnprocessableEntity, findingTempl(p))
}

// refLink is where what a finding rests on can be read.
func refLink(a store.Account) string {
	switch a.Source {
	case store.OfAlarm:
		return "/desk/alarms/" + a.Ref
	case store.OfComplaint:
		return complaintsPath + "/" + a.Ref
	}
	return "/desk/cases/" + a.Ref
}

func (p findingPage) pairs(ctx context.Context) []ui.Pair {
	a := p.account
	pairs := []ui.Pair{{Term: ui.Say(ctx, "blame.state"), Text: ui.Say(ctx, "blame.state."+string(a.State))},
		{Term: ui.Say(ctx, "blame.unit"), Text: p.desk.unitName(ctx, a.Unit)}}
	if a.Staff != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "blame.staff"), Text: p.desk.staffName(ctx, a.Staff)})
	}
	pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "blame.source"), Text: ui.Say(ctx, "blame.source."+string(a.Source))},
		ui.Pair{Term: ui.Say(ctx, "blame.ref"), Text: a.Ref, Href: refLink(a)},
		ui.Pair{Term: ui.Say(ctx, "blame.rule"), Text: ui.Say(ctx, "blame.rule."+a.Rule)},
		ui.Pair{Term: ui.Say(ctx, "blame.measure"), Text: ui.Say(ctx, "blame.measure."+a.Measure)})
	if a.State == store.AccountProposed {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "blame.heard"), Text: p.desk.sure(ctx, p.desk.hall.AccountHeardOn(a), ui.Day(ctx, p.desk.hall.AccountHeardOn(a)))})
	}
	return pairs
}

// events are what was said and decided, newest first, down to the finding.
func (p findingPage) events(ctx context.Context) []ui.Event {
	a := p.account
	list := []ui.Event{{Title: ui.Say(ctx, "blame.recorded"), By: p.desk.staffName(ctx, a.By), At: ui.ShortWhen(a.At), AtISO: ui.ISO(a.At)}}
	for _, s := range p.steps {
		list = append(list, ui.Event{Title: ui.Say(ctx, "blame.did."+string(s.Deed)), Text: s.Text, By: p.desk.staffName(ctx, s.By), At: ui.ShortWhen(s.At), AtISO: ui.ISO(s.At)})
	}
	slices.Reverse(list)
	return list
}

// findingLink leads from what a finding may rest on to the form that records it.
func (d *Desk) findingLink(ctx context.Context, source store.AccountSource, ref, unit string) templ.Component {
	q := url.Values{"source": {string(source)}, "ref": {ref}, "unit": {unit}}
	return ui.Btn(ui.Button{Text: ui.Say(ctx, "blame.new"), Look: ui.Plain, Href: accountsPath + "/new?" + q.Encode()})
}
