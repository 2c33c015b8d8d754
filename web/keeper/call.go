package keeper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/board"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

func (k *Keeper) callRoutes(mux *http.ServeMux) {
	mux.Handle("GET /keeper/calls", k.page(k.showCalls))
	mux.Handle("GET /keeper/calls/new", k.page(k.office("callNotOffice", k.newCall)))
	mux.Handle("POST /keeper/calls/new", k.page(k.office("callNotOffice", k.giveCall)))
	mux.Handle("POST /keeper/calls/{call}/end", k.page(k.office("callNotOffice", k.endCall)))
	mux.Handle("POST /keeper/calls/{call}/remind", k.page(k.office("callNotOffice", k.remindNow)))
	mux.Handle("GET /keeper/calls/{call}/list.csv", k.page(k.sendCalls))
	mux.Handle("GET /keeper/calls/{call}/{annex}/{unit}", k.page(k.showSubmission))
	mux.Handle("POST /keeper/calls/{call}/{annex}/{unit}", k.upload(k.reports(k.sendSubmission)))
	mux.Handle("POST /keeper/calls/{call}/{annex}/{unit}/judgment", k.page(k.office("callNotOffice", k.judge)))
	mux.Handle("GET /keeper/calls/{call}/{annex}/{unit}/{version}", k.page(k.sendFile))
}

// callsPage (填报) is one round of collecting: who has reported, who is late, who was sent back,
// who is missing.
type callsPage struct {
	room   *Keeper
	call   board.Call
	all    []board.Call
	owed   []app.Owed
	form   ui.Form
	office bool
	now    period.Date
	told   map[string]store.Reminded // by form
	nudges []app.Nudged
	nudge  ui.Form // bodies to remind, as they were sent
}

func (k *Keeper) callsOf(r *http.Request, code string, who org.Staff) (callsPage, error) {
	p := callsPage{room: k, all: k.hall.Registers().Calls(), office: k.hall.SetsRounds(who.No), form: ui.Form{Values: r.URL.Query()}, now: k.hall.Today()}
	switch {
	case code != "":
		var ok bool
		if p.call, _, ok = k.hall.Registers().Call(code); !ok {
			return p, ui.NotFound()
		}
	case len(p.all) > 0:
		p.call = p.all[0]
	}
	p.owed = k.hall.OwedOf(p.call)
	p.nudges = k.hall.Registers().Nudges(p.call.Code)
	var err error
	p.told, err = k.hall.Store.RemindedOf(r.Context(), p.call.Code)
	return p, err
}

func (k *Keeper) showCalls(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.callsOf(r, r.URL.Query().Get("call"), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, callsTempl(p))
}

// standingTones are the colours of the standings.
var standingLights = map[board.Standing]ui.Light{board.Lacking: ui.Red, board.Back: ui.Yellow, board.Near: ui.Yellow, board.Waiting: ui.Grey,
	board.InLate: ui.Yellow, board.InTime: ui.Green, board.Accepted: ui.Green}

func standingBadge(ctx context.Context, s board.Standing) templ.Component {
	return ui.Badge(standingLights[s], ui.Say(ctx, "report.standing."+string(s)))
}

// tiles count each standing and lead to its list.
func (p callsPage) tiles(ctx context.Context) []ui.Tile {
	var list []ui.Tile
	for _, s := range board.Standings {
		n := 0
		for _, o := range p.owed {
			if o.Standing == s {
				n++
			}
		}
		list = append(list, ui.Tile{Label: ui.Say(ctx, "report.standing."+string(s)), Value: strconv.Itoa(n), Light: standingLights[s],
			Href: "/keeper/calls?" + url.Values{"call": {p.call.Code}, "standing": {string(s)}}.Encode() + "#list"})
	}
	return list
}

func (p callsPage) filters() []ui.Field {
	annex := ui.Field{Name: "annex", Kind: ui.KindSelect, Label: ui.Words("report.annex"), Half: true}
	for _, part := range p.call.Parts {
		annex.Options = append(annex.Options, ui.Option{Value: strconv.Itoa(part.Annex), Label: ui.Words("annex.form." + strconv.Itoa(part.Annex))})
	}
	standing := ui.Field{Name: "standing", Kind: ui.KindSelect, Label: ui.Words("report.standing"), Half: true}
	for _, s := range board.Standings {
		standing.Options = append(standing.Options, ui.Option{Value: string(s), Label: ui.Words("report.standing." + string(s))})
	}
	return []ui.Field{annex, standing, {Name: "call", Kind: ui.KindHidden}}
}

// chosen are the forms that the filter leaves, the gravest first.
func (p callsPage) chosen() []app.Owed {
	list := slices.DeleteFunc(slices.Clone(p.owed), func(o app.Owed) bool {
		annex, standing := p.form.Get("annex"), p.form.Get("standing")
		return annex != "" && annex != strconv.Itoa(o.Annex) || standing != "" && standing != string(o.Standing)
	})
	slices.SortStableFunc(list, func(a, b app.Owed) int {
		return slices.Index(board.Standings, a.Standing) - slices.Index(board.Standings, b.Standing)
	})
	return list
}

func (p callsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "report.list")}
	for _, c := range []string{"unit", "annex", "due", "standing", "sentOn", "told"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "report.c."+c), Tight: c != "unit"})
	}
	for _, o := range p.chosen() {
		on := ui.Str("")
		if o.Version > 0 {
			on = ui.Str(o.Sent.On.String())
		}
		t.Rows = append(t.Rows, ui.Row{Light: standingLights[o.Standing], Cells: []templ.Component{
			ui.Anchor(ui.Link{Text: p.room.unitName(ctx, o.Unit.Code), Href: o.Path()}), ui.Str(annexName(ctx, o.Annex)),
			ui.Str(o.Due.String()), standingBadge(ctx, o.Standing), on, p.reminded(ctx, o)}})
	}
	return t
}

// reminded is when a form was told of last, how often, and whether that did not reach somebody.
func (p callsPage) reminded(ctx context.Context, o app.Owed) templ.Component {
	told := p.told[o.Code()]
	var parts []templ.Component
	switch {
	case told.Times > 0:
		parts = append(parts, ui.Strs(told.Last.Date().String(), ui.Say(ctx, "report.told.n", "n", told.Times)))
	case o.Owed() && p.call.Ended.IsZero() && len(p.room.hall.Senders(o.Unit.Code)) == 0:
		parts = append(parts, ui.Tag(ui.Say(ctx, "report.told.nobody"), ui.Warn))
	}
	if told.Undelivered > 0 {
		parts = append(parts, ui.Tag(ui.Say(ctx, "report.told.lost", "n", told.Undelivered), ui.Bad))
	}
	return ui.Join(parts...)
}

func annexName(ctx context.Context, no int) string {
	return ui.Say(ctx, "annex.no", "no", strconv.Itoa(no))
}

// contact is where bodies ask, as the foot of every form of the notice says.
func contact(ctx context.Context, c board.Call) []ui.Pair {
	list := []ui.Pair{{Term: ui.Say(ctx, "report.phone"), Text: c.Phone, Href: "tel:" + c.Phone}, {Term: ui.Say(ctx, "report.mail"), Text: c.Mail, Href: "mailto:" + c.Mail}}
	if c.Fax != "" {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "report.fax"), Text: c.Fax})
	}
	return list
}

// dates are the days of a call.
func (p callsPage) dates(ctx context.Context) []ui.Pair {
	list := []ui.Pair{{Term: ui.Say(ctx, "report.from"), Text: ui.Day(ctx, p.call.From)}}
	for _, part := range p.call.Parts {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "report.dueOf", "annex", annexName(ctx, part.Annex)), Text: ui.Day(ctx, part.Due)})
	}
	if !p.call.Ended.IsZero() {
		list = append(list, ui.Pair{Term: ui.Say(ctx, "report.ended"), Text: ui.Day(ctx, p.call.Ended)})
	}
	return append(list, contact(ctx, p.call)...)
}

// sendCalls sends the whole list for a spreadsheet, with the sums of the files.
func (k *Keeper) sendCalls(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	p, err := k.callsOf(r, r.PathValue("call"), who)
	if err != nil {
		return err
	}
	return ui.SendCSV(w, p.call.Code+" "+p.call.Name+".csv", func(write func([]string) error) error {
		var head []string
		for _, c := range []string{"unit", "annex", "due", "standing", "first", "sentOn", "leader", "by", "file", "sum"} {
			head = append(head, ui.Say(ctx, "report.c."+c))
		}
		if err := write(head); err != nil {
			return err
		}
		for _, o := range p.owed {
			s := o.Sent
			row := []string{k.unitName(ctx, o.Unit.Code), annexName(ctx, o.Annex), o.Due.String(), ui.Say(ctx, "report.standing."+string(o.Standing)), s.First.String(), s.On.String(), s.Leader, s.By, s.File.Name, s.File.Sum}
			if err := write(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// callPage is the form of a new call.
type callPage struct {
	room *Keeper
	form ui.Form
}

// callFields ask for a call; an annex without a day is not collected.
func (k *Keeper) callFields() []ui.Field {
	fields := []ui.Field{
		{Name: "code", Kind: ui.KindText, Max: 12, Label: ui.Words("report.code"), Hint: ui.Words("report.code.hint"), Required: true, Half: true},
		{Name: "name", Kind: ui.KindText, Max: 100, Label: ui.Words("report.name"), Required: true, Half: true},
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("report.from"), Required: true, Half: true},
	}
	for _, no := range board.Collected {
		n := strconv.Itoa(no)
		fields = append(fields, ui.Field{Name: "due" + n, Kind: ui.KindDate, Half: true, Label: ui.Words("report.dueOf", "annex", ui.Words("annex.no", "no", n)), Hint: ui.Words("report.due.hint")})
	}
	units := ui.Field{Name: "units", Kind: ui.KindCheckbox, Label: ui.Words("report.units"), Hint: ui.Words("report.units.hint")}
	for _, u := range k.hall.Directory().Units(k.hall.Today()) {
		if u.Kind == org.Department && u.Level == org.District {
			units.Options = append(units.Options, ui.Option{Value: u.Code, Label: ui.UnitText(u)})
		}
	}
	return append(fields, units,
		ui.Field{Name: "phone", Kind: ui.KindText, Max: 40, Label: ui.Words("report.phone"), Required: true, Half: true},
		ui.Field{Name: "mail", Kind: ui.KindText, Max: 100, Label: ui.Words("report.mail"), Required: true, Half: true},
		ui.Field{Name: "fax", Kind: ui.KindText, Max: 40, Label: ui.Words("report.fax"), Half: true})
}

func (k *Keeper) newCall(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	n := board.NoticeCall()
	v := url.Values{"name": {n.Name}, "from": {k.hall.Today().String()}, "phone": {n.Phone}, "fax": {n.Fax}, "mail": {n.Mail}}
	for _, u := range k.hall.Directory().Units(k.hall.Today()) { // bodies with stations in the streets report Annex 2
		if u.Kind == org.Station && !slices.Contains(v["units"], u.Parent) {
			v.Add("units", u.Parent)
		}
	}
	return ui.Show(w, r, http.StatusOK, callTempl(callPage{k, ui.Form{Values: v}}))
}

// giveCall (下发填报通知) opens a call.
func (k *Keeper) giveCall(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := callPage{k, ui.Posted(r)}
	p.form.Check(k.callFields())
	if p.form.OK() {
		c := board.Call{Code: p.form.Get("code"), Name: p.form.Get("name"), From: dayOf(p.form, "from"), Phone: p.form.Get("phone"), Fax: p.form.Get("fax"), Mail: p.form.Get("mail")}
		for _, no := range board.Collected {
			if due := dayOf(p.form, "due"+strconv.Itoa(no)); !due.IsZero() {
				part := board.Part{Annex: no, Due: due, Streets: true, Units: p.form.All("units")}
				if no == 3 { // 此表由街道填报
					part.Units = nil
				}
				c.Parts = append(c.Parts, part)
			}
		}
		err := k.hall.SaveCall(r.Context(), c, 0, who.No)
		if err == nil {
			return ui.See(w, r, "/keeper/calls?call="+url.QueryEscape(c.Code))
		}
		if err := refused(&p.form, err); err != nil {
			return err
		}
	}
	return ui.Again(w, r, callTempl(p))
}

// dayOf reads a date that Check has found sound; zero for an empty field.
func dayOf(f ui.Form, name string) period.Date {
	d, _ := period.ParseDate(f.Get(name)) // Check refused what is no date
	return d
}

func (k *Keeper) endCall(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	code := r.PathValue("call")
	err := k.hall.EndCall(r.Context(), code, who.No)
	if wrong := (app.Faults)(nil); errors.As(err, &wrong) {
		return ui.Unprocessable(wrong[0].Rule)
	}
	if err != nil {
		return notFound(err)
	}
	return ui.See(w, r, "/keeper/calls?call="+url.QueryEscape(code))
}
