package annex_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"yimen/annex"
	"yimen/core/catalog"
	"yimen/paper"
)

// TestChartsInDocuments: the text document of Annex 2 shows both charts of its item as shapes with
// all their words, which LibreOffice prints; the blank form has those that the notice draws.
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
	blank, err := annex.Blank(2).DOCX()
	if said := documentText(t, blank); err != nil || strings.Count(said, "graphicData") != 2 || !strings.Contains(said, "收费、颁发营业执照") || !strings.Contains(said, "领导批准") {
		t.Errorf("the blank form lacks the two examples of the notice, or %v", err)
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

// TestNotesStayWithTheirTable: however long the list of Annex 4 is, LibreOffice prints no page of the text
// document that begins with a note, and none without the head of the table; nor is a row parted.
func TestNotesStayWithTheirTable(t *testing.T) {
	dir, press := t.TempDir(), paper.New("..")
	defer press.Close()
	var files []string
	for n := 24; n <= 44; n++ { // the end of the list comes past the foot of a page
		c := annex.Content{No: 4}
		for i := range n {
			c.Rows = append(c.Rows, []string{"事项" + strconv.Itoa(i+1), "区、街道两级", "街道行政服务中心、区市场监管局", ""})
		}
		data, err := c.Paper().DOCX()
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, strconv.Itoa(n)+".docx"))
		if err := os.WriteFile(files[len(files)-1], data, 0o600); err != nil {
			t.Fatal(err)
		}
		made, err := press.Form(t.Context(), c.Paper().Form("永中街道", annex.Source{On: source(t).On}, false))
		if err != nil {
			t.Fatal(err)
		}
		own := filepath.Join(dir, "own-"+strconv.Itoa(n)+".pdf")
		if err := os.WriteFile(own, made.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
		headed(t, own)
	}
	judged(t, soffice(t), append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}, files...)...)
	for _, file := range files {
		headed(t, strings.TrimSuffix(file, ".docx")+".pdf")
	}
}

// headed fails the test for a page after the first that does not begin with the head of the list and a row.
func headed(t *testing.T, file string) {
	t.Helper()
	pages := strings.Split(strings.TrimRight(judged(t, "pdftotext", "-raw", file, "-"), "\f\n"), "\f")
	for n, page := range pages[1:] {
		if said := strings.Join(strings.Fields(page), ""); !headThenRow.MatchString(said) {
			t.Errorf("%s: page %d of %d begins with %.60s", filepath.Base(file), n+2, len(pages), said)
		}
	}
}

var headThenRow = regexp.MustCompile(`^序号事项名称联动类型涉及单位备注\d+事项\d`)

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
