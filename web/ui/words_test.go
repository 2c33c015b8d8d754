package ui

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEverySentenceExistsInBothLanguages(t *testing.T) {
	for _, pair := range [][2]Lang{{Zh, En}, {En, Zh}} {
		for key := range words[pair[0]] {
			if !Has(pair[1], key) {
				t.Errorf("%s has no sentence in %s", key, pair[1])
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func placeholders(s sentence) []string {
	all := placeholder.FindAllString(s.Other, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestPlaceholdersMatch(t *testing.T) {
	for key, zh := range words[Zh] {
		en := words[En][key]
		if a, b := placeholders(zh), placeholders(en); !slices.Equal(a, b) {
			t.Errorf("%s: zh has %v, en has %v", key, a, b)
		}
		for _, s := range []sentence{zh, en} {
			for _, form := range []string{s.None, s.One} {
				for _, p := range placeholder.FindAllString(form, -1) {
					if !slices.Contains(placeholders(s), p) {
						t.Errorf("%s: a form has %s and the other form does not", key, p)
					}
				}
			}
		}
	}
}

var (
	halfWidth = regexp.MustCompile(`\p{Han}[,;:?!()]|[,;?!(]\p{Han}|[^\w]:\p{Han}|\p{Han}\.($|\p{Han})|\.\.\.|\p{Han} +\p{Han}|["']`)
	fullWidth = regexp.MustCompile(`[，。；：？！（）、\x{3000}]`)
	chinese   = regexp.MustCompile(`[\p{Han}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}]`)
	latin     = regexp.MustCompile(`[A-Za-z]`)
)

func TestPunctuationBelongsToItsLanguage(t *testing.T) {
	for key, s := range words[Zh] {
		for _, text := range []string{s.None, s.One, s.Other} {
			if bad := halfWidth.FindString(text); bad != "" {
				t.Errorf("zh %s: %q in %q: Chinese punctuation is full-width, without blanks between characters", key, bad, text)
			}
		}
	}
	for key, s := range words[En] {
		for _, text := range []string{s.None, s.One, s.Other} {
			if bad := fullWidth.FindString(text); bad != "" {
				t.Errorf("en %s: %q in %q: English punctuation is half-width", key, bad, text)
			}
			// A Chinese term may be quoted, where the law knows it by no other name.
			if han := len(chinese.FindAllString(text, -1)); key != "ui.lang.own" && han > len(latin.FindAllString(text, -1)) {
				t.Errorf("en %s: %q is Chinese", key, text)
			}
		}
	}
}

// Keys in use are found by their looks: a literal that begins with the name of
// a room. One that ends with a point, or goes on with a verb of fmt, is the
// beginning of keys put together at run time.
var (
	keyLiteral = regexp.MustCompile(`"([a-z]+\.[\p{Han}\w.-]*)["%]`)
	anyLiteral = regexp.MustCompile(`"([a-z][\w.-]*)["%]`)
	// A room may have a short way to its own words: f(ctx, "a.b") says room.a.b.
	shortWay = regexp.MustCompile(`func (\w+)\((?:ctx context\.Context, )?key string[^)]*\)[^{]*\{\s*return (?:ui\.)?(?:Say|Words|T)\((?:[\w.]+, )?"(\w+)\."\s*\+\s*key`)
)

// usage is which keys the code uses: whole ones and beginnings, with a file
// that does, and those that only stand somewhere in their room's folder.
type usage struct {
	whole, begun map[string]string
	nearby       map[string]bool
}

// built are the rooms whose keys are codes of the core or of the edge.
var built = []string{"errors.", "codes.", "acts.", "trace.", "watch."}

func keysInUse(t *testing.T) usage {
	t.Helper()
	u := usage{map[string]string{}, map[string]string{}, map[string]bool{}}
	rooms := map[string]bool{}
	for key := range words[Zh] {
		room, _, _ := strings.Cut(key, ".")
		rooms[room] = true
	}
	ways := shortWays(t)
	err := eachSource(func(path, text string) {
		for _, m := range keyLiteral.FindAllStringSubmatch(text, -1) {
			if room, rest, _ := strings.Cut(m[1], "."); rooms[room] && rest != "" {
				u.note(m[1], path)
			}
		}
		for _, way := range ways[filepath.Dir(path)] {
			way.read(u, path, text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u usage) note(key, path string) {
	if strings.HasSuffix(key, ".") {
		u.begun[key] = path
		return
	}
	u.whole[key] = path
}

type way struct{ name, room string }

func (w way) read(u usage, path, text string) {
	call := regexp.MustCompile(`\b` + w.name + `\((?:[\w.()]+, )?"([^"%]+)["%]`)
	for _, m := range call.FindAllStringSubmatch(text, -1) {
		u.note(w.room+"."+m[1], path)
	}
	for _, m := range anyLiteral.FindAllStringSubmatch(text, -1) {
		u.nearby[w.room+"."+m[1]] = true
	}
}

// shortWays finds them by folder.
func shortWays(t *testing.T) map[string][]way {
	t.Helper()
	ways := map[string][]way{}
	err := eachSource(func(path, text string) {
		for _, m := range shortWay.FindAllStringSubmatch(text, -1) {
			ways[filepath.Dir(path)] = append(ways[filepath.Dir(path)], way{m[1], m[2]})
		}
	})
	if err != nil || len(ways) == 0 {
		t.Fatal("no short way found: the gallery has one", err)
	}
	return ways
}

// eachSource gives the pages and commands: all code that speaks to people.
func eachSource(look func(path, text string)) error {
	for _, root := range []string{"..", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !isSource(path) {
				return err
			}
			text, err := os.ReadFile(path)
			look(path, string(text))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func isSource(path string) bool {
	return strings.HasSuffix(path, ".templ") ||
		strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_templ.go")
}

func TestNoMissingSentence(t *testing.T) {
	u := keysInUse(t)
	for key, path := range u.whole {
		if !Has(Zh, key) && !looksLikeFile(key) {
			t.Errorf("%s uses %q, which has no sentence", path, key)
		}
	}
	for prefix, path := range u.begun {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(words[Zh])), func(k string) bool { return strings.HasPrefix(k, prefix) }) {
			t.Errorf("%s uses keys that begin with %q, and there are none", path, prefix)
		}
	}
}

// looksLikeFile: a literal such as portal.css is no key.
func looksLikeFile(s string) bool {
	return slices.Contains([]string{".css", ".js", ".json", ".go", ".templ", ".html", ".svg"}, filepath.Ext(s))
}

func TestNoSentenceLeftOver(t *testing.T) {
	u := keysInUse(t)
	begins := append(slices.Collect(maps.Keys(u.begun)), built...)
	for key := range words[Zh] {
		_, direct := u.whole[key]
		if !direct && !u.nearby[key] && !slices.ContainsFunc(begins, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

func TestNoChineseInTemplates(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".templ") {
			return err
		}
		text, err := os.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") && chinese.MatchString(line) {
				t.Errorf("%s:%d: write the sentence into words/ and its key here", path, i+1)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestIconsInUseAreDrawn(t *testing.T) {
	use := regexp.MustCompile(`Icon(?:: |\()"([^"]+)"`)
	drawn := map[string]bool{}
	err := eachSource(func(path, text string) {
		for _, m := range use.FindAllStringSubmatch(text, -1) {
			drawn[m[1]] = true
			if icons[m[1]] == "" {
				t.Errorf("%s uses the icon %q, which is not drawn", path, m[1])
			}
		}
	})
	if err != nil || !drawn["search"] {
		t.Fatal(err, drawn)
	}
}

func TestT(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		key  string
		args []any
		want string
	}{
		{Zh, "errors.required", []any{"label", "姓名"}, "请填写“姓名”"},
		{En, "errors.required", []any{"label", Text{Zh: "姓名", En: "Name"}}, "Please fill in “Name”"},
		{En, "errors.required", []any{"label", Text{Zh: "姓名"}}, "Please fill in “姓名”"},
		{En, "errors.required", []any{"label", "{max}", "max", 3}, "Please fill in “{max}”"},
		{En, "ui.problems", []any{"n", 1}, "One thing needs mending; everything else you typed is kept"},
		{En, "ui.problems", []any{"n", 2}, "2 things need mending; everything else you typed is kept"},
		{Zh, "ui.period.wd", []any{"n", 0}, "即办（当日办结）"},
		{Zh, "no.such.key", nil, "no.such.key"},
		{Zh, "codes.pendingNotOver", Places([]string{"2027-01-08~"}), T(Zh, "codes.pendingNotOver", "0", "2027-01-08（暂定）")},
		{En, "codes.pendingNotOver", Places([]string{"2027-01-08~"}), T(En, "codes.pendingNotOver", "0", "2027-01-08 (provisional)")},
	} {
		if got := T(c.lang, c.key, c.args...); got != c.want {
			t.Errorf("T(%s, %s, %v) = %q, want %q", c.lang, c.key, c.args, got, c.want)
		}
	}
}

func TestWordFilesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		`{"desk.a": "x", "desk.a": "y"}`:             "stands twice",
		`{"portal.a": "x"}`:                          `does not begin with "desk."`,
		`{"desk.a": {"other": "x", "several": "y"}}`: "several",
		`{"desk.a": 3}`:                              "cannot unmarshal",
		`{"desk.a": "x"`:                             "EOF",
	} {
		_, err := loadWords(fstest.MapFS{"words/desk.zh.json": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
	if _, err := loadWords(fstest.MapFS{"words/desk.fr.json": {Data: []byte(`{}`)}}); err == nil {
		t.Error("a third language was taken")
	}
}
