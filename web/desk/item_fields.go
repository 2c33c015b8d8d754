package desk

import (
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// formPrefix begins the fields of an item's own form.
const formPrefix = "form."

// itemFields turns the lines of an item's form into fields of the page. Nothing is asked
// for: an application is received incomplete too (许可法32); what is missing is marked.
func itemFields(fields []catalog.Field) []ui.Field {
	out := make([]ui.Field, len(fields))
	for i, f := range fields {
		out[i] = ui.Field{
			Name: formPrefix + f.Name, Kind: kindOf(f), Label: ui.Text{Zh: f.Title, En: f.TitleEN},
			Hint: ui.Text{Zh: f.Hint, En: f.HintEN}, Required: f.Required, Max: f.MaxLength, Half: f.Widget != catalog.AreaWidget,
			Lowest: bound(f.Minimum), Highest: bound(f.Maximum), When: ui.WhenOf(fields, f, formPrefix),
		}
		for _, o := range f.Options {
			out[i].Options = append(out[i].Options, ui.Option{Value: o.Value, Label: ui.Text{Zh: o.Value, En: o.EN}})
		}
		if f.Type == catalog.YesNoField {
			out[i].Options = []ui.Option{{Value: "true", Label: ui.Words("desk.yesno.true")}, {Value: "false", Label: ui.Words("desk.yesno.false")}}
		}
	}
	return out
}

func kindOf(f catalog.Field) ui.Kind {
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
		return ui.KindSelect
	}
	return ui.KindText
}

func bound(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// typedForm takes the values of the item's form out of what was posted.
func typedForm(f ui.Form) map[string]string {
	typed := map[string]string{}
	for name := range f.Values {
		if field, ok := strings.CutPrefix(name, formPrefix); ok {
			typed[field] = f.Get(name)
		}
	}
	return typed
}

// refuseForm notes what the item's own form refuses, but for what is merely missing.
func refuseForm(f *ui.Form, problems []app.FieldProblem) {
	for _, p := range problems {
		if p.Code == "required" {
			continue
		}
		field := formPrefix + p.Field
		if p.Code == "unknown_field" {
			field = "" // there is no place to show it at
		}
		f.Refuse(field, p.Code, ui.Named(p.Args)...)
	}
}
