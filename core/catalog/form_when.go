package catalog

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// When (填写条件) says with which answers to an earlier field a field is asked at all.
type When struct {
	Field string   `json:"field"`
	Is    []string `json:"is"` // options of a choice; "true" or "false" of a yes-or-no
	Need  bool     `json:"need,omitempty"`
}

// fits tells whether the values of a form ask for what hangs on the condition.
func (w When) fits(values map[string]any) bool {
	value, answered := values[w.Field]
	return answered && slices.Contains(w.Is, fmt.Sprint(value))
}

// Asked lists the fields that are asked with these values (条件字段): those without a
// condition, and those whose condition is met by a field that is asked itself.
func Asked(fields []Field, values map[string]any) []Field {
	known := maps.Clone(values)
	var asked []Field
	for _, f := range fields {
		if f.When != nil && !f.When.fits(known) {
			delete(known, f.Name)
			continue
		}
		asked = append(asked, f)
	}
	return asked
}

// DropUnasked takes out of the values what is not asked with them: an answer that was typed
// before the choice above it was changed.
func DropUnasked(fields []Field, values map[string]any) {
	asked := Asked(fields, values)
	for _, f := range fields {
		if !slices.ContainsFunc(asked, func(a Field) bool { return a.Name == f.Name }) {
			delete(values, f.Name)
		}
	}
}

// checkWhen checks that a condition hangs on an earlier field with few answers, and that its
// own field is not asked for always.
func (s formSchema) checkWhen(name string) error {
	w := s.Properties[name].When
	if w == nil {
		return nil
	}
	above := s.Properties[w.Field]
	answers := above.Enum
	if above.Type == YesNoField {
		answers = []string{"true", "false"}
	}
	if slices.Index(s.Order, w.Field) >= slices.Index(s.Order, name) || len(answers) == 0 || len(w.Is) == 0 {
		return FormError{Field: name, Rule: "formWhen", Arg: w.Field}
	}
	for _, value := range w.Is {
		if !slices.Contains(answers, value) {
			return FormError{Field: name, Rule: "formWhen", Arg: value}
		}
	}
	if slices.Contains(s.Required, name) {
		return FormError{Field: name, Rule: "formWhenRequired"}
	}
	return nil
}

// specimens fill the fields of a fixed form in a sample (样表): numbers that nobody has.
var specimens = map[Widget]string{
	DateWidget: "2026-03-02", PhoneWidget: "13800000000", IDWidget: "33030319900101001X", CreditWidget: "91330303000000000X",
}

// Specimen is what a sample of the form shows in the field, with the English for a choice;
// empty when the item gives no example.
func (f Field) Specimen() Option {
	switch {
	case f.Example != "":
		for _, o := range f.Options {
			if o.Value == f.Example {
				return o
			}
		}
		return Option{Value: f.Example, EN: f.Example}
	case len(f.Options) > 0:
		return f.Options[0]
	case f.Type == YesNoField:
		return Option{Value: "是", EN: "Yes"}
	}
	return Option{Value: specimens[f.Widget], EN: specimens[f.Widget]}
}

// Filled (样表行) is one line of a sample.
type Filled struct {
	Field
	Value Option
}

// Specimens are the lines of a form with what a sample shows in them: nothing in a line that
// the answers above do not ask for.
func Specimens(fields []Field) []Filled {
	values := map[string]any{}
	lines := make([]Filled, 0, len(fields))
	for _, f := range fields {
		line := Filled{Field: f}
		if f.When == nil || f.When.fits(values) {
			line.Value = f.Specimen()
		}
		if line.Value.Value != "" {
			values[f.Name] = line.Value.Value
		}
		if f.Type == YesNoField {
			values[f.Name] = true
		}
		lines = append(lines, line)
	}
	return lines
}

// Sampled tells whether a sample can be shown: every line that must be filled in has what to
// show in it.
func Sampled(fields []Field) bool {
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(f Field) bool { return f.Required && f.Specimen().Value == "" })
}

// checkExample reads the first of the schema's examples as text and holds it to the field's
// own rules.
func (f formField) checkExample(name string) error {
	text := f.example()
	field := f.field(name, false)
	bad := len(f.Examples) > 0 && text == "" || text != "" && (field.CheckText(text) != "" ||
		f.Enum != nil && !slices.Contains(f.Enum, text) || f.Type == TextField && len([]rune(text)) > max(f.limit(), 1) && f.Enum == nil || !f.inBounds(text))
	if bad {
		return FormError{Field: name, Rule: "formExample", Arg: text}
	}
	return nil
}

func (f formField) inBounds(text string) bool {
	if f.Type != IntegerField && f.Type != NumberField {
		return true
	}
	n, err := strconv.ParseFloat(text, 64)
	return err == nil && (f.Minimum == nil || n >= *f.Minimum) && (f.Maximum == nil || n <= *f.Maximum)
}

func (f formField) example() string {
	if len(f.Examples) == 0 {
		return ""
	}
	var text string
	if json.Unmarshal(f.Examples[0], &text) == nil {
		return text
	}
	return string(f.Examples[0])
}
