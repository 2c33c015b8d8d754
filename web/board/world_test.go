package board_test

import (
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yimen/app"
	"yimen/testkit"
	"yimen/web"
	"yimen/web/ui"
)

// The staff of the demonstration who take part.
const (
	acceptor  = "lw101" // 受理: reads only
	admin     = "lw901" // 系统管理
	keeperZz  = "lw842" // 目录管理, 镇中社区
	keeperYz  = "lw841" // 目录管理, 永中街道
	keeperAll = "lw801" // 目录管理, 区审管办
	zhenzhong = "330303001010-zx"
)

// world is the demonstration behind all its pages.
type world struct {
	*testkit.World
	t   *testing.T
	url string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: testkit.Demo(t, testkit.SQLite(t)), t: t}
	server := httptest.NewServer(web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler), Demo: true}))
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// browser is somebody's browser, without JavaScript.
type browser struct {
	*world
	http *http.Client
}

// as gives the browser of a member of staff; of nobody for "".
func (w *world) as(no string) *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	must(w.t, err)
	b := &browser{w, &http.Client{Jar: jar}}
	if no != "" {
		w.SetPassword(w.t, no, app.DemoPassword)
		b.post("/desk/sign-in", "/desk/sign-in", "login", no, "password", app.DemoPassword).ok(http.StatusOK)
	}
	return b
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// page is an answer as a browser sees it.
type page struct {
	t          *testing.T
	status     int
	path, body string
	header     http.Header
}

func (b *browser) get(path string) page {
	b.t.Helper()
	res, err := b.http.Get(b.url + path)
	must(b.t, err)
	return b.read(res)
}

var bareKey = regexp.MustCompile(`>\s*(board|errors|portal|catalog|exchange)\.[a-z]+\.[a-zA-Z.]*`)

// wholeDay is a day in a sentence, as pages set it apart.
var wholeDay = regexp.MustCompile(`<span class="whole">([0-9-]+)</span>`)

func (b *browser) read(res *http.Response) page {
	b.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(b.t, err)
	p := page{b.t, res.StatusCode, res.Request.URL.RequestURI(), wholeDay.ReplaceAllString(string(body), "$1"), res.Header}
	if key := bareKey.FindString(p.body); key != "" {
		b.t.Errorf("%s shows the key %q", p.path, key)
	}
	return p
}

// post sends a form of the page at from; pairs are names and values.
func (b *browser) post(from, path string, pairs ...string) page {
	b.t.Helper()
	form := url.Values{ui.TokenField: {b.token(from)}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := b.http.PostForm(b.url+path, form)
	must(b.t, err)
	return b.read(res)
}

func (b *browser) token(from string) string {
	b.t.Helper()
	_, after, ok := strings.Cut(b.get(from).body, `name="`+ui.TokenField+`" value="`)
	if !ok {
		b.t.Fatalf("%s has no form that posts", from)
	}
	token, _, _ := strings.Cut(after, `"`)
	return token
}

// upload sends a form with a file.
func (b *browser) upload(from, path, field, name string, content []byte, pairs ...string) page {
	b.t.Helper()
	var body strings.Builder
	form := multipart.NewWriter(&body)
	must(b.t, form.WriteField(ui.TokenField, b.token(from)))
	for i := 0; i < len(pairs); i += 2 {
		must(b.t, form.WriteField(pairs[i], pairs[i+1]))
	}
	if name != "" {
		part, err := form.CreateFormFile(field, name)
		must(b.t, err)
		_, err = part.Write(content)
		must(b.t, err)
	}
	must(b.t, form.Close())
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, b.url+path, strings.NewReader(body.String()))
	must(b.t, err)
	req.Header.Set("Content-Type", form.FormDataContentType())
	res, err := b.http.Do(req)
	must(b.t, err)
	return b.read(res)
}

// ok asks for a status and for texts on the page.
func (p page) ok(status int, texts ...string) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d\n%s", p.path, p.status, status, p.body)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Errorf("%s does not say %q", p.path, text)
		}
	}
	return p
}

// not asks for texts that must not be there.
func (p page) not(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			p.t.Errorf("%s says %q", p.path, text)
		}
	}
	return p
}
