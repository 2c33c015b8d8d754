package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// attrs are the attributes that every single control shares.
func (f Field) attrs(ctx context.Context, form Form) templ.Attributes {
	a := templ.Attributes{"id": f.id(), "name": f.Name}
	f.sizeAttrs(a)
	if ids := f.describedBy(ctx, form); ids != "" {
		a["aria-describedby"] = ids
	}
	if _, wrong := form.Error(f.Name); wrong {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["required"] = true
	}
	if f.Auto != "" && !AtTerminal(ctx) {
		a["autocomplete"] = f.Auto
	}
	return a
}

func (f Field) sizeAttrs(a templ.Attributes) {
	switch f.Kind {
	case KindText, KindTextarea, KindPhone, KindIDCard, KindPassword, KindPick:
		a["maxlength"] = fmt.Sprint(f.max())
		if f.inEnglish() {
			a["lang"] = string(En)
		}
	case KindNumber:
		a["inputmode"] = "decimal"
	case KindDate:
		setIf(a, "min", f.Lowest)
		setIf(a, "max", f.Highest)
	case KindFile:
		setIf(a, "accept", f.Accept)
		if f.Multiple {
			a["multiple"] = true
		}
	}
}

// inEnglish tells whether what is typed into it is English on a page in any language: the names of such fields end
// in En or are en.
func (f Field) inEnglish() bool {
	return strings.HasSuffix(f.Name, "En") || f.Name == string(En) || strings.HasSuffix(f.Name, ".en")
}

func setIf(a templ.Attributes, name, value string) {
	if value != "" {
		a[name] = value
	}
}

// groupAttrs are the attributes of a fieldset of choices.
func (f Field) groupAttrs(ctx context.Context, form Form) templ.Attributes {
	a := templ.Attributes{}
	setIf(a, "aria-describedby", f.describedBy(ctx, form))
	if f.Kind == KindRadio {
		a["role"] = "radiogroup"
		if f.Required {
			a["aria-required"] = "true"
		}
		if _, wrong := form.Error(f.Name); wrong {
			a["aria-invalid"] = "true"
		}
	}
	return a
}

// inputType is the HTML type. Numbers are text with a numeric keyboard: a
// number control drops what it cannot parse, and nothing typed may be lost.
func (f Field) inputType() string {
	switch f.Kind {
	case KindDate:
		return "date"
	case KindPhone:
		return "tel"
	case KindRadio:
		return "radio"
	case KindCheckbox:
		return "checkbox"
	}
	return "text"
}

func (b Button) attrs() templ.Attributes {
	a := templ.Attributes{"type": "submit"}
	setIf(a, "name", b.Name)
	setIf(a, "value", b.Value)
	setIf(a, "form", b.Form)
	return a
}

func idAttr(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"id": id}
}

func currentStep(s Step) templ.Attributes {
	if s.State == Current {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}

func fieldClass(f Field, form Form) string {
	class := "field kind-" + string(f.Kind)
	if f.Half {
		class += " half"
	}
	if len(f.Only) > 0 {
		class += " only"
	}
	for _, value := range f.Only {
		class += " only-" + value
	}
	if _, wrong := form.Error(f.Name); wrong {
		class += " wrong"
	}
	return class
}

func optionID(f Field, i int) string { return fmt.Sprintf("%s-%d", f.id(), i+1) }

// target is the id that a sentence of the summary leads to: the control, or
// the first choice of a group.
func target(fields []Field, name string) string {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	if i >= 0 && (fields[i].Kind == KindRadio || fields[i].Kind == KindCheckbox) {
		return optionID(fields[i], 0)
	}
	if i >= 0 {
		return fields[i].id()
	}
	return name
}

func toneClass(base string, t Tone) string {
	if t == "" {
		return base
	}
	return base + " tone-" + string(t)
}

func tileClass(t Tile) string {
	if t.Light == "" {
		return "tile"
	}
	return "tile light-" + string(t.Light)
}

func traceClass(l TraceLine) string {
	if l.Result {
		return "trace-line trace-result"
	}
	return "trace-line"
}

func alertIcon(t Tone) string {
	switch t {
	case Good:
		return "check"
	case Warn, Bad:
		return "alert"
	}
	return "info"
}
