package desk

import (
	"context"
	"io"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/period"
	"yimen/web/ui"
)

// arrangementFields are the notice and the days of a year. A file takes the place of the days.
func arrangementFields() []ui.Field {
	word := func(name string) ui.Text { return ui.Words("calendar.f." + name) }
	hint := func(name string) ui.Text { return ui.Words("calendar.f." + name + ".hint") }
	return []ui.Field{
		{Name: "paper", Kind: ui.KindText, Label: word("paper"), Hint: hint("paper"), Required: true, Half: true},
		{Name: "paperOn", Kind: ui.KindDate, Label: word("paperOn"), Required: true, Half: true},
		{Name: "reason", Kind: ui.KindTextarea, Label: word("reason"), Hint: hint("reason"), Required: true, Rows: 2, Max: 500},
		{Name: "year", Kind: ui.KindNumber, Label: word("year"), Required: true, Lowest: "2013", Highest: "2200"},
		{Name: "url", Kind: ui.KindTextarea, Label: word("url"), Hint: hint("url"), Rows: 2},
		{Name: "off", Kind: ui.KindTextarea, Label: word("off"), Hint: hint("off"), Rows: 6, Max: 20_000},
		{Name: "work", Kind: ui.KindTextarea, Label: word("work"), Hint: hint("work"), Rows: 3, Max: 20_000},
		{Name: "file", Kind: ui.KindFile, Label: word("file"), Hint: hint("file"), Accept: ".json,application/json"},
	}
}

var remarkFields = []ui.Field{{Name: "remark", Kind: ui.KindTextarea, Label: ui.Words("calendar.f.remark"), Rows: 2, Max: 500}}

// announcement reads the form. What is wrong with it is written into it.
func (d *Desk) announcement(ctx context.Context, f *ui.Form) (app.Announcement, error) {
	f.Check(arrangementFields())
	a := app.Announcement{Paper: f.Get("paper"), PaperOn: day(*f, "paperOn"), Reason: f.Get("reason")}
	if files := f.Files["file"]; len(files) > 0 {
		file, err := files[0].Open()
		if err != nil {
			return a, err
		}
		defer file.Close()
		a.Name = files[0].Filename
		a.Body, err = io.ReadAll(io.LimitReader(file, calendarLimit))
		return a, err
	}
	year, _ := strconv.Atoi(f.Get("year")) // held to be a number by Check
	a.Name = strconv.Itoa(year) + ".json"
	a.Body = period.File(map[int]period.Arrangement{year: {
		Papers: strings.Fields(f.Get("url")), Off: typedDays(ctx, f, "off"), Work: typedDays(ctx, f, "work")}})
	return a, nil
}

// mostSpan is the longest span of days that may be written with its ends.
const mostSpan = 31

// typedDays reads days between blanks, commas or line ends; 2027-02-05..2027-02-11 is a span.
func typedDays(ctx context.Context, f *ui.Form, field string) (days []period.Date) {
	for _, word := range strings.FieldsFunc(f.Get(field), func(r rune) bool { return strings.ContainsRune(" \t\n,，、；;", r) }) {
		from, to, span := strings.Cut(word, "..")
		if !span {
			to = from
		}
		first, err := period.ParseDate(from)
		last, err2 := period.ParseDate(to)
		if err != nil || err2 != nil || last < first || last > first.Add(mostSpan) {
			f.Refuse(field, "calendarFile", "text", ui.Say(ctx, "calendar.rule.day", "value", word))
			continue
		}
		for d := first; d <= last; d = d.Add(1) {
			days = append(days, d)
		}
	}
	return days
}

// daysText writes days as the form takes them, days in a row as a span.
func daysText(days []period.Date) string {
	var words []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j].Add(1) {
			j++
		}
		word := days[i].String()
		if j > i {
			word += ".." + days[j].String()
		}
		words, i = append(words, word), j+1
	}
	return lines(words)
}

func lines(list []string) string { return strings.Join(list, "\n") }

// places are the fields of the form by the last part of a file's field.
var places = map[string]string{"papers": "url", "off": "off", "work": "work", "years": "year"}

// refuse writes what is wrong with an arrangement at its field.
func refuse(ctx context.Context, f *ui.Form, problems app.Problems) {
	for _, p := range problems {
		field := p.Field
		if _, typed := f.Values["year"]; typed && p.File != "" {
			field = placeOf(*f, p)
		}
		f.Refuse(field, "calendarFile", "text", problemText(ctx, p))
	}
}

func placeOf(f ui.Form, p app.Problem) string {
	if p.Field == "paper" || p.Field == "paperOn" || p.Field == "reason" {
		return p.Field
	}
	if len(f.Files["file"]) > 0 {
		return "file"
	}
	last := p.Field[strings.LastIndex(p.Field, ".")+1:]
	if field, ok := places[last]; ok {
		return field
	}
	return "year"
}

// problemText says which rule is broken, of a file with its line and field.
func problemText(ctx context.Context, p app.Problem) string {
	args := []any{"value", "", "max", ""}
	for i := 0; i+1 < len(p.Args); i += 2 {
		args = append([]any{p.Args[i], p.Args[i+1]}, args...)
	}
	text := ui.Say(ctx, "calendar.rule."+p.Code, args...)
	if p.Line == 0 {
		return text
	}
	return ui.Say(ctx, "calendar.at", "file", p.File, "line", p.Line, "field", p.Field, "text", text)
}

// remarked is the remark with an id of its own, for two forms share the page.
func remarked(form string) []ui.Field {
	f := remarkFields[0]
	f.ID, f.Required = form+"-remark", form == "reject"
	return []ui.Field{f}
}
