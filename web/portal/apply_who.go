package portal

import (
	"net/http"
	"net/url"
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// whoView is the page on which the applicant says who he is.
type whoView struct {
	Kind   string // person, body; "" = to be chosen
	Both   bool   // the item is open to both
	Fields []ui.Field
	Form   ui.Form
}

// who asks for the applicant 申请人.
func (p *portal) who(w http.ResponseWriter, r *http.Request, d draft) error {
	v := whoForm(d, r.URL.Query().Get("kind"))
	a := d.Applicant
	if (a.IDType == casework.CreditCode) != (v.Kind == "body") {
		a = casework.Party{} // the other kind of applicant was filled in before
	}
	if a.IDType == "" {
		a.IDType = casework.ResidentID
	}
	v.Form.Values = url.Values{"applicant.name": {a.Name}, "applicant.id": {a.ID}, "applicant.idType": {a.IDType},
		"applicant.phone": {a.Phone}, "applicant.holder": {a.Holder}}
	return ui.Show(w, r, http.StatusOK, whoPage(d.shell(r.Context(), "who"), d, v))
}

func (p *portal) saveWho(w http.ResponseWriter, r *http.Request, d draft) error {
	f := ui.Posted(r)
	v := whoForm(d, f.Get("kind"))
	party := casework.Party{Name: f.Get("applicant.name"), IDType: f.Get("applicant.idType"), Holder: f.Get("applicant.holder"),
		ID: catalog.NormalNumber(f.Get("applicant.id")), Phone: ui.PlainPhone(f.Get("applicant.phone"))}
	if v.Kind == "body" {
		party.IDType = casework.CreditCode
	}
	checked := f
	checked.Check(append(slices.Clone(v.Fields), ui.Field{Name: "kind", Kind: ui.KindHidden}, thenField))
	if later(r) { // what is missing may come later; what is there is kept
		checked.Errors = slices.DeleteFunc(checked.Errors, func(e ui.FieldError) bool { return e.Code == "required" || e.Code == "choose" })
	} else {
		for _, e := range partyProblems(party) {
			if _, known := checked.Error(e.Field); !known {
				checked.Errors = append(checked.Errors, e)
			}
		}
	}
	if !checked.OK() {
		v.Form = checked
		return ui.Again(w, r, whoPage(d.shell(r.Context(), "who"), d, v))
	}
	filing := d.filing()
	filing.Applicant = party
	return p.save(w, r, d, filing, "who")
}

// partyProblems are the wrong values of an applicant, found before the core refuses them at
// the end of the road.
func partyProblems(p casework.Party) []ui.FieldError {
	var list []ui.FieldError
	add := func(field, code string) {
		if code != "" {
			list = append(list, ui.FieldError{Field: field, Code: code})
		}
	}
	if p.Name == "" {
		add("applicant.name", "required")
	}
	switch {
	case p.ID == "":
		add("applicant.id", "required")
	case p.IDType == casework.ResidentID:
		add("applicant.id", catalog.CheckResidentID(p.ID))
	case p.IDType == casework.CreditCode:
		add("applicant.id", catalog.CheckCreditCode(p.ID))
	case !slices.Contains(ui.PersonDocuments, p.IDType):
		add("applicant.idType", "documentKind")
	case len(p.ID) < 5 || len(p.ID) > 30:
		add("applicant.id", "documentWrong")
	}
	if p.Phone == "" {
		add("applicant.phone", "required")
	} else {
		add("applicant.phone", catalog.CheckPhone(p.Phone))
	}
	if p.IDType == casework.CreditCode && p.Holder == "" {
		add("applicant.holder", "required")
	}
	return list
}

// whoForm chooses the fields by the kind of applicant.
func whoForm(d draft, kind string) whoView {
	who := audiences(d.File.Item)
	v := whoView{Both: len(who) > 1}
	switch {
	case !v.Both && len(who) == 1:
		v.Kind = who[0]
	case kind == "person" || kind == "body":
		v.Kind = kind
	case d.Applicant.IDType == casework.CreditCode:
		v.Kind = "body"
	case d.Applicant.IDType != "":
		v.Kind = "person"
	}
	if v.Kind == "body" {
		v.Fields = bodyFields
	} else {
		v.Fields = personFields
	}
	return v
}

var phoneField = ui.Field{Name: "applicant.phone", Kind: ui.KindPhone, Label: ui.Words("portal.who.phone"),
	Hint: ui.Words("portal.who.phone.hint"), Required: true, Auto: "tel"}

var personFields = []ui.Field{
	{Name: "applicant.name", Kind: ui.KindText, Label: ui.Words("portal.who.name"), Hint: ui.Words("portal.who.name.hint"), Required: true, Max: 100, Auto: "name"},
	{Name: "applicant.idType", Kind: ui.KindSelect, Label: ui.Words("portal.who.idtype"), Required: true, Options: ui.DocumentOptions()},
	{Name: "applicant.id", Kind: ui.KindText, Label: ui.Words("portal.who.id"), Hint: ui.Words("portal.who.id.hint"), Required: true, Max: 30},
	phoneField,
}

var bodyFields = []ui.Field{
	{Name: "applicant.name", Kind: ui.KindText, Label: ui.Words("portal.who.body"), Hint: ui.Words("portal.who.body.hint"), Required: true, Max: 100, Auto: "organization"},
	{Name: "applicant.id", Kind: ui.KindText, Label: ui.Words("portal.who.uscc"), Hint: ui.Words("portal.who.uscc.hint"), Required: true, Max: 30},
	{Name: "applicant.holder", Kind: ui.KindText, Label: ui.Words("portal.who.holder"), Hint: ui.Words("portal.who.holder.hint"), Required: true, Max: 50, Auto: "name"},
	phoneField,
}
