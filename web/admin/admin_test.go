package admin_test

import (
	"context"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yimen/app"
	"yimen/testkit"
	"yimen/web"
)

// The staff of the starter data who take part.
const (
	admin    = "lw901"
	second   = "lw902"
	acceptor = "lw101" // 受理, 永上社区
	reviewer = "lw202" // 审核, 永中街道
	street   = "330303001"
)

var ctx = context.Background()

// world is the demonstration behind all its pages.
type world struct {
	t testing.TB
	*testkit.World
	pages http.Handler
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, World: testkit.Demo(t, testkit.SQLite(t))}
	for _, no := range []string{admin, second, acceptor, reviewer} {
		w.SetPassword(t, no, app.DemoPassword)
	}
	w.pages = web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler), Demo: true})
	return w
}

// browser keeps its cookies.
type browser struct {
	*world
	cookies map[string]string
	token   string
}

// as signs somebody in through the page.
func (w *world) as(no string) *browser { return w.with(no, app.DemoPassword) }

func (w *world) with(no, password string) *browser {
	w.t.Helper()
	b := &browser{world: w, cookies: map[string]string{}}
	b.get("/desk/sign-in").is(http.StatusOK)
	b.post("/desk/sign-in", "login", no, "password", password).is(http.StatusSeeOther)
	b.token = ""
	return b
}

type reply struct {
	*httptest.ResponseRecorder
	t testing.TB
}

func (b *browser) send(r *http.Request) reply {
	b.t.Helper()
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	b.pages.ServeHTTP(rec, r)
	for _, k := range rec.Result().Cookies() {
		if b.cookies[k.Name] = k.Value; k.MaxAge < 0 {
			delete(b.cookies, k.Name)
		}
	}
	if m := tokenField.FindStringSubmatch(rec.Body.String()); m != nil {
		b.token = m[1]
	}
	return reply{rec, b.t}
}

var tokenField = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func (b *browser) get(path string) reply {
	b.t.Helper()
	return b.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (b *browser) post(path string, pairs ...string) reply {
	b.t.Helper()
	if b.token == "" {
		b.get("/desk/account")
	}
	form := url.Values{"_token": {b.token}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

// text is the page as it is written, the days in its sentences not set apart.
func (a reply) text() string {
	return html.UnescapeString(wholeDay.ReplaceAllString(a.Body.String(), "$1"))
}

var wholeDay = regexp.MustCompile(`<span class="whole">([0-9-]+)</span>`)

func (a reply) is(status int, says ...string) reply {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("status %d, want %d: %s", a.Code, status, visible(a.text()))
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

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

func visible(page string) string {
	text := []rune(strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " "))
	return string(text[:min(len(text), 1500)])
}

// form reads what a page's form would send if nothing were changed.
func (b *browser) form(path string) url.Values {
	b.t.Helper()
	page := b.get(path).is(http.StatusOK).Body.String()
	_, page, _ = strings.Cut(page, `id="form"`)
	page, _, _ = strings.Cut(page, "</form>")
	v := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="(?:text|hidden|date|tel)"[^>]*>`).FindAllString(page, -1) {
		v.Set(attr(m, "name"), attr(m, "value"))
	}
	for _, m := range regexp.MustCompile(`<input\s+type="checkbox"[^>]*checked[^>]*>`).FindAllString(page, -1) {
		v.Add(attr(m, "name"), attr(m, "value"))
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(page, -1) {
		v.Set(m[1], html.UnescapeString(m[2]))
	}
	for _, m := range regexp.MustCompile(`(?s)<select[^>]*name="([^"]+)".*?</select>`).FindAllStringSubmatch(page, -1) {
		if s := regexp.MustCompile(`value="([^"]+)" selected`).FindStringSubmatch(m[0]); s != nil {
			v.Set(m[1], s[1])
		}
	}
	v.Del("_token")
	return v
}

func attr(tag, name string) string {
	if m := regexp.MustCompile(name + `="([^"]*)"`).FindStringSubmatch(tag); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}

// change sends a page's form with some values put otherwise.
func (b *browser) change(path string, pairs ...string) reply {
	b.t.Helper()
	v := b.form(path)
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	var all []string
	for name, list := range v {
		for _, x := range list {
			all = append(all, name, x)
		}
	}
	to := path
	if at := strings.Index(path, "/new"); at > 0 {
		to = path[:at]
	}
	return b.post(to, all...)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func text(row any) string { return app.Imprint(row) }

// cut is what stands between two texts.
func cut(page, after, before string) string {
	_, rest, _ := strings.Cut(page, after)
	text, _, _ := strings.Cut(rest, before)
	return text
}
