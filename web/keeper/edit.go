package keeper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/chart"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// editPage is one part of a draft as a form, with what the linter says beside each field.
type editPage struct {
	room  *Keeper
	draft store.DraftAt
	hands catalog.Hands
	part  part
	tree  tree
	form  ui.Form
	lint  []catalog.Finding
}

func (k *Keeper) edit(ctx context.Context, r *http.Request, who org.Staff) (editPage, error) {
	p := editPage{room: k}
	id, err := idOf(r)
	if err != nil {
		return p, err
	}
	var known bool
	if p.part, known = partOf(r.PathValue("part")); !known {
		return p, ui.NotFound()
	}
	if p.draft, p.hands, err = k.hall.OpenItem(ctx, id, who.No); err != nil {
		return p, err
	}
	p.tree, err = treeOf(p.draft.Item)
	p.lint = catalog.Check(p.draft.Sound())
	return p, err
}

func (k *Keeper) showPart(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.edit(r.Context(), r, who)
	if err != nil {
		return err
	}
	p.form = ui.Form{Values: p.values()}
	return ui.Show(w, r, http.StatusOK, editTempl(p))
}

// values are the fields of the part as they stand.
func (p editPage) values() url.Values {
	v := url.Values{}
	for _, f := range p.part.in(p.tree) {
		v[f.at] = f.value(p.tree)
	}
	return v
}

// writable tells whether the reader may change the draft now.
func (p editPage) writable() bool { return p.draft.Can(catalog.SaveDraft, p.hands) == nil }

// fields are those of the page, for the summary of what is wrong.
func (p editPage) fields() (list []ui.Field) {
	for _, f := range p.part.in(p.tree) {
		list = append(list, p.shown(f))
	}
	return list
}

// save keeps what was typed, then adds, moves or removes a row where a button asks for it.
func (k *Keeper) save(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := k.edit(ctx, r, who)
	if err != nil {
		return err
	}
	command, seen := f.Get("do"), number64(f.Get("seen"))
	f.Values.Del("do")
	f.Values.Del("seen")
	p.take(&f)
	if f.OK() && command != "" && command != "save" && !p.tree.do(command) {
		f.Refuse("", "invalid")
	}
	if f.OK() {
		it, err := p.tree.item()
		if err != nil {
			return err
		}
		_, err = k.hall.SaveItem(ctx, p.draft.ID, seen, it, who.No)
		if err == nil {
			return ui.See(w, r, draftPath(p.draft.ID)+"/"+p.part.key+p.tree.place(command))
		}
		if err := refused(&f, err); err != nil {
			return err
		}
	}
	p.form = f
	return ui.Again(w, r, editTempl(p))
}

func number64(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// place is where the page opens again after a row was added or moved: at that row; where one was taken
// away, at its list.
func (t tree) place(command string) string {
	m := doing.FindStringSubmatch(command)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(m[2])
	switch m[3] {
	case "add":
		n = len(t.list(m[1])) - 1
	case "up":
		n--
	case "down":
		n++
	default:
		return "#" + anchor(m[1])
	}
	return "#" + anchor(m[1]+"["+strconv.Itoa(n)+"]")
}

// moves are what can be done with a row of a list: none goes beyond its ends.
func moves(n, rows int) (list []string) {
	if n > 0 {
		list = append(list, "up")
	}
	if n+1 < rows {
		list = append(list, "down")
	}
	return append(list, "remove")
}

// anchor is a path as an id.
func anchor(path string) string {
	return "g-" + strings.NewReplacer("[", "-", "]", "", ".", "-").Replace(path)
}

// take writes what was posted into the tree. Rows are as many as were sent.
func (p *editPage) take(f *ui.Form) {
	for name := range f.Values {
		if i := strings.LastIndex(name, "]"); i > 0 && p.known(plainPath(name)) {
			if rows := name[:i+1]; p.tree.get(rows) == nil {
				p.tree.set(rows, map[string]any{})
			}
		}
	}
	all := p.part.in(p.tree)
	var shown []ui.Field
	for _, at := range all {
		field := p.shown(at)
		field.Required = false // a draft may be unfinished
		if at.kind == number {
			field.Kind = ui.KindText
		}
		shown = append(shown, field)
	}
	f.Check(shown)
	for _, at := range all {
		if code := at.put(p.tree, slices.DeleteFunc(slices.Clone(f.All(at.at)), func(s string) bool { return s == "" })); code != "" {
			if _, said := f.Error(at.at); !said {
				f.Refuse(at.at, code)
			}
		}
	}
}

// known tells whether the part has such a field.
func (p editPage) known(plain string) bool {
	var look func(g group, below string) bool
	look = func(g group, below string) bool {
		if g.rows != "" {
			below += g.rows + "."
		}
		return slices.ContainsFunc(g.fields, func(f field) bool { return below+f.path == plain }) ||
			slices.ContainsFunc(g.within, func(w group) bool { return look(w, below) })
	}
	return slices.ContainsFunc(p.part.groups, func(g group) bool { return look(g, "") })
}

// said is what the linter says of one field.
func (p editPage) said(at string) (list []catalog.Finding) {
	for _, f := range p.lint {
		if p.placeOf(f) == at {
			list = append(list, f)
		}
	}
	return list
}

// placeOf is the field of a page at which a finding is shown: the lines of the application form
// are known to the linter by their names.
func (p editPage) placeOf(f catalog.Finding) string {
	name, ok := strings.CutPrefix(f.Field, "form.properties.")
	if !ok {
		return f.Field
	}
	name, _, english := strings.Cut(name, ".")
	for n := range p.tree.list("fields") {
		row := "fields[" + strconv.Itoa(n) + "]."
		if text(p.tree.get(row+"name")) == name {
			return row + map[bool]string{true: "titleEn", false: "title"}[english]
		}
	}
	return f.Field
}

// partFor is the page on which a finding is mended.
func partFor(field string) string {
	plain := plainPath(field)
	best, most := parts[0].key, 0
	for _, p := range parts {
		for _, g := range p.groups {
			for _, f := range g.fields {
				path := f.path
				if g.rows != "" {
					path = g.rows + "." + f.path
				}
				if n := common(path, plain); n > most {
					best, most = p.key, n
				}
			}
		}
	}
	return best
}

// common is how many names two paths begin with alike.
func common(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n
}

// findingText is a finding as a sentence.
func findingText(ctx context.Context, f catalog.Finding) string {
	args := slices.Clone(f.Args)
	for i := 1; i < len(args); i += 2 {
		if p, err := period.Parse(args[i]); err == nil && (args[i-1] == "promise" || args[i-1] == "statutory") {
			args[i] = ui.Limit(ctx, p)
		}
	}
	return ui.Say(ctx, "catalog.lint."+f.Rule, ui.Named(args)...)
}

// findingLink leads to the field where a finding is mended.
func (p editPage) findingLink(f catalog.Finding) string {
	at := p.placeOf(f)
	return draftPath(p.draft.ID) + "/" + partFor(at) + "#" + at
}

// errors are the findings that keep the draft from being checked off; the others are warnings.
func (p editPage) of(s catalog.Severity) (list []catalog.Finding) {
	for _, f := range p.lint {
		if f.Severity == s {
			list = append(list, f)
		}
	}
	return list
}

// local tells that a field differs from body to body and is to be filled in by whoever copied it.
func (p editPage) local(at string) bool {
	return p.draft.From != "" && p.draft.From != p.draft.Item.Code && slices.Contains(catalog.LocalParts, at)
}

// charts are both flow charts of the draft as it stands.
func (p editPage) charts(ctx context.Context) (external, power string) {
	it := p.draft.Item
	if len(it.Procedure.Steps) == 0 {
		return "", ""
	}
	en := ui.From(ctx).Lang == ui.En
	return chart.External(&it).SVG(en), chart.Power(&it, func(step, body int) catalog.Text {
		name := p.room.ruleText(string(it.Procedure.Steps[step].UnitOf(body)))
		return catalog.Text{ZH: name.Zh, EN: name.En}
	}).SVG(en)
}

// notFound hides drafts that are not for the reader.
func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return ui.NotFound()
	}
	return err
}

// id is what a group is known by on its page.
func (g group) id() string {
	if g.rows != "" {
		return "of-" + g.rows
	}
	return "of-" + g.key
}

// rowFields are the fields of one row, without those of the groups within.
func rowFields(g group, row string) (list []placed) {
	for _, f := range g.fields {
		list = append(list, placed{f, row + f.path})
	}
	return list
}

func current(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

// preview is the application form as applicants will see it; nothing of it is sent.
func (p editPage) preview() []ui.Field {
	fields, err := catalog.Fields(p.draft.Item.Form)
	if err != nil {
		return nil // the linter says beside it what is unfinished
	}
	list := make([]ui.Field, len(fields))
	for i, f := range fields {
		list[i] = ui.Field{Name: "preview." + f.Name, Kind: previewKind(f), Label: ui.Text{Zh: f.Title, En: f.TitleEN}, Hint: ui.Text{Zh: f.Hint, En: f.HintEN}, Required: f.Required, Max: f.MaxLength}
		for _, o := range f.Options {
			list[i].Options = append(list[i].Options, ui.Option{Value: o.Value, Label: ui.Text{Zh: o.Value, En: o.EN}})
		}
		if f.Type == catalog.YesNoField {
			list[i].Options = []ui.Option{{Value: "true", Label: ui.Words("keeper.yes")}, {Value: "false", Label: ui.Words("keeper.no")}}
		}
	}
	return list
}

func previewKind(f catalog.Field) ui.Kind {
	switch f.Widget {
	case catalog.SelectWidget:
		return ui.KindSelect
	case catalog.AreaWidget:
		return ui.KindTextarea
	case catalog.DateWidget:
		return ui.KindDate
	case catalog.PhoneWidget:
		return ui.KindPhone
	case catalog.IDWidget:
		return ui.KindIDCard
	}
	switch f.Type {
	case catalog.IntegerField, catalog.NumberField:
		return ui.KindNumber
	case catalog.YesNoField:
		return ui.KindRadio
	}
	return ui.KindText
}
