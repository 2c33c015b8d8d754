package annex_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"yimen/annex"
	"yimen/paper"
	"yimen/testkit/pdfua"
)

// TestPrinted prints every annex, filled and blank, and the standard sheet of every item with
// its two charts: each Chinese character comes back from the file, and foreign programs find
// nothing wrong with it.
func TestPrinted(t *testing.T) {
	dir := t.TempDir()
	if out := os.Getenv("YIMEN_SHOTS"); out != "" {
		dir = out
	}
	press := paper.New("..")
	defer press.Close()
	s := source(t)
	all := papers(t)
	for _, it := range s.Items {
		if all["sheet-"+it.Code] = annex.SheetPaper(it, s); testing.Short() {
			break
		}
	}
	for name, p := range all {
		form := p.Form("永中街道", s, false)
		made, err := press.Form(t.Context(), form)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := filepath.Join(dir, "annex-"+name+".pdf")
		if err := os.WriteFile(file, made.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
		pdfua.Judge(t, made.PDF)
		noNoteAlone(t, file)
		back := counted(judged(t, "pdftotext", file, "-"))
		want := printedText(form)
		for r, n := range counted(want) {
			if back[r] < n {
				t.Errorf("%s: %c stands %d times on the paper, %d times in the content", name, r, back[r], n)
			}
		}
		if out := judged(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
			t.Errorf("%s: %s", name, out)
		}
		for _, line := range strings.Split(strings.TrimSpace(judged(t, "pdffonts", file)), "\n")[2:] {
			if f := strings.Fields(line); len(f) < 5 || f[len(f)-5] != "yes" {
				t.Errorf("%s: a font is not embedded: %s", name, line)
			}
		}
		if os.Getenv("YIMEN_SHOTS") != "" {
			judged(t, "pdftoppm", "-r", "60", "-png", file, strings.TrimSuffix(file, ".pdf"))
		}
	}
}

// noNoteAlone fails the test for a page that begins with a note of the form, with no row of its table.
func noNoteAlone(t *testing.T, file string) {
	t.Helper()
	for n, page := range strings.Split(judged(t, "pdftotext", file, "-"), "\f") {
		if noteBegins.MatchString(strings.TrimSpace(page)) {
			t.Errorf("%s: a note stands alone on page %d: %s", filepath.Base(file), n+1, page)
		}
	}
}

// noteBegins is how the notes of the notice's forms begin.
var noteBegins = regexp.MustCompile(`^(注：|（2）流程图|[234]\.(此表|联动类型|涉及单位))`)

var svgTexts = regexp.MustCompile(`>[^<]+<`)

func printedText(f paper.Form) string {
	var b strings.Builder
	for _, sheet := range f.Sheets {
		for _, part := range sheet.Parts {
			b.WriteString(part.Text)
			for _, text := range svgTexts.FindAllString(part.Picture, -1) {
				b.WriteString(text)
			}
			for _, r := range part.Rows {
				for _, c := range r.Cells {
					b.WriteString(c.Text)
				}
			}
		}
	}
	return b.String()
}

func counted(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n[r]++
		}
	}
	return n
}

func judged(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s (scripts/need.sh test brings it): %v\n%s", program, err, out)
	}
	return string(out)
}
