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

// alarmsPage (预警台账) is the alarms of the units for which the reader works, or over which he
// watches, with the demands that supervisors made on them.
type alarmsPage struct {
	desk    *Desk
	units   []string
	unit    string
	form    ui.Form
	counts  []store.AlarmCount
	rows    []store.Alarm
	demands []store.Demand
	pager   ui.Pager
}

// alarmPage is one alarm with what was said to it, and what the reader may do.
type alarmPage struct {
	desk  *Desk
	alarm store.Alarm
	steps []store.AlarmStep
	role  app.AlarmRole
	form  ui.Form

	mayRecord bool // a finding (问责) that rests on it
}

// concerned are the units whose alarms are somebody's business.
func (d *Desk) concerned(staff string) []string {
	units := d.hall.Overseen(staff)
	for _, u := range d.hall.WorksAt(staff) {
		if !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	return units
}

func (d *Desk) showAlarms(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	q, ctx := r.URL.Query(), r.Context()
	p := alarmsPage{desk: d, units: d.concerned(who.No)}
	if len(p.units) == 0 {
		return app.ErrNoRight
	}
	unit, units := chosen(p.units, q)
	p.unit = unit
	kind, state := store.AlarmKind(q.Get("kind")), store.AlarmState(q.Get("state"))
	if !slices.Contains(store.AlarmKinds, kind) {
		kind = ""
	}
	if !slices.Contains(store.AlarmStates, state) {
		state = ""
	}
	p.form = ui.Form{Values: url.Values{"unit": {p.unit}, "kind": {string(kind)}, "state": {string(state)}}}
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // a broken place is the beginning
	var err error
	if p.counts, err = d.hall.Store.CountAlarms(ctx, units); err != nil {
		return err
	}
	if p.rows, err = d.hall.Store.AlarmsOf(ctx, units, kind, state, max(0, before), pageRows+1); err != nil {
		return err
	}
	if len(p.rows) > pageRows {
		p.rows = p.rows[:pageRows]
		p.pager.Older = p.address(map[string]string{"before": strconv.FormatInt(p.rows[pageRows-1].ID, 10)})
	}
	if p.demands, err = d.hall.Store.Demands(ctx, units, 2*pageRows); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, alarmsTempl(p))
}

// address is the list with the same filter and some things changed.
func (p alarmsPage) address(change map[string]string) string {
	q := url.Values{}
	for _, name := range []string{"unit", "kind", "state", "before"} {
		value, changed := change[name]
		if !changed {
			value = p.form.Get(name)
		}
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/desk/alarms"
	}
	return "/desk/alarms?" + q.Encode()
}

// alarmLight colours what was raised.
var alarmLight = map[store.AlarmKind]ui.Light{store.AlarmYellow: ui.Yellow, store.AlarmRed: ui.Red, store.AlarmPurple: ui.Purple}

// tiles count the alarms that are not settled, by kind, and open their lists.
func (p alarmsPage) tiles(ctx context.Context) []ui.Tile {
	var tiles []ui.Tile
	for _, kind := range store.AlarmKinds {
		open := 0
		for _, c := range p.counts {
			if c.Kind == kind && c.State != store.AlarmUpheld && c.State != store.AlarmDismissed {
				open += c.N
			}
		}
		tiles = append(tiles, ui.Tile{Label: ui.CodeName(ctx, "alarm", string(kind)), Note: ui.Say(ctx, "supervise.alarm.open"), Value: strconv.Itoa(open),
			Light: alarmLight[kind], Href: p.address(map[string]string{"kind": string(kind), "before": ""})})
	}
	return tiles
}

func (p alarmsPage) filters(ctx context.Context) []ui.Field {
	kind := ui.Field{Name: "kind", Kind: ui.KindSelect, Label: ui.Words("supervise.alarm.kind")}
	for _, k := range store.AlarmKinds {
		kind.Options = append(kind.Options, ui.Option{Value: string(k), Label: ui.Words("codes.alarm." + string(k))})
	}
	state := ui.Field{Name: "state", Kind: ui.KindSelect, Label: ui.Words("supervise.alarm.state")}
	for _, s := range store.AlarmStates {
		state.Options = append(state.Options, ui.Option{Value: string(s), Label: ui.Words("codes.alarmState." + string(s))})
	}
	return []ui.Field{p.desk.unitField(ctx, p.units), kind, state}
}

// alarmText says in a sentence what an alarm is about.
func (d *Desk) alarmText(ctx context.Context, a store.Alarm) string {
	switch a.Kind {
	case store.AlarmOdd, store.AlarmBroken:
		return ui.Say(ctx, "watch."+a.Code, ui.Places((casePage{desk: d}).spoken(ctx, a.Args))...)
	case store.AlarmEscalated:
		return ui.Say(ctx, "supervise.alarm.text.escalated", "day", a.Day)
	}
	if a.Complaint != 0 {
		return ui.Say(ctx, "complaint.alarm."+string(a.Kind), "no", a.ComplaintNo, "clock", ui.CodeName(ctx, "clock", a.Code), "day", a.Day)
	}
	if a.OfRating() {
		return ui.Say(ctx, "supervise.alarm.text.rating."+string(a.Kind), "clock", ui.CodeName(ctx, "clock", a.Code), "day", a.Day)
	}
	return ui.Say(ctx, "supervise.alarm.text."+string(a.Kind), "post", ui.CodeName(ctx, "post", a.Code), "day", a.Day)
}

var stateTone = map[store.AlarmState]ui.Tone{store.AlarmRaised: ui.Warn, store.AlarmExplained: ui.Info, store.AlarmObjected: ui.Info, store.AlarmUpheld: ui.Bad, store.AlarmDismissed: ui.Mute}

func stateTag(ctx context.Context, s store.AlarmState) templ.Component {
	return ui.Tag(ui.CodeName(ctx, "alarmState", string(s)), stateTone[s])
}

func (p alarmsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "supervise.alarm.title")}
	for i, key := range []string{"raised", "kind", "what", "case", "item", "unit", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "supervise.alarm."+key), Tight: i < 2 || i == 3 || i == 6})
	}
	for _, a := range p.rows {
		t.Rows = append(t.Rows, ui.Row{Light: alarmLight[a.Kind], Cells: []templ.Component{
			ui.Str(p.desk.shortDay(a.Raised.Date())), ui.Str(ui.CodeName(ctx, "alarm", string(a.Kind))),
			ui.Anchor(ui.Link{Text: p.desk.alarmText(ctx, a), Href: alarmPath(a.ID)}), caseLink(a.CaseNo, a.CaseNo != ""),
			ui.Str(p.desk.itemName(ctx, a.Item)), ui.Str(p.desk.unitName(ctx, a.Unit)), stateTag(ctx, a.State)}})
	}
	return t
}

func alarmPath(id int64) string { return "/desk/alarms/" + strconv.FormatInt(id, 10) }

func (p alarmsPage) demandTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "supervise.demand.title")}
	for _, key := range []string{"issued", "case", "item", "unit", "due", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "supervise.demand."+key), Tight: key != "item" && key != "unit"})
	}
	for _, d := range p.demands {
		tag := ui.Tag(ui.Say(ctx, "supervise.demand.open"), ui.Warn)
		switch {
		case !d.Answered.IsZero():
			tag = ui.Tag(ui.Say(ctx, "supervise.demand.answered", "day", d.Answered), ui.Good)
		case app.Escalated(d, p.desk.hall.Today()):
			tag = ui.Tag(ui.Say(ctx, "supervise.demand.late"), ui.Bad)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(d.Issued.String()), caseLink(d.CaseNo, true), ui.Str(p.desk.itemName(ctx, d.Item)),
			ui.Str(p.desk.unitName(ctx, d.Unit)), ui.Str(d.Due.String()), tag}})
	}
	return t
}

func (d *Desk) alarm(r *http.Request, who org.Staff) (p alarmPage, err error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return p, ui.NotFound()
	}
	p.desk = d
	if p.alarm, err = d.hall.Store.Alarm(r.Context(), id); err != nil {
		return p, err
	}
	if p.role, err = d.hall.AlarmRole(r.Context(), p.alarm, who.No); err != nil {
		return p, err
	}
	p.mayRecord = p.alarm.State == store.AlarmUpheld && slices.Contains(d.hall.ComplaintsOver(who.No), p.alarm.Unit)
	p.steps, err = d.hall.Store.AlarmSteps(r.Context(), id)
	return p, err
}

func (d *Desk) showAlarm(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.alarm(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, alarmTempl(p))
}

// fields are what one says to an alarm: the unit explains or objects, a second person decides.
func (p alarmPage) fields() []ui.Field {
	state := ui.Field{Name: "state", Kind: ui.KindRadio, Label: ui.Words("supervise.alarm.say"), Required: true}
	offer := []store.AlarmState{store.AlarmExplained, store.AlarmObjected}
	if p.role.Decides {
		offer = []store.AlarmState{store.AlarmUpheld, store.AlarmDismissed}
	}
	for _, s := range offer {
		state.Options = append(state.Options, ui.Option{Value: string(s), Label: ui.Words("supervise.alarm.do." + string(s))})
	}
	return []ui.Field{state, {Name: "text", Kind: ui.KindTextarea, Label: ui.Words("supervise.alarm.reason"), Required: true, Rows: 3, Max: maxText}}
}

func (d *Desk) stepAlarm(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.alarm(r, who)
	if err != nil {
		return err
	}
	if p.role == (app.AlarmRole{}) { // settled, or answered, meanwhile
		f.Refuse("", "alarmClosed")
	} else {
		f.Check(p.fields())
	}
	if f.OK() {
		err := d.hall.StepAlarm(ctx, p.alarm.ID, store.AlarmState(f.Get("state")), f.Get("text"), who.No)
		if err == nil {
			return ui.See(w, r, alarmPath(p.alarm.ID))
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	if p, err = d.alarm(r, who); err != nil { // somebody may have been first
		return err
	}
	p.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, alarmTempl(p))
}

func (p alarmPage) pairs(ctx context.Context) []ui.Pair {
	a := p.alarm
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, "supervise.alarm.kind"), Text: ui.CodeName(ctx, "alarm", string(a.Kind))},
		{Term: ui.Say(ctx, "supervise.alarm.state"), Body: stateTag(ctx, a.State)},
		{Term: ui.Say(ctx, "supervise.alarm.raised"), Text: ui.When(ctx, a.Raised)},
		{Term: ui.Say(ctx, "supervise.alarm.unit"), Text: p.desk.unitName(ctx, a.Unit)}}
	if a.Item != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.alarm.item"), Text: p.desk.itemName(ctx, a.Item)})
	}
	if a.Complaint != 0 {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "complaint.no"), Text: a.ComplaintNo, Href: complaintsPath + "/" + a.ComplaintNo})
	}
	if a.CaseNo != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.alarm.case"), Text: a.CaseNo, Href: "/desk/cases/" + a.CaseNo})
	}
	return append(pairs, ui.Pair{Term: ui.Say(ctx, "supervise.alarm.rule"), Body: ui.Basis(a.Rule)})
}

// events are what was said, newest first, down to the alarm itself.
func (p alarmPage) events(ctx context.Context) []ui.Event {
	var list []ui.Event
	for _, s := range slices.Backward(p.steps) {
		list = append(list, ui.Event{Title: ui.CodeName(ctx, "alarmState", string(s.State)), Text: s.Text, By: p.desk.staffName(ctx, s.By),
			At: ui.ShortWhen(s.At), AtISO: ui.ISO(s.At), Tone: stateTone[s.State]})
	}
	return append(list, ui.Event{Title: ui.CodeName(ctx, "alarmState", string(store.AlarmRaised)), Text: p.desk.alarmText(ctx, p.alarm), By: ui.Say(ctx, "supervise.alarm.system"),
		At: ui.ShortWhen(p.alarm.Raised), AtISO: ui.ISO(p.alarm.Raised), Tone: ui.Warn})
}

// waiting are the demands that wait for a reply of the units where somebody works.
func (d *Desk) waiting(ctx context.Context, staff string) ([]store.Demand, error) {
	units := d.hall.WorksAt(staff)
	if len(units) == 0 {
		return nil, nil
	}
	list, err := d.hall.Store.Demands(ctx, units, pageRows)
	return slices.DeleteFunc(list, func(c store.Demand) bool { return !c.Answered.IsZero() }), err
}

// waitingText says which unit is to reply until when.
func (p queuePage) waitingText(ctx context.Context, c store.Demand) string {
	text := p.desk.unitName(ctx, c.Unit) + " · " + ui.Say(ctx, "supervise.demand.due") + " " + c.Due.String()
	if app.Escalated(c, p.desk.hall.Today()) {
		text += ui.Say(ctx, "supervise.queue.late")
	}
	return text
}

// caseCell is the number of a case, marked where a supervisor waits for a reply.
func (p queuePage) caseCell(ctx context.Context, no string) templ.Component {
	link := ui.Anchor(ui.Link{Text: no, Href: "/desk/cases/" + no})
	if slices.ContainsFunc(p.chased, func(c store.Demand) bool { return c.CaseNo == no }) {
		return ui.Join(link, ui.Str(" "), ui.Tag(ui.Say(ctx, "supervise.demand.title"), ui.Warn))
	}
	return link
}
