package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/period"
)

// Shown (调用的电子证照) is a licence of the register that serves as a material: it is worth what
// the paper is worth, and nobody is asked for the paper again (国令716 第十条). It is kept as it
// stood on the day it was looked up.
type Shown struct {
	No    string      `json:"no"`           // number or identifier, as it was given in
	Ident string      `json:"id,omitempty"` // 电子证照标识
	Item  string      `json:"item,omitempty"`
	Unit  string      `json:"u,omitempty"` // the body that granted it
	Case  string      `json:"case,omitempty"`
	Until period.Date `json:"til,omitempty"` // last day of validity, zero = no end
	On    period.Date `json:"on,omitempty"`  // day on which the register said that it is valid; zero = not found
}

const shownRule = "国令716 第十条"

// Showing lists the licences that a command hands in as materials, with the number of whoever
// must hold them; c is the case before the act.
func Showing(c Case, cmd Command) (holder string, numbers []string) {
	holder = c.Applicant.ID
	var list []Given
	switch a := cmd.(type) {
	case Supplement:
		list = a.Materials
	case BringPending:
		list = a.Materials
	case interface{ filing() Filing }:
		holder, list = a.filing().Applicant.ID, a.filing().Materials
	}
	for _, g := range list {
		if g.How == Registered && g.Licence != nil {
			numbers = append(numbers, g.Licence.No)
		}
	}
	return catalog.NormalNumber(holder), numbers
}

// showing puts in for each licence what the register says of it today.
func (e Env) showing(list []Given) []Given {
	list = slices.Clone(list)
	for i, g := range list {
		m := materialOf(e.Item, g.Code)
		if g.How != Registered || g.Licence == nil {
			list[i].Licence = nil
			continue
		}
		typed := Shown{No: g.Licence.No}
		if m != nil {
			at := slices.IndexFunc(e.Shown, func(s Shown) bool {
				return s.Item == m.Licence && (catalog.SameNumber(s.No, typed.No) || s.Ident == typed.No)
			})
			if at >= 0 {
				typed = e.Shown[at]
				typed.On = e.today()
			}
		}
		list[i].Licence = &typed
	}
	return list
}

// licence checks a material that comes from the register.
func (v *Invalid) licence(g Given, field string, env Env) {
	m := materialOf(env.Item, g.Code)
	switch {
	case m == nil: // told where materials are checked
	case m.Licence == "":
		v.need(false, field, "licenceNotAsked", shownRule, m.Name)
	case g.Licence == nil || blank(g.Licence.No):
		v.need(false, field, "licenceNoMissing", shownRule)
	default:
		v.short(g.Licence.No, field, maxName)
		found := env.showing([]Given{g})[0].Licence
		v.need(!found.On.IsZero(), field, "licenceNotShown", shownRule, g.Licence.No)
	}
}
