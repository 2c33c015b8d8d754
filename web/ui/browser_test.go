package ui_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"yimen/core/period"
	"yimen/web/ui"
	"yimen/web/ui/uitest"
)

// gallery serves the style gallery with the bundles, or with their sources if
// they were not built.
func gallery(t *testing.T) http.Handler {
	t.Helper()
	dir, names := "../assets", map[string]string{"app.css": "app.css", "icon.svg": "icon.svg", "favicon.ico": "favicon.ico"}
	if data, err := os.ReadFile("../dist/manifest.json"); err == nil {
		dir, names = "../dist", nil
		if err := json.Unmarshal(data, &names); err != nil {
			t.Fatal(err)
		}
	}
	site := &ui.Site{
		Key: []byte("a key of thirty-two bytes or more"), Demo: true, Log: slog.New(slog.DiscardHandler),
		Clock: func() period.Instant { return period.NewDate(2026, 3, 2).At(10, 5) },
		Asset: func(name string) string {
			if names[name] == "" {
				return ""
			}
			return "/assets/" + names[name]
		},
	}
	mux := http.NewServeMux()
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", http.FileServer(http.Dir(dir))))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, "../assets/favicon.ico")
	})
	site.Gallery(mux)
	return site.Edge(mux)
}

func TestComfortsOfTheScript(t *testing.T) {
	var posts atomic.Int32
	pages := gallery(t)
	p := uitest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			posts.Add(1)
		}
		pages.ServeHTTP(w, r)
	}))
	p.Go("/_gallery?lang=zh")
	var scripts int
	var focused string
	var summary bool
	p.Do(chromedp.Evaluate(`document.scripts.length`, &scripts))
	if scripts == 0 {
		t.Fatal("the bundles were not built: make bundles")
	}
	p.Do(
		uitest.Keys("/"),
		chromedp.Evaluate(`document.activeElement.name`, &focused),
		chromedp.Evaluate(`for (const b of [1, 2, 3]) document.querySelector('#form .btn-main').click()`, nil),
		chromedp.WaitVisible(".problems", chromedp.ByQuery),
		chromedp.Evaluate(`document.activeElement.classList.contains('problems')`, &summary),
	)
	if focused != "q" {
		t.Errorf("/ goes to %q", focused)
	}
	if !summary {
		t.Error("the summary of what is wrong is not read first")
	}
	if n := posts.Load(); n != 1 {
		t.Errorf("three clicks sent %d posts", n)
	}
}

func TestShotsOfTheGallery(t *testing.T) {
	p := uitest.Open(t, gallery(t))
	for _, c := range []struct{ path, name string }{
		{"/_gallery", "gallery"}, {"/_gallery/desk", "gallery-desk"}, {"/nowhere", "error-404"},
	} {
		for _, lang := range []string{"zh", "en"} {
			p.Go(c.path + "?lang=" + lang)
			p.Do(chromedp.Evaluate(`document.querySelectorAll('details').forEach(d => d.open = true)`, nil))
			p.Axe()
			p.Fits()
			p.Shot(c.name + "-" + lang + "-1440")
			p.Size(390, 844, 100)
			p.Axe()
			p.Shot(c.name + "-" + lang + "-390")
		}
	}
}

func TestElderMode(t *testing.T) {
	p := uitest.Open(t, gallery(t))
	for _, path := range []string{"/_gallery", "/_gallery/desk"} {
		p.Go(path + "?lang=zh&large=1")
		p.Axe()
		p.Fits()
		p.Size(390, 844, 100)
		p.Shot("elder-390")
	}
}

func TestRefusedFormInTheBrowser(t *testing.T) {
	p := uitest.Open(t, gallery(t))
	for _, lang := range []string{"zh", "en"} {
		p.Go("/_gallery?lang=" + lang)
		p.Do(
			chromedp.SetValue("#phone", "12", chromedp.ByID),
			chromedp.SetValue("#area", "many", chromedp.ByID),
			chromedp.SetValue("#note", "<b>kept</b>", chromedp.ByID),
			chromedp.Click("#form .btn-main", chromedp.ByQuery),
			chromedp.WaitVisible(".problems", chromedp.ByQuery),
		)
		var phone, note, first string
		p.Do(
			chromedp.Value("#phone", &phone, chromedp.ByID),
			chromedp.Value("#note", &note, chromedp.ByID),
			chromedp.Evaluate(`document.querySelector('.problems a').getAttribute('href')`, &first),
		)
		if phone != "12" || note != "<b>kept</b>" {
			t.Errorf("typed values are lost: phone %q, note %q", phone, note)
		}
		if first != "#name" {
			t.Errorf("first sentence leads to %q", first)
		}
		p.Axe()
		p.Fits()
		p.Shot("gallery-422-" + lang + "-1440")
		p.Size(390, 844, 100)
		p.Shot("gallery-422-" + lang + "-390")
	}
}
