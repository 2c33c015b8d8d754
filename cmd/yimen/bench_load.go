package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
)

// benchLoad is the clerks at their browsers.
type benchLoad struct {
	base   string
	clerks map[org.Post]*clerk
	units  []string // communities, taken in turn

	next atomic.Int64

	mu sync.Mutex
	benchTally
}

// clerk is one signed-in browser; several cases pass through it at once.
type clerk struct {
	http    *http.Client
	token   string
	cookies string // as they are sent
}

var tokenField = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func newBenchLoad(ctx context.Context, base string) (*benchLoad, error) {
	l := &benchLoad{base: base, clerks: map[org.Post]*clerk{}, benchTally: newTally()}
	for _, s := range benchStaff {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		c := &clerk{http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		}}}
		if err := c.signIn(ctx, base, s.no); err != nil {
			return nil, fmt.Errorf("sign-in of %s: %w", s.no, err)
		}
		l.clerks[s.post] = c
	}
	return l, l.readUnits(ctx)
}

// signIn waits for the server, signs in and keeps a form token.
func (c *clerk) signIn(ctx context.Context, base, no string) error {
	page := base + "/desk/sign-in"
	var err error
	for range 200 {
		if err = c.fetchToken(ctx, page); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err != nil {
		return err
	}
	where, err := c.post(ctx, page, url.Values{"login": {no}, "password": {app.DemoPassword}})
	if err != nil {
		return err
	}
	if strings.Contains(where, "sign-in") {
		return errors.New("refused")
	}
	if err := c.fetchToken(ctx, base+"/desk"); err != nil {
		return err
	}
	return c.keepCookies(base + "/desk/cases")
}

// keepCookies writes down what the browser sends with every act.
func (c *clerk) keepCookies(page string) error {
	at, err := url.Parse(page)
	if err != nil {
		return err
	}
	var pairs []string
	for _, cookie := range c.http.Jar.Cookies(at) {
		pairs = append(pairs, cookie.String())
	}
	c.cookies = strings.Join(pairs, "; ")
	return nil
}

func (c *clerk) fetchToken(ctx context.Context, page string) error {
	body, err := c.get(ctx, page)
	if err != nil {
		return err
	}
	found := tokenField.FindStringSubmatch(body)
	if found == nil {
		return errors.New(page + " has no form")
	}
	c.token = found[1]
	return nil
}

func (c *clerk) get(ctx context.Context, page string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return "", err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return string(body), err
}

// post sends a form and returns where the answer leads; anything but 303 is an error.
func (c *clerk) post(ctx context.Context, page string, form url.Values) (string, error) {
	form.Set("_token", c.token)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, page, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	if res.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s: %s: %.600s", page, res.Status, body)
	}
	return res.Header.Get("Location"), nil
}

// run plays cases with so many clerks at once until the time is over.
func (l *benchLoad) run(ctx context.Context, clients int, long time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			t := newTally()
			for ctx.Err() == nil && t.failed < mostFailures {
				l.lives(ctx, &t)
			}
			l.mu.Lock()
			defer l.mu.Unlock()
			l.add(t)
		})
	}
	all.Wait()
}

// mostFailures ends the load of a clerk: something is wrong with the server.
const mostFailures = 100

// lives plays cases over one connection until an act fails or the time is over.
func (l *benchLoad) lives(ctx context.Context, t *benchTally) {
	host := strings.TrimPrefix(l.base, "http://")
	w, err := dial(host)
	if err != nil {
		t.fail(err)
		return
	}
	defer w.conn.Close()
	for ctx.Err() == nil {
		if err := l.life(w, t); err != nil {
			t.fail(err)
			return
		}
	}
}

// life plays one case.
func (l *benchLoad) life(w *wire, t *benchTally) error {
	n := l.next.Add(1)
	where, err := l.act(w, t, benchRoad[0], "/desk/receive/"+benchItem(int(n)), benchFiling(l.units[int(n)%len(l.units)], n))
	if err != nil {
		return err
	}
	no := caseOf(where)
	for seen, step := range benchRoad[1:] {
		form := "&seen=" + strconv.Itoa(seen+1) + step.form
		if _, err := l.act(w, t, step, "/desk/cases/"+no+"/"+step.act, form); err != nil {
			return err
		}
	}
	t.finished = append(t.finished, no)
	return nil
}

// benchStep is one act of a case: by whom, and what is typed.
type benchStep struct {
	act  string
	post org.Post
	form string
}

// benchRoad is the acts of a case. The first brings its own form.
var benchRoad = []benchStep{
	{"receive", org.Acceptance, ""},
	{"accept", org.Acceptance, benchOpinion},
	{"pass", org.Review, benchOpinion},
	{"grant", org.Approval, benchOpinion},
	{"issue", org.Issuing, "&no=" + url.QueryEscape("证00001")},
	{"serve", org.Issuing, "&mode=direct&receiver=" + url.QueryEscape("张三")},
}

var benchOpinion = "&opinion=" + url.QueryEscape("材料齐全，符合法定条件。")

// benchFiling is what the counter types for one case: 2 KB of form, three materials.
func benchFiling(unit string, n int64) string {
	return benchTyped + "&key=" + store.NewCode() + "&acceptUnit=" + unit + "&form.place=" + url.QueryEscape("永中街道第"+strconv.FormatInt(n, 10)+"号")
}

var benchTyped = "&" + url.Values{
	"channel":        {"counter"},
	"applicant.name": {"张三"}, "applicant.idType": {"111"}, "applicant.id": {"33030319900101001X"}, "applicant.phone": {"13800000001"},
	"form.reason": {benchReason},
	"material.m1": {"original"}, "material.m2": {"original"}, "material.m3": {"copy"},
}.Encode()

// act sends one act and notes how long the answer took.
func (l *benchLoad) act(w *wire, t *benchTally, step benchStep, path, form string) (where string, err error) {
	who := l.clerks[step.post]
	began := time.Now()
	where, err = w.post(who, path, "_token="+who.token+form)
	t.times[step.act] = append(t.times[step.act], time.Since(began))
	return where, err
}

func (l *benchLoad) done() (lives, failed int) { return len(l.finished), l.failed }

func (l *benchLoad) firstError() error { return l.first }

// histories reads the facts of finished cases, one after another.
func (l *benchLoad) histories(ctx context.Context, hall *app.Hall) (percentile, error) {
	var times []time.Duration
	for _, no := range l.finished[:min(len(l.finished), 500)] {
		rec, err := hall.Store.CaseByNo(ctx, no)
		if err != nil {
			return percentile{}, err
		}
		began := time.Now()
		if _, err := hall.Store.Facts(ctx, rec.ID); err != nil {
			return percentile{}, err
		}
		times = append(times, time.Since(began))
	}
	return percentilesOf(times), nil
}

var unitOption = regexp.MustCompile(`value="(330303\d{6})"`)

// readUnits takes the communities that the counter page offers.
func (l *benchLoad) readUnits(ctx context.Context) error {
	page, err := l.clerks[org.Acceptance].get(ctx, l.base+"/desk/receive/"+benchItem(0))
	if err != nil {
		return err
	}
	for _, m := range unitOption.FindAllStringSubmatch(page, -1) {
		l.units = append(l.units, m[1])
	}
	if len(l.units) == 0 {
		return errors.New("the counter page offers no community")
	}
	return nil
}
