package board

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

func (b *Board) serviceRoutes(mux *http.ServeMux) {
	mux.Handle("GET /board/services", b.page(b.showServices))
	mux.Handle("GET /board/services/new", b.page(b.enters(b.newService)))
	mux.Handle("POST /board/services/new", b.page(b.enters(b.createService)))
	mux.Handle("GET /board/services/{code}", b.page(b.showService))
	mux.Handle("POST /board/services/{code}", b.page(b.keeps(b.centreOfService, b.changeService)))
	mux.Handle("POST /board/services/{code}/end", b.page(b.keeps(b.centreOfService, b.endService)))
}

func (b *Board) centreOfService(code string) string {
	c, _, _ := b.hall.Registers().Convenience(code)
	return c.Centre
}

// servicesPage (便民服务) is what every centre offers beside the items, by kind, and of one
// centre the list.
type servicesPage struct {
	board  *Board
	form   ui.Form
	fields []ui.Field
	rows   []centreOffer
	n      int // centres in all
	pager  ui.Pager
	centre org.Centre // chosen
	list   []catalog.Convenience
	keeps  bool // the reader keeps the chosen centre
	any    bool // the reader keeps some centre
}

// centreOffer is one centre with how many services of each kind it offers.
type centreOffer struct {
	org.Centre
	n map[catalog.ConvenienceKind]int
}

func (b *Board) showServices(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	q := r.URL.Query()
	p := servicesPage{board: b, fields: []ui.Field{b.streetFilter()}, form: ui.Form{Values: url.Values{"street": {q.Get("street")}}},
		any: len(b.mine(who.No)) > 0}
	dir, today := b.hall.Directory(), b.hall.Today()
	if code := q.Get("centre"); code != "" {
		var ok bool
		if p.centre, ok = dir.Centre(code, today); !ok {
			return ui.NotFound()
		}
		p.list, p.keeps = b.hall.Registers().Offered(code, today), b.hall.KeepsCentre(who.No, code)
		return ui.Show(w, r, http.StatusOK, centreServicesTempl(p))
	}
	for _, c := range dir.Centres(today) {
		if street := q.Get("street"); street != "" && b.streetOf(c) != street {
			continue
		}
		o := centreOffer{c, map[catalog.ConvenienceKind]int{}}
		for _, s := range b.hall.Registers().Offered(c.Code, today) {
			o.n[s.Kind]++
		}
		p.rows = append(p.rows, o)
	}
	p.n = len(p.rows)
	p.rows, p.pager = ui.PartOf(r, p.rows)
	return ui.Show(w, r, http.StatusOK, servicesTempl(p))
}

// table is the centres by kinds; a kind that a centre does not offer is said, not left empty.
func (p servicesPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "service.centres"), Cols: []ui.Col{{Text: say(ctx, "centre")}}}
	for _, k := range catalog.ConvenienceKinds {
		t.Cols = append(t.Cols, ui.Col{Text: kindName(ctx, k), Num: true})
	}
	for _, c := range p.rows {
		row := ui.Row{Cells: []templ.Component{ui.Anchor(ui.Link{Text: centreName(ctx, c.Centre), Href: servicesAt(c.Code)})}}
		for _, k := range catalog.ConvenienceKinds {
			row.Cells = append(row.Cells, ui.Str(say(ctx, "count", "n", c.n[k])))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// services is the list of one centre.
func (p servicesPage) services(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "service.title")}
	for _, c := range []string{"kind", "name", "provider", "hours", "price", "phone"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "service.f."+c), Tight: c == "kind" || c == "phone"})
	}
	for _, s := range p.list {
		name := ui.Join(ui.Anchor(ui.Link{Text: both(ctx, s.Name, s.NameEN), Href: servicePath(s.Code)}))
		if s.ToVerify {
			name = ui.Join(name, ui.Tag(say(ctx, "toVerify"), ui.Warn))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(kindName(ctx, s.Kind)), name, ui.Str(textOf(ctx, s.Provider)),
			ui.Str(textOf(ctx, s.Hours)), ui.Str(textOf(ctx, s.Price)), ui.Str(s.Phone)}})
	}
	return t
}

func servicesAt(centre string) string { return "/board/services?centre=" + url.QueryEscape(centre) }

func servicePath(code string) string { return "/board/services/" + url.PathEscape(code) }

func kindName(ctx context.Context, k catalog.ConvenienceKind) string {
	return say(ctx, "service.kind."+string(k))
}

func textOf(ctx context.Context, t catalog.Text) string { return both(ctx, t.ZH, t.EN) }

// servicePage is the form of one service, new or known, with its history.
type servicePage struct {
	board   *Board
	code    string // "" = new
	version int
	fields  []ui.Field
	form    ui.Form
	known   catalog.Convenience
	keeps   bool
	history []store.Entry
	ending  bool // the form that was refused is the ending
}

// fields are what is said of a service.
func (b *Board) serviceFields(who string, moves bool) []ui.Field {
	words := func(name string) ui.Text { return ui.Words("board.service.f." + name) }
	kind := ui.Field{Name: "kind", Kind: ui.KindSelect, Label: words("kind"), Required: true, Half: moves}
	for _, k := range catalog.ConvenienceKinds {
		kind.Options = append(kind.Options, ui.Option{Value: string(k), Label: ui.Words("board.service.kind." + string(k))})
	}
	var fields []ui.Field
	if moves {
		centre := ui.Field{Name: "centre", Kind: ui.KindSelect, Label: words("centre"), Required: true, Half: true}
		for _, c := range b.mine(who) {
			centre.Options = append(centre.Options, ui.Option{Value: c.Code, Label: ui.Text{Zh: c.Name, En: c.NameEN}})
		}
		fields = append(fields, centre)
	}
	fields = append(fields, kind)
	for _, name := range []string{"name", "provider", "what", "place", "hours", "price"} {
		long := ui.KindText
		if name == "what" {
			long = ui.KindTextarea
		}
		fields = append(fields,
			ui.Field{Name: name, Kind: long, Rows: 2, Max: 300, Label: words(name), Required: true, Half: true},
			ui.Field{Name: name + "En", Kind: long, Rows: 2, Max: 300, Label: words(name + "En"), Half: true})
	}
	return append(fields,
		ui.Field{Name: "phone", Kind: ui.KindText, Max: 30, Label: words("phone"), Hint: ui.Words("board.service.phone.hint"), Half: true},
		ui.Field{Name: "link", Kind: ui.KindText, Max: 300, Label: words("link"), Hint: ui.Words("board.service.link.hint"), Half: true},
		ui.Field{Name: "from", Kind: ui.KindDate, Label: words("from"), Required: true, Half: true},
		ui.Field{Name: "to", Kind: ui.KindDate, Label: words("to"), Hint: ui.Words("board.service.to.hint"), Half: true},
		ui.Field{Name: "toVerify", Kind: ui.KindCheckbox, Label: words("toVerify"), Options: []ui.Option{{Value: "yes", Label: ui.Words("board.service.toVerify.yes")}}})
}

// ofForm reads a service that Check has found sound.
func ofForm(f ui.Form) catalog.Convenience {
	pair := func(name string) catalog.Text { return catalog.Text{ZH: f.Get(name), EN: f.Get(name + "En")} }
	return catalog.Convenience{
		Centre: f.Get("centre"), Kind: catalog.ConvenienceKind(f.Get("kind")), Name: f.Get("name"), NameEN: f.Get("nameEn"),
		Provider: pair("provider"), What: pair("what"), Place: pair("place"), Hours: pair("hours"), Price: pair("price"),
		Phone: f.Get("phone"), Link: f.Get("link"), ToVerify: f.Get("toVerify") == "yes", From: day(f, "from"), To: day(f, "to"),
	}
}

// formOf is the form as a service fills it.
func formOf(c catalog.Convenience) ui.Form {
	v := url.Values{"kind": {string(c.Kind)}, "name": {c.Name}, "nameEn": {c.NameEN}, "phone": {c.Phone}, "link": {c.Link}, "from": {c.From.String()}}
	for name, t := range map[string]catalog.Text{"provider": c.Provider, "what": c.What, "place": c.Place, "hours": c.Hours, "price": c.Price} {
		v.Set(name, t.ZH)
		v.Set(name+"En", t.EN)
	}
	if !c.To.IsZero() {
		v.Set("to", c.To.String())
	}
	if c.ToVerify {
		v.Set("toVerify", "yes")
	}
	return ui.Form{Values: v}
}

func (b *Board) newService(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := servicePage{board: b, fields: b.serviceFields(who.No, true), keeps: true}
	p.form.Values = url.Values{"centre": {r.URL.Query().Get("centre")}, "from": {b.hall.Today().String()}, "toVerify": {"yes"}}
	return ui.Show(w, r, http.StatusOK, serviceTempl(p))
}

func (b *Board) createService(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := servicePage{board: b, fields: b.serviceFields(who.No, true), form: ui.Posted(r), keeps: true}
	return b.saveService(w, r, who, p, catalog.Convenience{})
}

func (b *Board) showService(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.knownService(r, who)
	if err != nil {
		return err
	}
	p.form = formOf(p.known)
	p.form.Values.Set("version", strconv.Itoa(p.version))
	return ui.Show(w, r, http.StatusOK, serviceTempl(p))
}

func (b *Board) knownService(r *http.Request, who org.Staff) (servicePage, error) {
	c, version, ok := b.hall.Registers().Convenience(r.PathValue("code"))
	if !ok {
		return servicePage{}, ui.NotFound()
	}
	fields := append(b.serviceFields(who.No, false), ui.Field{Name: "version", Kind: ui.KindHidden})
	p := servicePage{board: b, code: c.Code, version: version, fields: fields, known: c, keeps: b.hall.KeepsCentre(who.No, c.Centre)}
	var err error
	p.history, err = b.hall.ConvenienceHistory(r.Context(), c.Code)
	return p, err
}

func (b *Board) changeService(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.knownService(r, who)
	if err != nil {
		return err
	}
	p.form = ui.Posted(r)
	return b.saveService(w, r, who, p, p.known)
}

// saveService keeps what the form says, or shows the form again with what is wrong.
func (b *Board) saveService(w http.ResponseWriter, r *http.Request, who org.Staff, p servicePage, old catalog.Convenience) error {
	p.form.Check(p.fields)
	if p.form.OK() {
		c := ofForm(p.form)
		if old.Code != "" {
			c.Code, c.Centre = old.Code, old.Centre
		}
		saved, err := b.hall.SaveConvenience(r.Context(), c, seen(p.form), who.No)
		if err == nil {
			return ui.See(w, r, servicesAt(saved.Centre))
		}
		if !refused(&p.form, err) {
			return err
		}
	}
	return ui.Again(w, r, serviceTempl(p))
}

// endService (停止服务) sets the last day of a service.
func (b *Board) endService(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.knownService(r, who)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	f.Check(endFields())
	if f.OK() {
		c := p.known
		c.To = day(f, "last")
		_, err := b.hall.SaveConvenience(r.Context(), c, seen(f), who.No)
		if err == nil {
			return ui.See(w, r, servicesAt(c.Centre))
		}
		if !refused(&f, err) {
			return err
		}
	}
	p.form, p.ending = formOf(p.known), true
	for name, values := range f.Values {
		p.form.Values[name] = values
	}
	p.form.Errors = moved(f.Errors, "to", "last")
	return ui.Again(w, r, serviceTempl(p))
}

func endFields() []ui.Field {
	return []ui.Field{{Name: "last", Kind: ui.KindDate, Label: ui.Words("board.service.last"), Hint: ui.Words("board.service.last.hint"), Required: true, Half: true},
		{Name: "version", ID: "end-version", Kind: ui.KindHidden}}
}

// moved says of another field what is wrong with one.
func moved(errs []ui.FieldError, from, to string) []ui.FieldError {
	for i := range errs {
		if errs[i].Field == from {
			errs[i].Field = to
		}
	}
	return errs
}

// seen is the version that the form was filled from.
func seen(f ui.Form) int {
	n, _ := strconv.Atoi(f.Get("version")) // a form without it is a new record
	return n
}

// refused notes in a form what the use case refused; false for any other error.
func refused(f *ui.Form, err error) bool {
	var wrong app.Faults
	switch {
	case errors.As(err, &wrong):
		for _, x := range wrong {
			f.Refuse(x.Field, x.Rule, ui.Named(x.Args)...)
		}
	case errors.Is(err, store.ErrConflict):
		f.Refuse("", "board_changed")
	default:
		return false
	}
	return true
}

// changes is who entered what when, newest first.
func (p servicePage) changes(ctx context.Context) ui.Table {
	return p.board.changes(ctx, p.history)
}

func (b *Board) changes(ctx context.Context, list []store.Entry) ui.Table {
	t := ui.Table{Caption: say(ctx, "history"), Cols: []ui.Col{{Text: say(ctx, "version"), Num: true}, {Text: say(ctx, "at"), Tight: true}, {Text: say(ctx, "by")}}}
	for _, e := range list {
		by := b.staffName(ctx, e.By)
		if e.By == "demo" || e.By == "load" {
			by = say(ctx, "imported")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(strconv.Itoa(e.Version)), ui.Str(ui.When(ctx, e.At)), ui.Str(by)}})
	}
	return t
}

// over tells whether a service has ended by a day.
func over(c catalog.Convenience, on period.Date) bool { return !c.To.IsZero() && c.To < on }

func (p servicePage) title(ctx context.Context) string {
	if p.code == "" {
		return say(ctx, "service.new")
	}
	return both(ctx, p.known.Name, p.known.NameEN)
}

func (p servicePage) below(ctx context.Context) string {
	if p.code == "" {
		return say(ctx, "service.new.below")
	}
	c, _ := p.board.hall.Directory().Centre(p.known.Centre, p.board.hall.Today())
	return say(ctx, "service.of", "centre", centreName(ctx, c), "code", p.code)
}

func (p servicePage) action() string {
	if p.code == "" {
		return "/board/services/new"
	}
	return servicePath(p.code)
}

func (p servicePage) pairs(ctx context.Context) []ui.Pair {
	c := p.known
	pair := func(key, text string) ui.Pair { return ui.Pair{Term: say(ctx, "service.f."+key), Text: text} }
	return []ui.Pair{pair("kind", kindName(ctx, c.Kind)), pair("provider", textOf(ctx, c.Provider)), pair("what", textOf(ctx, c.What)),
		pair("place", textOf(ctx, c.Place)), pair("hours", textOf(ctx, c.Hours)), pair("price", textOf(ctx, c.Price)),
		pair("phone", c.Phone), pair("link", c.Link), {Term: say(ctx, "service.days"), Text: ui.Days(ctx, c.From, c.To)}}
}
