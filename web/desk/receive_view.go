package desk

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

var chooserFields = []ui.Field{{Name: "q", Kind: ui.KindText, Label: ui.Words("desk.receive.find"), Suggest: "/desk/receive", Max: 60}}

func itemText(it *catalog.Item) ui.Text { return ui.Text{Zh: it.Name, En: it.NameEN} }

// table lists the items that can be received here.
func (p chooser) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.receive.title")}
	for _, c := range []string{"item", "linkage", "promised", "statutory", "code"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.item."+c), Tight: c != "item"})
	}
	for _, it := range p.here {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Anchor(ui.Link{Text: ui.Of(ctx, itemText(it)), Href: "/desk/receive/" + it.Code}),
			ui.Str(ui.Say(ctx, "catalog.linkage."+string(it.Linkage()))),
			ui.Str(ui.Limit(ctx, it.Promised.Period)),
			ui.Str(ui.Limit(ctx, it.Statutory.Period)),
			ui.Str(it.Code),
		}})
	}
	return t
}

// moreText says what is not listed, and how it is found.
func (p chooser) moreText(ctx context.Context) string {
	if p.query == "" {
		return ui.Say(ctx, "desk.receive.often", "n", p.more, "days", oftenDays)
	}
	return ui.Say(ctx, "desk.receive.more", "n", p.more)
}

// suggested are the first of them, each leading to its counter screen.
func (p chooser) suggested(ctx context.Context) []ui.Link {
	var list []ui.Link
	for _, it := range p.here[:min(len(p.here), ui.MostSuggested)] {
		list = append(list, ui.Link{Text: ui.Of(ctx, itemText(it)), Href: "/desk/receive/" + it.Code})
	}
	return list
}

// awayTable tells where to send people whose item is received elsewhere.
func (p chooser) awayTable(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.receive.away"), Cols: []ui.Col{
		{Text: ui.Say(ctx, "desk.item.item")}, {Text: ui.Say(ctx, "desk.item.levels"), Tight: true}, {Text: ui.Say(ctx, "desk.item.department")}}}
	for _, it := range p.away {
		var levels []string
		for _, l := range it.AcceptAt {
			levels = append(levels, ui.CodeName(ctx, "level", string(l)))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: append([]templ.Component{ui.Anchor(ui.Link{Text: ui.Of(ctx, itemText(it)), Href: "/items/" + it.Code})},
			cells(strings.Join(levels, ui.Say(ctx, "desk.and")), ui.Of(ctx, ui.Text{Zh: it.Sheet.Department.ZH, En: it.Sheet.Department.EN}))...)})
	}
	return t
}

func (c counter) name(ctx context.Context) string { return ui.Of(ctx, itemText(c.item)) }

// findText says what became of looking for the applicant.
func (c counter) findText(ctx context.Context) string {
	switch {
	case c.from != "":
		return ui.Say(ctx, "desk.receive.found", "no", c.from)
	case c.sought:
		return ui.Say(ctx, "desk.receive.unknown")
	}
	return ""
}

func (c counter) formTitle() ui.Text {
	if t := c.item.Sheet.FormTitle; t.ZH != "" {
		return ui.Text{Zh: t.ZH, En: t.EN}
	}
	return ui.Words("desk.form")
}

// points are what the clerk is asked about the item: limits, the day it would be decided.
func (c counter) points(ctx context.Context) []ui.Pair {
	ready := c.desk.hall.Calendar().Due(period.Clock{From: c.desk.hall.Today(), Limit: c.item.Promised.Period})
	sheet := c.item.Sheet
	fee := ui.Say(ctx, "desk.item.free")
	if sheet.Fee.Charged {
		fee = ui.Of(ctx, ui.Text{Zh: sheet.Fee.Note.ZH, En: sheet.Fee.Note.EN})
	}
	return []ui.Pair{
		{Term: ui.Say(ctx, "desk.item.promised"), Text: ui.Limit(ctx, c.item.Promised.Period)},
		{Term: ui.Say(ctx, "desk.item.statutory"), Text: ui.Limit(ctx, c.item.Statutory.Period), Note: c.item.Statutory.Basis},
		{Term: ui.Say(ctx, "desk.item.ready"), Text: c.desk.sure(ctx, ready.On, today(ctx, ready.On))},
		{Term: ui.Say(ctx, "desk.item.linkage"), Text: ui.Say(ctx, "catalog.linkage."+string(c.item.Linkage()))},
		{Term: ui.Say(ctx, "desk.item.fee"), Text: fee},
		{Term: ui.Say(ctx, "desk.item.code"), Text: c.item.Code},
	}
}

func (c counter) conditions(ctx context.Context) []string {
	var list []string
	for _, t := range c.item.Sheet.Conditions {
		list = append(list, ui.Of(ctx, ui.Text{Zh: t.ZH, En: t.EN}))
	}
	return list
}

// fieldGroup is the part of a form under one heading.
type fieldGroup struct {
	Title  string
	Fields []ui.Field
}

func (c counter) groups(ctx context.Context) []fieldGroup {
	var out []fieldGroup
	for i, f := range itemFields(c.fields) {
		from := c.fields[i]
		if i == 0 || from.Group != "" && from.Group != c.fields[i-1].Group {
			out = append(out, fieldGroup{Title: ui.Of(ctx, ui.Text{Zh: from.Group, En: from.GroupEN})})
		}
		last := &out[len(out)-1]
		last.Fields = append(last.Fields, f)
	}
	return out
}

// checklist is what the item asks for, with how each came.
func (c counter) checklist(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.m.title")}
	for _, k := range []string{"name", "how", "copies", "scan"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.m."+k)})
	}
	for _, m := range c.item.Materials {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Join(ui.Strs(ui.Of(ctx, ui.Text{Zh: m.Name, En: m.NameEN}), materialNote(ctx, m)), necessityTag(ctx, m)),
			howCell(c, m), countCell(c, m), scanCell(c, m, c.held[m.Code]),
		}})
	}
	return t
}

func necessityTag(ctx context.Context, m catalog.Material) templ.Component {
	tone := ui.Mute
	switch m.Necessity {
	case catalog.Required:
		tone = ui.Info
	case catalog.Deferrable:
		tone = ui.Warn
	}
	return ui.Tag(ui.CodeName(ctx, "necessity", string(m.Necessity)), tone)
}

// usual is how many of a material the item asks for.
func (c counter) usual(m catalog.Material) int {
	if casework.How(c.form.Get(materialPrefix+m.Code)) == casework.Copy {
		return max(1, m.Copies)
	}
	return max(1, m.Original)
}

// notFrom are the attributes of a form of a material that can't come by fax or e-mail: the script hides it
// while one of these is chosen.
func (c counter) notFrom(how string) templ.Attributes {
	if casework.How(how) != casework.Original {
		return nil
	}
	var remote []string
	for _, ch := range c.channels() {
		if ch.Remote() {
			remote = append(remote, string(ch))
		}
	}
	if len(remote) == 0 {
		return nil
	}
	return ui.Asked{Field: "channel", Is: remote}.Unless()
}

func wrong(field ui.Field, form ui.Form) bool {
	_, bad := form.Error(field.Name)
	return bad
}

// faulty are the attributes of a control whose value was refused.
func faulty(field ui.Field, form ui.Form) templ.Attributes {
	if !wrong(field, form) {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": field.Name + "-error"}
}
