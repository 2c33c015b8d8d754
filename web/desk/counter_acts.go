package desk

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/web/ui"
)

// counterActs are what happens across the counter with the applicant's papers.
var counterActs = []action{
	{act: org.Supplement, fields: broughtFields, start: broughtStart, readOf: readBrought, asks: true, large: true},
	{act: org.NotePosted, look: ui.Plain, fields: postedFields, start: postedToday, read: readPosted},
	{act: org.CorrectOnSpot, look: ui.Plain, fields: correctFields, start: signedToday, readOf: readCorrections, place: correctPlace, asks: true},
}

// broughtFields are the papers that the notice asked for, and the form where it is to be
// mended: what the applicant brought or posted, all of it in one go (许可法32(4)).
func broughtFields(s subject) []ui.Field {
	if s.Ask == nil {
		return nil
	}
	var fields []ui.Field
	for _, code := range askedFor(s) {
		var of []ui.Field
		if m := s.material(code); m != nil {
			of = paperFields(*m)
			of[0].Said = true // it was asked for
		}
		if code == formMaterial {
			of = itemFields(s.lines())
		}
		if len(of) > 0 {
			of[0].Hint = wanting(s, code, of[0].Hint)
		}
		fields = append(fields, of...)
	}
	return append(fields, broughtOn())
}

// wanting repeats beside a paper, or at the head of the form, what the notice asked for: what comes is held
// against it.
func wanting(s subject, code string, hint ui.Text) ui.Text {
	var what []string
	for _, d := range s.Ask.Defects {
		if d.Material == code {
			what = append(what, d.What)
		}
	}
	t := ui.Words("desk.f.wanting", "what", strings.Join(what, "；"))
	if hint != (ui.Text{}) {
		t.Zh, t.En = t.Zh+"。"+hint.Zh, t.En+". "+hint.En
	}
	return t
}

// broughtOn is the day on which papers came, for what was posted.
func broughtOn() ui.Field {
	return ui.Field{Name: "receivedOn", Kind: ui.KindDate, Label: ui.Words("desk.f.broughtOn"), Hint: ui.Words("desk.f.broughtOn.hint"), Half: true}
}

// askedFor are the codes that the notice named, each once.
func askedFor(s subject) []string {
	var codes []string
	seen := map[string]bool{}
	for _, d := range s.Ask.Defects {
		if !seen[d.Material] {
			codes = append(codes, d.Material)
		}
		seen[d.Material] = true
	}
	return codes
}

// paperFields say in what form a paper came, how many, and what came in its place.
func paperFields(m catalog.Material) []ui.Field {
	how, count := howField(m), countField(m)
	how.Half, count.Half = true, true
	return []ui.Field{how, count, ui.InsteadField(m)}
}

// papers are the materials that came on paper, of those named.
func papers(s subject, f ui.Form, codes []string) []casework.Given {
	var list []casework.Given
	for _, code := range codes {
		how, instead := casework.How(f.Get(materialPrefix+code)), ui.Instead(f, code)
		if s.material(code) == nil || how == "" && instead == "" {
			continue
		}
		n, err := strconv.Atoi(f.Get(countPrefix + code))
		if err != nil {
			n = 1
		}
		list = append(list, casework.Given{Code: code, How: how, Count: n, Instead: instead})
	}
	return list
}

// broughtStart fills in today, and what the form said before.
func broughtStart(s subject) url.Values {
	start := url.Values{"receivedOn": {s.Today.String()}}
	for name, v := range s.values() {
		start.Set(formPrefix+name, typedValue(v))
	}
	return start
}

// typedValue is a value of the form as it would be typed.
func typedValue(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func readBrought(d *Desk, s subject, f *ui.Form) (casework.Command, error) {
	if s.Ask == nil {
		return casework.Supplement{}, nil // the core says that nothing was asked
	}
	codes := askedFor(s)
	a := casework.Supplement{Materials: papers(s, *f, codes), On: day(*f, "receivedOn")}
	for _, code := range codes {
		if code != formMaterial {
			continue
		}
		values := finite(catalog.ReadTyped(s.lines(), typedForm(*f)))
		catalog.DropUnasked(s.lines(), values)
		problems, err := d.hall.Forms.Validate(*s.Item, values)
		if err != nil {
			return nil, err
		}
		refuseForm(f, problems)
		if a.Form, err = json.Marshal(values); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// postedFields are what the applicant says of a supplement that he has posted (民诉法85(4)).
func postedFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "postedOn", Kind: ui.KindDate, Label: ui.Words("desk.f.postedOn"), Required: true, Half: true},
		{Name: "slip", Kind: ui.KindText, Label: ui.Words("desk.f.slip"), Required: true, Max: 200, Half: true}}
}

func postedToday(s subject) url.Values { return url.Values{"postedOn": {s.Today.String()}} }

func readPosted(f ui.Form) casework.Command {
	return casework.NotePosted{On: day(f, "postedOn"), Slip: f.Get("slip")}
}

// correctRows is how many corrections one post may bring.
const correctRows = 4

// correctFields are rows of what stood there and what stands there now, and the signature.
func correctFields(s subject) []ui.Field {
	places := []ui.Option{}
	for _, l := range s.lines() {
		places = append(places, ui.Option{Value: l.Name, Label: ui.Text{Zh: l.Title, En: l.TitleEN}})
	}
	for _, m := range s.Item.Materials {
		places = append(places, ui.Option{Value: m.Code, Label: ui.Text{Zh: m.Name, En: m.NameEN}})
	}
	var fields []ui.Field
	for n := range correctRows {
		at := strconv.Itoa(n + 1)
		fields = append(fields,
			ui.Field{Name: "where." + at, Kind: ui.KindSelect, Label: ui.Words("desk.f.where", "n", n+1), Options: places},
			ui.Field{Name: "before." + at, Kind: ui.KindText, Label: ui.Words("desk.f.before", "n", n+1), Max: maxText, Half: true},
			ui.Field{Name: "after." + at, Kind: ui.KindText, Label: ui.Words("desk.f.after", "n", n+1), Max: maxText, Half: true})
	}
	return append(fields,
		ui.Field{Name: "signer", Kind: ui.KindText, Label: ui.Words("desk.f.signer"), Required: true, Max: 200, Half: true},
		ui.Field{Name: "signedOn", Kind: ui.KindDate, Label: ui.Words("desk.f.signedOn"), Half: true})
}

// signedToday fills in who signs papers here, and the day.
func signedToday(s subject) url.Values {
	return url.Values{"signer": {s.Applicant.Name}, "signedOn": {s.Today.String()}}
}

// corrected are the rows that say something, with their numbers.
func corrected(f ui.Form) (rows []casework.Correction, at []string) {
	for n := range correctRows {
		no := strconv.Itoa(n + 1)
		c := casework.Correction{Where: f.Get("where." + no), Before: f.Get("before." + no), After: f.Get("after." + no)}
		if c != (casework.Correction{}) {
			rows, at = append(rows, c), append(at, no)
		}
	}
	return rows, at
}

// correctPlace finds the row that the core speaks of.
func correctPlace(f ui.Form, field string) string {
	_, at := corrected(f)
	for i, no := range at {
		if field == "corrections."+strconv.Itoa(i) {
			return "after." + no
		}
	}
	if field == "corrections" {
		return "where.1"
	}
	return field
}

// readCorrections writes the corrections into the form too, where they are of its lines.
func readCorrections(d *Desk, s subject, f *ui.Form) (casework.Command, error) {
	rows, at := corrected(*f)
	a := casework.CorrectOnSpot{Corrections: rows, Signer: f.Get("signer"), SignedOn: day(*f, "signedOn")}
	typed := map[string]string{}
	place := map[string]string{}
	for i, c := range rows {
		if s.material(c.Where) == nil && c.Where != "" {
			typed[c.Where], place[c.Where] = c.After, "after."+at[i]
		}
	}
	if len(typed) == 0 {
		return a, nil
	}
	values := s.values()
	for name, v := range finite(catalog.ReadTyped(s.lines(), typed)) {
		values[name] = v
	}
	catalog.DropUnasked(s.lines(), values)
	problems, err := d.hall.Forms.Validate(*s.Item, values)
	if err != nil {
		return nil, err
	}
	refuseAt(f, problems, place)
	a.Form, err = json.Marshal(values)
	return a, err
}

// refuseAt notes what the item's form refuses of the lines that have a place in this form.
func refuseAt(f *ui.Form, problems []app.FieldProblem, place map[string]string) {
	for _, p := range problems {
		if at := place[p.Field]; at != "" {
			f.Refuse(at, p.Code, ui.Places(p.Args)...)
		}
	}
}
