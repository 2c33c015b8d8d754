package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// acceptanceActs are what the acceptance post decides on a received application (许可法32).
var acceptanceActs = []action{
	{
		act:    org.Accept,
		fields: acceptFields,
		read: func(f ui.Form) casework.Command {
			return casework.Accept{Opinion: f.Get("opinion"), OnSpot: f.Get("onSpot") != ""}
		},
	},
	{act: org.RequestSupplement, fields: supplementFields, start: supplementStart, read: readSupplement, place: supplementPlace, asks: true, large: true},
}

// turningAwayActs end at the counter what is none of its business (许可法32(1)(2)).
var turningAwayActs = []action{
	{act: org.RefuseAcceptance, look: ui.Grave, fields: refuseFields, read: readRefuse},
	{
		act: org.TellNoLicence, look: ui.Plain,
		fields: func(subject) []ui.Field { return reasonFields("desk.f.whyNone") },
		read:   func(f ui.Form) casework.Command { return casework.TellNoLicence{Reason: f.Get("reason")} },
	},
}

// acceptFields offer the short way to the decider where the item may be decided on the spot
// (许可法34(2)); without a case they are all that may be typed.
func acceptFields(s subject) []ui.Field {
	fields := opinionFields(org.Accept)
	if s.Item != nil && casework.SpotStep(s.Item) == 0 {
		return fields
	}
	return append(fields, ui.Field{Name: "onSpot", Kind: ui.KindCheckbox, Label: ui.Words("handout.f.onSpot"), Hint: ui.Words("handout.f.onSpot.hint"),
		Options: []ui.Option{{Value: "yes", Label: ui.Words("handout.f.onSpot.yes")}}})
}

// whatPrefix begins the fields of the supplement's checklist: what.m1, what.form.
const whatPrefix = "what."

// supplementFields is one line for each material and the form: what is wrong with it, empty
// when nothing is. The list is given once and must be complete (许可法32(4)).
func supplementFields(s subject) []ui.Field {
	var fields []ui.Field
	for _, m := range s.Item.Materials {
		fields = append(fields, ui.Field{Name: whatPrefix + m.Code, Kind: ui.KindText, Max: maxText, Label: ui.Text{Zh: m.Name, En: m.NameEN}})
	}
	fields = append(fields,
		ui.Field{Name: whatPrefix + formMaterial, Kind: ui.KindText, Max: maxText, Label: ui.Words("desk.form.filled")})
	fields = append(fields, limitFields("desk.f.limit")...)
	if s.Ask != nil { // a second notice must say why the first was not enough (许可法72(4))
		fields = append(fields, ui.Field{Name: "because", Kind: ui.KindTextarea, Label: ui.Words("desk.f.because"),
			Hint: ui.Words("desk.f.because.hint"), Max: maxText, Rows: 2})
	}
	return fields
}

// usualSupplement is the time to answer where the item's sheet says nothing.
var usualSupplement = period.Period{N: 15, Unit: period.WorkingDay}

func supplementStart(s subject) url.Values {
	limit := s.Item.Sheet.SupplementDue.Period
	if limit.IsZero() {
		limit = usualSupplement
	}
	values := url.Values{"limit": {strconv.Itoa(limit.N)}, "unit": {limit.Unit.String()}}
	for _, m := range s.Item.Materials {
		if m.Necessity == catalog.Required && !s.gave(m.Code) {
			values.Set(whatPrefix+m.Code, ui.T(ui.Zh, "desk.fault.1"))
		}
	}
	return values
}

// gave tells whether a material came.
func (s subject) gave(code string) bool {
	return slices.ContainsFunc(s.Materials, func(g casework.Given) bool { return g.Code == code })
}

func readSupplement(f ui.Form) casework.Command {
	limit, _ := period.Parse(f.Get("limit") + f.Get("unit")) // a broken number is no limit, which the core refuses
	return casework.RequestSupplement{Defects: defects(f), Limit: limit, Because: f.Get("because")}
}

// defects are the filled lines of the checklist, in the order of their codes.
func defects(f ui.Form) []casework.Defect {
	var list []casework.Defect
	for _, name := range sortedNames(f) {
		if code, ok := strings.CutPrefix(name, whatPrefix); ok && f.Get(name) != "" {
			list = append(list, casework.Defect{Material: code, What: f.Get(name)})
		}
	}
	return list
}

// supplementPlace finds the line that the core speaks of by its place in the list.
func supplementPlace(f ui.Form, field string) string {
	n, isLine := strings.CutPrefix(field, "defects.")
	if i, err := strconv.Atoi(n); isLine && err == nil {
		if list := defects(f); i < len(list) {
			return whatPrefix + list[i].Material
		}
	}
	if field == "defects" {
		return whatPrefix + formMaterial
	}
	return field
}

func refuseFields(subject) []ui.Field {
	ground := ui.Field{Name: "ground", Kind: ui.KindRadio, Label: ui.Words("desk.f.ground"), Required: true}
	for _, g := range []casework.Ground{casework.NotOurPower, casework.StillUnfit, casework.FalseMaterial} {
		ground.Options = append(ground.Options, ui.Option{Value: string(g), Label: ui.Words("codes.ground." + string(g))})
	}
	return []ui.Field{ground,
		{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("desk.f.reason"), Required: true, Max: maxText, Rows: 3},
		{Name: "competent", Kind: ui.KindText, Label: ui.Words("desk.f.competent"), Hint: ui.Words("desk.f.competent.hint"), Max: 100}}
}

func readRefuse(f ui.Form) casework.Command {
	return casework.RefuseAcceptance{Ground: casework.Ground(f.Get("ground")), Reason: f.Get("reason"), Competent: f.Get("competent")}
}
