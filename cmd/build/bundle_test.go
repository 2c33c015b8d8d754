package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBundleNamesFilesByContentAndListsThem(t *testing.T) {
	src, out := folder(t, map[string]string{
		"app.css": "@import './part/x.css';\nbody {\n  color: red;\n}",
		"app.js":  "import {n} from './part/n.js'\nconsole.log(n?.m ?? 1)",
		"dot.svg": "<svg/>", "notes.txt": "no entry point",
		"part/x.css": "p { background: url(../dot.svg) }", "part/n.js": "export const n = {m: 2}",
	}), folder(t, map[string]string{".keep": ""})
	mustBundle(t, src, out)

	manifest := readManifest(t, out)
	if len(manifest) != 3 {
		t.Fatalf("manifest = %v, want app.css, app.js and dot.svg", manifest)
	}
	for source, name := range manifest {
		stem, ext := strings.TrimSuffix(source, filepath.Ext(source)), filepath.Ext(source)
		if ok, _ := filepath.Match(stem+"-????????"+ext, name); !ok {
			t.Errorf("%s is bundled as %q, want a content hash in the name", source, name)
		}
		if plain, unpacked := read(t, out, name), gunzip(t, filepath.Join(out, name+".gz")); plain != unpacked {
			t.Errorf("%s.gz holds %q, want %q", name, unpacked, plain)
		}
	}
	if css := read(t, out, manifest["app.css"]); !strings.Contains(css, "./"+manifest["dot.svg"]) {
		t.Errorf("the style sheet does not name the bundled picture: %s", css)
	}
}

func TestBundleRemovesWhatAnEarlierRunLeft(t *testing.T) {
	src, out := folder(t, map[string]string{"app.css": "a{color:red}"}), folder(t, map[string]string{".keep": "", "old-AAAAAAAA.js": ""})
	mustBundle(t, src, out)
	before := readManifest(t, out)["app.css"]
	put(t, src, "app.css", "a{color:blue}")
	mustBundle(t, src, out)

	after := readManifest(t, out)["app.css"]
	if before == after {
		t.Errorf("other content kept the name %s", after)
	}
	want := map[string]bool{".keep": true, "manifest.json": true, after: true, after + ".gz": true}
	for _, name := range names(t, out) {
		if !want[name] {
			t.Errorf("%s was left behind", name)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

func TestBundleTwiceGivesTheSameBytes(t *testing.T) {
	src, out := folder(t, map[string]string{"app.css": "a{color:red}"}), folder(t, nil)
	mustBundle(t, src, out)
	gz := readManifest(t, out)["app.css"] + ".gz"
	first := read(t, out, gz)
	mustBundle(t, src, out)
	if second := read(t, out, gz); first != second {
		t.Error("the same source gave other bytes: browsers would load it anew")
	}
}

func TestBundleWithoutPackagesWarnsAndStillWritesTheStyle(t *testing.T) {
	src, out := folder(t, map[string]string{"app.css": "a{color:red}", "app.js": "import 'somewhere.org'"}), folder(t, nil)
	rep := mustBundle(t, src, out)
	if len(rep.warnings) != 1 || !strings.Contains(rep.warnings[0], "Node 20") {
		t.Errorf("warnings = %q, want one that names Node 20", rep.warnings)
	}
	manifest := readManifest(t, out)
	if manifest["app.css"] == "" || manifest["app.js"] != "" {
		t.Errorf("manifest = %v, want the style sheet alone", manifest)
	}
}

func TestBundlePassesOnWarnings(t *testing.T) {
	src, out := folder(t, map[string]string{"app.css": "a{color:red}}"}), folder(t, nil)
	if rep := mustBundle(t, src, out); len(rep.warnings) != 1 || !strings.Contains(rep.warnings[0], "app.css:1") {
		t.Errorf("warnings = %q, want one at the brace too many", rep.warnings)
	}
}

func TestBundleRefusesAWrongSource(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"syntax":           {"app.js": "let = ;"},
		"missing file":     {"app.js": "import './gone.js'"},
		"package mistyped": {"app.js": "import 'htxm'", "node_modules/htmx/index.js": ""},
	} {
		t.Run(name, func(t *testing.T) {
			src, out := folder(t, files), folder(t, nil)
			if _, err := bundle(src, out); err == nil || !strings.Contains(err.Error(), "app.js") {
				t.Errorf("error = %v, want one that names app.js", err)
			}
		})
	}
}

func mustBundle(t *testing.T, src, out string) report {
	t.Helper()
	rep, err := bundle(src, out)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// folder makes a temporary folder with these files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		put(t, dir, name, text)
	}
	return dir
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func readManifest(t *testing.T, out string) map[string]string {
	t.Helper()
	var m map[string]string
	if err := json.Unmarshal([]byte(read(t, out, "manifest.json")), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func gunzip(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	list, err := fs.Glob(os.DirFS(dir), "*")
	if err != nil {
		t.Fatal(err)
	}
	return list
}
