package desk

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/seal"
	"yimen/store"
	"yimen/web/ui"
)

// sealsPage is the register of seals (印章登记簿), with the form that asks for one.
type sealsPage struct {
	desk *Desk
	all  []seal.Entry
	form ui.Form
}

// sealPage is one seal: its picture, what was done with it, what it was put on.
type sealPage struct {
	desk *Desk
	who  org.Staff
	seal.Entry
	uses []store.SealUse
	form ui.Form
	open seal.Deed // the form that was refused
}

// sealRoutes adds the pages of the seals.
func (d *Desk) sealRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/seals", d.page(d.administrator(d.showSeals)))
	mux.Handle("POST /desk/seals", d.page(d.administrator(d.askSeal)))
	mux.Handle("GET /desk/seals/{id}", d.page(d.administrator(d.showSeal)))
	mux.Handle("GET /desk/seals/{id}/picture.svg", d.page(d.administrator(d.sealPicture)))
	mux.Handle("POST /desk/seals/{id}/{deed}", d.page(d.administrator(d.doSeal)))
}

func (d *Desk) showSeals(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	all, err := d.hall.SealRegister(r.Context())
	if err != nil {
		return err
	}
	today := d.hall.Today()
	start := url.Values{"unit": r.URL.Query()["unit"], "from": {today.String()}, "to": {today.Add(5*365 + 1).String()}}
	return ui.Show(w, r, http.StatusOK, sealsTempl(sealsPage{d, all, ui.Form{Values: start}}))
}

// askFields are what a new seal must say.
func (p sealsPage) askFields() []ui.Field {
	unit := ui.UnitField("unit", ui.Words("seal.f.unit"), "sealing", p.desk.hall.Directory(), p.desk.hall.Today())
	unit.Hint, unit.Required = ui.Words("seal.f.unit.hint"), true
	return []ui.Field{unit,
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("seal.f.from"), Required: true, Half: true},
		{Name: "to", Kind: ui.KindDate, Label: ui.Words("seal.f.to"), Hint: ui.Words("seal.f.to.hint"), Required: true, Half: true},
		{Name: "items", Kind: ui.KindText, Label: ui.Words("seal.f.items"), Hint: ui.Words("seal.f.items.hint"), Max: 1000},
		{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("seal.f.reason"), Required: true, Rows: 2, Max: 500},
	}
}

func (d *Desk) askSeal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	all, err := d.hall.SealRegister(ctx)
	if err != nil {
		return err
	}
	p := sealsPage{d, all, f}
	f.Check(p.askFields())
	if f.OK() {
		items := strings.FieldsFunc(f.Get("items"), func(r rune) bool { return strings.ContainsRune(" ,，、;；\n\t", r) })
		id, err := d.hall.AskSeal(ctx, app.SealAsked{Unit: f.Get("unit"), Items: items, From: day(f, "from"), To: day(f, "to"), Reason: f.Get("reason")}, who.No)
		if err == nil {
			return ui.See(w, r, "/desk/seals/"+id)
		}
		if err := refuseSeal(&f, err); err != nil {
			return err
		}
	}
	p.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, sealsTempl(p))
}

// refuseSeal writes why it can't be done; an error that is no refusal comes back.
func refuseSeal(f *ui.Form, err error) error {
	var problems app.Problems
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			f.Refuse(p.Field, "seal_"+p.Code, anys(p.Args)...)
		}
	case errors.Is(err, app.ErrSamePerson):
		f.Refuse("", "seal_samePerson")
	case errors.Is(err, app.ErrSealOrder):
		f.Refuse("", "seal_order")
	case errors.Is(err, app.ErrNoSealing), errors.Is(err, seal.ErrNoAuthority):
		f.Refuse("", "seal_noAuthority")
	default:
		return err
	}
	return nil
}

func anys(args []string) []any {
	var list []any
	for _, a := range args {
		list = append(list, a)
	}
	return list
}

// mostUses is how many uses of a seal its page lists.
const mostUses = 100

func (d *Desk) sealPage(ctx context.Context, id string, who org.Staff) (sealPage, error) {
	e, err := d.hall.SealEntry(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return sealPage{}, ui.NotFound()
	}
	if err != nil {
		return sealPage{}, err
	}
	uses, err := d.hall.Store.SealUses(ctx, id, d.hall.Now()+1, mostUses)
	return sealPage{desk: d, who: who, Entry: e, uses: uses}, err
}

func (d *Desk) showSeal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.sealPage(r.Context(), r.PathValue("id"), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, sealTempl(p))
}

// sealPicture is the picture of a seal (印模); before it was made there is none.
func (d *Desk) sealPicture(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	if d.hall.Seals == nil {
		return ui.NotFound()
	}
	svg, err := seal.PictureIn(d.hall.Seals.Folder, r.PathValue("id"))
	if errors.Is(err, seal.ErrNoSeal) {
		return ui.NotFound()
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	_, err = io.WriteString(w, svg)
	return err
}

// made tells whether the seal was made, so that there is a picture of it.
func (p sealPage) made() bool {
	return slices.ContainsFunc(p.Acts, func(a seal.Act) bool { return a.What == seal.Make })
}

// unitName is the name of the seal's body in the reader's language; on the seal it is Chinese.
func (p sealPage) unitName(ctx context.Context) string { return p.desk.sealBody(ctx, p.Unit, p.Name) }

// sealBody is the name of a unit in the reader's language, or the one on its seal.
func (d *Desk) sealBody(ctx context.Context, unit, onSeal string) string {
	if u, ok := d.hall.Directory().Unit(unit, d.hall.Today()); ok {
		return ui.Of(ctx, ui.Text{Zh: u.Name, En: u.NameEN})
	}
	return onSeal
}

var sealReason = []ui.Field{{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("seal.f.word"), Required: true, Rows: 2, Max: 500}}

// wordFor is the field of one deed: several forms share the page.
func wordFor(deed seal.Deed) []ui.Field {
	f := sealReason[0]
	f.ID = string(deed) + "-reason"
	return []ui.Field{f}
}

func (d *Desk) doSeal(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f, id, deed := r.Context(), ui.Posted(r), r.PathValue("id"), seal.Deed(r.PathValue("deed"))
	f.Check(sealReason)
	if f.OK() {
		err := d.hall.DoSeal(ctx, id, deed, f.Get("reason"), who.No)
		switch {
		case err == nil:
			return ui.See(w, r, "/desk/seals/"+id)
		case errors.Is(err, store.ErrNotFound):
			return ui.NotFound()
		}
		if err := refuseSeal(&f, err); err != nil {
			return err
		}
	}
	p, err := d.sealPage(ctx, id, who)
	if err != nil {
		return err
	}
	p.form, p.open = f, deed
	return ui.Show(w, r, http.StatusUnprocessableEntity, sealTempl(p))
}

// typed is what stands in the form of a deed: what was refused, or nothing.
func (p sealPage) typed(deed seal.Deed) ui.Form {
	if deed == p.open {
		return p.form
	}
	return ui.Form{}
}

// kept is what was typed into a form that is no longer there to show it.
func (p sealPage) kept(ctx context.Context) []ui.Pair {
	text := p.form.Get("reason")
	if text == "" || slices.Contains(p.Deeds(p.who.No), p.open) {
		return nil
	}
	return []ui.Pair{{Term: ui.Say(ctx, "seal.f.word"), Text: text}}
}

func (p sealPage) usesNote(ctx context.Context) string {
	if len(p.uses) == 0 {
		return ""
	}
	return ui.Say(ctx, "seal.uses.note", "n", len(p.uses))
}

func sealTone(s seal.State) ui.Tone {
	switch s {
	case seal.Active:
		return ui.Good
	case seal.Asked, seal.Suspended:
		return ui.Warn
	}
	return ui.Mute
}

// sealLook is the weight of a deed's button.
func sealLook(deed seal.Deed) ui.Look {
	switch deed {
	case seal.Revoke, seal.Suspend:
		return ui.Grave
	case seal.Refuse:
		return ui.Plain
	}
	return ""
}

func dayOf(i int64) string { return period.Instant(i).Date().String() }

// table lists the register.
func (p sealsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "seal.title")}
	for _, c := range []string{"unit", "state", "number", "valid", "last"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "seal.c."+c), Tight: c == "state" || c == "number"})
	}
	for _, e := range p.all {
		last := e.Acts[len(e.Acts)-1]
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Anchor(ui.Link{Text: p.desk.sealBody(ctx, e.Unit, e.Name), Href: "/desk/seals/" + e.ID})),
			ui.Tag(ui.Say(ctx, "seal.state."+string(e.State())), sealTone(e.State())),
			ui.Str(e.Number), ui.Str(dayOf(e.From.UnixMilli()) + " – " + dayOf(e.To.UnixMilli())),
			ui.Strs(ui.Say(ctx, "seal.did."+string(last.What)), p.desk.staffName(ctx, last.Who)+" "+ui.ShortWhen(period.Instant(last.At.UnixMilli()))),
		}})
	}
	return t
}

func (p sealPage) facts(ctx context.Context) []ui.Pair {
	items := strings.Join(p.Items, ui.Say(ctx, "desk.and"))
	if items == "" {
		items = ui.Say(ctx, "seal.items.all")
	}
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, "seal.c.unit"), Text: p.unitName(ctx)}, {Term: ui.Say(ctx, "seal.c.words"), Text: p.Name + p.Kind.Words()},
		{Term: ui.Say(ctx, "seal.c.number"), Text: p.Number}, {Term: ui.Say(ctx, "seal.f.items"), Text: items},
		{Term: ui.Say(ctx, "seal.c.valid"), Text: dayOf(p.From.UnixMilli()) + " – " + dayOf(p.To.UnixMilli())},
	}
	for _, a := range p.Acts {
		if a.Serial != "" {
			pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "seal.c.serial"), Text: a.Serial})
		}
	}
	return pairs
}

func (p sealPage) history(ctx context.Context) []ui.Event {
	var list []ui.Event
	for i := len(p.Acts) - 1; i >= 0; i-- {
		a := p.Acts[i]
		list = append(list, ui.Event{Title: ui.Say(ctx, "seal.did."+string(a.What)), By: p.desk.staffName(ctx, a.Who),
			At: ui.When(ctx, period.Instant(a.At.UnixMilli())), AtISO: ui.ISO(period.Instant(a.At.UnixMilli())), Text: a.Reason})
	}
	return list
}

func (p sealPage) useTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "seal.uses")}
	for _, c := range []string{"when", "case", "by", "sum"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "seal.u."+c)})
	}
	for _, u := range p.uses {
		done := ui.Say(ctx, "seal.u.open")
		if u.After != "" {
			done = u.After[:16] + "…"
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ShortWhen(u.At)), ui.Str(p.usedOn(ctx, u)),
			ui.Str(p.desk.staffName(ctx, u.Who)), ui.Str(done)}})
	}
	return t
}

// caseNo is the number of a case by its identity, empty when it can't be read.
func (d *Desk) caseNo(ctx context.Context, id int64) string {
	rec, err := d.hall.Store.Case(ctx, id)
	if err != nil {
		return ""
	}
	return rec.No
}

// usedOn is the document of a case that a seal was put on, or a form that its body sent in: such a
// use follows no fact.
func (p sealPage) usedOn(ctx context.Context, u store.SealUse) string {
	if u.Seq == 0 {
		return ui.Say(ctx, "seal.use.form")
	}
	return p.desk.caseNo(ctx, u.CaseID) + " · " + strconv.Itoa(u.Seq)
}
