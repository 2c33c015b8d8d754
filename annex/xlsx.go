package annex

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// XLSX writes a paper as a workbook, a sheet for each page, set for A4 paper one page wide.
func (p Paper) XLSX() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := book{file: f, styles: map[Kind]int{}}
	if err := w.makeStyles(); err != nil {
		return nil, err
	}
	for i, page := range p.Pages {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", page.Name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(page.Name); err != nil {
			return nil, err
		}
		if err := w.page(page); err != nil {
			return nil, err
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: p.Title, Creator: "一门", Language: "zh-CN"}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// book is a workbook under way.
type book struct {
	file         *excelize.File
	styles       map[Kind]int
	label, value int
	middle       int
	row          int // last row written
}

const (
	song = "宋体"
	hei  = "黑体"
)

func (w *book) makeStyles() error {
	style := func(family string, size float64, bold bool, across string, border bool) (int, error) {
		s := &excelize.Style{Font: &excelize.Font{Family: family, Size: size, Bold: bold},
			Alignment: &excelize.Alignment{Horizontal: across, Vertical: "center", WrapText: true}}
		for _, side := range []string{"left", "right", "top", "bottom"} {
			if border {
				s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
			}
		}
		s.NumFmt = 49 // text: 0577-… and 1. stay as they are written
		return w.file.NewStyle(s)
	}
	var err error
	for k, look := range map[Kind]struct {
		family string
		size   float64
		bold   bool
		across string
	}{Mark: {hei, 14, false, "left"}, Heading: {hei, 18, true, "center"}, Line: {song, 11, false, "left"},
		Caption: {hei, 14, false, "center"}, Figure: {hei, 14, false, "center"}, Note: {song, 10.5, false, "left"}} {
		if w.styles[k], err = style(look.family, look.size, look.bold, look.across, false); err != nil {
			return err
		}
	}
	if w.label, err = style(hei, 11, false, "center", true); err != nil {
		return err
	}
	if w.middle, err = style(song, 11, false, "center", true); err != nil {
		return err
	}
	w.value, err = style(song, 11, false, "left", true)
	return err
}

// page writes one sheet with its print settings.
func (w *book) page(p Page) error {
	w.row = 0
	for i, width := range p.Widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(p.Name, name, name, float64(width)); err != nil {
			return err
		}
	}
	for _, part := range p.booked() {
		if part.Kind != Table {
			if err := w.line(p, part); err != nil {
				return err
			}
			continue
		}
		for _, row := range part.Rows {
			if err := w.cells(p, row); err != nil {
				return err
			}
		}
	}
	return w.printing(p)
}

// booked are the parts that stand in a workbook. It has no charts: of an item their captions are left
// out, on a blank sheet they say where charts are put in.
func (p Page) booked() []Part {
	return slices.DeleteFunc(slices.Clone(p.Parts), func(part Part) bool { return part.Kind == Figure && !p.Sample })
}

func (w *book) line(p Page, part Part) error {
	return w.put(p, []Cell{{Text: part.Text, Span: len(p.Widths)}}, func(Cell) int { return w.styles[part.Kind] }, lineHeight(part.Kind))
}

func lineHeight(k Kind) float64 {
	if k == Heading {
		return 26
	}
	return 16
}

func (w *book) cells(p Page, row Row) error {
	return w.put(p, row.Cells, func(c Cell) int {
		switch {
		case c.Label:
			return w.label
		case c.Middle:
			return w.middle
		}
		return w.value
	}, cellLine)
}

// cellLine is the height of a line of a table, in points.
const cellLine = 14

// put writes one row, as high as its fullest cell asks for: a merged cell does not grow alone.
func (w *book) put(p Page, list []Cell, style func(Cell) int, line float64) error {
	w.row++
	col, lines := 1, 1
	for _, c := range list {
		span := max(1, c.Span)
		from, err := excelize.CoordinatesToCellName(col, w.row)
		if err != nil {
			return err
		}
		to, err := excelize.CoordinatesToCellName(col+span-1, w.row)
		if err != nil {
			return err
		}
		if err := w.file.SetCellStr(p.Name, from, c.Text); err != nil {
			return err
		}
		if err := w.file.SetCellStyle(p.Name, from, to, style(c)); err != nil {
			return err
		}
		if span > 1 {
			if err := w.file.MergeCell(p.Name, from, to); err != nil {
				return err
			}
		}
		lines = max(lines, linesIn(c.Text, sum(p.Widths[col-1:col+span-1])))
		col += span
	}
	if line == cellLine {
		lines = max(2, lines) // room to write by hand
	}
	return w.file.SetRowHeight(p.Name, w.row, min(excelize.MaxRowHeight, float64(lines)*line+6))
}

// linesIn is how many lines a text takes in a column so many half characters wide.
func linesIn(text string, width int) int {
	n := 0
	for line := range strings.Lines(text) {
		wide := utf8.RuneCountInString(line)
		for _, r := range line {
			if r > 0x2E80 {
				wide++
			}
		}
		n += max(1, int(math.Ceil(float64(wide)/float64(max(1, width-2)))))
	}
	return n
}

func sum(list []int) (n int) {
	for _, i := range list {
		n += i
	}
	return n
}

// printing sets a sheet for A4, one page wide and as long as it comes, the head row of its
// list on every page.
func (w *book) printing(p Page) error {
	a4, one, long, way := 9, 1, 0, "portrait"
	if p.Wide {
		way = "landscape"
	}
	if err := w.file.SetPageLayout(p.Name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &way, FitToWidth: &one, FitToHeight: &long}); err != nil {
		return err
	}
	fit := true
	if err := w.file.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, end := 0.59, 0.75
	centre := true
	if err := w.file.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Horizontally: &centre}); err != nil {
		return err
	}
	if at := headAt(p); at > 0 {
		rows := "'" + p.Name + "'!$" + strconv.Itoa(at) + ":$" + strconv.Itoa(at)
		return w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: rows, Scope: p.Name})
	}
	return nil
}

// headAt is the row of the only list's head, or 0 on a page with several tables.
func headAt(p Page) int {
	row, at, tables := 0, 0, 0
	for _, part := range p.booked() {
		if part.Kind != Table {
			row++
			continue
		}
		tables++
		for _, r := range part.Rows {
			if row++; r.Head && at == 0 {
				at = row
			}
		}
	}
	if tables > 1 {
		return 0
	}
	return at
}
