package api_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
)

// sent sends a request as it is, past the document.
func (c *client) sent(method, path, body string, header ...string) answer {
	c.t.Helper()
	r, err := http.NewRequest(method, c.server.URL+path, strings.NewReader(body))
	must(c.t, err)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(r)
	must(c.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(c.t, err)
	return answer{status: res.StatusCode, header: res.Header, raw: raw}
}

func TestWhoMayWhat(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	c := serve(t, w)
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
	ctx := context.Background()
	clerk := w.Doers(rec, "accept")[0].No
	secret := func(staff string, until int, scopes ...string) (string, store.Token) {
		tok := store.Token{Name: "x", Staff: staff, Scopes: scopes, PerMinute: 1000}
		if until != 0 {
			tok.Until = w.Today().Add(until)
		}
		s, made, err := w.NewToken(ctx, tok)
		must(t, err)
		return s, made
	}
	reader, _ := secret(clerk, 0, app.MayRead)
	foreign, _ := secret("330303-mzj-sp", 0, app.MayRead, app.MayAct)
	front, _ := secret("", 0, app.MayApply)
	revoked, made := secret(clerk, 0, app.MayRead)
	must(t, w.RevokeToken(ctx, made.ID))
	path := "/api/cases/" + rec.No
	for _, x := range []struct {
		name, method, path, body string
		status                   int
		header                   []string
	}{
		{"nobody", "GET", path, "", 401, nil},
		{"a reader", "GET", path, "", 200, []string{"Authorization", "Bearer " + reader}},
		{"a revoked token", "GET", path, "", 401, []string{"Authorization", "Bearer " + revoked}},
		{"a made-up token", "GET", path, "", 401, []string{"Authorization", "Bearer yimen_x"}},
		{"another scheme", "GET", path, "", 401, []string{"Authorization", "Basic eDp5"}},
		{"a token of nobody", "GET", path, "", 403, []string{"Authorization", "Bearer " + front}},
		{"staff of another body", "GET", path, "", 403, []string{"Authorization", "Bearer " + foreign}},
		{"a reader's act", "POST", path + "/acts/accept", `{"opinion":"x"}`, 403, []string{"Authorization", "Bearer " + reader, "If-Match", `"1"`}},
		{"a stranger's act", "POST", path + "/acts/accept", `{"opinion":"x"}`, 403, []string{"Authorization", "Bearer " + foreign, "If-Match", fmt.Sprintf(`"%d"`, rec.Version)}},
		{"a reader's queue", "GET", "/api/queue", "", 403, []string{"Authorization", "Bearer " + reader}},
		{"the code", "GET", path, "", 200, []string{"Query-Code", rec.Query}},
		{"a wrong code", "GET", path, "", 422, []string{"Query-Code", "00000x"}},
		{"no such case", "GET", "/api/cases/330303000202603020000", "", 422, []string{"Query-Code", rec.Query}},
		{"the applicant's act as staff", "POST", path + "/acts/accept", `{"opinion":"x"}`, 401, []string{"Query-Code", rec.Query, "If-Match", `"1"`}},
		{"an act nobody knows", "POST", path + "/acts/steal", `{}`, 404, nil},
		{"a broken tag", "POST", path + "/applicant/withdraw", `{}`, 400, []string{"Query-Code", rec.Query, "If-Match", "2"}},
	} {
		got := c.sent(x.method, x.path, x.body, x.header...)
		if got.status != x.status {
			t.Errorf("%s: %d, want %d: %s", x.name, got.status, x.status, got.raw)
		}
		if got.status >= 400 && got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: the error is %s", x.name, got.header.Get("Content-Type"))
		}
	}
	if got := c.sent("GET", path, ""); got.header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("401 does not say how to sign in: %v", got.header)
	}
	readings, err := w.Store.Readings(ctx, rec.ID)
	must(t, err)
	if len(readings) == 0 || readings[0].Staff != clerk {
		t.Errorf("a read by a token is logged as %v", readings)
	}
	ends, _ := secret(clerk, 1, app.MayRead)
	w.Clock.Set(w.Today().Add(2).At(9, 0))
	if got := c.sent("GET", path, "", "Authorization", "Bearer "+ends); got.status != 401 {
		t.Errorf("a token past its last day: %d", got.status)
	}
}

// Wrong tokens and codes are counted; a token is held to its requests a minute.
func TestLimits(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	c := serve(t, w)
	slow, _, err := w.NewToken(context.Background(), store.Token{Name: "x", Scopes: []string{app.MayApply}, PerMinute: 3})
	must(t, err)
	last := 0
	for range 4 {
		got := c.sent("GET", "/api/items?limit=1", "", "Authorization", "Bearer "+slow)
		if last = got.status; last == 429 && got.header.Get("Retry-After") == "" {
			t.Error("429 does not say when to come back")
		}
	}
	if last != 429 {
		t.Errorf("the fourth request of a token of three a minute: %d", last)
	}
	w.Clock.Set(w.Now() + 60_000)
	if got := c.sent("GET", "/api/items?limit=1", "", "Authorization", "Bearer "+slow); got.status != 200 {
		t.Errorf("a minute later: %d", got.status)
	}
	for range 20 {
		c.sent("GET", "/api/items", "", "Authorization", "Bearer yimen_guess")
	}
	if got := c.sent("GET", "/api/items", "", "Authorization", "Bearer yimen_guess"); got.status != 429 {
		t.Errorf("the twenty-first wrong token: %d", got.status)
	}
	if got := c.sent("GET", "/api/items", ""); got.status != 200 {
		t.Errorf("others behind the same address, without a token: %d", got.status)
	}
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
	for range 5 {
		c.sent("GET", "/api/cases/"+rec.No, "", "Query-Code", "000000x")
	}
	if got := c.sent("GET", "/api/cases/"+rec.No, "", "Query-Code", rec.Query); got.status != 429 {
		t.Errorf("after five wrong codes: %d", got.status)
	}
}

// aboutRequest is the number of a request in a problem: random letters.
var aboutRequest = regexp.MustCompile(`urn:yimen:request:[a-z2-7]+`)

// Every operation refuses fields and queries it does not know, in both languages, and no error
// leaks what is inside.
func TestErrorsSayNoMoreThanTheyShould(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	c := serve(t, w)
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
	clerk := token(t, w, w.Doers(rec, "accept")[0].No, app.Scopes...)
	seen := 0
	for path, item := range c.doc["paths"].(map[string]any) {
		for method, raw := range item.(map[string]any) {
			op := raw.(map[string]any)
			address := "/api" + strings.NewReplacer("{no}", rec.No, "{code}", testkit.Felling, "{year}", "2026", "{version}", "1", "{seq}", "1",
				"{draft}", "x", "{material}", "m1", "{name}", "x.pdf", "{id}", "x", "{kind}", "x").Replace(path)
			for _, lang := range []string{"zh", "en"} {
				head := []string{"Accept-Language", lang, "Authorization", "Bearer " + clerk, "If-Match", fmt.Sprintf(`"%d"`, rec.Version)}
				if strings.Contains(path, "/applicant/") || strings.HasPrefix(path, "/cases/{no}/materials") {
					head = append(head[:2:2], "Query-Code", rec.Query, "If-Match", fmt.Sprintf(`"%d"`, rec.Version))
				}
				body, query := "", "?strange=1"
				if request, _ := op["requestBody"].(map[string]any); request != nil && request["content"].(map[string]any)["application/json"] != nil {
					body, query = `{"nobodyKnowsThis": "DROP TABLE"}`, ""
				}
				got := c.sent(strings.ToUpper(method), address+query, body, head...)
				if got.status < 400 || got.status >= 500 {
					t.Errorf("%s %s with what it does not know: %d %s", method, path, got.status, got.raw)
				}
				said := aboutRequest.ReplaceAllString(string(got.raw), "") // chance may spell any word there
				for _, leak := range []string{"SELECT", "INSERT", "sql", "goroutine", ".go:", "panic", "DROP TABLE", "expected", "unexpected"} {
					if strings.Contains(said, leak) {
						t.Errorf("%s %s leaks %q: %s", method, path, leak, got.raw)
					}
				}
				seen++
			}
		}
	}
	if seen < 120 {
		t.Errorf("only %d requests were tried", seen)
	}
	for _, bad := range []string{`{`, `[]`, `{"item":5}`, strings.Repeat("x", 3<<20)} {
		got := c.sent("POST", "/api/cases", bad, "Authorization", "Bearer "+clerk)
		if got.status < 400 || got.status >= 500 || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.20q: %d %s", bad, got.status, got.raw[:min(len(got.raw), 200)])
		}
	}
}

// An Idempotency-Key makes one case, and is no way to read another's.
func TestAKeyIsForOneApplication(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	c := serve(t, w)
	front := c.with(token(t, w, "", app.MayApply), "")
	sent := func(place string) args {
		return args{"Idempotency-Key": "k1", "body": map[string]any{"item": testkit.Felling, "acceptUnit": testkit.Community,
			"materials": []any{map[string]any{"code": "m1", "how": "original", "count": 1}, map[string]any{"code": "m2", "how": "copy", "count": 1}},
			"applicant": map[string]any{"name": "陈喆玥", "idType": "111", "id": testkit.Resident.ID, "phone": "13800000000"},
			"form":      map[string]any{"place": place}}}
	}
	first := front.call("apply", sent("永昌社区")).want(t, 201)
	if again := front.call("apply", sent("永昌社区")).want(t, 201); again.text("no") != first.text("no") {
		t.Errorf("sent again it is %s, not %s", again.text("no"), first.text("no"))
	}
	if other := front.call("apply", sent("另一处")).want(t, 422); other.text("code") != "keyReused" {
		t.Errorf("the key with another application: %s", other.raw)
	}
}

// What came by fax is no original, whoever takes it in: the refusal names each paper and says so.
func TestAnOriginalByFaxIsRefused(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	front := serve(t, w).with(token(t, w, "330303001012-sl", app.MayApply), "")
	sent := func(how string) args {
		return args{"body": map[string]any{"item": testkit.Firm, "channel": "fax", "acceptUnit": testkit.Community,
			"materials": []any{map[string]any{"code": "m1", "how": how, "count": 1}},
			"applicant": map[string]any{"name": "陈喆玥", "idType": "111", "id": testkit.Resident.ID, "phone": "13800000000"},
			"form":      map[string]any{"place": "永昌社区1号"}}}
	}
	refused := front.call("apply", sent("original")).want(t, 422)
	errs := refused.at("errors").([]any)
	if len(errs) != 1 {
		t.Fatalf("refused for %v", errs)
	}
	one := errs[0].(map[string]any)
	if says, _ := one["detail"].(string); one["field"] != "material.m1" || one["code"] != "remoteOriginal" || !strings.Contains(says, "传来的不是原件") {
		t.Errorf("refused for %v", one)
	}
	front.call("apply", sent("copy")).want(t, 201)
}
