package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// standInsPage (代岗) is who stands in for whom, as far as it concerns the reader, with the form
// that names a stand-in for his own posts or for those of whom he heads.
type standInsPage struct {
	desk   *Desk
	who    org.Staff
	all    []org.StandIn
	absent []org.Staff // for whom he may name one
	form   ui.Form
	ended  bool // the form that was refused is a hand-back
}

// standInPage is one stand-in with what was done under it.
type standInPage struct {
	desk *Desk
	who  org.Staff
	org.StandIn
	facts []store.StoodFact
}

func (d *Desk) standInRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/stand-ins", d.page(d.showStandIns))
	mux.Handle("POST /desk/stand-ins", d.page(d.nameStandIn))
	mux.Handle("GET /desk/stand-ins/{id}", d.page(d.showStandIn))
	mux.Handle("POST /desk/stand-ins/{id}/hand-back", d.page(d.handBack))
}

func (d *Desk) standIns(ctx context.Context, who org.Staff) (standInsPage, error) {
	p := standInsPage{desk: d, who: who}
	var err error
	p.all, err = d.hall.Acting(ctx, who.No)
	dir, today := d.hall.Directory(), d.hall.Today()
	for _, s := range dir.People() {
		if len(dir.Colleagues(s.No, today)) > 0 && dir.MayStandIn(who.No, s.No, today) {
			p.absent = append(p.absent, s)
		}
	}
	return p, err
}

func (d *Desk) showStandIns(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.standIns(r.Context(), who)
	if err != nil {
		return err
	}
	p.form.Values = url.Values{"absent": {who.No}, "from": {d.hall.Today().String()}}
	return ui.Show(w, r, http.StatusOK, standInsTempl(p))
}

// fields are what a stand-in must say. Who may be chosen depends on nobody's choice: what does
// not fit is refused with its reason.
func (p standInsPage) fields() []ui.Field {
	absent := ui.Field{Name: "absent", Kind: ui.KindSelect, Label: ui.Words("roads.standIn.absent"), Required: true, Half: true}
	by := ui.Field{Name: "by", Kind: ui.KindSelect, Label: ui.Words("roads.standIn.by"), Hint: ui.Words("roads.standIn.by.hint"), Required: true, Half: true}
	dir, today := p.desk.hall.Directory(), p.desk.hall.Today()
	var colleagues []string
	for _, s := range p.absent {
		absent.Options = append(absent.Options, p.option(s))
		for _, c := range dir.Colleagues(s.No, today) {
			colleagues = append(colleagues, c.No)
		}
	}
	slices.Sort(colleagues)
	for _, no := range slices.Compact(colleagues) {
		s, _ := dir.StaffByNo(no)
		by.Options = append(by.Options, p.option(s))
	}
	fields := []ui.Field{absent, by,
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("roads.standIn.from"), Required: true, Half: true},
		{Name: "to", Kind: ui.KindDate, Label: ui.Words("roads.standIn.to"), Hint: ui.Words("roads.standIn.to.hint"), Required: true, Half: true},
		{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("roads.standIn.reason"), Required: true, Rows: 2, Max: 500},
	}
	if dir.Heads(p.who.No, p.who.No, today) {
		fields = append(fields, ui.Field{Name: "head", Kind: ui.KindCheckbox, Label: ui.Words("roads.standIn.head"), Hint: ui.Words("roads.standIn.head.hint"),
			Options: []ui.Option{{Value: "yes", Label: ui.Words("roads.standIn.head.yes")}}})
	}
	return fields
}

// option is a member of staff to choose, with his unit.
func (p standInsPage) option(s org.Staff) ui.Option {
	u, _ := p.desk.hall.Directory().UnitOrLast(s.Unit, p.desk.hall.Today())
	name := ui.UnitText(u)
	english := s.Name
	if s.NameEN != "" {
		english = s.NameEN
	}
	return ui.Option{Value: s.No, Label: ui.Text{Zh: s.Name + "（" + name.Zh + "）", En: english + " (" + name.In(ui.En) + ")"}}
}

func (d *Desk) nameStandIn(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.standIns(ctx, who)
	if err != nil {
		return err
	}
	f.Check(p.fields())
	if f.OK() {
		s := org.StandIn{Absent: f.Get("absent"), By: f.Get("by"), From: day(f, "from"), To: day(f, "to"), Head: f.Get("head") == "yes", Reason: f.Get("reason")}
		_, err := d.hall.NameStandIn(ctx, s, who.No)
		if err == nil {
			return ui.See(w, r, "/desk/stand-ins")
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	p.form = f
	return ui.Show(w, r, http.StatusUnprocessableEntity, standInsTempl(p))
}

// handBack (交还) ends a stand-in before its last day.
func (d *Desk) handBack(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	err = d.hall.HandBack(ctx, id, who.No)
	f := ui.Posted(r)
	switch {
	case err == nil:
		return ui.See(w, r, "/desk/stand-ins")
	case errors.Is(err, app.ErrNotFound):
		return ui.NotFound()
	case !f.Refused(ctx, err):
		return err
	}
	p, err := d.standIns(ctx, who)
	if err != nil {
		return err
	}
	p.form, p.ended = f, true
	return ui.Show(w, r, http.StatusUnprocessableEntity, standInsTempl(p))
}

// mostStood is how many acts of a stand-in its page lists.
const mostStood = 500

func (d *Desk) showStandIn(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx := r.Context()
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	p := standInPage{desk: d, who: who}
	if p.StandIn, err = d.hall.StandIn(ctx, id, who.No); errors.Is(err, app.ErrNotFound) {
		return ui.NotFound()
	}
	if err != nil {
		return err
	}
	if p.facts, err = d.hall.Store.StoodFacts(ctx, id, mostStood); err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, standInTempl(p))
}

// table lists the stand-ins, newest first.
func (p standInsPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "roads.standIn.title")}
	for _, c := range []string{"state", "who", "days", "reason", "named"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "roads.standIn.c."+c), Tight: c != "reason"})
	}
	t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "roads.standIn.handBack"), Tight: true})
	for _, s := range p.all {
		end := ui.Str("")
		if !s.Over(p.desk.hall.Today()) && p.desk.hall.MayHandBack(s, p.who.No) {
			end = handBackTempl(s)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			p.desk.standInTag(ctx, s),
			ui.Join(ui.Anchor(ui.Link{Text: p.desk.standsFor(ctx, s), Href: standInPath(s)})),
			ui.Str(ui.Days(ctx, s.From, s.To)), ui.Str(s.Reason), ui.Str(p.desk.staffName(ctx, s.NamedBy)), end,
		}})
	}
	return t
}

func standInPath(s org.StandIn) string { return "/desk/stand-ins/" + strconv.FormatInt(s.ID, 10) }

// standsFor says who stands in for whom.
func (d *Desk) standsFor(ctx context.Context, s org.StandIn) string {
	return ui.Say(ctx, "roads.standIn.for", "by", d.staffName(ctx, s.By), "absent", d.staffName(ctx, s.Absent))
}

// standInTag is how a stand-in stands today.
func (d *Desk) standInTag(ctx context.Context, s org.StandIn) templ.Component {
	today := d.hall.Today()
	switch {
	case s.EndedAt > 0:
		return ui.Tag(ui.Say(ctx, "roads.standIn.state.back"), ui.Mute)
	case s.Over(today):
		return ui.Tag(ui.Say(ctx, "roads.standIn.state.over"), ui.Mute)
	case s.From > today:
		return ui.Tag(ui.Say(ctx, "roads.standIn.state.later"), ui.Warn)
	}
	return ui.Tag(ui.Say(ctx, "roads.standIn.state.now"), ui.Good)
}

func (p standInPage) pairs(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, "roads.standIn.absent"), Text: p.desk.staffName(ctx, p.Absent)},
		{Term: ui.Say(ctx, "roads.standIn.by"), Text: p.desk.staffName(ctx, p.By)},
		{Term: ui.Say(ctx, "roads.standIn.c.days"), Text: ui.Days(ctx, p.From, p.To)},
		{Term: ui.Say(ctx, "roads.standIn.reason"), Text: p.Reason},
		{Term: ui.Say(ctx, "roads.standIn.c.named"), Text: p.desk.staffName(ctx, p.NamedBy) + " " + ui.When(ctx, p.NamedAt)},
	}
	if p.Head {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "roads.standIn.head"), Text: ui.Say(ctx, "roads.standIn.head.yes")})
	}
	if p.EndedAt > 0 {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "roads.standIn.handBack"), Text: p.desk.staffName(ctx, p.EndedBy) + " " + ui.When(ctx, p.EndedAt)})
	}
	return pairs
}

// done is what was done in the absent person's posts.
func (p standInPage) done(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "roads.standIn.done")}
	for _, c := range []string{"at", "act", "case", "item"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "roads.standIn.d."+c), Tight: c != "item"})
	}
	for _, f := range p.facts {
		name := f.Item
		if it, ok := p.desk.hall.Catalogue().InForce(f.Item, p.desk.hall.Today()); ok {
			name = ui.Of(ctx, ui.Text{Zh: it.Name, En: it.NameEN})
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Str(ui.ShortWhen(f.At)), ui.Str(ui.ActName(ctx, f.Act)),
			ui.Join(ui.Anchor(ui.Link{Text: f.No, Href: "/desk/cases/" + f.No})), ui.Str(name),
		}})
	}
	return t
}

// acting says at the head of the queue whom the reader stands in for today.
func (p queuePage) acting(ctx context.Context) string {
	var names []string
	for _, s := range p.desk.hall.Directory().StandsIn(ui.From(ctx).User.ID, p.desk.hall.Today()) {
		names = append(names, ui.Say(ctx, "roads.standIn.until", "absent", p.desk.staffName(ctx, s.Absent), "day", s.To))
	}
	if len(names) == 0 {
		return ""
	}
	return ui.Say(ctx, "roads.standIn.acting", "who", strings.Join(names, ui.Say(ctx, "desk.and")))
}

// stoodIn is a name with whose post it was.
func (p casePage) stoodIn(ctx context.Context, name, as string) string {
	if as == "" {
		return name
	}
	return ui.Say(ctx, "roads.standIn.as", "name", name, "absent", p.desk.staffName(ctx, as))
}
