package ui

import (
	"context"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// mostPicks is how many things are offered to choose from when a text fits several.
const mostPicks = 12

// MostSuggested is how many things are named below a box while one types.
const MostSuggested = 8

// Piece tells whether a script asks for a part of a page.
func Piece(r *http.Request) bool { return r.Header.Get("X-Piece") != "" }

// ItemField asks for an item of the catalogue; pick finds those that a text names.
func ItemField(name string, label Text, pick func(text string) []*catalog.Item) Field {
	return Field{Name: name, Kind: KindPick, Label: label, Suggest: "/search/suggest", Find: func(text string) []Option {
		var list []Option
		for _, it := range pick(text) {
			list = append(list, Option{Value: it.Code, Label: Text{Zh: it.Name, En: it.NameEN}})
		}
		return list
	}}
}

// Where the staff and the units that fit what is being typed are named.
const (
	StaffPath = "/desk/colleagues"
	UnitsPath = "/units/"
)

// StaffField asks for a member of staff of a day, named with where he works.
func StaffField(name string, label Text, dir *org.Directory, on period.Date) Field {
	return Field{Name: name, Kind: KindPick, Label: label, Hint: Words("ui.staff.hint"), Max: 100, Suggest: StaffPath, Find: func(text string) []Option {
		var list []Option
		for _, s := range dir.StaffNamed(text, on) {
			u, _ := dir.Unit(s.Unit, on)
			unit, who := UnitText(u), Text{Zh: s.Name, En: s.NameEN}
			list = append(list, Option{Value: s.No, Label: Text{Zh: who.Zh + " " + unit.Zh, En: who.In(En) + " " + unit.In(En)}})
		}
		return list
	}}
}

// Units are the units of the directory that a field may ask for, by the last part of the address at which they are named.
var Units = map[string]func(org.Unit) bool{
	"all":     func(org.Unit) bool { return true },
	"local":   func(u org.Unit) bool { return u.Level != org.City },
	"sealing": func(u org.Unit) bool { return slices.Contains(sealing, u.Kind) },
}

// sealing are those that have a seal of their own.
var sealing = []org.Kind{org.Government, org.Department, org.Station, org.StreetOffice}

// UnitField asks for one of those units of a day; one that has ended is known by its code, for what names it is
// mended still.
func UnitField(name string, label Text, of string, dir *org.Directory, on period.Date) Field {
	return Field{Name: name, Kind: KindPick, Label: label, Hint: Words("ui.unit.hint"), Max: 200, Suggest: UnitsPath + of, Find: func(text string) []Option {
		var list []Option
		for _, u := range dir.UnitsNamed(text, on) {
			if Units[of](u) {
				list = append(list, Option{Value: u.Code, Label: UnitText(u)})
			}
		}
		return list
	}}
}

// ShowFound names what fits the text that is being typed into a field: a piece of a page, for the script.
func ShowFound(w http.ResponseWriter, r *http.Request, field Field) error {
	found := field.Find(r.URL.Query().Get("q"))
	var list []Link
	for _, o := range found[:min(len(found), MostSuggested)] {
		list = append(list, Link{Text: Of(r.Context(), o.Label), Href: "#" + o.Value})
	}
	return Show(w, r, http.StatusOK, Suggested(list))
}

// picked is the thing of a value that its field knows.
func (f Field) picked(value string) (Option, bool) {
	found := f.Find(value)
	i := slices.IndexFunc(found, func(o Option) bool { return o.Value == value })
	if i < 0 {
		return Option{}, false
	}
	return found[i], true
}

// Pick puts in the place of what was typed the values that it names. A text that fits several things is
// refused until one of them is ticked beside it.
func (f *Form) Pick(field Field) {
	given := slices.DeleteFunc(slices.Clone(f.All(field.Name)), func(v string) bool { return v == "" })
	var chosen []string
	for _, v := range given {
		if code, args := (Field{Kind: KindText, Max: field.Max}).refuseValue(v); code != "" {
			f.Refuse(field.Name, code, args...)
			return
		}
		found := field.Find(v)
		ticked := func(o Option) bool { return slices.Contains(given, o.Value) }
		switch {
		case len(found) == 1, len(found) > 0 && found[0].Value == v:
			chosen = append(chosen, found[0].Value)
		case len(found) == 0:
			f.Refuse(field.Name, "fits_none", "text", Printable(v))
		case !slices.ContainsFunc(found, ticked):
			f.Refuse(field.Name, "fits_several", "text", Printable(v))
		}
	}
	if _, wrong := f.Error(field.Name); wrong {
		return
	}
	if chosen = slices.Compact(chosen); len(chosen) > 1 && !field.Multiple {
		chosen = chosen[:1] // what was typed stands before what was ticked
	}
	if len(chosen) == 0 && field.Required {
		f.Refuse(field.Name, "required")
		return
	}
	if f.Values[field.Name] = chosen; len(chosen) == 0 {
		delete(f.Values, field.Name)
	}
}

// Narrow is a pick of a filter, which refuses nothing: the value of the one thing that was named, else the words
// that were typed.
func (f *Form) Narrow(field Field) (value, words string) {
	f.Pick(field)
	if _, wrong := f.Error(field.Name); !wrong {
		return f.Get(field.Name), ""
	}
	f.Errors = nil
	return "", f.Get(field.Name)
}

// pickText is what stands in the box: what was typed and not understood, or the thing that is chosen, by its
// name and value.
func (f Field) pickText(ctx context.Context, form Form) string {
	for _, v := range form.All(f.Name) {
		o, known := f.picked(v)
		switch {
		case !known:
			return v
		case !f.Multiple:
			return Of(ctx, o.Label) + " " + o.Value
		}
	}
	return ""
}

// pickChoices are the things to tick: those that are chosen where there may be several, and those that the
// text in the box fits.
func (f Field) pickChoices(form Form) []Option {
	var list, fits []Option
	for _, v := range form.All(f.Name) {
		o, known := f.picked(v)
		switch {
		case known:
			list = append(list, o)
		case v != "":
			fits = f.Find(v)
		}
	}
	if len(fits) == 0 && !f.Multiple {
		return nil
	}
	for _, o := range fits[:min(len(fits), mostPicks)] {
		if !slices.ContainsFunc(list, func(x Option) bool { return x.Value == o.Value }) {
			list = append(list, o)
		}
	}
	return list
}

// pickAttrs are those of the box; many tells the script to tick what is chosen and to empty the box.
func (f Field) pickAttrs(ctx context.Context, form Form) templ.Attributes {
	a := f.attrs(ctx, form)
	a["data-pick"], a["autocomplete"] = f.Suggest, "off"
	if f.Multiple {
		a["data-many"] = true
	}
	return a
}

// pickType is the kind of box by which one of the choices is ticked.
func (f Field) pickType() string {
	if f.Multiple {
		return "checkbox"
	}
	return "radio"
}
