package ui

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yimen/core/period"
)

// world is a site with a few pages on which each rule of the edge can be seen.
type world struct {
	*Site
	http.Handler
	log  *bytes.Buffer
	user *User
	now  period.Instant
	got  Form // the form that reached a page
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{log: &bytes.Buffer{}, now: period.NewDate(2026, 3, 2).At(9, 0)}
	w.Site = &Site{
		Key: []byte("a key of thirty-two bytes or more"), Log: slog.New(slog.NewTextHandler(w.log, nil)),
		Clock: func() period.Instant { w.now += 7; return w.now },
		Who:   func(*http.Request) *User { return w.user },
		Explain: func(err error) (Problem, bool) {
			return Problem{Status: http.StatusConflict}, errors.Is(err, errRace)
		},
	}
	mux := http.NewServeMux()
	page := func(pattern string, p Page) { mux.Handle(pattern, w.Page(p)) }
	page("GET /form", func(rw http.ResponseWriter, r *http.Request) error {
		return Show(rw, r, http.StatusOK, PostForm("/form"))
	})
	page("POST /form", func(rw http.ResponseWriter, r *http.Request) error {
		w.got = Posted(r)
		return See(rw, r, "/done")
	})
	mux.Handle("POST /desk/own", SignedIn(w.Page(func(rw http.ResponseWriter, r *http.Request) error {
		w.got = Posted(r)
		return See(rw, r, "/done")
	})))
	mux.Handle("POST /files", w.Upload(4<<20, func(rw http.ResponseWriter, r *http.Request) error {
		w.got = Posted(r)
		return See(rw, r, "/done")
	}))
	page("GET /crumbs", func(rw http.ResponseWriter, r *http.Request) error {
		return Show(rw, r, http.StatusOK, Bare(r.URL.RawQuery))
	})
	page("GET /panic", func(http.ResponseWriter, *http.Request) error { panic("secret of the house") })
	page("GET /secret", func(http.ResponseWriter, *http.Request) error { return errors.New("password=hunter2") })
	page("GET /race", func(http.ResponseWriter, *http.Request) error { return fmt.Errorf("save: %w", errRace) })
	page("GET /busy", func(http.ResponseWriter, *http.Request) error { return TooMany(30) })
	page("GET /no", func(http.ResponseWriter, *http.Request) error { return Forbidden("") })
	page("GET /api/secret", func(http.ResponseWriter, *http.Request) error { return errors.New("password=hunter2") })
	w.Handler = w.Edge(mux)
	return w
}

var errRace = errors.New("version 3 is not version 2")

func (w *world) do(method, path, body string, change ...func(*http.Request)) *http.Response {
	r := httptest.NewRequest(method, "http://hall.example"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range change {
		c(r)
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec.Result()
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func text(t *testing.T, res *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// ticket opens the form and gives its token and cookie.
func (w *world) ticket(t *testing.T) (token string, cookie *http.Cookie) {
	t.Helper()
	res := w.do("GET", "/form", "")
	m := regexp.MustCompile(`name="_token" value="([^"]+)"`).FindStringSubmatch(text(t, res))
	if m == nil || len(res.Cookies()) != 1 {
		t.Fatalf("no token or no cookie: %v %v", m, res.Cookies())
	}
	return m[1], res.Cookies()[0]
}

func with(c *http.Cookie) func(*http.Request) { return func(r *http.Request) { r.AddCookie(c) } }

func TestFormTokenOpensTheDoor(t *testing.T) {
	w := newWorld(t)
	token, cookie := w.ticket(t)
	res := w.do("POST", "/form", url.Values{"_token": {token}, "name": {"  林芳\r\n "}}.Encode(), with(cookie))
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/done" {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Location"))
	}
	if got := w.got.Values; len(got) != 1 || got.Get("name") != "林芳" {
		t.Errorf("the page got %v", got)
	}
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %v", cookie)
	}
}

func TestFormTokenIsRefused(t *testing.T) {
	w := newWorld(t)
	token, cookie := w.ticket(t)
	other, otherCookie := w.ticket(t)
	if token == other {
		t.Error("two forms have the same token: a compressed page would betray it")
	}
	for name, c := range map[string]struct {
		token  string
		cookie *http.Cookie
		user   *User
	}{
		"missing":                {"", cookie, nil},
		"of another browser":     {token, otherCookie, nil},
		"made before signing in": {token, cookie, &User{ID: "u1"}},
		"without its cookie":     {token, &http.Cookie{Name: "x", Value: "y"}, nil},
		"cut":                    {token[:len(token)-2], cookie, nil},
		"changed":                {"A" + token[1:] + "", cookie, nil},
		"no base64":              {"%%%", cookie, nil},
	} {
		if name == "changed" && token[0] == 'A' {
			c.token = "B" + token[1:]
		}
		w.user = c.user
		res := w.do("POST", "/form", url.Values{"_token": {c.token}}.Encode(), with(c.cookie))
		if res.StatusCode != http.StatusForbidden || !strings.Contains(text(t, res), T(Zh, "errors.stale_form")) {
			t.Errorf("a token %s: %d", name, res.StatusCode)
		}
	}
}

func TestCrossSitePostIsRefused(t *testing.T) {
	w := newWorld(t)
	token, cookie := w.ticket(t)
	form := url.Values{"_token": {token}}.Encode()
	for _, h := range []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Origin", "https://evil.example")} {
		res := w.do("POST", "/form", form, with(cookie), h)
		if res.StatusCode != http.StatusForbidden || !strings.Contains(text(t, res), T(Zh, "errors.cross_site")) {
			t.Errorf("%d", res.StatusCode)
		}
	}
}

func TestBodyLimits(t *testing.T) {
	w := newWorld(t)
	token, cookie := w.ticket(t)
	big := url.Values{"_token": {token}, "name": {strings.Repeat("字", formLimit)}}.Encode()
	if res := w.do("POST", "/form", big, with(cookie)); res.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(text(t, res), "1 MB") {
		t.Errorf("a form over the limit: %d", res.StatusCode)
	}
	for size, want := range map[int]int{3 << 20: http.StatusSeeOther, 5 << 20: http.StatusRequestEntityTooLarge} {
		body, kind := upload(t, token, size)
		if res := w.do("POST", "/files", body, with(cookie), header("Content-Type", kind)); res.StatusCode != want {
			t.Errorf("upload of %d bytes: %d, want %d", size, res.StatusCode, want)
		}
	}
	if len(w.got.Files["plan"]) != 1 || w.got.Files["plan"][0].Size != 3<<20 {
		t.Errorf("files: %v", w.got.Files)
	}
	if res := w.do("POST", "/form", "a=%zz", with(cookie)); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a broken body: %d", res.StatusCode)
	}
}

func upload(t *testing.T, token string, size int) (body, kind string) {
	t.Helper()
	var buf bytes.Buffer
	m := multipart.NewWriter(&buf)
	if err := m.WriteField(TokenField, token); err != nil {
		t.Fatal(err)
	}
	part, err := m.CreateFormFile("plan", "plan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String(), m.FormDataContentType()
}

func TestErrorsBecomePages(t *testing.T) {
	w := newWorld(t)
	for path, want := range map[string]int{
		"/nowhere": 404, "/no": 403, "/race": 409, "/busy": 429, "/secret": 500, "/panic": 500,
	} {
		res := w.do("GET", path, "", header("Accept-Language", "en"))
		page := text(t, res)
		if res.StatusCode != want || !strings.Contains(page, T(En, fmt.Sprintf("errors.%d.title", want))) {
			t.Errorf("%s: %d, want %d", path, res.StatusCode, want)
		}
		if id := res.Header.Get("X-Request-Id"); id == "" || !strings.Contains(page, id) {
			t.Errorf("%s: the page does not name its id %q", path, id)
		}
		for _, inside := range []string{"hunter2", "secret of the house", "version 3"} {
			if strings.Contains(page, inside) {
				t.Errorf("%s shows %q", path, inside)
			}
		}
	}
	for _, logged := range []string{"hunter2", "secret of the house", "edge_test.go"} {
		if !strings.Contains(w.log.String(), logged) {
			t.Errorf("the log misses %q", logged)
		}
	}
	if res := w.do("GET", "/busy", ""); res.Header.Get("Retry-After") != "30" {
		t.Error("no Retry-After")
	}
}

func TestWrongMethodNamesTheRightOnes(t *testing.T) {
	w := newWorld(t)
	res := w.do("DELETE", "/form", "")
	if res.StatusCode != http.StatusMethodNotAllowed || !strings.Contains(res.Header.Get("Allow"), "POST") {
		t.Errorf("%d, Allow %q", res.StatusCode, res.Header.Get("Allow"))
	}
	if !strings.Contains(text(t, res), T(Zh, "errors.405.title")) {
		t.Error("not our page")
	}
}

func TestErrorsOfTheInterfaceAreJSON(t *testing.T) {
	w := newWorld(t)
	res := w.do("GET", "/api/secret", "")
	if body := text(t, res); res.Header.Get("Content-Type") != "application/problem+json" || strings.Contains(body, "hunter2") || !strings.Contains(body, `"status":500`) {
		t.Errorf("%s %s", res.Header.Get("Content-Type"), body)
	}
}

func TestSecurityHeaders(t *testing.T) {
	w := newWorld(t)
	w.Secure = true
	h := w.do("GET", "/form", "").Header
	for name, want := range map[string]string{
		"Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cache-Control": "no-store", "Strict-Transport-Security": "max-age=31536000",
	} {
		if h.Get(name) != want {
			t.Errorf("%s: %q", name, h.Get(name))
		}
	}
	if c := h.Get("Set-Cookie"); !strings.HasPrefix(c, "__Host-") || !strings.Contains(c, "Secure") {
		t.Errorf("cookie over TLS: %s", c)
	}
}

func TestAccessLog(t *testing.T) {
	w := newWorld(t)
	w.do("GET", "/form?name=linfang", "")
	line := w.log.String()
	if !strings.Contains(line, "path=/form status=200") || !strings.Contains(line, "ms=7") {
		t.Errorf("log: %s", line)
	}
	if strings.Contains(line, "linfang") {
		t.Error("what people search for is in the log")
	}
}

func TestPagesAreCompressed(t *testing.T) {
	w := newWorld(t)
	res := w.do("GET", "/crumbs", "", header("Accept-Encoding", "gzip"))
	z, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if page, err := io.ReadAll(z); err != nil || !strings.HasSuffix(string(page), "</html>") {
		t.Errorf("%v %.80s", err, page)
	}
}

func TestLanguageAndLettersAreChosen(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		path   string
		change func(*http.Request)
		want   string
	}{
		{"/crumbs", header("X", ""), `<html lang="zh-CN" class="portal bare">`},
		{"/crumbs", header("Accept-Language", "fr,en;q=0.5"), `<html lang="en"`},
		{"/crumbs", header("Accept-Language", "zh-TW,en;q=0.5"), `<html lang="zh-CN"`},
		{"/crumbs", header("Accept-Language", ";;;"), `<html lang="zh-CN"`},
		{"/kiosk/none", header("Accept-Language", "en"), `<html lang="zh-CN"`},
		{"/kiosks", header("Accept-Language", "en"), `<html lang="en"`},
		{"/crumbs", header("Cookie", "yimen_lang=en"), `<html lang="en"`},
		{"/crumbs", header("Cookie", "yimen_lang=fr"), `<html lang="zh-CN"`},
		{"/crumbs?lang=zh", header("Cookie", "yimen_lang=en"), `<html lang="zh-CN"`},
		{"/crumbs?large=1", header("X", ""), `class="portal bare large"`},
		{"/crumbs?large=0", header("Cookie", "yimen_large=1"), `class="portal bare"`},
		{"/crumbs", header("Cookie", "yimen_large=1"), `class="portal bare large"`},
	} {
		if page := text(t, w.do("GET", c.path, "", c.change)); !strings.Contains(page, c.want) {
			t.Errorf("%s: no %s in %.120s", c.path, c.want, page)
		}
	}
}

func TestSwitchesKeepTheAddress(t *testing.T) {
	w := newWorld(t)
	res := w.do("GET", "/crumbs?q=%E9%A3%9F%E5%93%81&page=2&lang=zh", "")
	page := text(t, res)
	if want := `href="/crumbs?lang=en&amp;page=2&amp;q=%E9%A3%9F%E5%93%81"`; !strings.Contains(page, want) {
		t.Errorf("no %s", want)
	}
	if !strings.Contains(page, "<title>page=2&amp;q=") {
		t.Error("the page handler sees the language parameter")
	}
	if c := res.Header.Get("Set-Cookie"); !strings.HasPrefix(c, "yimen_lang=zh") {
		t.Errorf("the choice is not kept: %q", c)
	}
}

func TestSwitchesOnAnAnswerToAPost(t *testing.T) {
	r := httptest.NewRequest("POST", "http://hall.example/desk/cases/1/accept", nil)
	for referer, want := range map[string]string{
		"http://hall.example/desk/cases/1?tab=2": "/desk/cases/1?tab=2",
		"http://evil.example/x":                  "/desk/cases/1/accept",
		"":                                       "/desk/cases/1/accept",
	} {
		r.Header.Set("Referer", referer)
		if got := pageURL(r).String(); got != want {
			t.Errorf("from %q: %q, want %q", referer, got, want)
		}
	}
}

func TestGalleryOnlyInTheDemo(t *testing.T) {
	for demo, want := range map[bool]int{true: http.StatusOK, false: http.StatusNotFound} {
		s := &Site{Key: []byte("k"), Demo: demo, Log: slog.New(slog.DiscardHandler)}
		mux := http.NewServeMux()
		s.Gallery(mux)
		rec := httptest.NewRecorder()
		s.Edge(mux).ServeHTTP(rec, httptest.NewRequest("GET", "/_gallery", nil))
		if rec.Code != want {
			t.Errorf("demo %v: %d", demo, rec.Code)
		}
	}
}
