package scenario

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// lawRow is a row of docs/law/divergences.md: an article or provision, where it is coded, and what
// proves it.
type lawRow struct{ article, coded, proved string }

// lawTables are the rows of each table of the page, by its heading.
func lawTables(t *testing.T) map[string][]lawRow {
	t.Helper()
	b, err := os.ReadFile("../../docs/law/divergences.md")
	if err != nil {
		t.Fatal(err)
	}
	tables, heading := map[string][]lawRow{}, ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if title, is := strings.CutPrefix(line, "#"); is {
			heading = strings.TrimLeft(title, "# ")
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|-") || len(cells) < 3 || cells[0] == " article " || cells[0] == " provision " || cells[0] == " articles " {
			continue
		}
		row := lawRow{article: strings.TrimSpace(cells[0])}
		if len(cells) >= 5 {
			row.coded, row.proved = cells[2], cells[3]
		}
		tables[heading] = append(tables[heading], row)
	}
	return tables
}

const (
	mainRoad = "The law and the program"
	noRow    = "Articles without a row"
)

var (
	codeFile  = regexp.MustCompile("`([a-z_/]+\\.go)`(?: \\(([^)]*)\\))?")
	storyFile = regexp.MustCompile(`[a-z_/]+\.scn`)
	numbers   = regexp.MustCompile(`(\d+)(?:–(\d+))?`)
	inBraces  = regexp.MustCompile(`\([^)]*\)`)
)

// TestLawIsWhereThePageSays: each file that docs/law/divergences.md names is there, and holds what the page
// says that it holds; each row is coded somewhere.
func TestLawIsWhereThePageSays(t *testing.T) {
	for heading, rows := range lawTables(t) {
		for _, r := range rows {
			if heading == noRow {
				continue
			}
			files := codeFile.FindAllStringSubmatch(r.coded, -1)
			if len(files) == 0 && !strings.Contains(r.coded, "`core/period`") {
				t.Errorf("%s is coded nowhere", r.article)
			}
			for _, f := range files {
				text := source(f[1])
				if text == "" {
					t.Errorf("%s: there is no %s", r.article, f[1])
				}
				for _, name := range strings.Split(f[2], ", ") {
					if word := strings.Fields(name); len(word) == 1 && !strings.Contains(text, word[0]) {
						t.Errorf("%s: %s has no %s", r.article, f[1], name)
					}
				}
			}
		}
	}
}

// source is the text of a file of the core that is named without its folder, or of any other.
func source(name string) string {
	for _, folder := range []string{"../../core/casework", "../../core", "../.."} {
		if b, err := os.ReadFile(filepath.Join(folder, name)); err == nil {
			return string(b)
		}
	}
	return ""
}

// TestLawIsProvedWhereThePageSays: each row names scenarios that are there and, of the Licensing Law, one that
// cites the article; or tests. Every file of scenarios is named.
func TestLawIsProvedWhereThePageSays(t *testing.T) {
	named := map[string]bool{}
	for heading, rows := range lawTables(t) {
		for _, r := range rows {
			if heading == noRow {
				continue
			}
			files := storyFile.FindAllString(r.proved, -1)
			if len(files) == 0 && !strings.Contains(r.proved, "tests of") {
				t.Errorf("%s is proved nowhere", r.article)
			}
			var cited strings.Builder
			for _, f := range files {
				named[f] = true
				for _, line := range linesOf(t, filepath.Join("../scenarios", f)) {
					if strings.HasPrefix(line, "依据 ") {
						cited.WriteString(line + "\n")
					}
				}
			}
			if heading != mainRoad || len(files) == 0 {
				continue
			}
			if !slices.ContainsFunc(articles(r.article), func(n int) bool { return strings.Contains(cited.String(), "第"+inChinese(n)+"条") }) {
				t.Errorf("%s: no scenario of %v cites it", r.article, files)
			}
		}
	}
	for _, path := range append(glob(t, "../scenarios/*.scn"), glob(t, "../scenarios/ledger/*.scn")...) {
		name, err := filepath.Rel("../scenarios", path)
		if err != nil || !named[filepath.ToSlash(name)] {
			t.Errorf("no row names %s", path)
		}
	}
}

// TestEveryArticleIsWalked: each of the 83 articles has a row, or stands below with the reason.
func TestEveryArticleIsWalked(t *testing.T) {
	walked := map[int]bool{}
	tables := lawTables(t)
	for _, r := range slices.Concat(tables[mainRoad], tables[noRow]) {
		for _, n := range articles(r.article) {
			walked[n] = true
		}
	}
	for n := 1; n <= 83; n++ {
		if !walked[n] {
			t.Errorf("article %d is walked nowhere", n)
		}
	}
}

// articles are the numbers that a first column names: "11–21", "32(1)(4)", "8, 69".
func articles(text string) (all []int) {
	for _, m := range numbers.FindAllStringSubmatch(inBraces.ReplaceAllString(text, ""), -1) {
		from, _ := strconv.Atoi(m[1])
		to, err := strconv.Atoi(m[2])
		if err != nil {
			to = from
		}
		for n := from; n <= to; n++ {
			all = append(all, n)
		}
	}
	return all
}

// inChinese writes a number below a hundred as statutes number their articles.
func inChinese(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens := n / 10; tens {
	case 0:
		return digits[n]
	case 1:
		return "十" + digits[n%10]
	default:
		return digits[tens] + "十" + digits[n%10]
	}
}
