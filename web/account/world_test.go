package account_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
	"yimen/web"
	"yimen/web/ui"
)

const (
	phone    = "13805779001"
	number   = "330302195203084127"
	password = "屋后有棵老樟树很高大"
)

// world is the whole route table over a test district, with messages that are kept.
type world struct {
	*testkit.World
	t    *testing.T
	url  string
	sent []string
}

func newWorld(t *testing.T, demo bool) *world {
	t.Helper()
	w := &world{World: testkit.Open(t, testkit.SQLite(t)), t: t}
	w.TextPhone = func(_ context.Context, phone, text string) error {
		w.sent = append(w.sent, phone+" "+text)
		return nil
	}
	handler := web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Demo: demo})
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// registered is an account without the way to it.
func (w *world) registered(phone, number string) store.Resident {
	w.t.Helper()
	return w.Resident(w.t, store.Resident{Phone: phone, Name: "林秀兰", IDType: casework.ResidentID, IDNo: number}, password)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

var sixDigits = regexp.MustCompile(` (\d{6})`)

// code is what the last message says.
func (w *world) code() string {
	w.t.Helper()
	if len(w.sent) == 0 {
		w.t.Fatal("no message was sent")
	}
	return sixDigits.FindStringSubmatch(w.sent[len(w.sent)-1])[1]
}

// browser keeps cookies and follows redirects, without JavaScript.
type browser struct {
	w    *world
	http *http.Client
}

func (w *world) browser() *browser {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &browser{w, &http.Client{Jar: jar}}
}

type page struct {
	t      *testing.T
	status int
	path   string
	body   string
}

func (b *browser) get(path string) page {
	b.w.t.Helper()
	res, err := b.http.Get(b.w.url + path)
	b.w.must(err)
	return b.w.read(res)
}

func (w *world) read(res *http.Response) page {
	w.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	w.must(err)
	return page{w.t, res.StatusCode, res.Request.URL.RequestURI(), string(body)}
}

// post sends a form from the page it stands on; pairs are names and values.
func (b *browser) post(from, path string, pairs ...string) page {
	b.w.t.Helper()
	form := url.Values{ui.TokenField: {b.get(from).token()}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := b.http.PostForm(b.w.url+path, form)
	b.w.must(err)
	return b.w.read(res)
}

func (p page) token() string {
	p.t.Helper()
	_, after, ok := strings.Cut(p.body, `name="`+ui.TokenField+`" value="`)
	if !ok {
		p.t.Fatalf("%s has no form that posts:\n%s", p.path, p.body)
	}
	token, _, _ := strings.Cut(after, `"`)
	return token
}

// at asks where the redirects ended, for a status and for texts on the page.
func (p page) at(path string, status int, texts ...string) page {
	p.t.Helper()
	if p.path != path || p.status != status {
		p.t.Fatalf("at %s with status %d, want %s with %d\n%s", p.path, p.status, path, status, p.body)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Errorf("%s does not say %q", p.path, text)
		}
	}
	return p
}

func (p page) not(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			p.t.Errorf("%s says %q", p.path, text)
		}
	}
	return p
}

// signIn signs in by password.
func (b *browser) signIn(login string) {
	b.w.t.Helper()
	b.post("/account/sign-in", "/account/sign-in", "login", login, "password", password).at("/my", http.StatusOK)
}
