package portal

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"yimen/app"
	"yimen/web/ui"
)

func TestTrack(t *testing.T) {
	w := newWorld(t)
	no, code := w.submitted(w.linked())
	w.http = newBrowser()
	try := func(no, code string) page { return w.post("/track", "/track", url.Values{"no": {no}, "code": {code}}) }
	wrong := try(no, other(code)).ok(http.StatusUnprocessableEntity, "办件编号或者查询密码不正确", `value="`+no+`"`).not(`value="` + other(code))
	unknown := try(no[:20]+"9", code).ok(http.StatusUnprocessableEntity, "办件编号或者查询密码不正确")
	if strip(wrong.body, no) != strip(unknown.body, no[:20]+"9") {
		t.Error("a wrong code and an unknown number can be told apart")
	}
	try("123", code).ok(http.StatusUnprocessableEntity, "办件编号或者查询密码不正确")
	try("", "").ok(http.StatusUnprocessableEntity, "请填写“办件编号”", "请填写“查询密码”")
	w.get("/cases/"+no).ok(http.StatusOK, "查询密码").not("林秀兰")
	if p := try(spacedNo(no), " "+code).ok(http.StatusOK, "已经收到"); p.path != "/cases/"+no || strings.Contains(p.path, code) {
		t.Errorf("the code leads to %s", p.path)
	}
	w.post("/cases/"+no, "/cases/"+no+"/leave", url.Values{}).ok(http.StatusOK)
	w.get("/cases/"+no).ok(http.StatusOK, "查询密码").not("林秀兰")
}

// other is a code that is not this one.
func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

// strip takes out what differs on any two pages: token and number.
func strip(body, no string) string {
	body = strings.ReplaceAll(body, no, "")
	for {
		before, after, ok := strings.Cut(body, `name="_token" value="`)
		if !ok {
			return body
		}
		_, after, _ = strings.Cut(after, `"`)
		body = before + after
	}
}

func TestGrant(t *testing.T) {
	w := newWorld(t)
	no, code := w.submitted(w.linked())
	p := w.hallPortal()
	p.site = w.site
	cookie := func(no string) *http.Cookie {
		rec := httptest.NewRecorder()
		p.grant(rec, httptest.NewRequest(http.MethodGet, "/", nil), no, code)
		return rec.Result().Cookies()[0]
	}
	open := func(c *http.Cookie, no string) bool {
		r := httptest.NewRequest(http.MethodGet, "/cases/"+no, nil)
		r.AddCookie(c)
		return p.granted(r, no, code)
	}
	good := cookie(no)
	if !open(good, no) || good.Path != "/cases/"+no || !good.HttpOnly {
		t.Fatalf("a fresh grant does not open its case: %+v", good)
	}
	forged := *good
	forged.Value = "zzzzzzzz" + good.Value[strings.Index(good.Value, "."):]
	if open(&forged, no) || open(cookie(no[:20]+"9"), no) || open(&http.Cookie{Name: grantCookie, Value: "x"}, no) {
		t.Error("a forged, foreign or broken grant opens the case")
	}
	was := code
	if code = "x" + code; open(good, no) {
		t.Error("a grant opens the case with another code")
	}
	code = was
	w.now.Add(grantLife.Milliseconds())
	if open(good, no) {
		t.Error("a grant of two hours ago opens the case")
	}
}

// TestGuessing: whoever guesses is stopped alone; many guesses ask everybody for more, and
// shut out nobody who knows it.
func TestGuessing(t *testing.T) {
	w := newWorld(t)
	no, code := w.submitted(w.linked())
	from := func(addr, code, last string) *httptest.ResponseRecorder {
		form := url.Values{"no": {no}, "code": {code}}
		if last != "" {
			form.Set("last", last)
		}
		r := httptest.NewRequest(http.MethodPost, "/track", nil)
		r.RemoteAddr = addr + ":4000"
		r.PostForm = form
		rec := httptest.NewRecorder()
		if err := w.portal.openCase(rec, r); err != nil {
			w.site.Fail(rec, r, err)
		}
		return rec
	}
	for range app.PairBurst {
		if got := from("10.0.0.1", other(code), "").Code; got != http.StatusUnprocessableEntity {
			t.Fatalf("a wrong code gives %d", got)
		}
	}
	stopped := from("10.0.0.1", code, "")
	if stopped.Code != http.StatusTooManyRequests || stopped.Header().Get("Retry-After") == "" {
		t.Fatalf("after %d wrong codes the next try gives %d", app.PairBurst, stopped.Code)
	}
	if got := from("10.0.0.2", code, "").Code; got != http.StatusSeeOther {
		t.Errorf("somebody else with the right code gets %d", got)
	}
	w.now.Add(app.PairEvery.Milliseconds())
	if got := from("10.0.0.1", code, "").Code; got != http.StatusSeeOther {
		t.Errorf("after waiting the right code gets %d", got)
	}
	for i := range app.NumberBurst {
		from("10.0.1."+string(rune('0'+i%10))+string(rune('0'+i/10)), other(code), "")
	}
	doubtful := from("10.0.0.3", code, "")
	if doubtful.Code != http.StatusUnprocessableEntity || !strings.Contains(doubtful.Body.String(), "证件号码后四位") {
		t.Errorf("a number under attack opens by its code alone: %d", doubtful.Code)
	}
	if got := from("10.0.0.4", code, "0000").Code; got != http.StatusUnprocessableEntity {
		t.Errorf("with the wrong end of the document it gives %d", got)
	}
	if got := from("10.0.0.5", code, "4127").Code; got != http.StatusSeeOther {
		t.Errorf("the applicant himself gets %d", got)
	}
}

func TestAddressOf(t *testing.T) {
	for remote, want := range map[string]string{
		"10.0.0.1:80":             "10.0.0.1",
		"[2001:db8:1:2:3::4]:443": "2001:db8:1:2::",
		"[2001:db8:1:2:9::9]:443": "2001:db8:1:2::",
		"[::ffff:10.0.0.1]:80":    "::ffff:10.0.0.1",
		"strange":                 "strange",
	} {
		if got := ui.Address(&http.Request{RemoteAddr: remote}); got != want {
			t.Errorf("%s: %s, want %s", remote, got, want)
		}
	}
}
