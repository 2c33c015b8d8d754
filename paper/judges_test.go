package paper_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"yimen/core/notice"
	"yimen/testkit/pdfua"
)

// judge runs a foreign program over a file.
func judge(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s (scripts/need.sh test brings it): %v\n%s", name, err, out)
	}
	return string(out)
}

func pdftotext(t *testing.T, pdf []byte) string { return judge(t, pdf, "pdftotext", "FILE", "-") }

// squeezed leaves out white space, at which lines may break.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

// counted counts the Chinese characters of a text.
func counted(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n[r]++
		}
	}
	return n
}

// TestJudges prints one document of each kind and shows it to programs that owe us nothing.
func TestJudges(t *testing.T) {
	for _, d := range append(kinds(t), decision(), longest(), widest()) {
		t.Run(d.Title, func(t *testing.T) {
			p := printed(t, d)
			everyCharacterComesBack(t, d, p.PDF)
			fontsAreEmbedded(t, judge(t, p.PDF, "pdffonts", "FILE"))
			describesItself(t, d, judge(t, p.PDF, "pdfinfo", "FILE"), p.Pages)
			if out := judge(t, p.PDF, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
				t.Error(out)
			}
			pdfua.Judge(t, p.PDF)
			carriesItsData(t, d, p.PDF)
			if d.Query != "" {
				leadsToItsCase(t, d, p.PDF, p.Pages)
			}
		})
	}
}

// everyCharacterComesBack: each Chinese character of the content is in the text, as often as
// in the content at least.
func everyCharacterComesBack(t *testing.T, d notice.Document, pdf []byte) {
	t.Helper()
	got := pdftotext(t, pdf)
	back := counted(got)
	for r, n := range counted(shown(d)) {
		if back[r] < n {
			t.Errorf("%c stands %d times on the paper, %d times in the content", r, back[r], n)
		}
	}
	flat := squeezed(got)
	for _, whole := range []string{d.Title, d.To.Name, d.Number, d.CaseNo, d.Contact.Phone} {
		if !strings.Contains(flat, squeezed(whole)) {
			t.Errorf("%q is not on the paper in one piece", whole)
		}
	}
	if strings.ContainsAny(got, "\ufffd□") {
		t.Error("an empty box is on the paper")
	}
}

// shown is the part of the content that stands on paper.
func shown(d notice.Document) string {
	var b strings.Builder
	put := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p + "\n")
		}
	}
	put(d.Agency, d.Title, d.Number, d.To.Name, d.To.IDType, d.Item.Name, d.Note, d.Contact.Address)
	put(d.Remedies...)
	for _, block := range d.Blocks {
		put(block.Text)
		put(block.Items...)
		put(block.Head...)
		for _, p := range block.Pairs {
			put(p.Term, p.Text)
		}
		for _, r := range block.Rows {
			put(r...)
		}
	}
	return b.String()
}

// fontsAreEmbedded: each line of pdffonts says emb yes, sub yes, uni yes; no font is Type 3.
func fontsAreEmbedded(t *testing.T, out string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")[2:]
	if len(lines) == 0 {
		t.Error("no fonts")
	}
	good := regexp.MustCompile(`(CID Type 0C|CID TrueType) +Identity-H +yes yes yes`)
	for _, l := range lines {
		if !good.MatchString(l) {
			t.Errorf("a font is not embedded with its text: %s", l)
		}
	}
}

func describesItself(t *testing.T, d notice.Document, out string, pages int) {
	t.Helper()
	y, m, day := d.On.Civil()
	for _, want := range []string{
		`Title: +` + regexp.QuoteMeta(d.Title), `Author: +` + regexp.QuoteMeta(d.Agency), `Tagged: +yes`,
		`Page size: +595\.27\d x 841\.89 pts \(A4\)`, `JavaScript: +no`, `Encrypted: +no`,
		"Pages: +" + itoa(pages) + "\n", "CreationDate: .* " + itoa(day) + " .*" + itoa(y),
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("pdfinfo does not say %s (month %d):\n%s", want, m, out)
		}
	}
}

// carriesItsData: document.json is attached, and is the content.
func carriesItsData(t *testing.T, d notice.Document, pdf []byte) {
	t.Helper()
	got := judge(t, pdf, "qpdf", "--show-attachment=document.json", "FILE")
	want, err := json.Marshal(d)
	if err != nil || !bytes.Equal([]byte(got), want) {
		t.Errorf("attached is %.80q, want the content (%v)", got, err)
	}
	if !bytes.Contains(pdf, []byte("/AFRelationship/Data")) && !strings.Contains(judge(t, pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-"), "/AFRelationship /Data") {
		t.Error("the attachment does not say that it is the data")
	}
}

// leadsToItsCase reads the QR code from the printed last page.
func leadsToItsCase(t *testing.T, d notice.Document, pdf []byte, pages int) {
	t.Helper()
	dir := t.TempDir()
	judge(t, pdf, "pdftoppm", "-r", "240", "-gray", "-png", "-singlefile", "-f", itoa(pages), "-l", itoa(pages), "FILE", dir+"/page")
	out, err := exec.Command("zbarimg", "--quiet", "--raw", dir+"/page.png").Output()
	if err != nil || strings.TrimSpace(string(out)) != d.Query {
		t.Errorf("the QR code says %q, want %s (%v)", out, d.Query, err)
	}
}
