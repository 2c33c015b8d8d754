package annex_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/annex"
)

// form is a filled form as its rows stand below each other: cells apart by |, a cell "<" merged
// with the one at its left, "^" with the one above, ⏎ a new line within. A row of one cell is a
// line of text; an empty row is one.
type form string

func (f form) rows() (rows [][]string) {
	for _, line := range strings.Split(strings.Trim(string(f), "\n"), "\n") {
		cells := strings.Split(strings.TrimSpace(line), "|")
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "⏎", "\n")
		}
		rows = append(rows, cells)
	}
	return rows
}

// xlsx is the form typed into a workbook.
func (f form) xlsx(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	rows := f.rows()
	name := func(x, y int) string {
		s, err := excelize.CoordinatesToCellName(x+1, y+1)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for y, row := range rows {
		for x, cell := range row {
			if cell == "<" || cell == "^" {
				continue
			}
			right, down := x, y
			for right+1 < len(row) && row[right+1] == "<" {
				right++
			}
			for down+1 < len(rows) && x < len(rows[down+1]) && rows[down+1][x] == "^" {
				down++
			}
			if right > x || down > y {
				merge(t, book, name(x, y), name(right, down))
			}
			fill(t, book, name(x, y), cell)
		}
	}
	var b bytes.Buffer
	if err := errors.Join(book.Write(&b), book.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// docx is the form typed into a text document: its tables, and the lines between them.
func (f form) docx(t *testing.T) []byte {
	t.Helper()
	var b strings.Builder
	open := false
	for _, row := range f.rows() {
		if table := len(row) > 1; table != open {
			open = table
			b.WriteString(map[bool]string{true: "<w:tbl>", false: "</w:tbl>"}[table])
		}
		if !open {
			paragraphs(&b, row[0])
			continue
		}
		b.WriteString("<w:tr>")
		for x := 0; x < len(row); x++ {
			wide := 1
			for x+wide < len(row) && row[x+wide] == "<" {
				wide++
			}
			b.WriteString(`<w:tc><w:tcPr><w:gridSpan w:val="` + string(rune('0'+wide)) + `"/>`)
			if b.WriteString(map[bool]string{true: "<w:vMerge/>", false: `<w:vMerge w:val="restart"/>`}[row[x] == "^"] + "</w:tcPr>"); row[x] == "^" {
				row[x] = ""
			}
			paragraphs(&b, row[x])
			b.WriteString("</w:tc>")
			x += wide - 1
		}
		b.WriteString("</w:tr>")
	}
	if open {
		b.WriteString("</w:tbl>")
	}
	return zipped(t, "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+b.String()+"</w:body></w:document>")
}

// paragraphs breaks every text into runs, as word processors do.
func paragraphs(b *strings.Builder, text string) {
	for _, line := range strings.Split(text, "\n") {
		b.WriteString("<w:p>")
		for _, r := range line {
			b.WriteString("<w:r><w:t xml:space=\"preserve\">")
			if err := xml.EscapeText(&runes{b}, []byte(string(r))); err != nil {
				panic(err) // a builder takes everything
			}
			b.WriteString("</w:t></w:r>")
		}
		b.WriteString("</w:p>")
	}
}

type runes struct{ *strings.Builder }

var rowNumbers = regexp.MustCompile(`@\d+`)

// TestFilledForms: seven forms of each annex as bodies fill them in, as a workbook and as a text
// document; two and more of each are broken in ways people break them.
func TestFilledForms(t *testing.T) {
	for _, f := range filledForms {
		t.Run(f.name, func(t *testing.T) {
			for end, data := range map[string][]byte{"xlsx": f.form.xlsx(t), "docx": f.form.docx(t)} {
				got, err := annex.Read(data)
				if err != nil {
					t.Fatal(err)
				}
				said, want := strings.TrimSpace(summary(got)+sheets(got)), strings.TrimSpace(f.want)
				if end == "docx" { // its rows are counted table by table
					said, want = rowNumbers.ReplaceAllString(said, ""), rowNumbers.ReplaceAllString(want, "")
				}
				if no := int(f.name[0] - '0'); got.No != no || said != want {
					t.Errorf("as %s annex %d reads\n%s\nwant\n%s", end, got.No, said, want)
				}
			}
		})
	}
}

// sheets is what the standard sheets say, each on a line.
func sheets(r annex.Reading) string {
	var b strings.Builder
	for _, s := range r.Sheets {
		b.WriteString("\n" + s.Body + "/" + s.Code)
		for _, label := range []string{"事项名称", "事项分类", "申报资料", "法定期限", "承诺期限", "联系电话", "备注"} {
			b.WriteString("/" + strings.ReplaceAll(s.Values[label], "\n", "⏎"))
		}
		for _, p := range s.Posts {
			b.WriteString(" " + strings.Join(p, ","))
		}
	}
	return b.String()
}

// TestFilledFormsAreMany: six and more of each annex, two and more of them broken.
func TestFilledFormsAreMany(t *testing.T) {
	all, broken := map[byte]int{}, map[byte]int{}
	for _, f := range filledForms {
		all[f.name[0]]++
		if strings.Contains(f.name, "broken") {
			broken[f.name[0]]++
		}
	}
	for _, no := range []byte("1234") {
		if all[no] < 6 || broken[no] < 2 {
			t.Errorf("annex %c has %d forms, %d of them broken", no, all[no], broken[no])
		}
	}
}

// TestForgedDocuments: an archive that unpacks to more than a form is not read to its end.
func TestForgedDocuments(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 40 {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := annex.Read(b.Bytes()); err == nil && len(got.Problems) == 0 {
		t.Error("it is taken")
	}
}
