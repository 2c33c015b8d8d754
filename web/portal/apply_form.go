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

// heading is the section's title, or that of the form where it has but one section without.
func (s section) heading() ui.Text {
	if s.Title.Zh == "" {
		return ui.Words("portal.stage.form")
	}
	return s.Title
}

// form leads to the first section of the item's form 填写申请表.
func (p *portal) form(w http.ResponseWriter, r *http.Request, d draft) error {
	return ui.See(w, r, d.path(d.first("form")))
}

// formSection is one section of the item's own form, made from its schema.
func (p *portal) formSection(w http.ResponseWriter, r *http.Request, d draft) error {
	v, err := p.formView(d, r.PathValue("part"))
	if err != nil {
		return err
	}
	v.Form = ui.Form{Values: typedAgain(d.Form)}
	return ui.Show(w, r, http.StatusOK, formLeaf(d.shell(r.Context(), v.Page), d, v))
}

// formView is a section with its page.
type formView struct {
	Page   string
	Fields []ui.Field
	Form   ui.Form
}

// formView finds the section that a page asks.
func (p *portal) formView(d draft, part string) (formView, error) {
	page := "form/" + part
	if d.place(page) < 0 {
		return formView{}, ui.NotFound()
	}
	asked, err := p.askedSections(d)
	if err != nil {
		return formView{}, err
	}
	return formView{Page: page, Fields: asked[sectionOf(page)].Fields}, nil
}

func (p *portal) saveFormSection(w http.ResponseWriter, r *http.Request, d draft) error {
	v, err := p.formView(d, r.PathValue("part"))
	if err != nil {
		return err
	}
	v.Form = ui.Posted(r)
	body, err := p.readSection(d, v.Fields, &v.Form)
	if err != nil {
		return err
	}
	if later(r) {
		v.Form.Errors = slices.DeleteFunc(v.Form.Errors, func(e ui.FieldError) bool { return e.Field != "" && e.Code != "bad_characters" && e.Code != "too_long" })
	}
	if !v.Form.OK() {
		return ui.Again(w, r, formLeaf(d.shell(r.Context(), v.Page), d, v))
	}
	filing := d.filing()
	filing.Form = body
	return p.save(w, r, d, filing, v.Page)
}

// readSection puts what was typed into a section beside what other pages have saved. Only what is
// wrong in the section is noted: the other pages see to theirs, and the check to all.
func (p *portal) readSection(d draft, here []ui.Field, f *ui.Form) (json.RawMessage, error) {
	f.Check(append(slices.Clone(here), thenField))
	typed := formValues(d.Form)
	for _, field := range here {
		typed[strings.TrimPrefix(field.Name, formPrefix)] = f.Get(field.Name)
	}
	values, problems, err := p.readTyped(d.File.Item, typed)
	if err != nil {
		return nil, err
	}
	for _, e := range problems {
		if _, known := f.Error(e.Field); !known && touches([]ui.FieldError{e}, here) {
			f.Errors = append(f.Errors, e)
		}
	}
	return json.Marshal(values)
}

// readTyped checks the texts of a whole form and gives its values.
func (p *portal) readTyped(it *catalog.Item, typed map[string]string) (map[string]any, []ui.FieldError, error) {
	fields, err := p.hall.Forms.Fields(*it)
	if err != nil {
		return nil, nil, err
	}
	values := catalog.ReadTyped(fields, typed)
	catalog.DropUnasked(fields, values)
	problems, err := p.hall.Forms.Validate(*it, values)
	return values, fieldErrors(problems), err
}

// readForm checks what was typed into all of the item's fields and gives it as JSON. What is wrong
// is noted in the form.
func (p *portal) readForm(it *catalog.Item, sections []section, f *ui.Form) (json.RawMessage, error) {
	return p.readSection(draft{File: app.File{Item: it}}, allFields(sections), f)
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
	out := map[string]string{}
	if err != nil {
		return out
	}
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
	for _, group := range groups(fields) {
		s := section{Title: ui.Text{Zh: group[0].Group, En: group[0].GroupEN}}
		for _, f := range group {
			s.Fields = append(s.Fields, whenField(fields, f))
		}
		list = append(list, s)
	}
	return list, nil
}

// groups are the fields by the headings under which they stand.
func groups(fields []catalog.Field) [][]catalog.Field {
	var list [][]catalog.Field
	title := ""
	for _, f := range fields {
		if len(list) == 0 || f.Group != "" && f.Group != title {
			list, title = append(list, nil), f.Group
		}
		last := len(list) - 1
		list[last] = append(list[last], f)
	}
	return list
}

// whenField is a field that says when it is asked.
func whenField(fields []catalog.Field, f catalog.Field) ui.Field {
	field := formField(f)
	if field.When = ui.WhenOf(fields, f, formPrefix); field.When != nil {
		field.Required, field.Half = f.When.Need, false
	}
	return field
}

// askedSections are all sections of the form as their pages ask them: what hangs on an answer of
// the same page says on which, what hangs on one of an earlier page is asked or left out.
func (p *portal) askedSections(d draft) ([]section, error) {
	fields, err := p.hall.Forms.Fields(*d.File.Item)
	if err != nil {
		return nil, err
	}
	values, err := app.FormValues(d.Form)
	if err != nil {
		return nil, err
	}
	asked := catalog.Asked(fields, values)
	var list []section
	for _, group := range groups(fields) {
		s := section{Title: ui.Text{Zh: group[0].Group, En: group[0].GroupEN}}
		for _, f := range group {
			switch {
			case f.When == nil || holds(group, f.When.Field):
				s.Fields = append(s.Fields, whenField(fields, f))
			case holds(asked, f.Name):
				field := formField(f)
				field.Required = f.When.Need
				s.Fields = append(s.Fields, field)
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// askedNames are the names of the fields that the answers so far leave to be asked.
func (p *portal) askedNames(d draft) (map[string]bool, error) {
	fields, err := p.hall.Forms.Fields(*d.File.Item)
	if err != nil {
		return nil, err
	}
	values, err := app.FormValues(d.Form)
	names := map[string]bool{}
	for _, f := range catalog.Asked(fields, values) {
		names[formPrefix+f.Name] = true
	}
	return names, err
}

func holds(fields []catalog.Field, name string) bool {
	return slices.ContainsFunc(fields, func(f catalog.Field) bool { return f.Name == name })
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
