package annex_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yimen/annex"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/paper"
	"yimen/testkit/pdfua"
)

// TestCentrePapers prints the card and the board of a centre: each character comes back, the code
// leads to the centre's page, the card is small, the board large.
func TestCentrePapers(t *testing.T) {
	dir := t.TempDir()
	if out := os.Getenv("YIMEN_SHOTS"); out != "" {
		dir = out
	}
	press := paper.New("..")
	defer press.Close()
	s := source(t)
	place, ok := s.Directory.Centre("330303001-zx", today)
	if !ok {
		t.Fatal("no such centre")
	}
	c := annex.Centre{Centre: place, Body: org.Unit{Name: "永中街道办事处"}, Supervision: "0577-86960002", Site: "https://yimen.example", Items: s.Items, On: today,
		Daily:     []catalog.Convenience{{Name: "代收快递", Hours: catalog.Text{ZH: "8:00—17:00"}, Price: catalog.Text{ZH: "免费"}}},
		Agents:    []string{"林秀"},
		Seats:     [][]string{{"1", "受理岗", "陈晓燕"}},
		Decisions: [][]string{{"2026-02-27", "食品经营许可（新办）", "王*", "热食类食品制售", "2031-02-26"}}}
	for name, make := range map[string]func(bool) (paper.Form, error){"card": c.Card, "board": c.Board} {
		form, err := make(false)
		if err != nil {
			t.Fatal(err)
		}
		made, err := press.Form(t.Context(), form)
		if err != nil {
			t.Fatal(name, err)
		}
		file := filepath.Join(dir, "centre-"+name+".pdf")
		if err := os.WriteFile(file, made.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
		pdfua.Judge(t, made.PDF)
		back := counted(judged(t, "pdftotext", file, "-"))
		for r, n := range counted(printedText(form)) {
			if back[r] < n {
				t.Errorf("%s: %c stands %d times on the paper, %d times in the content", name, r, back[r], n)
			}
		}
		info := judged(t, "pdfinfo", file)
		if size := map[string]string{"card": "419.5", "board": "1190.5"}[name]; !strings.Contains(info, "Page size:       "+size) {
			t.Errorf("%s: %s", name, info)
		}
		picture := strings.TrimSuffix(file, ".pdf")
		judged(t, "pdftoppm", "-r", "90", "-png", file, picture)
		pages, err := filepath.Glob(picture + "-*.png")
		if err != nil {
			t.Fatal(err)
		}
		said, err := exec.Command("zbarimg", append([]string{"-q"}, pages...)...).Output() // an error where a page has no code
		if !strings.Contains(string(said), "https://yimen.example/centres/330303001-zx") {
			t.Errorf("%s: no code leads to the centre: %v", name, err)
		}
	}
}

// TestCentreWithoutSite: where the portal's address is not known no code is printed, and what is
// not confirmed says so.
func TestCentreWithoutSite(t *testing.T) {
	c := annex.Centre{Centre: org.Centre{Name: "某中心", ToVerify: true}, On: today}
	form, err := c.Card(false)
	if err != nil {
		t.Fatal(err)
	}
	text := printedText(form)
	if strings.Contains(text, "扫码") || strings.Count(text, "待核") < 4 {
		t.Error(text)
	}
}
