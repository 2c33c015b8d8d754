package keeper

import (
	"context"
	"html"
	"log/slog"
	"net/http"
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
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// world is a hall with the starter data and the room's pages before it. Its clock stands until a
// test moves it.
type world struct {
	t     testing.TB
	hall  *app.Hall
	pages http.Handler
	now   atomic.Int64
}

// The staff of the starter data who take part.
const (
	writer    = "lw811" // 目录管理, 永中街道
	leader    = "lw204" // 审批, 永中街道, its head
	other     = "lw812" // 目录管理, 瑶溪街道
	market    = "lw813" // 目录管理, 区市场监管局
	marketH   = "lw408" // 审批, 区市场监管局, its head
	office    = "lw801" // 目录管理, 区审管办
	office2   = "lw814" // the other one
	clerk     = "lw101" // 受理: no catalogue
	yongzhong = "330303001"
)

// loaded is a database with the starter data, made once for all tests.
var loaded = sync.OnceValue(func() map[string][]byte {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "keeper")
	check(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hall.db")
	st, err := store.Open(ctx, "sqlite:"+path)
	check(err)
	check(st.Migrate(ctx))
	hall, err := app.NewHall(ctx, st, nil, func() period.Instant { return period.NewDate(2026, 1, 5).At(8, 0) })
	check(err)
	_, err = hall.Demo(ctx, os.DirFS("../../starter"))
	check(err)
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

func newWorld(t testing.TB) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{t: t}
	w.set(2026, 3, 2, 9, 30)
	path := filepath.Join(t.TempDir(), "hall.db")
	for end, data := range loaded() {
		must(t, os.WriteFile(path+end, data, 0o600))
	}
	st, err := store.Open(ctx, "sqlite:"+path)
	must(t, err)
	t.Cleanup(func() { st.Close() })
	files, err := store.OpenFiles(filepath.Join(t.TempDir(), "files"), nil)
	must(t, err)
	w.hall, err = app.NewHall(ctx, st, files, func() period.Instant { return period.Instant(w.now.Load()) })
	must(t, err)
	site := &ui.Site{Clock: w.hall.Now, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler), Demo: true, Asset: func(string) string { return "" },
		Who: func(r *http.Request) *ui.User {
			no, err := r.Cookie("staff")
			if err != nil {
				return nil
			}
			return &ui.User{ID: no.Value}
		},
		Explain: func(err error) (ui.Problem, bool) {
			if err == app.ErrNotKeeper {
				return ui.Problem{Status: http.StatusForbidden, Code: "notKeeperOf"}, true
			}
			if err == app.ErrNoRight {
				return ui.Problem{Status: http.StatusForbidden, Code: "noRight"}, true
			}
			return ui.Problem{Status: http.StatusNotFound}, err == store.ErrNotFound
		}}
	mux := http.NewServeMux()
	Routes(mux, site, w.hall)
	w.pages = site.Edge(mux)
	return w
}

func (w *world) set(y, m, d, hour, minute int) {
	w.now.Store(int64(period.NewDate(y, m, d).At(hour, minute)))
}

// drafts are all of some units, newest first.
func (w *world) drafts(units ...string) []store.DraftHead {
	w.t.Helper()
	l := store.DraftList{Stages: catalog.Stages}
	for _, u := range units {
		l.In = append(l.In, store.DraftScope{Unit: u, Stages: catalog.Stages})
	}
	list, err := w.hall.Store.DraftHeads(context.Background(), l, 100)
	must(w.t, err)
	return list
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser keeps its cookies.
type browser struct {
	*world
	cookies map[string]string
	token   string
}

// as gives the browser of a member of staff who has signed in; of nobody for "".
func (w *world) as(no string) *browser {
	w.t.Helper()
	b := &browser{world: w, cookies: map[string]string{}}
	if no != "" {
		b.cookies["staff"] = no
	}
	return b
}

type reply struct {
	*httptest.ResponseRecorder
	t testing.TB
}

var tokenField = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func (b *browser) send(r *http.Request) reply {
	b.t.Helper()
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	b.pages.ServeHTTP(rec, r)
	for _, c := range rec.Result().Cookies() {
		b.cookies[c.Name] = c.Value
	}
	if m := tokenField.FindStringSubmatch(rec.Body.String()); m != nil {
		b.token = m[1]
	}
	return reply{rec, b.t}
}

func (b *browser) get(path string) reply {
	b.t.Helper()
	return b.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (b *browser) post(path string, form url.Values) reply {
	b.t.Helper()
	if b.token == "" {
		b.get("/keeper")
	}
	form.Set("_token", b.token)
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

// is fails the test unless the reply has the status and says all the texts.
func (a reply) is(status int, says ...string) reply {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("status %d, want %d: %s", a.Code, status, visible(a.Body.String()))
	}
	for _, s := range says {
		if !strings.Contains(a.text(), s) {
			a.t.Errorf("%q is not on the page: %s", s, visible(a.text()))
		}
	}
	return a
}

func (a reply) not(says ...string) reply {
	a.t.Helper()
	for _, s := range says {
		if strings.Contains(a.text(), s) {
			a.t.Errorf("%q is on the page", s)
		}
	}
	return a
}

func (a reply) to() string { return a.Header().Get("Location") }

// text is the page as it is written, the days in its sentences not set apart.
func (a reply) text() string {
	return html.UnescapeString(wholeDay.ReplaceAllString(a.Body.String(), "$1"))
}

var wholeDay = regexp.MustCompile(`<span class="whole">([0-9-]+)</span>`)

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

func visible(page string) string {
	text := strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
	if runes := []rune(text); len(runes) > 1500 {
		return string(runes[:1500])
	}
	return text
}

var (
	control  = regexp.MustCompile(`(?s)<input([^>]*)>|<textarea([^>]*)>([^<]*)</textarea>|<select([^>]*)>(.*?)</select>`)
	name     = regexp.MustCompile(`name="([^"]*)"`)
	value    = regexp.MustCompile(`value="([^"]*)"`)
	selected = regexp.MustCompile(`<option value="([^"]*)" selected`)
)

// formIn gives what a browser would send of the page's form for a draft's part: every field as
// it stands.
func (a reply) formIn() url.Values {
	a.t.Helper()
	v := url.Values{}
	page := a.Body.String()
	_, page, _ = strings.Cut(page, `<form class="form"`)
	page, _, _ = strings.Cut(page, "</form>")
	for _, m := range control.FindAllStringSubmatch(page, -1) {
		attrs := m[1] + m[2] + m[4]
		n := name.FindStringSubmatch(attrs)
		switch {
		case n == nil:
		case m[1] != "":
			if strings.Contains(attrs, `type="checkbox"`) && !strings.Contains(attrs, "checked") || strings.Contains(attrs, `type="radio"`) {
				continue
			}
			if x := value.FindStringSubmatch(attrs); x != nil {
				v.Add(n[1], html.UnescapeString(x[1]))
			}
		case m[2] != "":
			v.Add(n[1], html.UnescapeString(m[3]))
		default:
			if x := selected.FindStringSubmatch(m[5]); x != nil {
				v.Add(n[1], html.UnescapeString(x[1]))
			}
		}
	}
	return v
}
