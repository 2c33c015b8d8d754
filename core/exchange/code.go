package exchange

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed codes.txt
var codesText string

// unknown stands for a code of the state's that no text at hand gives.
const unknown = "?"

// List (代码表) is the code list of some fields.
type List struct {
	Fields []string // field, or table.field where a name means two things
	Name   string
	Source string
	Codes  []Code
}

// Code (代码) is one value.
type Code struct{ Ours, Theirs, Name string }

// Codes (代码表集) finds the list of a field.
type Codes struct {
	lists []List
	of    map[string]int // field or table.field → list
}

// Known are the lists that come with the program.
var Known = sync.OnceValue(func() Codes {
	c, err := readCodes(codesText)
	if err != nil {
		panic(err) // the file is part of the program; its test reads it
	}
	return c
})

// Lists are all lists, in order.
func (c Codes) Lists() []List { return c.lists }

// Of is the list of a field.
func (c Codes) Of(table, field string) (List, bool) {
	i, ok := c.of[table+"."+field]
	if !ok {
		i, ok = c.of[field]
	}
	if !ok {
		return List{}, false
	}
	return c.lists[i], true
}

// theirs is the state's code for a word of ours.
func (l List) theirs(ours string) (code string, listed bool) {
	i := slices.IndexFunc(l.Codes, func(c Code) bool { return c.Ours == ours })
	if i < 0 {
		return "", false
	}
	return l.Codes[i].Theirs, true
}

// name is what our word is called in the list.
func (l List) name(ours string) string {
	for _, c := range l.Codes {
		if c.Ours == ours {
			return c.Name
		}
	}
	return ours
}

// Open (待核代码) counts the values whose code is not known.
func (l List) Open() (n int) {
	for _, c := range l.Codes {
		if c.Theirs == unknown {
			n++
		}
	}
	return n
}

// Blank (待补代码表) is a file of the hall's own codes for it to fill in: every list of which a code is
// not known, with "?" where it goes.
func (c Codes) Blank() string {
	var b strings.Builder
	for _, l := range c.lists {
		if l.Open() == 0 {
			continue
		}
		fmt.Fprintf(&b, "== %s\t%s\t%s\n", strings.Join(l.Fields, " "), l.Name, l.Source)
		for _, each := range l.Codes {
			if each.Theirs == unknown {
				fmt.Fprintf(&b, "%s\t%s\t%s\n", each.Ours, unknown, each.Name)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// CodeError says where a list can't be read.
type CodeError struct {
	Line int
	Why  string // head, columns, field, word, length
	Text string
}

func (e CodeError) Error() string {
	return fmt.Sprintf("code list, line %d: %s: %s", e.Line, e.Why, e.Text)
}

// With (本地代码表) takes codes of the hall's own list over those that come with the program: it
// may only give codes for words that there are. The error is a CodeError.
func (c Codes) With(text string) (Codes, error) {
	own, err := readCodes(text)
	if err != nil {
		return c, err
	}
	out := Codes{slices.Clone(c.lists), maps.Clone(c.of)}
	for _, l := range own.lists {
		for _, field := range l.Fields {
			i, ok := out.of[field]
			if !ok {
				return c, CodeError{Why: "field", Text: field}
			}
			codes := slices.Clone(out.lists[i].Codes)
			for _, each := range l.Codes {
				n := slices.IndexFunc(codes, func(k Code) bool { return k.Ours == each.Ours })
				if n < 0 {
					return c, CodeError{Why: "word", Text: field + " " + each.Ours}
				}
				codes[n].Theirs = each.Theirs
			}
			out.lists[i].Codes, out.lists[i].Source = codes, l.Source
		}
	}
	return out, nil
}

func readCodes(text string) (Codes, error) {
	out := Codes{of: map[string]int{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		cells := strings.Split(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "== "):
			if len(cells) != 3 {
				return out, CodeError{n, "head", line}
			}
			l := List{Fields: strings.Fields(strings.TrimPrefix(cells[0], "== ")), Name: cells[1], Source: cells[2]}
			for _, field := range l.Fields {
				if roomFor(field) == 0 {
					return out, CodeError{n, "field", field}
				}
				out.of[field] = len(out.lists)
			}
			out.lists = append(out.lists, l)
			continue
		}
		if len(cells) != 3 || len(out.lists) == 0 || cells[1] == "" {
			return out, CodeError{n, "columns", line}
		}
		last := &out.lists[len(out.lists)-1]
		for _, field := range last.Fields {
			if len(cells[1]) > roomFor(field) {
				return out, CodeError{n, "length", cells[1]}
			}
		}
		last.Codes = append(last.Codes, Code{cells[0], cells[1], cells[2]})
	}
	return out, nil
}

// roomFor is how long a code of a field may be in the narrowest table that has it; 0 = no table has.
func roomFor(field string) (least int) {
	table, name, of := strings.Cut(field, ".")
	if !of {
		name = table
	}
	for _, t := range Tables() {
		if f, ok := t.Field(name); ok && (!of || t.Name == table) && (least == 0 || f.Most < least) {
			least = f.Most
		}
	}
	return least
}
