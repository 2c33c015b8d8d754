package desk

import (
	"net/url"
	"slices"
	"strconv"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// examinationActs are what is done between acceptance and decision beside the opinions.
var examinationActs = []action{
	{act: org.SiteCheck, look: ui.Plain, fields: checkFields, start: checkStart, read: readCheck, asks: true},
}

// checkRows is how many people one record may name.
const checkRows = 3

func checkFields(s subject) []ui.Field {
	var fields []ui.Field
	for n := range checkRows {
		at := strconv.Itoa(n + 1)
		fields = append(fields,
			ui.Field{Name: "checker." + at, Kind: ui.KindSelect, Label: ui.Words("desk.f.checker", "n", n+1), Options: options(s.Staff), Required: n < 2, Half: true},
			ui.Field{Name: "cert." + at, Kind: ui.KindText, Label: ui.Words("desk.f.cert", "n", n+1), Required: n < 2, Max: 50, Half: true})
	}
	fields = append(fields,
		ui.Field{Name: "on", Kind: ui.KindDate, Label: ui.Words("desk.f.checkedOn")},
		timeField("begins"), timeField("ends"),
		ui.Field{Name: "place", Kind: ui.KindText, Label: ui.Words("desk.f.place"), Required: true, Max: 200},
		ui.Field{Name: "findings", Kind: ui.KindTextarea, Label: ui.Words("desk.f.findings"), Required: true, Max: maxText, Rows: 3},
		ui.Field{Name: "said", Kind: ui.KindTextarea, Label: ui.Words("desk.f.said"), Max: maxText, Rows: 2})
	return append(fields, signatureFields()...)
}

// timeField is a time of day, typed as 09:30.
func timeField(name string) ui.Field {
	return ui.Field{Name: name, Kind: ui.KindText, Label: ui.Words("desk.f." + name), Hint: ui.Words("desk.f.time.hint"), Required: true, Max: 5, Half: true}
}

// signatureFields ask who signed a record, or why nobody did and who saw it.
func signatureFields() []ui.Field {
	return []ui.Field{
		{Name: "signer", Kind: ui.KindText, Label: ui.Words("desk.f.signedBy"), Hint: ui.Words("desk.f.signedBy.hint"), Max: 200},
		{Name: "unsigned", Kind: ui.KindText, Label: ui.Words("desk.f.unsigned"), Max: 200, Half: true},
		{Name: "witness", Kind: ui.KindText, Label: ui.Words("desk.f.witness"), Max: 200, Half: true}}
}

// options are people to choose from.
func options(people []org.Staff) []ui.Option {
	var all []ui.Option
	for _, p := range people {
		all = append(all, ui.Option{Value: p.No, Label: ui.Text{Zh: p.Name, En: p.NameEN}})
	}
	return all
}

func checkStart(s subject) url.Values {
	start := url.Values{"on": {s.Today.String()}, "signer": {s.Applicant.Name}}
	s.wentMyself(start, s.Staff)
	return start
}

// wentMyself names who fills in a record of an inspection as the first of those who went: mostly he did.
func (s subject) wentMyself(start url.Values, people []org.Staff) {
	if slices.ContainsFunc(people, func(p org.Staff) bool { return p.No == s.Me }) {
		start.Set("checker.1", s.Me)
	}
}

func readCheck(f ui.Form) casework.Command {
	a := casework.SiteCheck{On: day(f, "on"), Begins: f.Get("begins"), Ends: f.Get("ends"), Place: f.Get("place"), Findings: f.Get("findings"),
		Said: f.Get("said"), Signer: f.Get("signer"), Unsigned: f.Get("unsigned"), Witness: f.Get("witness")}
	for n := range checkRows {
		at := strconv.Itoa(n + 1)
		if p := (casework.Checker{No: f.Get("checker." + at), Cert: f.Get("cert." + at)}); p != (casework.Checker{}) {
			a.Checkers = append(a.Checkers, p)
		}
	}
	return a
}
