package ui

import (
	"encoding/json"

	"github.com/a-h/templ"

	"yimen/core/catalog"
)

// Asked (填写条件) says with which answers to another field of the page a field is asked. The
// page says it in words; a script hides the field while it is not asked.
type Asked struct {
	Field string
	Is    []string
	Text  Text
}

// WhenOf is the condition of a line of an item's form on a page whose names begin with
// prefix; nil for a line that is always asked.
func WhenOf(fields []catalog.Field, f catalog.Field, prefix string) *Asked {
	if f.When == nil {
		return nil
	}
	w := Asked{Field: prefix + f.When.Field, Is: f.When.Is}
	for _, above := range fields {
		if above.Name == f.When.Field {
			question := Text{Zh: above.Title, En: above.TitleEN}
			w.Text = Words("ui.field.when", "question", question, "answer", answersOf(above, f.When.Is))
		}
	}
	return &w
}

func answersOf(f catalog.Field, values []string) Text {
	var t Text
	for i, value := range values {
		name := Text{Zh: value, En: value}
		for _, o := range f.Options {
			if o.Value == value {
				name.En = o.EN
			}
		}
		if f.Type == catalog.YesNoField {
			name = Words("ui.yesno." + value)
		}
		if i > 0 {
			sep := Words("ui.or")
			t.Zh, t.En = t.Zh+sep.Zh, t.En+sep.En
		}
		t.Zh, t.En = t.Zh+name.Zh, t.En+name.En
	}
	return t
}

// whenAttrs tell the script what the field hangs on.
func (f Field) whenAttrs() templ.Attributes {
	if f.When == nil {
		return nil
	}
	return f.When.attrs("data-when")
}

// Unless are the attributes of an option that is not offered with these answers.
func (w Asked) Unless() templ.Attributes { return w.attrs("data-unless") }

func (w Asked) attrs(name string) templ.Attributes {
	is, _ := json.Marshal(w.Is) // a list of texts always marshals
	return templ.Attributes{name: w.Field, "data-is": string(is)}
}
