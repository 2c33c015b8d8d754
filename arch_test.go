// Package yimen_test holds the law of the house: who may import whom, what the
// core may use, where the clock is read and where days are counted. Each
// broken rule says how to mend it; docs/decisions/0001-floors-and-packages.md
// says why it is there.
package yimen_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors: what the code of a folder may import of this module, tests apart.
// A folder stands for the folders below it, except that web's rooms are looked
// at one by one. The longest matching entry counts.
var floors = map[string][]string{
	"core/period":   {},
	"core/org":      {"core/period"},
	"core/catalog":  {"core/period", "core/org"},
	"core/casework": {"core/period", "core/org", "core/catalog"},
	"core/notice":   {"core/period", "core/org", "core/catalog", "core/casework"},
	"core/board":    {"core/period", "core/org", "core/catalog"},
	"core/exchange": {"core/period", "core/org", "core/catalog", "core/casework"},
	"core/watch":    {"core/period"}, // re-checks casework, so it must not lean on it
	"starter":       {"core"},
	"seal":          {"core"},
	"paper":         {"core"},
	"chart":         {"core"},
	"annex":         {"core", "chart", "paper"},
	"pay":           {"core"},
	"idp":           {},
	"message":       {},
	"store":         {"core"},
	"app":           {"core", "store", "message", "seal", "paper", "chart", "pay", "idp", "starter"},
	"job":           {"core", "store", "message", "seal", "paper", "chart", "app"},
	"web":           {"core", "store", "message", "seal", "paper", "chart", "annex", "pay", "idp", "app"},
	"testkit":       {"core", "store", "message", "seal", "paper", "chart", "pay", "idp", "starter", "app", "job", "web"},
	"cmd":           {"core", "store", "message", "seal", "paper", "chart", "pay", "idp", "starter", "app", "job", "web", "testkit"},
}

// coreStd is the part of the standard library that the core may use: values in,
// values out. sync serves only for values computed once.
var coreStd = strings.Fields(`bytes cmp crypto/sha256 embed encoding/binary encoding/hex encoding/json
	errors fmt io iter maps math math/bits regexp slices sort strconv strings sync unicode unicode/utf8`)

func TestHouse(t *testing.T) {
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{".git", "bin", "fonts", "node_modules", "shots", "tools/bin", "var", "web/dist"}, name) {
				return fs.SkipDir
			}
			return nil
		}
		if name == ".git" { // in a second work tree it is a file that names the first
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, b := range broken(name, string(text)) {
			t.Error(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	machinePath = regexp.MustCompile(`(^|[^\w.])/(work|root|home/\w+|Users/\w+)/`)
	chinese     = regexp.MustCompile(`[\p{Han}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}]`)
)

// broken lists the rules that one file of the tree breaks, each with its
// place and its remedy.
func broken(name, text string) []string {
	var found []string
	for i, line := range strings.Split(text, "\n") {
		if machinePath.MatchString(line) {
			found = append(found, fmt.Sprintf("%s:%d names a path of one machine: take it from a flag, the environment or a temporary folder", name, i+1))
		}
		if strings.HasSuffix(name, ".templ") && !strings.HasPrefix(line, "//") && chinese.MatchString(line) {
			found = append(found, fmt.Sprintf("%s:%d has Chinese text: put the sentence in web/ui/words.zh.json and write its key here", name, i+1))
		}
	}
	if !strings.HasSuffix(name, ".go") {
		return found
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, 0)
	if err != nil {
		return append(found, err.Error())
	}
	if strings.HasSuffix(name, "_test.go") {
		return found
	}
	found = append(found, brokenImports(name, file)...)
	ast.Inspect(file, func(n ast.Node) bool {
		if remedy := brokenNode(name, n); remedy != "" {
			found = append(found, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), remedy))
		}
		return true
	})
	return found
}

func brokenImports(name string, file *ast.File) []string {
	var found []string
	dir := path.Dir(name)
	floor, known := floorOf(dir)
	if !known {
		return []string{fmt.Sprintf("%s: the folder %s stands on no floor: add it to floors in arch_test.go, with what it may import", name, dir)}
	}
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		own, ours := strings.CutPrefix(imported, "yimen/")
		switch {
		case ours && !mayImport(dir, own, floors[floor]):
			found = append(found, fmt.Sprintf("%s: %s may not import %s: imports run down only (%s may use: %s); move what both need to a lower floor, or pass it in as a value",
				name, dir, own, floor, strings.Join(floors[floor], ", ")))
		case !ours && under(dir, "core") && !slices.Contains(coreStd, imported):
			found = append(found, fmt.Sprintf("%s: the core is pure and may not import %s: do this on a floor above and pass the result in", name, imported))
		}
	}
	return found
}

// floorOf finds the longest entry of floors that dir lies in.
func floorOf(dir string) (floor string, known bool) {
	for entry := range floors {
		if under(dir, entry) && len(entry) >= len(floor) {
			floor, known = entry, true
		}
	}
	return floor, known
}

// mayImport: own lies on a floor that dir may use, or in dir itself. Rooms of
// web share only web itself and web/ui.
func mayImport(dir, own string, allowed []string) bool {
	if under(dir, "web") && under(own, "web") {
		return own == "web" || own == "web/ui" || under(own, dir)
	}
	return under(own, dir) || slices.ContainsFunc(allowed, func(a string) bool { return under(own, a) })
}

func under(dir, entry string) bool { return dir == entry || strings.HasPrefix(dir, entry+"/") }

// brokenNode gives the remedy where one piece of code reads the clock, counts
// days or works on the side where it must not; "" where all is well.
func brokenNode(name string, n ast.Node) string {
	dir := path.Dir(name)
	counts := under(dir, "core/period")
	switch n := n.(type) {
	case *ast.SelectorExpr:
		if isName(n.X, "time") && slices.Contains([]string{"Now", "Since", "Until"}, n.Sel.Name) && !under(dir, "cmd") {
			return "the clock is read in cmd alone: take the moment as an argument or as a func() period.Instant"
		}
		if isName(n.X, "sync") && under(dir, "core") && !strings.HasPrefix(n.Sel.Name, "OnceValue") {
			return "the core has nothing to lock: of sync it uses OnceValue and OnceValues only"
		}
		if n.Sel.Name == "AddDate" && !counts {
			return "days are counted in core/period alone: use Date.Add, Calendar.Due or a function beside them"
		}
	case *ast.CallExpr:
		if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Add" && !counts && slices.ContainsFunc(n.Args, isDays) {
			return "days are counted in core/period alone: 24 hours are not always the next day of the law"
		}
	case *ast.BasicLit:
		if slices.Contains([]string{"86400", "86400000"}, strings.ReplaceAll(n.Value, "_", "")) && !counts {
			return "days are counted in core/period alone: convert with Instant.Date and Date's methods"
		}
	case *ast.GoStmt, *ast.ChanType:
		if under(dir, "core") {
			return "the core has no goroutines and no channels: return the values and let job or app work on the side"
		}
	}
	return ""
}

// isDays: the expression multiplies 24 with time.Hour, in any order.
func isDays(e ast.Expr) bool {
	hours, day := false, false
	ast.Inspect(e, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && isName(sel.X, "time") && sel.Sel.Name == "Hour" {
			hours = true
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Value == "24" {
			day = true
		}
		return true
	})
	return hours && day
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// TestHouseNoticesEachBrokenRule breaks every rule once, on paper.
func TestHouseNoticesEachBrokenRule(t *testing.T) {
	here := "/wo" + "rk/x"
	for _, c := range []struct{ name, text, remedy string }{
		{"core/org/x.go", `import "yimen/core/catalog"`, "imports run down only"},
		{"core/watch/x.go", `import "yimen/core/casework"`, "imports run down only"},
		{"store/x.go", `import "yimen/app"`, "imports run down only"},
		{"web/desk/x.go", `import "yimen/job"`, "imports run down only"},
		{"web/desk/x.go", `import "yimen/web/portal"`, "imports run down only"},
		{"web/ui/x.go", `import "yimen/web/desk"`, "imports run down only"},
		{"job/x.go", `import "yimen/testkit"`, "imports run down only"},
		{"shed/x.go", ``, "stands on no floor"},
		{"core/org/x.go", `import "os"`, "the core is pure"},
		{"core/org/x.go", `import "github.com/google/uuid"`, "the core is pure"},
		{"core/org/x.go", `func f() { go f() }`, "no goroutines"},
		{"core/org/x.go", `var c chan int`, "no goroutines"},
		{"core/org/x.go", `var m sync.Mutex`, "nothing to lock"},
		{"app/x.go", `var t = time.Now()`, "clock is read in cmd alone"},
		{"testkit/x.go", `var t = time.Since(x)`, "clock is read in cmd alone"},
		{"app/x.go", `var t = x.AddDate(0, 0, 5)`, "days are counted"},
		{"app/x.go", `var t = x.Add(5 * 24 * time.Hour)`, "days are counted"},
		{"app/x.go", `var t = x + 5*86_400_000`, "days are counted"},
		{"app/x.go", `var p = "` + here + `/y"`, "path of one machine"},
		{"docs/x.md", "see " + here + "/y", "path of one machine"},
		{"web/ui/x.templ", "<p>受理</p>", "has Chinese text"},
		{"web/ui/x.templ", "<p>\u3000</p>", "has Chinese text"},
	} {
		if found := inHouse(c.name, c.text); len(found) != 1 || !strings.Contains(found[0], c.remedy) {
			t.Errorf("%s with %q: %q, want one remedy with %q", c.name, c.text, found, c.remedy)
		}
	}
	for _, c := range []struct{ name, text string }{
		{"core/casework/x.go", `import ("errors"; "yimen/core/org"); var f = sync.OnceValue(g)`},
		{"core/period/x.go", `var t = x.AddDate(0, 0, 5) + 86_400_000`},
		{"core/org/x_test.go", `import ("os"; "yimen/testkit"); var t = time.Now().AddDate(0, 0, 1)`},
		{"web/desk/x.go", `import ("yimen/web/ui"; "yimen/app"; "yimen/core/period"; "net/http")`},
		{"cmd/yimen/x.go", `import ("yimen/web/desk"; "yimen/store"); var t = time.Now().Add(24 * time.Second)`},
		{"web/ui/x.templ", "// Crumbs 面包屑"},
		{"app/x.go", `var url = "https://example.org/work" + "?a=/worker/"`},
	} {
		if found := inHouse(c.name, c.text); len(found) > 0 {
			t.Errorf("%s with %q is allowed but gives %q", c.name, c.text, found)
		}
	}
}

// inHouse judges a file of one line; Go files get their package clause.
func inHouse(name, text string) []string {
	if strings.HasSuffix(name, ".go") {
		text = "package x\n" + text
	}
	return broken(name, text)
}
