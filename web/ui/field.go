package ui

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yimen/core/notice"
	"yimen/core/period"
)

// Kind is the sort of a form field 字段类型.
type Kind string

// The kinds a form may use.
const (
	KindText     Kind = "text"
	KindTextarea Kind = "textarea"
	KindNumber   Kind = "number"
	KindDate     Kind = "date"
	KindSelect   Kind = "select"
	KindRadio    Kind = "radio"
	KindCheckbox Kind = "checkbox" // several of the options
	KindPhone    Kind = "phone"
	KindIDCard   Kind = "idcard" // 居民身份证号
	KindPassword Kind = "password"
	KindFile     Kind = "file"
	KindHidden   Kind = "hidden"
	KindPick     Kind = "pick" // a text that names one of many things, or several where Multiple; what fits is suggested
)

// Option is one choice of a select, radio or checkbox field.
type Option struct {
	Value string
	Label Text
	Hint  Text
}

// Field describes one field of a form, in the order shown. An item's form
// (JSON Schema in the catalogue) is turned into a list of these.
type Field struct {
	Name     string // also the id of the control, unless ID says another
	ID       string // where one name stands in several forms of a page
	Kind     Kind
	Label    Text
	Hint     Text
	Required bool
	Options  []Option
	Max      int                        // longest text in characters; 0 = 200, textarea 2000
	Rows     int                        // lines of a textarea; 0 = 4
	Accept   string                     // kinds of file offered, as in HTML
	Multiple bool                       // several files
	Auto     string                     // HTML autocomplete token
	Said     bool                       // its page says beside it whether it is needed
	Half     bool                       // shares its line with the next field where there is room
	Lowest   string                     // smallest number or date
	Highest  string                     // largest number or date
	Only     []string                   // values of the form's choices with which it belongs; empty = always. Hidden otherwise by style alone
	Suggest  string                     // address of a piece that names what fits while one types
	Find     func(text string) []Option // of a pick: what a text fits, best first, a value itself before all others
	When     *Asked                     // asked only with certain answers to another field; nil = always
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

func (f Field) max() int {
	switch {
	case f.Max > 0:
		return f.Max
	case f.Kind == KindTextarea:
		return 2000
	case f.Kind == KindPhone:
		return 20
	case f.Kind == KindIDCard:
		return 18
	}
	return 200
}

func (f Field) rows() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

func (f Field) choices() bool {
	return f.Kind == KindSelect || f.Kind == KindRadio || f.Kind == KindCheckbox
}

// describedBy lists the ids of hint and error that stand beside the control.
func (f Field) describedBy(ctx context.Context, form Form) string {
	var ids []string
	if Of(ctx, f.Hint) != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if _, wrong := form.Error(f.Name); wrong {
		ids = append(ids, f.id()+"-error")
	}
	return strings.Join(ids, " ")
}

// LabelOf finds the label of a field, for summaries of errors.
func LabelOf(ctx context.Context, fields []Field, name string) string {
	for _, f := range fields {
		if f.Name == name {
			return Of(ctx, f.Label)
		}
	}
	return name
}

// Check notes in the form what its fields refuse: missing, too long, not one
// of the options, not a number, date, phone or identity number, stray control
// characters, and fields that the form does not have.
func (f *Form) Check(fields []Field) {
	for _, field := range fields {
		if field.Kind == KindFile {
			if field.Required && len(f.Files[field.Name]) == 0 {
				f.Refuse(field.Name, "file_required")
			}
			continue
		}
		if field.Kind == KindPick {
			f.Pick(field)
			continue
		}
		if code, args := field.refuse(f.All(field.Name)); code != "" {
			f.Refuse(field.Name, code, args...)
		}
	}
	f.refuseUnknown(fields)
}

func (f *Form) refuseUnknown(fields []Field) {
	known := func(name string) bool {
		return slices.ContainsFunc(fields, func(x Field) bool { return x.Name == name })
	}
	var strange []string
	for name := range f.Values {
		if !known(name) {
			strange = append(strange, name)
		}
	}
	for name := range f.Files {
		if !known(name) {
			strange = append(strange, name)
		}
	}
	slices.Sort(strange)
	for _, name := range strange {
		f.Refuse("", "unknown_field", "name", Printable(name))
	}
}

func (f Field) refuse(values []string) (string, []any) {
	filled := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	if len(filled) == 0 {
		return f.refuseEmpty()
	}
	if len(filled) > 1 && f.Kind != KindCheckbox {
		return "invalid", nil
	}
	for _, v := range filled {
		if code, args := f.refuseValue(v); code != "" {
			return code, args
		}
	}
	return "", nil
}

// longChoices tells that a choice is a sentence, which needs more room than a word: counted in bytes, since
// fifteen Chinese characters fill the line like thirty or forty others.
func (f Field) longChoices(ctx context.Context) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return len(Of(ctx, o.Label)) > 45 })
}

// Needed tells whether it must be filled in whatever else is chosen. Whether one that belongs to some answers
// alone is asked, is for the item's form, or for the core, to say.
func (f Field) Needed() bool { return f.Required && f.When == nil && len(f.Only) == 0 }

func (f Field) refuseEmpty() (string, []any) {
	switch {
	case !f.Needed():
		return "", nil
	case f.choices():
		return "choose", nil
	}
	return "required", nil
}

func (f Field) refuseValue(v string) (string, []any) {
	switch {
	case !utf8.ValidString(v) || strings.ContainsFunc(v, stray):
		return "bad_characters", nil
	case utf8.RuneCountInString(v) > f.max():
		return "too_long", []any{"max", f.max()}
	}
	switch f.Kind {
	case KindSelect, KindRadio, KindCheckbox:
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == v }) {
			return "not_an_option", nil
		}
	case KindNumber:
		return f.refuseNumber(v)
	case KindDate:
		return f.refuseDate(v)
	case KindPhone:
		if !isPhone(v) {
			return "phone", nil
		}
	case KindIDCard:
		if !isIDCard(v) {
			return "idcard", nil
		}
	}
	return "", nil
}

func (f Field) refuseDate(v string) (string, []any) {
	if _, err := period.ParseDate(v); err != nil {
		return "date", nil
	}
	switch { // ISO dates compare as text
	case f.Lowest != "" && v < f.Lowest:
		return "too_early", []any{"min", f.Lowest}
	case f.Highest != "" && v > f.Highest:
		return "too_late", []any{"max", f.Highest}
	}
	return "", nil
}

// stray tells of a character that no document can show (see notice.Hidden).
func stray(r rune) bool { return r == '\r' || notice.Hidden(r) }

// Printable cuts a stranger's text down to what is safe to repeat in a sentence.
func Printable(s string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, s)
	if runes := []rune(clean); len(runes) > 40 {
		return string(runes[:40])
	}
	return clean
}

// filterKey marks what is drawn within a FilterForm.
type filterKey struct{}

// unchosen is what a choice says while nothing is chosen: in a filter, that everything is shown.
func unchosen(ctx context.Context, f Field) string {
	if ctx.Value(filterKey{}) != nil && !f.Required {
		return Say(ctx, "ui.field.all")
	}
	return Say(ctx, "ui.field.choose")
}
