package portal

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"yimen/core/org"
	"yimen/web/ui"
)

// whereView is the page on which the accepting centre is chosen: first the street, then the
// centre in it.
type whereView struct {
	Streets []streetGroup
	Street  *streetGroup // nil: to be chosen
	Fields  []ui.Field
	Form    ui.Form
}

// where asks which centre shall accept the application 选择受理地点.
func (p *portal) where(w http.ResponseWriter, r *http.Request, d draft) error {
	v := p.whereView(d, r.URL.Query().Get("street"))
	v.Form.Values = url.Values{"unit": {d.AcceptUnit}}
	if v.Street != nil && len(v.Street.Places) == 1 {
		v.Form.Values.Set("unit", v.Street.Places[0].Unit.Code) // no choice to make
	}
	return ui.Show(w, r, http.StatusOK, wherePage(d.shell(r.Context(), "where"), d, v))
}

func (p *portal) saveWhere(w http.ResponseWriter, r *http.Request, d draft) error {
	f := ui.Posted(r)
	v := p.whereView(d, f.Get("street"))
	f.Check(append(v.Fields, ui.Field{Name: "street", Kind: ui.KindHidden}, thenField))
	unit := f.Get("unit")
	if later(r) && unit == "" {
		return ui.See(w, r, d.home())
	}
	if v.Street == nil && f.OK() {
		f.Refuse("unit", "unitUnknown")
	}
	if !f.OK() {
		v.Form = f
		return ui.Again(w, r, wherePage(d.shell(r.Context(), "where"), d, v))
	}
	filing := d.filing()
	filing.AcceptUnit = unit
	return p.save(w, r, d, filing, "where")
}

// thenField is the second button of every stage.
var thenField = ui.Field{Name: "then", Kind: ui.KindHidden}

// whereView lists the streets; the one asked for, or the one already chosen, or the only
// one is opened.
func (p *portal) whereView(d draft, street string) whereView {
	v := whereView{Streets: byStreet(p.placesFor(d.File.Item))}
	if street == "" && d.AcceptUnit != "" {
		u, _ := p.hall.Directory().StreetOf(d.AcceptUnit, p.hall.Today())
		street = streetKey(u)
	}
	i := slices.IndexFunc(v.Streets, func(g streetGroup) bool { return streetKey(g.Street) == street })
	if i < 0 && len(v.Streets) == 1 {
		i = 0
	}
	if i >= 0 {
		v.Street = &v.Streets[i]
		v.Fields = []ui.Field{unitField(*v.Street)}
	}
	return v
}

// streetKey is a street in an address; "above" stands for units above the streets.
func streetKey(u org.Unit) string {
	if u.Code == "" {
		return "above"
	}
	return u.Code
}

// unitField offers the places of a street, which is named above them and not again in each.
func unitField(g streetGroup) ui.Field {
	field := ui.Field{Name: "unit", Kind: ui.KindRadio, Label: ui.Words("portal.where.unit"), Required: true}
	for _, at := range g.Places {
		label := ui.Text{Zh: at.Centre.Name, En: at.Centre.NameEN}
		if at.Centre.Code == "" {
			label = ui.Text{Zh: at.Unit.Name, En: at.Unit.NameEN}
		}
		if at.Unit.Level == org.Community {
			label = ui.Text{Zh: strings.TrimPrefix(label.Zh, g.Street.Name), En: strings.TrimSuffix(label.En, ", "+g.Street.NameEN)}
		}
		hint := ui.Text{Zh: at.Centre.Address}
		if hint.Zh == "" && at.Unit.Level != org.Community { // whose centres are alike, and many
			hint = ui.Words("portal.where.level." + string(at.Unit.Level))
		}
		field.Options = append(field.Options, ui.Option{Value: at.Unit.Code, Label: label, Hint: hint})
	}
	return field
}
