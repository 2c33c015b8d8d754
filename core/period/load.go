package period

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// arrangement 放假安排 is what the State Council's notices say about one year.
type arrangement struct {
	year, line int
	papers     []string
	off, work  []listed
}

// listed is a day with the line of the file that names it.
type listed struct {
	day  Date
	line int
}

// FileError is a calendar file that can't be used: where, and which rule it
// breaks. Line is 0 when the whole file is meant; Year, Field and Value are
// empty when they don't apply. Rules: tooLarge, syntax, shape (another kind of
// JSON value is wanted), unknownField, duplicateField, trailing, noYears,
// yearFormat, yearGap (years must follow each other), noPapers, paperURL,
// date.format, date.noSuchDay, date.range, farFromYear, duplicate, offAndWork,
// notWeekend (a make-up day is a Saturday or Sunday), missingFixed (New Year's
// Day, 1 May or 1–3 October is not off).
type FileError struct {
	File  string
	Line  int
	Year  string
	Field string
	Value string
	Rule  string
}

func (e *FileError) Error() string {
	text := e.File
	if e.Line > 0 {
		text += ":" + strconv.Itoa(e.Line)
	}
	if e.Year != "" {
		text += ": year " + e.Year
	}
	if e.Field != "" {
		text += ": " + e.Field
	}
	if e.Value != "" {
		text += " " + strconv.Quote(e.Value)
	}
	return text + ": " + e.Rule
}

// maxFile bounds a calendar file, in bytes; a century of arrangements fits.
const maxFile = 1 << 20

// maxCalendarYear is the last year a file may speak of; it bounds the table.
const maxCalendarYear = 2200

// reader walks over the tokens of a file, so that every fault has its line, and
// doubled or misspelt fields are seen.
type reader struct {
	file, year, field string
	data              []byte
	dec               *json.Decoder
}

func readArrangements(name string, data []byte) ([]arrangement, error) {
	r := &reader{file: name, data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	if len(data) > maxFile {
		return nil, &FileError{File: name, Rule: "tooLarge"}
	}
	var all []arrangement
	err := r.object(func(key string) error {
		switch key {
		case "note":
			_, err := r.text()
			return err
		case "years":
			return r.object(func(year string) error {
				a, err := r.arrangement(year)
				all = append(all, a)
				return err
			})
		}
		return r.fail("unknownField", key)
	})
	if err != nil {
		return nil, err
	}
	if _, err := r.dec.Token(); err != io.EOF {
		return nil, r.fail("trailing", "")
	}
	if len(all) == 0 {
		return nil, &FileError{File: name, Field: "years", Rule: "noYears"}
	}
	return all, nil
}

func (r *reader) arrangement(year string) (a arrangement, err error) {
	r.year, r.field = year, ""
	defer func() { r.field = "" }()
	a.line = r.line()
	y, ok := number(year)
	if !ok || len(year) != 4 || y < minYear || y > maxCalendarYear {
		return a, r.fail("yearFormat", "")
	}
	a.year = y
	return a, r.object(func(field string) error {
		r.field = field
		switch field {
		case "papers":
			return r.list(func(text string) error { a.papers = append(a.papers, text); return nil })
		case "off":
			return r.days(&a.off)
		case "work":
			return r.days(&a.work)
		}
		return r.fail("unknownField", "")
	})
}

func (r *reader) days(to *[]listed) error {
	return r.list(func(text string) error {
		day, err := ParseDate(text)
		if fault := (*Fault)(nil); errors.As(err, &fault) {
			return r.fail(fault.Code, text)
		}
		*to = append(*to, listed{day, r.line()})
		return nil
	})
}

// object calls each for every key; each must read the value.
func (r *reader) object(each func(key string) error) error {
	if err := r.delim('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.dec.More() {
		key, err := r.text()
		if err != nil {
			return err
		}
		if seen[key] {
			return r.fail("duplicateField", key)
		}
		seen[key] = true
		if err := each(key); err != nil {
			return err
		}
	}
	return r.delim('}')
}

// list calls each for every string of an array.
func (r *reader) list(each func(text string) error) error {
	if err := r.delim('['); err != nil {
		return err
	}
	for r.dec.More() {
		text, err := r.text()
		if err != nil {
			return err
		}
		if err := each(text); err != nil {
			return err
		}
	}
	return r.delim(']')
}

func (r *reader) delim(want json.Delim) error {
	token, err := r.token()
	if err == nil && token != want {
		err = r.fail("shape", fmt.Sprint(token))
	}
	return err
}

func (r *reader) text() (string, error) {
	token, err := r.token()
	if err != nil {
		return "", err
	}
	text, ok := token.(string)
	if !ok {
		return "", r.fail("shape", fmt.Sprint(token))
	}
	return text, nil
}

func (r *reader) token() (json.Token, error) {
	token, err := r.dec.Token()
	if err != nil {
		return nil, r.fail("syntax", "")
	}
	return token, nil
}

func (r *reader) line() int {
	return 1 + bytes.Count(r.data[:r.dec.InputOffset()], []byte("\n"))
}

func (r *reader) fail(rule, value string) error {
	return &FileError{File: r.file, Line: r.line(), Year: r.year, Field: r.field, Value: value, Rule: rule}
}

// check holds the arrangements to the rules and puts them among the years.
func check(file string, years map[int]arrangement, added []arrangement) error {
	for _, a := range added {
		delete(years, a.year)
	}
	seen := map[Date]string{}
	for _, a := range years {
		a.note(seen)
	}
	for _, a := range added {
		if err := a.check(file, seen); err != nil {
			return err
		}
		years[a.year] = a
	}
	order := sortedYears(years)
	for i, y := range order[1:] {
		if order[i] != y-1 {
			return &FileError{File: file, Line: years[y].line, Year: strconv.Itoa(y), Rule: "yearGap"}
		}
	}
	return nil
}

func (a arrangement) note(seen map[Date]string) {
	for _, off := range a.off {
		seen[off.day] = "off"
	}
	for _, work := range a.work {
		seen[work.day] = "work"
	}
}

func (a arrangement) check(file string, seen map[Date]string) error {
	fail := func(line int, field, value, rule string) error {
		return &FileError{file, line, strconv.Itoa(a.year), field, value, rule}
	}
	if len(a.papers) == 0 {
		return fail(a.line, "papers", "", "noPapers")
	}
	for _, p := range a.papers {
		if !strings.HasPrefix(p, "https://") && !strings.HasPrefix(p, "http://") {
			return fail(a.line, "papers", p, "paperURL")
		}
	}
	for _, off := range a.off {
		if rule := a.fits(off.day, "off", seen); rule != "" {
			return fail(off.line, "off", off.day.String(), rule)
		}
	}
	for _, work := range a.work {
		if rule := a.fits(work.day, "work", seen); rule != "" {
			return fail(work.line, "work", work.day.String(), rule)
		}
	}
	if day := a.missingFixed(); !day.IsZero() {
		return fail(a.line, "off", day.String(), "missingFixed")
	}
	return nil
}

// fits names the rule that the day breaks and remembers it in seen. New Year's
// arrangements reach some days into the neighbouring years.
func (a arrangement) fits(d Date, field string, seen map[Date]string) (rule string) {
	before, twice := seen[d]
	seen[d] = field
	switch {
	case d < fromCivil(a.year-1, 12, 15) || d > fromCivil(a.year+1, 1, 15):
		return "farFromYear"
	case twice && before != field:
		return "offAndWork"
	case twice:
		return "duplicate"
	case field == "work" && d.Weekday() <= 5:
		return "notWeekend"
	}
	return ""
}

// missingFixed guards against half an arrangement: these days are off in every
// year (全国年节及纪念日放假办法 §2).
func (a arrangement) missingFixed() Date {
	for _, md := range [][2]int{{1, 1}, {5, 1}, {10, 1}, {10, 2}, {10, 3}} {
		d := fromCivil(a.year, md[0], md[1])
		if !slices.ContainsFunc(a.off, func(l listed) bool { return l.day == d }) {
			return d
		}
	}
	return 0
}
