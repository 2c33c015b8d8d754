// Package exchange (数据交换) writes items, cases and licences as rows of the national exchange
// tables (国家政务服务数据交换库表) and holds every row to the tables' field lists: what must be
// given, how long it may be, which codes are known. What the state has to give (基本编码, 实施编码,
// codes of lists not at hand) is told as missing and never invented.
package exchange

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed tables.txt
var tablesText string

// Kind is what a field holds.
type Kind uint8

// The kinds, by the types of the source.
const (
	Words  Kind = iota // varchar, longtext
	Number             // int, bigint
	Moment             // datetime: 2026-03-02 09:30:00
)

// Field (字段) is one column of a table.
type Field struct {
	Name  string
	Kind  Kind
	Most  int    // characters of a text, figures of a number; 0 = as many as one likes
	Must  bool   // NOT NULL
	Holds string // 说明
	Left  string // why this system leaves it empty; "" = it gives it
	Slip  string // what the source says in its place, where that is wrong
}

// Table (库表) is one table.
type Table struct {
	Name   string
	Title  string
	Fields []Field
}

// Field finds a column.
func (t *Table) Field(name string) (Field, bool) {
	i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return t.Fields[i], true
}

// Tables lists them in the order of the source.
var Tables = sync.OnceValue(func() (all []*Table) {
	for line := range strings.Lines(tablesText) {
		line = strings.TrimRight(line, "\n")
		cells := strings.Split(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			all = append(all, &Table{Name: strings.TrimPrefix(cells[0], "== "), Title: cells[1]})
		default:
			last := all[len(all)-1]
			last.Fields = append(last.Fields, readField(cells))
		}
	}
	return all
})

// TableOf finds a table by its name.
func TableOf(name string) *Table {
	i := slices.IndexFunc(Tables(), func(t *Table) bool { return t.Name == name })
	if i < 0 {
		panic("exchange: no table " + name) // names are written in this package, and its tests go through them
	}
	return Tables()[i]
}

func readField(cells []string) Field {
	kind, most, _ := strings.Cut(strings.TrimSuffix(cells[1], ")"), "(")
	f := Field{Name: cells[0], Must: cells[2] == "NOT NULL", Holds: cells[3]}
	f.Most, _ = strconv.Atoi(most) // longtext and datetime name none
	switch kind {
	case "int", "bigint":
		f.Kind = Number
	case "datetime":
		f.Kind = Moment
	}
	for _, note := range cells[4:] {
		if left, ok := strings.CutPrefix(note, "- "); ok {
			f.Left = left
		}
		if slip, ok := strings.CutPrefix(note, "≠ "); ok {
			f.Slip = slip
		}
	}
	return f
}
