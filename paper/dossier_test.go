package paper_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/testkit/pdfua"
)

// dossier binds one document of each kind, two long ones among them, with enclosures.
func dossier(t *testing.T) (notice.Dossier, []paper.Enclosure) {
	t.Helper()
	d := notice.Dossier{
		Agency: "温州市龙湾区农业农村局", CaseNo: "330303001260302000001", Item: "农药经营许可（核发）", ItemCode: "330120152000",
		Applicant: "王喆堃", Received: period.NewDate(2026, 3, 2), Accepted: period.NewDate(2026, 3, 3), Ended: period.NewDate(2026, 5, 6),
		Outcome: "不予行政许可", Bound: period.NewDate(2026, 5, 20), By: "林𬭎", Demo: true,
		Materials: []notice.Exhibit{{Name: "申请书", Form: "电子文件", Copies: "2", Files: []string{"材料01-1-申请书.pdf", "材料01-2-大图.png"}}, {Name: "平面图", Form: "原件", Copies: "2", Files: []string{}}},
	}
	for _, doc := range append(kinds(t), longest(), widest()) {
		if doc.Lang == notice.Zh {
			d.Docs = append(d.Docs, doc)
		}
	}
	return d, []paper.Enclosure{
		{Name: "文书01-不予行政许可决定书.pdf", MIME: "application/pdf", Says: "不予行政许可决定书", Content: printed(t, decision()).PDF},
		{Name: "材料01-1-申请书.pdf", MIME: "application/pdf", Says: "申请书", Content: []byte("%PDF-1.4 the applicant's own file")},
	}
}

func bound(t *testing.T, d notice.Dossier, files []paper.Enclosure) paper.Paper {
	t.Helper()
	p, err := press.Bind(t.Context(), d, files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDossier: the contents name each document with the pages on which it stands.
func TestDossier(t *testing.T) {
	d, files := dossier(t)
	p := bound(t, d, files)
	if again := bound(t, d, files); !bytes.Equal(p.PDF, again.PDF) {
		t.Error("the same dossier gave other bytes")
	}
	pdfua.Judge(t, p.PDF)
	pages := strings.Split(strings.TrimSuffix(pdftotext(t, p.PDF), "\f"), "\f")
	if len(pages) != p.Pages {
		t.Fatalf("%d pages of text in %d pages", len(pages), p.Pages)
	}
	number := regexp.MustCompile(`案卷第\d+页`)
	front := 0
	for number.FindString(squeezed(pages[front])) == "" {
		front++
	}
	if front < 2 || !strings.Contains(pages[1], "卷内目录") {
		t.Fatalf("the numbers begin on page %d", front+1)
	}
	for i, page := range pages[front:] {
		if !strings.Contains(squeezed(page), "案卷第"+itoa(i+1)+"页") {
			t.Errorf("page %d of the dossier has no number of its own", i+1)
		}
	}
	contents := squeezed(judge(t, p.PDF, "pdftotext", "-layout", "-f", "2", "-l", itoa(front), "FILE", "-")) // day and page stand on one line
	at := 0
	for _, doc := range d.Docs {
		for at < len(pages)-front && !strings.Contains(squeezed(pages[front+at]), squeezed(doc.Title)) {
			at++
		}
		row := doc.On.String() + itoa(at+1) + `(–|20\d\d-|\d+号|\D|$)` // behind it may stand the end of a number that took two lines
		if !regexp.MustCompile(row).MatchString(contents) {
			t.Errorf("the contents don't say that %s begins on page %d: %s in %s", doc.Title, at+1, row, contents)
		}
		at++
	}
	if !strings.Contains(squeezed(pages[len(pages)-2]), "材料01-2-大图.png（另存，未附）") {
		t.Error("the list does not say what is not enclosed")
	}
	if want := "共" + itoa(len(d.Docs)) + "件文书，" + itoa(p.Pages-front) + "页；附件2件"; !strings.Contains(squeezed(pages[0]), want) {
		t.Errorf("the cover does not say %s: %s", want, pages[0])
	}
}

// TestShotsDossier: what is attached comes out as it went in.
func TestShotsDossier(t *testing.T) {
	d, files := dossier(t)
	p := bound(t, d, files)
	dir := t.TempDir()
	judge(t, p.PDF, "pdfdetach", "-saveall", "-o", dir, "FILE")
	for _, f := range files {
		if got, err := os.ReadFile(filepath.Join(dir, f.Name)); err != nil || !bytes.Equal(got, f.Content) {
			t.Errorf("%s came out with %d bytes, went in with %d (%v)", f.Name, len(got), len(f.Content), err)
		}
	}
	fontsAreEmbedded(t, judge(t, p.PDF, "pdffonts", "FILE"))
	judge(t, p.PDF, "qpdf", "--check", "FILE")
	d.Materials, d.Docs = []notice.Exhibit{}, []notice.Document{}
	if empty := bound(t, d, nil); empty.Pages != 4 {
		t.Errorf("an empty dossier has %d pages", empty.Pages)
	}
	if dir := os.Getenv("YIMEN_SHOTS"); dir != "" {
		judge(t, p.PDF, "pdftoppm", "-r", "60", "-png", "-l", "6", "FILE", filepath.Join(dir, "dossier"))
		judge(t, p.PDF, "pdftoppm", "-r", "60", "-png", "-f", itoa(p.Pages-1), "FILE", filepath.Join(dir, "dossier"))
	}
}
