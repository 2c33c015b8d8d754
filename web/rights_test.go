package web_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"html"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/org"
	"yimen/testkit"
	"yimen/testkit/scenario/district"
	"yimen/web"
)

// TestRights knocks at every route as everybody: each answer is held to the oracle, each page is
// searched for the data of people whose case is none of the reader's business, and each reading by
// staff must stand in the log with its ground.
func TestRights(t *testing.T) {
	t.Parallel()
	s := openRights(t)
	s.know(web.Patterns(s.config))
	s.gets()
	s.itemsToo()
	s.weightsHeld()
	s.posts()
	s.acts()
	s.apiActs()
	s.absentIsForbidden()
	s.readingsStand()
	s.secretsShown()
	s.everyFormStands()
	if s.knocks < 10_000 {
		t.Errorf("only %d knocks", s.knocks)
	}
	for line := range strings.Lines(s.log.text.String()) {
		if !strings.Contains(line, "noPress") { // nothing is printed here
			t.Errorf("the log has an error: %s", line)
		}
	}
	t.Logf("%d knocks", s.knocks)
}

// sweep is the hall with everybody before its doors.
type sweep struct {
	*rightsWorld
	config   web.Config
	pages    http.Handler
	browsers map[string]*knocker
	knocks   int
	shown    map[string]bool // secrets that stood on a page of somebody who may see them
	log      *errorLog
	heaviest map[string]weight            // by route
	shapes   map[string]map[uint64]weight // by route; nil = not asked for
	mux      *http.ServeMux
	forms    map[string]bool // patterns to which a form on some page leads
}

// knocker is the browser of a reader, or the client with his token.
type knocker struct {
	reader
	cookies map[string]string
	bearer  string
	form    string // token of forms
}

func openRights(t testing.TB) *sweep {
	s := &sweep{rightsWorld: newRightsWorld(t), browsers: map[string]*knocker{}, shown: map[string]bool{}, heaviest: map[string]weight{}, forms: map[string]bool{}, log: &errorLog{}}
	s.config = web.Config{Hall: s.Hall, Key: []byte(strings.Repeat("k", 32)), Demo: true,
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelError}))}
	s.pages, s.mux = web.New(s.config), web.Mux(s.config)
	return s
}

// know fails the test for routes without a law, and laws without a route.
func (s *sweep) know(patterns []string) {
	s.t.Helper()
	for _, p := range patterns {
		if lawOf(p) == nil {
			s.t.Errorf("%s: no law says who is let in (web/rights_table_test.go)", p)
		}
	}
	for p := range doors {
		if !slices.Contains(patterns, p) && p != anyAPIAct {
			s.t.Errorf("%s: a law for a route that is not there", p)
		}
	}
	if len(patterns) < 300 {
		s.t.Errorf("only %d routes were found in the mux", len(patterns))
	}
}

// anyAPIAct stands for the routes of the interface's acts, one for each.
const anyAPIAct = "POST /api/cases/{no}/acts/{act}"

func lawOf(pattern string) law {
	if strings.HasPrefix(pattern, strings.TrimSuffix(anyAPIAct, "{act}")) {
		pattern = anyAPIAct
	}
	return doors[pattern]
}

// gets asks for every page as everybody.
func (s *sweep) gets() {
	for _, pattern := range web.Patterns(s.config) {
		if !strings.HasPrefix(pattern, "GET ") || lawOf(pattern) == nil {
			continue
		}
		for _, k := range s.addresses(pattern) {
			for _, r := range readers() {
				s.knock(r, k, nil)
			}
		}
	}
}

// knock sends one request and judges what comes back.
func (s *sweep) knock(r reader, k knock, form url.Values) {
	s.t.Helper()
	b := s.browser(r)
	s.Tries = app.NewTries() // each knock is the first
	res := s.send(b, k.method, k.path, form)
	s.knocks++
	got, want := told(res, k), lawOf(k.pattern)(r, k)
	if !slices.Contains(want, got) {
		s.t.Errorf("%s %s (%s) as %s: %s (%d %s), want %v", k.method, k.path, nameOf(k), r.name, got, res.Code, res.Header().Get("Location"), want)
	}
	s.weigh(r, k, res)
	s.search(r, k, res)
	s.offers(r, k, res.Body.String())
	s.leads(k.path, res.Body.String())
	if k.c != nil && got == in && r.staff != "" && r.reads(k.c) {
		s.read[k.c.name+" "+r.staff] = true
	}
}

func nameOf(k knock) string {
	if k.c == nil {
		return k.pattern
	}
	return k.c.name
}

// told is the answer of a door in one word.
func told(res *httptest.ResponseRecorder, k knock) answer {
	to := res.Header().Get("Location")
	asks := func(path string) bool { return strings.HasPrefix(to, path) && !strings.Contains(k.path, path) }
	switch {
	case res.Code == http.StatusUnauthorized, asks("/desk/sign-in"), asks("/account/sign-in"), asks("/track"):
		return signIn
	case res.Code == http.StatusForbidden:
		return forbidden
	case res.Code == http.StatusNotFound:
		return absent
	case res.Code == http.StatusUnprocessableEntity && strings.HasPrefix(k.path, "/api/") && strings.Contains(res.Body.String(), `"wrongCode"`):
		return notFitting
	case res.Code == http.StatusTooManyRequests, res.Code >= 500 && res.Code != http.StatusServiceUnavailable:
		return "failure"
	}
	return in
}

// search looks for the data of everybody whose case the reader may not see.
func (s *sweep) search(r reader, k knock, res *httptest.ResponseRecorder) {
	text := plainText(res)
	for _, c := range s.all {
		for _, secret := range c.secrets() {
			if r.sees(c) {
				s.shown[secret] = s.shown[secret] || strings.Contains(text, secret)
				continue
			}
			if strings.Contains(text, secret) {
				s.t.Errorf("%s %s as %s tells %s of the case %s", k.method, k.path, r.name, secret, c.name)
			}
		}
	}
}

// plainText is an answer as one text: its headers and its body, what is zipped unpacked.
func plainText(res *httptest.ResponseRecorder) string {
	var b strings.Builder
	for _, values := range res.Header() {
		for _, v := range values {
			plain, err := url.PathUnescape(v)
			if err == nil {
				v = plain
			}
			b.WriteString(v + "\n")
		}
	}
	body := res.Body.Bytes()
	if bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		if z, err := zip.NewReader(bytes.NewReader(body), int64(len(body))); err == nil {
			for _, f := range z.File {
				if r, err := f.Open(); err == nil {
					io.Copy(&b, r)
					r.Close()
				}
			}
			return b.String()
		}
	}
	b.WriteString(html.UnescapeString(string(body)))
	return b.String()
}

// send sends a request with the reader's cookies or token. Cookies that are set are overlooked:
// each request comes from the same state.
func (s *sweep) send(b *knocker, method, path string, form url.Values) *httptest.ResponseRecorder {
	s.t.Helper()
	var body io.Reader
	if form != nil {
		form = maps.Clone(form)
		form.Set("_token", b.form)
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, path, body)
	switch {
	case form == nil:
	case strings.HasPrefix(path, "/api/"):
		r = httptest.NewRequest(method, path, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("If-Match", `"1"`) // long since another
		r.Header.Set("Idempotency-Key", "sweep of rights")
	default:
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	s.addr++
	r.RemoteAddr = addressNo(s.addr)
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	if b.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+b.bearer)
	}
	if b.token != nil && b.knows != "" {
		r.Header.Set("Query-Code", s.case1(b.knows).code)
	}
	rec := httptest.NewRecorder()
	s.pages.ServeHTTP(rec, r)
	return rec
}

// browser is the reader's, who has said who he is once.
func (s *sweep) browser(r reader) *knocker {
	s.t.Helper()
	if b := s.browsers[r.name]; b != nil {
		return b
	}
	b := &knocker{reader: r, cookies: map[string]string{}}
	switch {
	case r.token != nil:
		s.enter(b, "/track", nil)
		if len(r.token) > 0 {
			b.bearer = s.tokenFor(r)
		}
	case r.browses():
		s.SetPassword(s.t, r.staff, app.DemoPassword)
		s.enter(b, "/desk/sign-in", url.Values{"login": {r.staff}, "password": {app.DemoPassword}})
	case r.owns != "":
		s.enter(b, "/account/sign-in", url.Values{"login": {s.case1(r.owns).applicant.Phone}, "password": {residentPassword}})
	case r.knows != "":
		c := s.case1(r.knows)
		s.enter(b, "/track", url.Values{"no": {c.no}, "code": {c.code}})
	default:
		s.enter(b, "/track", nil)
	}
	s.browsers[r.name] = b
	return b
}

// enter opens the page of a form, and sends it where there is something to send.
func (s *sweep) enter(b *knocker, path string, form url.Values) {
	s.t.Helper()
	keep := func(res *httptest.ResponseRecorder) {
		for _, c := range res.Result().Cookies() {
			b.cookies[c.Name] = c.Value
		}
	}
	res := s.send(b, http.MethodGet, path, nil)
	keep(res)
	b.form = tokenIn(res.Body.String())
	if form == nil {
		return
	}
	if res = s.send(b, http.MethodPost, path, form); res.Code != http.StatusSeeOther {
		s.t.Fatalf("%s does not get in at %s: %d", b.name, path, res.Code)
	}
	keep(res)
	for _, page := range []string{"/desk/keys", "/account/password", "/track"} {
		if t := tokenIn(s.send(b, http.MethodGet, page, nil).Body.String()); t != "" {
			b.form = t
			return
		}
	}
	s.t.Fatalf("%s finds no form", b.name)
}

// requestID is what differs between two answers to the same request.
var requestID = regexp.MustCompile(`[a-z2-7]{16}|name="_token" value="[^"]*"`)

// absentIsForbidden knocks at every door of a case for staff who may not read it, and at the same door of a case
// that is not there: the two answers must be the same, letter by letter, so that nobody learns which numbers are
// taken.
func (s *sweep) absentIsForbidden() {
	s.t.Helper()
	c, pairs := s.case1("reviewing"), 0
	absent := c.no[:len(c.no)-6] + "999998"
	for _, pattern := range web.Patterns(s.config) {
		if !strings.Contains(pattern, " /desk/cases/{no}") && !strings.Contains(pattern, " /api/cases/{no}") {
			continue
		}
		k := s.addressOf(pattern, c)
		for _, name := range []string{"审批·人社局，别的部门", "令牌·人社局·全部"} {
			r := readers()[slices.IndexFunc(readers(), func(r reader) bool { return r.name == name })]
			if k.path == "" || (r.token != nil) != strings.HasPrefix(k.path, "/api/") {
				continue
			}
			var form url.Values
			if k.method != http.MethodGet {
				form = url.Values{"seen": {"1"}}
			}
			answer := func(path string) (int, string) {
				res := s.send(s.browser(r), k.method, path, form)
				return res.Code, requestID.ReplaceAllString(res.Body.String(), "")
			}
			code, body := answer(k.path)
			other, text := answer(strings.Replace(k.path, c.no, absent, 1))
			if pairs++; code != other || body != strings.ReplaceAll(text, absent, c.no) {
				s.t.Errorf("%s %s as %s: %d where the case is, %d where none is: %s", k.method, k.path, r.name, code, other, text)
			}
		}
	}
	if pairs < 60 {
		s.t.Errorf("only %d doors were tried", pairs)
	}
}

// readingsStand holds the log of readings to who was let in: with a ground each, and nobody else.
func (s *sweep) readingsStand() {
	s.t.Helper()
	for _, c := range s.all {
		rec, err := s.Store.CaseByNo(context.Background(), c.no)
		s.must(err)
		log, err := s.ReadingsOf(context.Background(), rec)
		s.must(err)
		stood := map[string]bool{}
		for _, e := range log {
			stood[e.Staff] = true
			if e.Unit == "" || e.Post == "" {
				s.t.Errorf("%s was read by %s without a ground", c.name, e.Staff)
			}
			if e.Staff == "rt03" && e.As != "lw202" {
				s.t.Errorf("%s: the stand-in's reading does not name for whom", c.name)
			}
			if !s.read[c.name+" "+e.Staff] {
				s.t.Errorf("%s stands in the log of %s and was not let in", e.Staff, c.name)
			}
		}
		for key := range s.read {
			if name, staff, _ := strings.Cut(key, " "); name == c.name && !stood[staff] {
				s.t.Errorf("%s read %s and stands in no log", staff, name)
			}
		}
	}
}

// secretsShown holds the search to its worth: everything that it looks for stands, in the same
// letters, on some page of who may see it.
func (s *sweep) secretsShown() {
	s.t.Helper()
	for _, c := range s.all {
		for _, secret := range c.secrets() {
			if !s.shown[secret] {
				s.t.Errorf("%s of the case %s was on no page at all: the search proves nothing", secret, c.name)
			}
		}
	}
}

var (
	postForm = regexp.MustCompile(`<form\b[^>]*\bmethod="post"[^>]*>|<button\b[^>]*\bformaction="[^>]*>`)
	formTo   = regexp.MustCompile(`\b(?:form)?action="([^"]+)"`)
)

// leads notes where the forms of a page are sent to, and buttons with an address of their own; a form
// without one to the page itself.
func (s *sweep) leads(at, page string) {
	for _, form := range postForm.FindAllString(page, -1) {
		to := at
		if m := formTo.FindStringSubmatch(form); m != nil {
			to = html.UnescapeString(m[1])
		}
		to, _, _ = strings.Cut(to, "?")
		s.forms[web.PatternOf(s.mux, to)] = true
	}
}

// shownElsewhere are the forms that stand on no page of this hall: it has no gateway, no keys, no seals and
// no second step, and nobody is in the middle of registering; or they come with a case or a thing that is not
// here. The tests of their rooms open them.
var shownElsewhere = []string{
	"POST /account/code", "POST /account/code/again", "POST /account/confirm", "POST /account/phone", "POST /account/register", "POST /account/reset",
	"POST /account/firms/{id}/handlers", "POST /account/firms/{id}/revoke", "POST /account/mandates/{what}",
	"POST /account/passkey", "POST /account/passkeys", "POST /account/passkeys/ask", "POST /account/passkeys/drop",
	"POST /desk/account/second/keys", "POST /desk/account/second/keys/ask", "POST /desk/account/second/keys/drop", "POST /desk/account/sessions/end",
	"POST /desk/sign-in/second", "POST /desk/sign-in/second/key",
	"POST /verify", "POST /verify/{no}/{seq}/{kind}", "POST /desk/seals/{id}/{deed}", "POST /pay/trial", "POST /keeper/exchange",
	"POST /apply/{draft}/about", "POST /items/{code}/apply", "POST /cases/{no}/supplement", "POST /cases/{no}/bringPending", "POST /cases/{no}/keep", "POST /cases/{no}/unkeep",
	"POST /desk/ratings/{no}", "POST /desk/ratings/{no}/judge", "POST /desk/calendar/{id}/{end}", "POST /keeper/calls/{call}/{annex}/{unit}/judgment",
	// No device here is paired: web/portal/kiosk_test.go.
	"POST /kiosk/end", "POST /kiosk/stay", "POST /kiosk/track", "POST /kiosk/items/{code}/apply", "POST /kiosk/items/{code}/questions",
	"POST /kiosk/apply/{draft}/who", "POST /kiosk/apply/{draft}/about", "POST /kiosk/apply/{draft}/delivery", "POST /kiosk/apply/{draft}/form/{part}",
	"POST /kiosk/apply/{draft}/materials/{material}", "POST /kiosk/apply/{draft}/check", "POST /kiosk/cases/{no}/supplement", "POST /kiosk/cases/{no}/bringPending",

	"POST /desk/admin/jobs/{id}/revive", "POST /desk/messages/sent/{id}", "POST /desk/phrases/drop", "POST /desk/views/drop",
}

// everyFormStands: whatever can be sent is sent by a form on some page; nothing is to be done through
// the interface alone. The bank's word alone comes from a server.
func (s *sweep) everyFormStands() {
	s.t.Helper()
	for _, p := range shownElsewhere {
		if !slices.Contains(web.Patterns(s.config), p) {
			s.t.Errorf("%s is said to stand elsewhere, and nothing answers to it", p)
		}
	}
	for _, p := range web.Patterns(s.config) {
		if !strings.HasPrefix(p, "POST ") || strings.HasPrefix(p, "POST /api/") || p == "POST /payments/{provider}" {
			continue
		}
		if elsewhere := slices.Contains(shownElsewhere, p); s.forms[p] == elsewhere {
			s.t.Errorf("%s: a form for it stands on a page: %v", p, s.forms[p])
		}
	}
}

// TestApplicantsActsHaveForms: whatever the table of rights gives an applicant he can send from a page of
// his own; that each is offered there when it can be done, the scenarios prove that are played over HTTP.
func TestApplicantsActsHaveForms(t *testing.T) {
	own := map[org.Act]string{org.Draft: "POST /apply/{draft}/who", org.Submit: "POST /apply/{draft}/check", org.PayFee: "GET /cases/{no}/pay/go"}
	patterns := web.Patterns(web.Config{Hall: testkit.Demo(t, testkit.SQLite(t)).Hall, Key: make([]byte, 32)})
	for _, act := range district.Acts(org.ByApplicant) {
		if p := cmp.Or(own[act], "POST /cases/{no}/"+string(act)); !slices.Contains(patterns, p) {
			t.Errorf("%s: nothing answers %s", act, p)
		}
	}
}
