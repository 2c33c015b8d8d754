// Package annex (附件) lays out the four annexes of the notice: the breakdown of tasks (附件1
// 任务分解表), the street catalogue with the standard sheet of every item (附件2 行政审批服务事项
// 目录及规范标准), the community catalogue (附件3 社区便民服务事项目录) and the linked items (附件4
// 联动事项报送表). A Paper is filled from the published catalogue or left blank, and is written
// as a workbook or as a text document with the headings, columns, notes and foot of the notice.
package annex

import (
	"strconv"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Paper (表) is one annex, ready to be written.
type Paper struct {
	No    int    // 附件 number, 1 to 4
	Title string // the heading without the number
	Pages []Page
}

// Page (页) begins on a new sheet of paper; in a workbook it is a sheet of its own.
type Page struct {
	Name   string // the tab in a workbook; of a standard sheet the code of its item
	Wide   bool   // A4 landscape
	Widths []int  // widths of the columns all its tables share, in half characters
	Sample bool   // its charts are those that the notice draws as examples
	Parts  []Part
}

// Part is a line of text across the page, or a table.
type Part struct {
	Kind Kind
	Text string
	Rows []Row
}

// Row is one row of a table.
type Row struct {
	Head  bool // repeated on every sheet of paper
	Cells []Cell
}

// Cell is one cell, as wide as Span columns (0 counts as 1).
type Cell struct {
	Text   string
	Span   int
	Label  bool // printed words of the form, not filled in
	Middle bool // stands in the middle: a number in its column
}

// Kind says what a part of a page is.
type Kind int

// The parts of a form.
const (
	Mark    Kind = iota // 附件2
	Heading             // the title of a form
	Line                // a line of the form: counts, 实施主体 and 事项编码, the foot
	Caption             // the title of a table within a form
	Note                // 注
	Table
	Figure // 图一, 图二: the caption of a flow chart, and the chart where the item is known
)

// Source is what an annex is filled from.
type Source struct {
	Items     []*catalog.Item // in force on the day
	Directory *org.Directory
	Round     board.Round // whose tasks Annex 1 lists; without any those of the notice
	On        period.Date
}

// Numbers lists the annexes.
var Numbers = []int{1, 2, 3, 4}

// Title is the heading of an annex as the notice lists it.
func Title(no int) string {
	return map[int]string{
		1: "街道、社区两级政务服务任务分解表",
		2: "龙湾区街道（基层站所）行政审批服务事项目录及规范标准",
		3: "龙湾区社区便民服务事项目录",
		4: "龙湾区联动事项报送表",
	}[no]
}

// Content is what is filled into an annex: from the catalogue, or by whoever sent it.
type Content struct {
	No     int
	Foot   Foot
	Rows   [][]string // the list, without 序号: name, then the other columns
	Sheets []Sheet    // 规范标准 of Annex 2
}

// Sheet (规范标准) is the standard sheet of one item as its form has it.
type Sheet struct {
	Body, Code string            // 实施主体, 事项编码
	Values     map[string]string // by the printed words beside them
	Posts      [][]string        // 岗位说明, without 序号
}

// Foot is who signs a form, who filled it in, when, and whose seal it bears.
type Foot struct{ Leader, By, On, Unit string }

// From gathers the content of an annex from what is published.
func From(no int, s Source) Content {
	c := Content{No: no}
	switch no {
	case 1:
		c.Rows = taskRows(s.Round)
	case 2:
		for _, it := range s.street() {
			c.Rows, c.Sheets = append(c.Rows, catalogRow(it)), append(c.Sheets, SheetOf(it, s))
		}
	case 3:
		for _, it := range s.community() {
			c.Rows = append(c.Rows, communityRow(it))
		}
	case 4:
		c.Rows = s.linked()
	}
	return c
}

// Filled lays out an annex with what is published.
func Filled(no int, s Source) Paper { return From(no, s).Paper() }

// Blank lays out an annex to be filled in by hand. The tasks of Annex 1 are the printed words of the notice.
func Blank(no int) Paper { return Content{No: no}.Paper() }

// Paper lays out content as the form of its annex.
func (c Content) Paper() Paper {
	p := Paper{No: c.No, Title: Title(c.No)}
	switch c.No {
	case 1:
		p.Pages = []Page{c.tasksPage()}
	case 2:
		p.Pages = []Page{c.catalogPage()}
		for _, s := range c.Sheets {
			p.Pages = append(p.Pages, s.page())
		}
		if c.Rows == nil && c.Sheets == nil {
			p.Pages = append(p.Pages, blankSheet().page())
		}
		last := &p.Pages[len(p.Pages)-1]
		last.Parts = append(last.Parts, text(Note, catalogNote))
	case 3:
		p.Pages = []Page{c.communityPage()}
	case 4:
		p.Pages = []Page{c.linkedPage()}
	}
	return p
}

func text(k Kind, s string) Part { return Part{Kind: k, Text: s} }

// label is a cell with printed words.
func label(s string) Cell { return Cell{Text: s, Label: true} }

// columns is the head row of a list.
func columns(heads ...string) Row {
	r := Row{Head: true}
	for _, h := range heads {
		r.Cells = append(r.Cells, label(h))
	}
	return r
}

func cells(texts ...string) Row {
	var r Row
	for _, t := range texts {
		r.Cells = append(r.Cells, Cell{Text: t})
	}
	return r
}

// counted is a row of a list with its number, from 1.
func counted(i int, texts ...string) Row {
	r := cells(append([]string{strconv.Itoa(i + 1)}, texts...)...)
	r.Cells[0].Middle = true
	return r
}

// list is a table with its head and its rows numbered; a blank form has so many empty rows.
func list(heads []string, filled [][]string, blank int) Part {
	rows := []Row{columns(heads...)}
	for i, r := range filled {
		rows = append(rows, counted(i, r...))
	}
	for len(filled) == 0 && len(rows) <= blank {
		rows = append(rows, cells(make([]string, len(heads))...))
	}
	return Part{Kind: Table, Rows: rows}
}

// Count is how many rows the first list of a paper has.
func (p Paper) Count() int {
	for _, part := range p.Pages[0].Parts {
		if part.Kind == Table {
			return len(part.Rows) - 1
		}
	}
	return 0
}
