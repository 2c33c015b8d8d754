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

// CodeError says what of a list can't be read.
type CodeError struct {
	Line   int    // from 1
	Column int    // 1 our word or the fields, 2 the code or the list's name, 3 its name or source; 0 the whole line
	Why    string // head, columns, field, word, twice, empty, length
	Text   string
}

// CodeErrors (错误清单) are all that is wrong with a list, from top to bottom.
type CodeErrors []CodeError

func (e CodeError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s: %s", e.Line, e.Column, e.Why, e.Text)
}

func (e CodeErrors) Error() string {
	said := make([]string, len(e))
	for i, each := range e {
		said[i] = each.Error()
	}
	return "code list: " + strings.Join(said, "; ")
}

// With (本地代码表) takes codes of the hall's own list over those that come with the program: it
// may only give codes for words that there are. The error is CodeErrors; nothing is taken then.
func (c Codes) With(text string) (Codes, error) {
	in := codesReader{known: c, out: Codes{slices.Clone(c.lists), maps.Clone(c.of)}}
	in.read(text)
	if len(in.wrong) > 0 {
		return c, in.wrong
	}
	return in.out, nil
}

// readCodes reads lists where there were none.
func readCodes(text string) (Codes, error) {
	in := codesReader{out: Codes{of: map[string]int{}}}
	in.read(text)
	if len(in.wrong) > 0 {
		return Codes{}, in.wrong
	}
	return in.out, nil
}

// codesReader reads a file of code lists, over those known where there are some.
type codesReader struct {
	known Codes
	out   Codes
	under []int           // the lists under way, in out
	words map[string]bool // said of them so far
	wrong CodeErrors
}

func (in *codesReader) read(text string) {
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if head, ok := strings.CutPrefix(line, "== "); ok {
			in.head(n, strings.Fields(strings.Split(head, "\t")[0]), cells)
		} else if len(cells) != 3 || in.words == nil {
			in.fail(n, 0, "columns", line)
		} else {
			in.code(n, cells)
		}
	}
}

func (in *codesReader) fail(line, column int, why, text string) {
	in.wrong = append(in.wrong, CodeError{line, column, why, text})
}

// head begins a list of some fields, or goes on in those that are known.
func (in *codesReader) head(n int, fields, cells []string) {
	in.under, in.words = nil, map[string]bool{}
	if len(cells) != 3 || len(fields) == 0 {
		in.fail(n, 0, "head", strings.Join(cells, "\t"))
		return
	}
	for _, field := range fields {
		at, known := in.out.of[field]
		switch {
		case roomFor(field) == 0 || in.known.of != nil && !known:
			in.fail(n, 1, "field", field)
		case in.known.of != nil:
			in.out.lists[at].Codes, in.out.lists[at].Source = slices.Clone(in.out.lists[at].Codes), cells[2]
			in.under = append(in.under, at)
		default:
			in.out.of[field] = len(in.out.lists)
		}
	}
	if in.known.of == nil {
		in.under = []int{len(in.out.lists)}
		in.out.lists = append(in.out.lists, List{Fields: fields, Name: cells[1], Source: cells[2]})
	}
}

// code takes one line of a list.
func (in *codesReader) code(n int, cells []string) {
	switch {
	case cells[1] == "":
		in.fail(n, 2, "empty", cells[0])
	case in.words[cells[0]]:
		in.fail(n, 1, "twice", cells[0])
	}
	in.words[cells[0]] = true
	for _, at := range in.under {
		l := &in.out.lists[at]
		room := slices.MinFunc(l.Fields, func(a, b string) int { return roomFor(a) - roomFor(b) })
		k := slices.IndexFunc(l.Codes, func(c Code) bool { return c.Ours == cells[0] })
		switch {
		case len(cells[1]) > roomFor(room):
			in.fail(n, 2, "length", cells[1])
		case in.known.of == nil:
			l.Codes = append(l.Codes, Code{cells[0], cells[1], cells[2]})
		case k < 0:
			in.fail(n, 1, "word", l.Fields[0]+" "+cells[0])
		default:
			l.Codes[k].Theirs = cells[1]
		}
	}
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
