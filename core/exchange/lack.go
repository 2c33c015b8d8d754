package exchange

import (
	"cmp"
	"slices"
	"strings"
)

// Lack (缺项) is one thing that is missing or wrong in a field, in how many rows.
type Lack struct {
	Fault
	Title string `json:"title"` // of the table
	Rows  int    `json:"rows"`  // of which Fault is the first
}

// Remedy (补齐途径) is by whom a lack is mended.
type Remedy string

// The remedies.
const (
	ByState  Remedy = "state"  // the state's code list, from the provincial platform
	ByKeeper Remedy = "keeper" // 基本编码、实施编码, which a keeper writes into the item
	ByUnit   Remedy = "unit"   // 统一社会信用代码, in the item's sheet or the directory
	ByHand   Remedy = "hand"   // what the record itself lacks or says too long
)

// Remedies lists them.
var Remedies = []Remedy{ByState, ByKeeper, ByUnit, ByHand}

// Remedy tells who mends it.
func (l Lack) Remedy() Remedy {
	switch l.Field {
	case "catalog_code", "task_code":
		return ByKeeper
	case "dept_code", "org_code", "issue_dept_code":
		return ByUnit
	}
	if l.What == "noCode" {
		return ByState
	}
	return ByHand
}

// Lacks counts what is wrong, with the first row of each kind as its example. It keeps one entry for
// each, however many rows go by.
type Lacks struct{ of map[string]*Lack }

// Add counts the faults of a row.
func (l *Lacks) Add(r Row) {
	for _, f := range r.Faults() {
		key := f.Table + " " + f.Field + " " + f.What
		if f.What == "noCode" || f.What == "notListed" {
			key += " " + strings.Join(f.Args, " ")
		}
		if l.of == nil {
			l.of = map[string]*Lack{}
		}
		if l.of[key] == nil {
			l.of[key] = &Lack{Fault: f, Title: r.Table.Title}
		}
		l.of[key].Rows++
	}
}

// List is what was counted: what holds rows back first, then by table and field.
func (l *Lacks) List() []Lack {
	list := make([]Lack, 0, len(l.of))
	for _, x := range l.of {
		list = append(list, *x)
	}
	slices.SortFunc(list, func(a, b Lack) int {
		switch {
		case a.Held != b.Held && a.Held:
			return -1
		case a.Held != b.Held:
			return 1
		}
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Field, b.Field), cmp.Compare(a.What, b.What), slices.Compare(a.Args, b.Args))
	})
	return list
}
