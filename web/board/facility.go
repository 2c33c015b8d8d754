package board

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"yimen/core/board"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

func (b *Board) facilityRoutes(mux *http.ServeMux) {
	mux.Handle("GET /board/facilities/{code}", b.page(b.showFacility))
	mux.Handle("POST /board/facilities/{code}", b.page(b.keeps(b.centreOfFacility, b.checkFacility)))
	mux.Handle("POST /board/facilities/{code}/end", b.page(b.keeps(b.centreOfFacility, b.endFacility)))
}

func (b *Board) centreOfFacility(code string) string {
	f, _, _ := b.hall.Registers().Facility(code)
	return f.Centre
}

// facilityTable is what stands in a centre, with its last check.
func (p centrePage) facilityTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "facilities")}
	for _, c := range []string{"kind", "name", "count", "place", "checked", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "thing."+c), Num: c == "count", Tight: c == "checked"})
	}
	for _, f := range p.facilities {
		light, word := p.board.facilityLight(ctx, f)
		checked := ""
		if f.Check != nil {
			checked = f.Check.On.String()
		}
		t.Rows = append(t.Rows, ui.Row{Light: light, Cells: []templ.Component{ui.Str(facilityName(ctx, f.Kind)),
			linked(f.Name, "/board/facilities/"+f.Code), ui.Str(strconv.Itoa(f.Count)), ui.Str(f.Place), ui.Str(checked), ui.Badge(light, word)}})
	}
	return t
}

// facilityLight is how a facility stands, in light and word.
func (b *Board) facilityLight(ctx context.Context, f board.Facility) (ui.Light, string) {
	today := b.hall.Today()
	switch {
	case !f.InForce(today):
		return ui.Grey, say(ctx, "thing.gone")
	case f.Check == nil:
		return ui.Red, say(ctx, "thing.unchecked")
	case !f.Check.OK:
		return ui.Red, say(ctx, "thing.faulty")
	case f.Stale(today):
		return ui.Yellow, say(ctx, "thing.stale")
	}
	return ui.Green, say(ctx, "thing.works")
}

func facilityFields() []ui.Field {
	kind := ui.Field{Name: "kind", Kind: ui.KindSelect, Label: ui.Words("board.thing.kind"), Required: true, Half: true}
	for _, k := range board.FacilityKinds {
		kind.Options = append(kind.Options, ui.Option{Value: string(k), Label: ui.Words("board.facility." + string(k))})
	}
	return []ui.Field{kind,
		{Name: "name", Kind: ui.KindText, Label: ui.Words("board.thing.name"), Required: true, Half: true},
		{Name: "count", Kind: ui.KindNumber, Label: ui.Words("board.thing.count"), Required: true, Half: true, Lowest: "1", Highest: "999"},
		{Name: "place", Kind: ui.KindText, Label: ui.Words("board.thing.place"), Required: true, Half: true},
		{Name: "from", ID: "thing-from", Kind: ui.KindDate, Label: ui.Words("board.from"), Required: true, Half: true}}
}

func (b *Board) addFacility(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.centre(r.PathValue("code"), who)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	f.Check(facilityFields())
	if f.OK() {
		n, _ := strconv.Atoi(f.Get("count")) // a fraction is 0, which the rules refuse
		err := b.hall.SaveFacility(r.Context(), board.Facility{Centre: p.Code, Kind: board.FacilityKind(f.Get("kind")), Name: f.Get("name"),
			Count: n, Place: f.Get("place"), From: day(f, "from")}, 0, who.No)
		if err == nil {
			return ui.See(w, r, "/board/centres/"+p.Code+"#facilities")
		}
		if !refused(&f, err) {
			return err
		}
	}
	p.thingForm = f
	return ui.Again(w, r, centreTempl(p))
}

// facilityPage is one facility with its checks, newest first, and the form of the next.
type facilityPage struct {
	board *Board
	board.Facility
	version int
	keeps   bool
	past    []board.Facility
	entries []store.Entry
	form    ui.Form
}

func (b *Board) facility(r *http.Request, who org.Staff) (facilityPage, error) {
	f, version, ok := b.hall.Registers().Facility(r.PathValue("code"))
	if !ok {
		return facilityPage{}, ui.NotFound()
	}
	p := facilityPage{board: b, Facility: f, version: version, keeps: b.hall.KeepsCentre(who.No, f.Centre) && f.InForce(b.hall.Today())}
	var err error
	p.past, p.entries, err = b.hall.FacilityHistory(r.Context(), f.Code)
	p.form.Values = map[string][]string{"on": {b.hall.Today().String()}, "version": {strconv.Itoa(version)}}
	return p, err
}

func (b *Board) showFacility(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.facility(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, facilityTempl(p))
}

func checkFields() []ui.Field {
	return []ui.Field{{Name: "on", Kind: ui.KindDate, Label: ui.Words("board.check.on"), Required: true, Half: true},
		{Name: "ok", Kind: ui.KindRadio, Label: ui.Words("board.check.ok"), Required: true, Options: []ui.Option{
			{Value: "yes", Label: ui.Words("board.check.yes")}, {Value: "no", Label: ui.Words("board.check.no")}}},
		{Name: "note", Kind: ui.KindTextarea, Label: ui.Words("board.check.note"), Hint: ui.Words("board.check.note.hint"), Rows: 2, Max: 300},
		{Name: "version", Kind: ui.KindHidden}}
}

// checkFacility (检查) enters a dated check.
func (b *Board) checkFacility(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.facility(r, who)
	if err != nil {
		return err
	}
	p.form = ui.Posted(r)
	p.form.Check(checkFields())
	if p.form.OK() {
		f := p.Facility
		f.Check = &board.Check{On: day(p.form, "on"), By: who.No, OK: p.form.Get("ok") == "yes", Note: p.form.Get("note")}
		err := b.hall.SaveFacility(r.Context(), f, seen(p.form), who.No)
		if err == nil {
			return ui.See(w, r, "/board/facilities/"+f.Code)
		}
		if !refused(&p.form, err) {
			return err
		}
	}
	return ui.Again(w, r, facilityTempl(p))
}

// endFacility (停用) takes a facility out with today.
func (b *Board) endFacility(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	f, _, ok := b.hall.Registers().Facility(r.PathValue("code"))
	if !ok {
		return ui.NotFound()
	}
	f.To = max(f.From, b.hall.Today())
	if err := b.hall.SaveFacility(r.Context(), f, seen(ui.Posted(r)), who.No); err != nil {
		return b.unsaved(err)
	}
	return ui.See(w, r, "/board/centres/"+f.Centre+"#facilities")
}

func (p facilityPage) pairs(ctx context.Context) []ui.Pair {
	c, _ := p.board.hall.Directory().Centre(p.Centre, p.board.hall.Today())
	light, word := p.board.facilityLight(ctx, p.Facility)
	return []ui.Pair{
		{Term: say(ctx, "centre"), Text: centreName(ctx, c), Href: "/board/centres/" + p.Centre},
		{Term: say(ctx, "thing.kind"), Text: facilityName(ctx, p.Kind)}, {Term: say(ctx, "thing.count"), Text: strconv.Itoa(p.Count)},
		{Term: say(ctx, "thing.place"), Text: p.Place}, {Term: say(ctx, "from"), Text: p.From.String()},
		{Term: say(ctx, "thing.state"), Body: ui.Badge(light, word)},
	}
}

// checks is what was found when, newest first.
func (p facilityPage) checks(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "checks")}
	for _, c := range []string{"on", "ok", "note", "by"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "check."+c), Tight: c == "on"})
	}
	for i, f := range p.past {
		if f.Check == nil || i+1 < len(p.past) && p.past[i+1].Check != nil && *p.past[i+1].Check == *f.Check {
			continue
		}
		light, word := ui.Green, say(ctx, "check.yes")
		if !f.Check.OK {
			light, word = ui.Red, say(ctx, "check.no")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(f.Check.On.String()), ui.Badge(light, word), ui.Str(f.Check.Note),
			ui.Str(p.board.staffName(ctx, f.Check.By))}})
	}
	return t
}
