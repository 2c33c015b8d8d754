package catalog

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// FormRow (表格行) is one line of an application form as a keeper writes it, finished or not.
type FormRow struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	TitleEN  string   `json:"titleEn"`
	Kind     string   `json:"kind"` // text, textarea, date, phone, idcard, uscc, select, integer, number, boolean
	Required bool     `json:"required"`
	Options  []string `json:"options"` // of a choice: 中文 or 中文|English
	Max      int      `json:"max"`
	Lowest   string   `json:"lowest"`
	Highest  string   `json:"highest"`
	Hint     string   `json:"hint"`
	HintEN   string   `json:"hintEn"`
	Group    string   `json:"group"`
	GroupEN  string   `json:"groupEn"`
	When     *When    `json:"when,omitempty"` // 填写条件, kept as it stands

	Examples []json.RawMessage `json:"examples,omitempty"` // of the sample form, kept as they stand
}

// FormKinds are the kinds of a form's lines.
var FormKinds = []string{"text", "textarea", "integer", "number", "boolean", "select", "date", "phone", "idcard", "uscc"}

// FormRows reads a form leniently: what is unfinished is shown as it stands.
func FormRows(form json.RawMessage) []FormRow {
	var schema formSchema
	if json.Unmarshal(form, &schema) != nil {
		return nil
	}
	rows := make([]FormRow, 0, len(schema.Order))
	for _, name := range schema.Order {
		f := schema.Properties[name]
		row := FormRow{Name: name, Title: f.Title, TitleEN: f.TitleEN, Kind: f.kind(), Required: slices.Contains(schema.Required, name),
			Max: f.MaxLength, Lowest: numberText(f.Minimum), Highest: numberText(f.Maximum),
			Hint: f.Hint, HintEN: f.HintEN, Group: f.Group, GroupEN: f.GroupEN, When: f.When, Examples: f.Examples}
		for n, value := range f.Enum {
			if n < len(f.EnumEN) && f.EnumEN[n] != "" {
				value += "|" + f.EnumEN[n]
			}
			row.Options = append(row.Options, value)
		}
		rows = append(rows, row)
	}
	return rows
}

func (f formField) kind() string {
	switch {
	case f.Enum != nil:
		return "select"
	case f.Type == TextField && f.Widget == LineWidget:
		return "text"
	case f.Type == TextField:
		return string(f.Widget)
	}
	return string(f.Type)
}

func numberText(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// formMost is the length of a text for which none was given.
const formMost = 200

// WriteForm makes a form of its lines. A line without a name is given one that is free.
func WriteForm(rows []FormRow) json.RawMessage {
	closed := false
	schema := formSchema{Type: "object", Additional: &closed, Required: []string{}, Order: []string{}, Properties: map[string]formField{}}
	for _, row := range rows {
		name := row.Name
		for n := 1; name == "" || schema.has(name); n++ {
			name = "f" + strconv.Itoa(n)
		}
		schema.Order = append(schema.Order, name)
		schema.Properties[name] = row.field()
		if row.Required {
			schema.Required = append(schema.Required, name)
		}
	}
	text, err := json.Marshal(schema)
	if err != nil {
		return nil // a schema of texts and numbers always marshals
	}
	return text
}

func (s formSchema) has(name string) bool { return slices.Contains(s.Order, name) }

func (r FormRow) field() formField {
	f := formField{Type: TextField, Title: r.Title, TitleEN: r.TitleEN, Hint: r.Hint, HintEN: r.HintEN, Group: r.Group, GroupEN: r.GroupEN, When: r.When, Examples: r.Examples}
	switch r.Kind {
	case "integer", "number", "boolean":
		f.Type = FieldType(r.Kind)
	case "textarea", "date", "phone", "idcard", "uscc":
		f.Widget = Widget(r.Kind)
	case "select":
		f.Enum = []string{}
		f.choices(r.Options)
	}
	if f.Type == IntegerField || f.Type == NumberField {
		f.Minimum, f.Maximum = numberOf(r.Lowest), numberOf(r.Highest)
	}
	if f.Enum == nil && f.Type == TextField && (f.Widget == LineWidget || f.Widget == AreaWidget) {
		if f.MaxLength = r.Max; f.MaxLength == 0 {
			f.MaxLength = formMost
		}
	}
	return f
}

func (f *formField) choices(options []string) {
	for _, o := range options {
		zh, en, _ := strings.Cut(strings.ReplaceAll(o, "｜", "|"), "|")
		if zh = strings.TrimSpace(zh); zh != "" {
			f.Enum, f.EnumEN = append(f.Enum, zh), append(f.EnumEN, strings.TrimSpace(en))
		}
	}
	if !slices.ContainsFunc(f.EnumEN, func(s string) bool { return s != "" }) {
		f.EnumEN = nil
	}
}

func numberOf(text string) *float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n-n != 0 {
		return nil
	}
	return &n
}
