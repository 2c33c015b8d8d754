package portal

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// formPrefix stands before the item's own names, so that none can clash with ours.
const formPrefix = "f_"

// section is a group of fields under one heading of the form.
type section struct {
	Title  ui.Text
	Fields []ui.Field
}

// form is the item's own form 填写申请表, made from its schema.
func (p *portal) form(w http.ResponseWriter, r *http.Request, d draft) error {
	sections, err := p.sections(d.File.Item)
	if err != nil {
		return err
	}
	f := ui.Form{Values: typedAgain(d.Form)}
	return ui.Show(w, r, http.StatusOK, formPage(d.shell(r.Context(), "form"), d, sections, f))
}

func (p *portal) saveForm(w http.ResponseWriter, r *http.Request, d draft) error {
	sections, err := p.sections(d.File.Item)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	body, err := p.readForm(d.File.Item, sections, &f)
	if err != nil {
		return err
	}
	if later(r) {
		f.Errors = slices.DeleteFunc(f.Errors, func(e ui.FieldError) bool { return e.Field != "" && e.Code != "bad_characters" && e.Code != "too_long" })
	}
	if !f.OK() {
		return ui.Again(w, r, formPage(d.shell(r.Context(), "form"), d, sections, f))
	}
	filing := d.filing()
	filing.Form = body
	return p.save(w, r, d, filing, "form")
}

// readForm checks what was typed into the item's fields and gives it as JSON. What is wrong
// is noted in the form.
func (p *portal) readForm(it *catalog.Item, sections []section, f *ui.Form) (json.RawMessage, error) {
	f.Check(append(allFields(sections), thenField))
	fields, err := p.hall.Forms.Fields(*it)
	if err != nil {
		return nil, err
	}
	typed := map[string]string{}
	for _, field := range fields {
		typed[field.Name] = f.Get(formPrefix + field.Name)
	}
	values := catalog.ReadTyped(fields, typed)
	catalog.DropUnasked(fields, values)
	problems, err := p.hall.Forms.Validate(*it, values)
	if err != nil {
		return nil, err
	}
	for _, e := range fieldErrors(problems) {
		if _, known := f.Error(e.Field); !known {
			f.Errors = append(f.Errors, e)
		}
	}
	body, err := json.Marshal(values)
	return body, err
}

// formProblems checks a form that was saved before.
func (p *portal) formProblems(it *catalog.Item, body json.RawMessage) ([]ui.FieldError, error) {
	values, err := app.FormValues(body)
	if err != nil {
		return nil, fmt.Errorf("portal: form: %w", err)
	}
	problems, err := p.hall.Forms.Validate(*it, values)
	return fieldErrors(problems), err
}

func fieldErrors(problems []app.FieldProblem) []ui.FieldError {
	var list []ui.FieldError
	for _, e := range problems {
		list = append(list, ui.FieldError{Field: formPrefix + e.Field, Code: e.Code, Args: ui.Named(e.Args)})
	}
	return list
}

// typedAgain puts saved values back into the form as they were typed.
func typedAgain(body json.RawMessage) url.Values {
	out := url.Values{}
	for name, value := range formValues(body) {
		out.Set(formPrefix+name, value)
	}
	return out
}

// formValues are the saved values as texts.
func formValues(body json.RawMessage) map[string]string {
	values, err := app.FormValues(body)
	if err != nil {
		return nil
	}
	out := map[string]string{}
	for name, value := range values {
		out[name] = fmt.Sprint(value)
	}
	return out
}

// sections turns the item's form into the fields of a page.
func (p *portal) sections(it *catalog.Item) ([]section, error) {
	fields, err := p.hall.Forms.Fields(*it)
	if err != nil {
		return nil, err
	}
	var list []section
	for _, f := range fields {
		if len(list) == 0 || f.Group != "" && f.Group != list[len(list)-1].Title.Zh {
			list = append(list, section{Title: ui.Text{Zh: f.Group, En: f.GroupEN}})
		}
		last := &list[len(list)-1]
		field := formField(f)
		if field.When = ui.WhenOf(fields, f, formPrefix); field.When != nil {
			field.Required, field.Half = f.When.Need, false
		}
		last.Fields = append(last.Fields, field)
	}
	return list, nil
}

func allFields(sections []section) []ui.Field {
	var list []ui.Field
	for _, s := range sections {
		list = append(list, s.Fields...)
	}
	return list
}

// radioMost is up to how many choices are all shown at once.
const radioMost = 5

var widgets = map[catalog.Widget]ui.Kind{
	catalog.AreaWidget: ui.KindTextarea, catalog.DateWidget: ui.KindDate,
	catalog.PhoneWidget: ui.KindPhone, catalog.IDWidget: ui.KindIDCard,
}

func formField(f catalog.Field) ui.Field {
	field := ui.Field{
		Name: formPrefix + f.Name, Kind: ui.KindText, Required: f.Required, Max: f.MaxLength,
		Label: ui.Text{Zh: f.Title, En: f.TitleEN}, Hint: ui.Text{Zh: f.Hint, En: f.HintEN},
		Lowest: number(f.Minimum), Highest: number(f.Maximum),
	}
	if kind, ok := widgets[f.Widget]; ok {
		field.Kind = kind
	}
	switch {
	case f.Type == catalog.YesNoField:
		field.Kind, field.Options = ui.KindRadio, yesNo
	case f.Type == catalog.IntegerField, f.Type == catalog.NumberField:
		field.Kind = ui.KindNumber
	case f.Widget == catalog.SelectWidget:
		field.Kind = ui.KindRadio
		if len(f.Options) > radioMost {
			field.Kind = ui.KindSelect
		}
		for _, o := range f.Options {
			field.Options = append(field.Options, ui.Option{Value: o.Value, Label: ui.Text{Zh: o.Value, En: o.EN}})
		}
	}
	field.Half = field.Kind == ui.KindNumber || field.Kind == ui.KindDate || field.Kind == ui.KindPhone ||
		field.Kind == ui.KindText && f.MaxLength > 0 && f.MaxLength <= 30
	return field
}

var yesNo = []ui.Option{
	{Value: "true", Label: ui.Words("portal.yes")}, {Value: "false", Label: ui.Words("portal.no")},
}

func number(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// answer is one line of the filled-in form, for reading.
type answer struct {
	Field ui.Field
	Text  ui.Text
}

// answers are the filled-in lines, section by section. Numbers of documents and telephones
// are masked: the page may be read over a shoulder.
func (p *portal) answers(it *catalog.Item, body json.RawMessage) ([][]answer, []section, error) {
	sections, err := p.sections(it)
	if err != nil {
		return nil, nil, err
	}
	values := formValues(body)
	list := make([][]answer, len(sections))
	for i, s := range sections {
		for _, field := range s.Fields {
			value := values[strings.TrimPrefix(field.Name, formPrefix)]
			list[i] = append(list[i], answer{field, answerText(field, value)})
		}
	}
	return list, sections, nil
}

func answerText(field ui.Field, value string) ui.Text {
	switch field.Kind {
	case ui.KindIDCard:
		return ui.Text{Zh: ui.MaskID(value)}
	case ui.KindPhone:
		return ui.Text{Zh: ui.MaskPhone(value)}
	}
	for _, o := range field.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return ui.Text{Zh: value}
}
