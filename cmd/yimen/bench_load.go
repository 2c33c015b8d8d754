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
	"slices"
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

	mu       sync.Mutex
	times    map[string][]time.Duration
	finished []string // case numbers
	failed   int
	first    error
}

// clerk is one signed-in browser; several cases pass through it at once.
type clerk struct {
	http  *http.Client
	token string
}

var tokenField = regexp.MustCompile(`name="_token" value="([^"]+)"`)

func newBenchLoad(ctx context.Context, base string) (*benchLoad, error) {
	l := &benchLoad{base: base, clerks: map[org.Post]*clerk{}, times: map[string][]time.Duration{}}
	transport := &http.Transport{MaxIdleConnsPerHost: 1000, MaxConnsPerHost: 1000}
	for _, s := range benchStaff {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		c := &clerk{http: &http.Client{Jar: jar, Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
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
	return c.fetchToken(ctx, base+"/desk")
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
			for ctx.Err() == nil {
				l.life(context.WithoutCancel(ctx))
			}
		})
	}
	all.Wait()
}

// life plays one case.
func (l *benchLoad) life(ctx context.Context) {
	n := l.next.Add(1)
	unit := l.units[int(n)%len(l.units)]
	no := ""
	act := func(name string, post org.Post, path string, form url.Values) bool {
		began := time.Now()
		where, err := l.clerks[post].post(ctx, l.base+path, form)
		took := time.Since(began)
		l.mu.Lock()
		defer l.mu.Unlock()
		if err != nil {
			l.failed++
			l.first = errors.Join(l.first, err)
			if l.failed > 1 {
				l.first = errors.Unwrap(l.first)
			}
			return false
		}
		l.times[name] = append(l.times[name], took)
		if no == "" {
			no = strings.TrimPrefix(where[strings.LastIndex(where, "/cases/"):], "/cases/")
			no, _, _ = strings.Cut(no, "/")
			no, _, _ = strings.Cut(no, "?")
		}
		return true
	}
	at := func(name string) string { return "/desk/cases/" + no + "/" + name }
	seen := func(v int, more url.Values) url.Values { more.Set("seen", strconv.Itoa(v)); return more }
	opinion := func() url.Values { return url.Values{"opinion": {"材料齐全，符合法定条件。"}} }
	if act("receive", org.Acceptance, "/desk/receive/"+benchItem, benchFiling(unit, n)) &&
		act("accept", org.Acceptance, at("accept"), seen(1, opinion())) &&
		act("pass", org.Review, at("pass"), seen(2, opinion())) &&
		act("grant", org.Approval, at("grant"), seen(3, opinion())) &&
		act("issue", org.Issuing, at("issue"), seen(4, url.Values{"no": {"证" + strconv.FormatInt(n, 10)}})) &&
		act("serve", org.Issuing, at("serve"), seen(5, url.Values{"mode": {"direct"}, "receiver": {"张三"}})) {
		l.mu.Lock()
		l.finished = append(l.finished, no)
		l.mu.Unlock()
	}
}

// benchFiling is what the counter types for one case: 2 KB of form, three materials.
func benchFiling(unit string, n int64) url.Values {
	return url.Values{
		"key": {store.NewCode()}, "channel": {"counter"}, "acceptUnit": {unit},
		"applicant.name": {"张三"}, "applicant.idType": {"111"}, "applicant.id": {"33030319900101001X"}, "applicant.phone": {"13800000001"},
		"form.reason": {benchReason}, "form.place": {"永中街道第" + strconv.FormatInt(n, 10) + "号"},
		"material.m1": {"original"}, "material.m2": {"original"}, "material.m3": {"copy"},
	}
}

func (l *benchLoad) done() (lives, failed int) { return len(l.finished), l.failed }

func (l *benchLoad) firstError() error { return l.first }

// percentile is a distribution in milliseconds.
type percentile struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

func percentilesOf(times []time.Duration) percentile {
	if len(times) == 0 {
		return percentile{}
	}
	slices.Sort(times)
	at := func(q float64) float64 {
		return round(float64(times[min(len(times)-1, int(q*float64(len(times))))].Microseconds()) / 1000)
	}
	return percentile{at(0.50), at(0.95), at(0.99)}
}

func (l *benchLoad) percentiles() map[string]percentile {
	out := map[string]percentile{}
	for name, times := range l.times {
		out[name] = percentilesOf(times)
	}
	return out
}

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
	page, err := l.clerks[org.Acceptance].get(ctx, l.base+"/desk/receive/"+benchItem)
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
