package annex_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/annex"
	"yimen/core/catalog"
)

// TestChartsInDocuments: the text document of Annex 2 shows both charts of its item as shapes with
// all their words, which LibreOffice prints where it is installed; blank forms have none.
func TestChartsInDocuments(t *testing.T) {
	s := source(t)
	it := s.Items[0]
	for _, each := range s.Items {
		if len(each.Procedure.Steps) > len(it.Procedure.Steps) {
			it = each
		}
	}
	s.Items = []*catalog.Item{it}
	data, err := annex.SheetPaper(it, s).DOCXWithCharts(s)
	if err != nil {
		t.Fatal(err)
	}
	said := documentText(t, data)
	for _, step := range it.Procedure.Steps {
		if !strings.Contains(said, step.Name) {
			t.Errorf("no chart says %s", step.Name)
		}
	}
	if n := strings.Count(said, "graphicData"); n != 2 {
		t.Errorf("%d drawings", n)
	}
	blank, err := annex.Blank(2).DOCXWithCharts(s)
	if err != nil || strings.Contains(documentText(t, blank), "graphicData") {
		t.Errorf("the blank form has a chart, or %v", err)
	}
	office := soffice(t)
	dir := t.TempDir()
	if out := os.Getenv("YIMEN_SHOTS"); out != "" {
		dir = out
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "charts.docx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	judged(t, office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	printed := strings.Join(strings.Fields(judged(t, "pdftotext", filepath.Join(dir, "charts.pdf"), "-")), "")
	for _, step := range it.Procedure.Steps {
		if !strings.Contains(printed, step.Name) { // the posts table names posts, not steps
			t.Errorf("LibreOffice does not print %s in a chart", step.Name)
		}
	}
}

// TestNotesStayWithTheirTable: in the text document the last rows of a table and all notes but the last
// ask to stay on the page of what follows, the rows before them don't.
func TestNotesStayWithTheirTable(t *testing.T) {
	data, err := annex.Filled(4, source(t)).DOCX()
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(documentText(t, data), "<tr>")
	last := len(rows) - 1
	for n, row := range rows {
		table, notes, _ := strings.Cut(row, "注：")
		if kept := strings.Count(table, "<keepNext>"); n > 0 && (kept > 0) != (n > last-2) {
			t.Errorf("row %d of %d keeps %d paragraphs", n, last, kept)
		}
		if kept := strings.Count(notes, "<keepNext>"); n == last && kept != 2 { // the first stands before its word
			t.Errorf("of four notes %d after the first stay with the next", kept)
		}
	}
}

// documentText is the words of a text document with the names of its elements; it must be XML.
func documentText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for dec := xml.NewDecoder(f); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			b.WriteString("<" + x.Name.Local + ">")
		case xml.CharData:
			b.Write(x)
		}
	}
}
