package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Field (表格项) is one line of an item's application form, read from its JSON Schema.
type Field struct {
	Name      string
	Title     string
	TitleEN   string
	Type      FieldType
	Widget    Widget
	Required  bool
	Options   []Option // the values allowed, when the field is a choice
	MaxLength int      // characters; always set for text
	Minimum   *float64
	Maximum   *float64
	Hint      string // 填写说明
	HintEN    string
	Group     string // heading the field stands under, empty = as the field before
	GroupEN   string
	When      *When  // nil = always asked
	Example   string // what a sample shows, empty = what its kind always shows
}

// Option (选项) is one value of a choice.
type Option struct{ Value, EN string }

// FieldType is the JSON type of a field's value.
type FieldType string

// The types a form may use.
const (
	TextField    FieldType = "string"
	IntegerField FieldType = "integer"
	NumberField  FieldType = "number"
	YesNoField   FieldType = "boolean"
)

// Widget (控件) says how a field is shown and what its text must look like.
type Widget string

// The widgets. A choice ("select") follows from enum and is not written in the schema.
const (
	LineWidget   Widget = ""         // one line
	AreaWidget   Widget = "textarea" // several lines
	DateWidget   Widget = "date"     // 2026-03-02
	PhoneWidget  Widget = "phone"    // mobile, or landline with area code
	IDWidget     Widget = "idcard"   // 公民身份号码 GB 11643
	CreditWidget Widget = "uscc"     // 统一社会信用代码 GB 32100
	SelectWidget Widget = "select"
)

// The shape of the schema we render: JSON Schema 2020-12 with x- hints. Any other keyword is
// refused, so that no rule is written that the page would not show.
type formSchema struct {
	Schema     string               `json:"$schema,omitempty"`
	Type       string               `json:"type"`
	Additional *bool                `json:"additionalProperties"`
	Required   []string             `json:"required"`
	Order      []string             `json:"x-order"`
	Properties map[string]formField `json:"properties"`
}

type formField struct {
	Type      FieldType `json:"type"`
	Title     string    `json:"title"`
	TitleEN   string    `json:"x-title-en,omitzero"`
	Widget    Widget    `json:"x-widget,omitzero"`
	Format    string    `json:"format,omitzero"`
	Enum      []string  `json:"enum,omitzero"`
	EnumEN    []string  `json:"x-enum-en,omitzero"`
	MaxLength int       `json:"maxLength,omitzero"`
	Minimum   *float64  `json:"minimum,omitzero"`
	Maximum   *float64  `json:"maximum,omitzero"`
	Hint      string    `json:"description,omitzero"`
	HintEN    string    `json:"x-description-en,omitzero"`
	Group     string    `json:"x-group,omitzero"`
	GroupEN   string    `json:"x-group-en,omitzero"`
	When      *When     `json:"x-when,omitzero"`

	Examples []json.RawMessage `json:"examples,omitzero"`
}

// Fields reads the fields of a form in the order in which they are shown. The error is a
// FormError that names the field and the rule it breaks.
func Fields(form json.RawMessage) ([]Field, error) {
	schema, err := readForm(form)
	if err != nil {
		return nil, err
	}
	fields := make([]Field, 0, len(schema.Order))
	for _, name := range schema.Order {
		raw := schema.Properties[name]
		for _, check := range []func(string) error{raw.check, raw.checkExample, schema.checkWhen} {
			if err := check(name); err != nil {
				return nil, err
			}
		}
		fields = append(fields, raw.field(name, slices.Contains(schema.Required, name)))
	}
	return fields, nil
}

// FormError says where a form leaves the subset of JSON Schema that we render.
type FormError struct {
	Field string // property name; empty = the form as a whole
	Rule  string // code of the rule
	Arg   string
}

func (e FormError) Error() string {
	return fmt.Sprintf("form field %q: %s %s", e.Field, e.Rule, e.Arg)
}

func readForm(form json.RawMessage) (formSchema, error) {
	var schema formSchema
	decoder := json.NewDecoder(bytes.NewReader(form))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&schema); err != nil {
		return schema, FormError{Rule: "formSchema", Arg: strings.TrimPrefix(err.Error(), "json: ")}
	}
	return schema, schema.check()
}

func (s formSchema) check() error {
	if s.Type != "object" || s.Additional == nil || *s.Additional {
		return FormError{Rule: "formClosed"}
	}
	for _, name := range append(slices.Clone(s.Order), s.Required...) {
		if _, known := s.Properties[name]; !known {
			return FormError{Field: name, Rule: "formUnlisted"}
		}
	}
	for name := range s.Properties {
		if !slices.Contains(s.Order, name) {
			return FormError{Field: name, Rule: "formOrder"}
		}
	}
	if len(s.Order) != len(s.Properties) {
		return FormError{Rule: "formOrder"}
	}
	return nil
}

func (f formField) check(name string) error {
	isText := f.Type == TextField
	switch {
	case !slices.Contains([]FieldType{TextField, IntegerField, NumberField, YesNoField}, f.Type):
		return FormError{Field: name, Rule: "formType", Arg: string(f.Type)}
	case f.Title == "":
		return FormError{Field: name, Rule: "formTitle"}
	case !slices.Contains([]Widget{LineWidget, AreaWidget, DateWidget, PhoneWidget, IDWidget, CreditWidget}, f.Widget),
		f.Widget != LineWidget && !isText:
		return FormError{Field: name, Rule: "formWidget", Arg: string(f.Widget)}
	case f.Format != "" && (f.Format != "date" || f.Widget != DateWidget):
		return FormError{Field: name, Rule: "formFormat", Arg: f.Format}
	case f.Enum != nil && (!isText || len(f.Enum) < 2):
		return FormError{Field: name, Rule: "formEnum"}
	case f.EnumEN != nil && len(f.EnumEN) != len(f.Enum):
		return FormError{Field: name, Rule: "formEnumEn"}
	case isText && f.Enum == nil && f.limit() == 0:
		return FormError{Field: name, Rule: "formMaxLength"}
	}
	return nil
}

func (f formField) field(name string, required bool) Field {
	field := Field{
		Name: name, Title: f.Title, TitleEN: f.TitleEN, Type: f.Type, Widget: f.Widget, Required: required,
		MaxLength: f.limit(), Minimum: f.Minimum, Maximum: f.Maximum,
		Hint: f.Hint, HintEN: f.HintEN, Group: f.Group, GroupEN: f.GroupEN, When: f.When, Example: f.example(),
	}
	for n, value := range f.Enum {
		option := Option{Value: value, EN: value}
		if f.EnumEN != nil {
			option.EN = f.EnumEN[n]
		}
		field.Options = append(field.Options, option)
		field.Widget = SelectWidget
	}
	return field
}

// limit is the longest text in characters; fixed for the widgets whose form is fixed.
func (f formField) limit() int {
	switch f.Widget {
	case DateWidget:
		return 10
	case IDWidget, CreditWidget:
		return 18
	case PhoneWidget:
		return 20
	}
	return f.MaxLength
}

// CheckText tells by code what is wrong with a text that was typed into the field, beyond
// what the schema says: date, phone, idcard, uscc; empty when nothing is.
func (f Field) CheckText(text string) string {
	good := true
	switch f.Widget {
	case DateWidget:
		good = isDay(text)
	case PhoneWidget:
		good = CheckPhone(text) == ""
	case IDWidget:
		good = CheckResidentID(text) == ""
	case CreditWidget:
		good = CheckCreditCode(text) == ""
	}
	if good {
		return ""
	}
	return string(f.Widget)
}

// ReadTyped turns what was typed into a page into the values of the form: spaces at the ends
// go, what is empty is left out, numbers and ticks get their type. What cannot be read stays
// the text it was, so that the check names it and nothing typed is lost. Names that are no
// field are kept, so that the check refuses them.
func ReadTyped(fields []Field, typed map[string]string) map[string]any {
	types := make(map[string]FieldType, len(fields))
	for _, field := range fields {
		types[field.Name] = field.Type
	}
	values := make(map[string]any, len(typed))
	for name, text := range typed {
		if text = strings.TrimSpace(text); text != "" {
			values[name] = readValue(types[name], text)
		}
	}
	return values
}

func readValue(kind FieldType, text string) any {
	switch kind {
	case IntegerField:
		if n, err := strconv.ParseInt(text, 10, 53); err == nil {
			return n
		}
	case NumberField:
		if n, err := strconv.ParseFloat(text, 64); err == nil && n-n == 0 { // NaN and Inf are no numbers of a form
			return n
		}
	case YesNoField:
		if yes, err := strconv.ParseBool(text); err == nil {
			return yes
		}
	}
	return text
}
