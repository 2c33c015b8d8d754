package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func get(a *Assets, path, encoding string) *httptest.ResponseRecorder {
	mux := http.NewServeMux()
	a.Routes(mux)
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, r)
	return rec
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

var quiet = slog.New(slog.DiscardHandler)

func TestBundlesAreKeptForEver(t *testing.T) {
	a := newAssets(fstest.MapFS{
		"dist/manifest.json":    file(`{"app.css": "app-AB12.css", "favicon.ico": "favicon-CD34.ico"}`),
		"dist/app-AB12.css":     file("body{}"),
		"dist/app-AB12.css.gz":  file("zipped"),
		"dist/favicon-CD34.ico": file("ico"),
	}, sources, quiet)
	if a.Path("app.css") != "/assets/app-AB12.css" || a.Path("app.js") != "" {
		t.Errorf("paths %q %q", a.Path("app.css"), a.Path("app.js"))
	}
	plain := get(a, "/assets/app-AB12.css", "")
	if plain.Body.String() != "body{}" || !strings.Contains(plain.Header().Get("Cache-Control"), "immutable") || plain.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("%s %v", plain.Body, plain.Header())
	}
	zipped := get(a, "/assets/app-AB12.css", "br, gzip")
	if zipped.Body.String() != "zipped" || zipped.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("%s %v", zipped.Body, zipped.Header())
	}
	if icon := get(a, "/favicon.ico", "gzip"); icon.Body.String() != "ico" || strings.Contains(icon.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%s %v", icon.Body, icon.Header())
	}
	for _, path := range []string{"/assets/manifest.json", "/assets/app-AB12.css.gz", "/assets/.keep", "/assets/none.css"} {
		if rec := get(a, path, ""); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
}

// TestAColdPageIsLight: style sheet, scripts and icon with the heaviest page of the portal that is no list make
// no more than 50 KB for somebody who comes for the first time.
func TestAColdPageIsLight(t *testing.T) {
	a := NewAssets(quiet)
	total := 0
	for name, most := range map[string]int{"app.css": 15, "app.js": 20, "icon.svg": 1} {
		path := a.Path(name)
		if path == "" {
			t.Fatalf("%s was not built: make bundles", name)
		}
		size := get(a, path, "gzip").Body.Len()
		if total += size; size > most<<10 {
			t.Errorf("%s weighs %d bytes compressed, at most %d KB", name, size, most)
		}
	}
	if heaviest := 8 << 10; total+heaviest > 50<<10 {
		t.Errorf("a page comes with %d bytes, at most 50 KB with a page of 8 KB", total)
	}
}

func TestPagesAreNotNakedWithoutBundles(t *testing.T) {
	a := newAssets(fstest.MapFS{"dist/.keep": file("")}, sources, quiet)
	if a.Path("app.js") != "" {
		t.Error("the script's source needs bundling")
	}
	sheet := get(a, a.Path("app.css"), "gzip").Body.String()
	parts := strings.Count(sheet, "@import")
	if parts == 0 {
		t.Fatal("no parts in the style sheet")
	}
	for _, line := range strings.Split(sheet, "\n") {
		if name, ok := strings.CutPrefix(line, `@import "./`); ok {
			rec := get(a, "/assets/"+strings.TrimSuffix(name, `";`), "")
			if rec.Code != http.StatusOK || rec.Body.Len() < 100 || rec.Header().Get("Cache-Control") != "no-cache" {
				t.Errorf("%s: %d", name, rec.Code)
			}
		}
	}
	for _, path := range []string{"/favicon.ico", a.Path("icon.svg")} {
		if rec := get(a, path, ""); rec.Code != http.StatusOK {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
}
