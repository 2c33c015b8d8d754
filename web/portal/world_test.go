package portal

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/starter"
	"yimen/store"
	"yimen/web/ui"
)

// world is a hall with the starter data, served to a browser without JavaScript.
type world struct {
	base   string // what stands before the addresses of an application: nothing, or that of the terminals
	t      *testing.T
	hall   *app.Hall
	site   *ui.Site
	portal *portal
	now    atomic.Int64
	url    string
	http   *http.Client
	until  period.Date // last day of validity of what is granted; zero = as the item says
}

// monday is the day on which the tests begin: Monday, 2 March 2026, 9:30.
var monday = period.NewDate(2026, 3, 2).At(9, 30)

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t}
	w.now.Store(int64(monday))
	path := filepath.Join(t.TempDir(), "hall.db")
	for end, data := range loaded() {
		w.must(os.WriteFile(path+end, data, 0o600))
	}
	st, err := store.Open(t.Context(), "sqlite:"+path)
	w.must(err)
	t.Cleanup(func() { st.Close() })
	files, err := store.OpenFiles(t.TempDir(), nil)
	w.must(err)
	w.hall, err = app.NewHall(t.Context(), st, files, func() period.Instant { return period.Instant(w.now.Load()) })
	w.must(err)
	w.serve()
	return w
}

// loaded is a database with the starter data, made once for all tests: its files by what
// their names end in.
var loaded = sync.OnceValue(func() map[string][]byte {
	dir, err := os.MkdirTemp("", "portal")
	check(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hall.db")
	ctx := context.Background()
	st, err := store.Open(ctx, "sqlite:"+path)
	check(err)
	check(st.Migrate(ctx))
	hall, err := app.NewHall(ctx, st, nil, func() period.Instant { return monday })
	check(err)
	check(hall.Load(ctx, starter.Data, "test"))
	check(st.Close())
	files := map[string][]byte{}
	for _, end := range []string{"", "-wal"} {
		if data, err := os.ReadFile(path + end); err == nil {
			files[end] = data
		}
	}
	return files
})

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func (w *world) serve() {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	w.site = &ui.Site{Clock: w.hall.Now, Key: []byte(strings.Repeat("k", 32)), Log: log, Explain: explainForTests}
	mux := http.NewServeMux()
	Routes(mux, w.site, w.hall)
	server := httptest.NewServer(w.site.Edge(mux))
	w.t.Cleanup(server.Close)
	w.url = server.URL
	w.portal = w.hallPortal()
	w.portal.site = w.site
	w.http = newBrowser()
}

// newBrowser keeps cookies and shows redirects as they are followed.
func newBrowser() *http.Client {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &http.Client{Jar: jar}
}

// explainForTests stands for the route table's own: the room itself knows no statuses.
func explainForTests(err error) (ui.Problem, bool) {
	var refusal casework.Refusal
	var stale *app.Stale
	switch {
	case errors.Is(err, app.ErrNotFound), errors.Is(err, app.ErrUnknownItem):
		return ui.Problem{Status: http.StatusNotFound}, true
	case errors.As(err, &stale):
		return ui.Problem{Status: http.StatusConflict}, true
	case errors.As(err, &refusal):
		return ui.Problem{Status: http.StatusUnprocessableEntity, Code: refusal.Code, Args: ui.RefusalPlaces(context.Background(), refusal)}, true
	}
	return ui.Problem{}, false
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// page is an answer as a browser sees it.
type page struct {
	t      *testing.T
	status int
	path   string // where the redirects ended
	header http.Header
	body   string
}

func (w *world) get(path string) page {
	w.t.Helper()
	res, err := w.http.Get(w.url + path)
	w.must(err)
	return w.read(res)
}

func (w *world) read(res *http.Response) page {
	w.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	w.must(err)
	p := page{w.t, res.StatusCode, res.Request.URL.RequestURI(), res.Header, string(body)}
	if key := bareKey.FindString(p.body); key != "" && strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		w.t.Errorf("%s: shows the key %q in place of its sentence", p.path, key)
	}
	return p
}

// bareKey is the key of a sentence that nobody wrote.
var bareKey = regexp.MustCompile(`\b(portal|codes|acts|errors|ui|trace)\.[a-z]+\.?[a-zA-Z.]*`)

// post sends a form from the page it stands on, with that page's token.
func (w *world) post(from, path string, form url.Values) page {
	w.t.Helper()
	form.Set(ui.TokenField, w.token(from))
	res, err := w.http.PostForm(w.url+path, form)
	w.must(err)
	return w.read(res)
}

func (w *world) token(from string) string {
	w.t.Helper()
	_, after, ok := strings.Cut(w.get(from).body, `name="`+ui.TokenField+`" value="`)
	if !ok {
		w.t.Fatalf("%s has no form that posts", from)
	}
	token, _, _ := strings.Cut(after, `"`)
	return token
}

// ok asks for a status and for texts on the page.
func (p page) ok(status int, texts ...string) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d\n%s", p.path, p.status, status, p.body)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Errorf("%s: does not say %q", p.path, text)
		}
	}
	return p
}

// not asks for texts that must not be on the page.
func (p page) not(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			p.t.Errorf("%s: says %q", p.path, text)
		}
	}
	return p
}
