package desk

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"io/fs"
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
	"time"

	"github.com/alexedwards/scs/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// world is a hall with the starter data and the desk's pages before it. Its clock stands
// until a test moves it.
type world struct {
	t        testing.TB
	hall     *app.Hall
	sessions *scs.SessionManager
	pages    http.Handler
	now      atomic.Int64
	demo     bool
}

// house is the item that goes through three levels: community, street, its planning
// station, district, street.
const house = "LW-XK-008"

// The staff of the starter data who take part.
const (
	acceptor  = "lw101" // 受理, 永上社区
	issuer    = "lw103" // 制证, 永上社区
	reviewer  = "lw202" // 审核, 永中街道
	planner   = "lw307" // 审核, 永中规划国土所
	approver  = "lw414" // 审批, 区资规局, its head
	streetZz  = "lw205" // 制证, 永中街道
	stranger  = "lw601" // 受理, a community of another street
	atStreet  = "lw201" // 受理, 永中街道
	keeper    = "lw801" // 目录管理: no queue
	community = "330303001004"
)

func newWorld(t testing.TB) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{t: t, demo: true}
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
	w.sessions = scs.New()
	w.sessions.Store = st.Sessions(w.hall.Now)
	w.sessions.Cookie.Name = "yimen"
	w.serve()
	return w
}

// loaded is a database with the starter data, made once for all tests: its files by what
// their names end in.
var loaded = sync.OnceValue(func() map[string][]byte {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "desk")
	check(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hall.db")
	st, err := store.Open(ctx, "sqlite:"+path)
	check(err)
	check(st.Migrate(ctx))
	hall, err := app.NewHall(ctx, st, nil, func() period.Instant { return period.NewDate(2026, 1, 5).At(8, 0) })
	check(err)
	_, err = hall.Demo(ctx, starter())
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

func starter() fs.FS { return os.DirFS("../../starter") }

// serve lays the route table: the desk behind the edge, with the bundles or their sources.
func (w *world) serve() {
	dir, names := "../assets", map[string]string{"app.css": "app.css", "icon.svg": "icon.svg"}
	if data, err := os.ReadFile("../dist/manifest.json"); err == nil {
		dir, names = "../dist", nil
		must(w.t, json.Unmarshal(data, &names))
	}
	d := New(w.hall, w.sessions, w.demo)
	site := &ui.Site{Clock: w.hall.Now, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler), Demo: true,
		Who: d.Who, Explain: explain, Asset: func(name string) string {
			if names[name] == "" {
				return ""
			}
			return "/assets/" + names[name]
		}}
	mux := http.NewServeMux()
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", http.FileServer(http.Dir(dir))))
	mux.HandleFunc("GET /favicon.ico", func(rw http.ResponseWriter, r *http.Request) { http.ServeFile(rw, r, "../assets/favicon.ico") })
	d.Routes(mux, site)
	w.pages = w.sessions.LoadAndSave(site.Edge(mux))
}

// explain stands for the one of package web, which imports this one.
func explain(err error) (ui.Problem, bool) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return ui.Problem{Status: http.StatusNotFound}, true
	case errors.Is(err, app.ErrNoRight):
		return ui.Problem{Status: http.StatusForbidden, Code: "noRight"}, true
	}
	return ui.Problem{}, false
}

func (w *world) set(y, m, d, hour, minute int) {
	w.now.Store(int64(period.NewDate(y, m, d).At(hour, minute)))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clerk is a browser that keeps its cookies.
type clerk struct {
	*world
	no      string
	cookies map[string]string
	token   string
}

// as gives the browser of a staff member who has signed in; of nobody for "".
func (w *world) as(no string) *clerk {
	w.t.Helper()
	c := &clerk{world: w, no: no, cookies: map[string]string{}}
	if no != "" {
		ctx, err := w.sessions.Load(context.Background(), "")
		must(w.t, err)
		w.sessions.SetDeadline(ctx, time.UnixMilli(int64(w.hall.Now())).Add(w.sessions.Lifetime))
		w.sessions.Put(ctx, staffKey, no)
		token, _, err := w.sessions.Commit(ctx)
		must(w.t, err)
		c.cookies["yimen"] = token
	}
	return c
}

// reply is what the server said.
type reply struct {
	*httptest.ResponseRecorder
	t testing.TB
}

func (c *clerk) send(r *http.Request) reply {
	c.t.Helper()
	for name, value := range c.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	c.pages.ServeHTTP(rec, r)
	for _, k := range rec.Result().Cookies() {
		if c.cookies[k.Name] = k.Value; k.MaxAge < 0 {
			delete(c.cookies, k.Name)
		}
	}
	if m := tokenField.FindStringSubmatch(rec.Body.String()); m != nil {
		c.token = m[1]
	}
	return reply{rec, c.t}
}

var tokenField = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func (c *clerk) get(path string) reply {
	c.t.Helper()
	return c.send(httptest.NewRequest(http.MethodGet, path, nil))
}

// post sends name, value pairs, of a name the last, with the form token.
func (c *clerk) post(path string, pairs ...string) reply {
	c.t.Helper()
	if c.token == "" {
		c.get("/desk")
	}
	form := url.Values{"_token": {c.token}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.send(r)
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

// visible is the page's text without its tags, for messages of tests.
func visible(page string) string {
	text := strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
	if runes := []rune(text); len(runes) > 1500 {
		return string(runes[:1500])
	}
	return text
}

// filing is what the counter types for a house, complete.
func filing(key string, more ...string) []string {
	pairs := []string{"key", key, "channel", "counter", "acceptUnit", community, "receivedOn", "2026-03-02",
		"applicant.name", "王建国", "applicant.idType", "111", "applicant.id", "33030319900101001X", "applicant.phone", "13800000001",
		"form.householdHead", "王建国", "form.householdHeadId", "33030319900101001X", "form.people", "4",
		"form.members", "妻李秀兰，子王小明，女王小红", "form.reason", "原址翻建", "form.site", "永上村前街12号，东至河，南至路",
		"form.land", "原有宅基地、村内空闲地", "form.landArea", "120", "form.floorArea", "360", "form.storeys", "3", "form.neighboursAgree", "true"}
	for _, m := range []string{"m1", "m2", "m3", "m4", "m5", "m7", "m8"} {
		pairs = append(pairs, "material."+m, "original")
	}
	return append(pairs, more...)
}

var inAddress = regexp.MustCompile(`[0-9]{21}`)

// received gives the number of a new case, received by the acceptor.
func (w *world) received(more ...string) string {
	w.t.Helper()
	keys.Add(1)
	a := w.as(acceptor).post("/desk/receive/"+house, filing("key-"+plain(int(keys.Load())), more...)...).is(http.StatusSeeOther)
	return inAddress.FindString(a.to())
}

var keys atomic.Int64

// act does one act as a staff member who has seen the newest version.
func (w *world) act(no, who, act string, pairs ...string) reply {
	w.t.Helper()
	return w.as(who).post("/desk/cases/"+no+"/"+act, append(pairs, "seen", plain(w.record(no).Version))...)
}

// done is act that must succeed.
func (w *world) done(no, who, act string, pairs ...string) {
	w.t.Helper()
	if a := w.act(no, who, act, pairs...).is(http.StatusSeeOther); a.to() != "/desk/cases/"+no {
		w.t.Fatalf("%s leads to %s", act, a.to())
	}
}

func (w *world) record(no string) store.Record {
	w.t.Helper()
	rec, err := w.hall.Store.CaseByNo(context.Background(), no)
	must(w.t, err)
	return rec
}

// planCheck is the look at the site that the planning step asks for.
var planCheck = []string{"checker.1", planner, "cert.1", "浙C330301", "checker.2", "lw308", "cert.2", "浙C330302", "on", "2026-03-02",
	"begins", "08:00", "ends", "08:30", "place", "永上村前街12号", "findings", "位置与图纸一致", "signer", "王建国"}

// at gives the number of a new case that was brought to a state of the road.
func (w *world) at(state casework.State) string {
	w.t.Helper()
	no := w.received()
	for _, step := range []struct {
		state casework.State
		who   string
		act   string
		pairs []string
	}{
		{casework.Reviewing, acceptor, "accept", []string{"opinion", "材料齐全"}},
		{casework.Reviewing, reviewer, "pass", []string{"opinion", "街道审核同意"}},
		{"", planner, "siteCheck", planCheck},
		{casework.Approving, planner, "pass", []string{"opinion", "符合规划"}},
		{casework.Granted, approver, "grant", []string{"opinion", "同意"}},
		{casework.Issuing, streetZz, "issue", []string{"no", "乡字第330303202600001号"}},
		{casework.Delivered, streetZz, "serve", []string{"mode", "direct", "receiver", "王建国"}},
		{casework.Closed, streetZz, "conclude", nil},
	} {
		if w.record(no).State() == state {
			return no
		}
		w.done(no, step.who, step.act, step.pairs...)
	}
	if w.record(no).State() != state {
		w.t.Fatalf("the road does not pass %s", state)
	}
	return no
}

// desk is the room itself, for tests of what it reckons.
func (w *world) desk() *Desk { return New(w.hall, w.sessions, true) }

func date(text string) period.Date {
	d, _ := period.ParseDate(text) // "" is no day
	return d
}

func escape(typed string) string { return strings.ReplaceAll(typed, " ", "+") }

func staffActor(w *world, no string) org.Actor {
	s, _ := w.hall.Directory().StaffByNo(no)
	return app.StaffActor(s)
}
