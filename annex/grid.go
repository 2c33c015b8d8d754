package annex

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// line is one row of an uploaded file, or one paragraph outside its tables.
type line struct {
	at     Place
	boxes  []box
	hidden bool // not to be seen in the workbook, alone or with its sheet
}

// box is one cell of the column grid; a cell that is merged fills several.
type box struct {
	text string
	more bool // goes on from the box to the left
}

// Place is where something stands in an uploaded file.
type Place struct {
	Sheet string // name of the sheet; in a text document the number of the table, or empty
	Row   int
}

func (p Place) below() Place { return Place{p.Sheet, p.Row + 1} }

// What an upload may hold at most: a form has tens of rows, a bomb millions.
const (
	mostRows    = 3000
	mostColumns = 40
	mostText    = 32 << 20 // bytes unpacked
)

// ErrFile is for what is no workbook and no text document, or one that can't be opened.
var ErrFile = errors.New("annex: neither .xlsx nor .docx")

// lines unpacks a file by what it is, not by its name.
func lines(data []byte) ([]line, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrFile
	}
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			return docxGrid(f)
		case "xl/workbook.xml":
			return xlsxGrid(data)
		}
	}
	return nil, ErrFile
}

// xlsxGrid reads every sheet; what stands in a merged cell stands in each row it covers.
func xlsxGrid(data []byte) ([]line, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostText, UnzipXMLSizeLimit: mostText / 2, ShortDatePattern: `yyyy"年"m"月"d"日"`})
	if err != nil {
		return nil, ErrFile
	}
	defer f.Close()
	var all []line
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			return nil, ErrFile
		}
		shown, err := f.GetSheetVisible(name)
		if err != nil {
			return nil, ErrFile
		}
		first := len(all)
		for n := 1; rows.Next() && n <= mostRows; n++ {
			texts, err := rows.Columns()
			if err != nil {
				return nil, ErrFile
			}
			all = append(all, line{Place{name, n}, boxesOf(texts), !shown || rows.GetRowOpts().Hidden})
		}
		if err := errors.Join(rows.Error(), rows.Close()); err != nil {
			return nil, ErrFile
		}
		merged, err := f.GetMergeCells(name)
		if err != nil {
			return nil, ErrFile
		}
		for _, m := range merged {
			spread(all[first:], m)
		}
	}
	return all, nil
}

func boxesOf(texts []string) []box {
	list := make([]box, min(len(texts), mostColumns))
	for i := range list {
		list[i].text = folded(texts[i])
	}
	return list
}

// spread writes the text of a merged cell into the boxes it covers.
func spread(rows []line, m excelize.MergeCell) {
	left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
	right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
	if err != nil || err2 != nil || top > len(rows) {
		return
	}
	for y := top; y <= min(bottom, len(rows)); y++ {
		r := &rows[y-1]
		for x := left; x <= min(right, mostColumns); x++ {
			for len(r.boxes) < x {
				r.boxes = append(r.boxes, box{})
			}
			r.boxes[x-1] = box{folded(m.GetCellValue()), x > left}
		}
	}
}

// docxGrid reads paragraphs and tables of a text document in order. The text of a table
// within a cell belongs to the cell.
func docxGrid(f *zip.File) ([]line, error) {
	r, err := f.Open()
	if err != nil {
		return nil, ErrFile
	}
	defer r.Close()
	d := docxReader{dec: xml.NewDecoder(io.LimitReader(r, mostText))}
	for {
		token, err := d.dec.Token()
		if errors.Is(err, io.EOF) {
			return d.all, nil
		}
		if err != nil {
			return nil, ErrFile
		}
		switch t := token.(type) {
		case xml.StartElement:
			if name := t.Name.Local; name == "drawing" || name == "AlternateContent" || name == "pict" { // words in a picture are none of the form
				if d.dec.Skip() != nil {
					return nil, ErrFile
				}
				continue
			}
			d.start(t)
		case xml.EndElement:
			d.end(t.Name.Local)
		case xml.CharData:
			if d.inText {
				d.text.Write(t)
			}
		}
		if len(d.all) > mostRows {
			return d.all, nil
		}
	}
}

type docxReader struct {
	dec        *xml.Decoder
	all        []line
	depth      int // tables within tables
	table, row int
	boxes      []box
	above      []box // the row before, in the same table
	span       int
	goesOn     bool // vMerge: the cell goes on from the row above
	inText     bool
	text       strings.Builder
	paragraphs int
}

func (d *docxReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "tbl":
		if d.depth++; d.depth == 1 {
			d.table, d.row, d.above = d.table+1, 0, nil
			d.text.Reset()
		}
	case "tr":
		if d.depth == 1 {
			d.row, d.boxes = d.row+1, nil
		}
	case "tc":
		if d.depth == 1 {
			d.span, d.goesOn = 1, false
			d.text.Reset()
		}
	case "gridSpan":
		if n, err := strconv.Atoi(val(t)); err == nil && d.depth == 1 {
			d.span = max(1, min(n, mostColumns))
		}
	case "vMerge":
		d.goesOn = d.depth == 1 && val(t) != "restart"
	case "t":
		d.inText = true
	case "br":
		d.text.WriteByte('\n')
	case "tab":
		d.text.WriteByte(' ')
	}
}

func val(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func (d *docxReader) end(name string) {
	switch name {
	case "t":
		d.inText = false
	case "p":
		if d.depth > 0 {
			d.text.WriteByte('\n')
			return
		}
		d.paragraphs++
		d.all = append(d.all, line{at: Place{"", d.paragraphs}, boxes: []box{{text: folded(d.text.String())}}})
		d.text.Reset()
	case "tc":
		if d.depth == 1 {
			d.cell()
		}
	case "tr":
		if d.depth == 1 {
			d.all = append(d.all, line{at: Place{strconv.Itoa(d.table), d.row}, boxes: d.boxes})
			d.above = d.boxes
		}
	case "tbl":
		d.depth--
	}
}

// cell ends a cell of the outer table.
func (d *docxReader) cell() {
	text := folded(d.text.String())
	if at := len(d.boxes); d.goesOn && at < len(d.above) {
		text = d.above[at].text
	}
	for i := range d.span {
		if len(d.boxes) < mostColumns {
			d.boxes = append(d.boxes, box{text, i > 0})
		}
	}
}

// folded brings what people type to one form: full-width digits and letters narrow, blanks
// of any width one blank, no blanks at the ends of a line, no empty lines at the end.
func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			return r - 0xFEE0
		case r == '\u3000', r == '\u00a0', r == '\t':
			return ' '
		case r == '\r', r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, s)
	list := strings.Split(s, "\n")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return strings.TrimSpace(strings.Join(list, "\n"))
}

// bare is a text without blanks, for printed words that people set apart: 备  注.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' {
			return -1
		}
		return r
	}, s)
}
