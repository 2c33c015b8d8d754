package ui

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// again reads the form that a page offers to send once more.
func again(t *testing.T, page string) url.Values {
	t.Helper()
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		v.Add(m[1], m[2])
	}
	return v
}

// TestKeptSignedOut: what somebody sends after his session ended is kept until he has signed in again;
// somebody else at the same browser can't send it for him, and no other browser gets it to see.
func TestKeptSignedOut(t *testing.T) {
	w := newWorld(t)
	w.user = &User{ID: "u1"}
	token, cookie := w.ticket(t)
	typed := url.Values{TokenField: {token}, "opinion": {"同意"}, "kind": {"a", "b"}}
	w.user = nil
	if res := w.do("POST", "/desk/own", typed.Encode()); res.StatusCode != http.StatusSeeOther {
		t.Errorf("from another browser: %d", res.StatusCode)
	}
	secret := url.Values{TokenField: {token}, "newPassword": {"一道门"}}
	if res := w.do("POST", "/desk/own", secret.Encode(), with(cookie)); res.StatusCode != http.StatusSeeOther {
		t.Errorf("with a password: %d", res.StatusCode)
	}
	res := w.do("POST", "/desk/own", typed.Encode(), with(cookie))
	page := text(t, res)
	if res.StatusCode != http.StatusUnauthorized || !strings.Contains(page, `action="/desk/own"`) || !strings.Contains(page, `href="/desk/sign-in"`) {
		t.Fatalf("%d %s", res.StatusCode, page)
	}
	sent := again(t, page)
	if sent.Encode() != typed.Encode() {
		t.Errorf("kept %v, typed %v", sent, typed)
	}
	w.user = &User{ID: "u2"}
	if res := w.do("POST", "/desk/own", sent.Encode(), with(cookie)); res.StatusCode != http.StatusForbidden {
		t.Errorf("sent by somebody else: %d", res.StatusCode)
	}
	w.user = &User{ID: "u1"}
	if res := w.do("POST", "/desk/own", sent.Encode(), with(cookie)); res.StatusCode != http.StatusSeeOther || w.got.Get("opinion") != "同意" || len(w.got.All("kind")) != 2 {
		t.Errorf("sent again: %d %v", res.StatusCode, w.got.Values)
	}
}

// TestKeptChanged: a page opened before somebody signed in can be sent again as who he is now.
func TestKeptChanged(t *testing.T) {
	w := newWorld(t)
	token, cookie := w.ticket(t)
	w.user = &User{ID: "u1"}
	res := w.do("POST", "/form", url.Values{TokenField: {token}, "name": {"林芳"}}.Encode(), with(cookie))
	page := text(t, res)
	sent := again(t, page)
	if res.StatusCode != http.StatusForbidden || sent.Get("name") != "林芳" || sent.Get(TokenField) == token {
		t.Fatalf("%d %v", res.StatusCode, sent)
	}
	if res := w.do("POST", "/form", sent.Encode(), with(cookie)); res.StatusCode != http.StatusSeeOther || w.got.Get("name") != "林芳" {
		t.Errorf("sent again: %d %v", res.StatusCode, w.got.Values)
	}
}

// TestKeptResident: on the portal, a resident's own sign-in.
func TestKeptResident(t *testing.T) {
	w := newWorld(t)
	w.Citizen = func(*http.Request) *Citizen { return &Citizen{ID: 7} }
	token, cookie := w.ticket(t)
	w.Citizen = nil
	res := w.do("POST", "/form", url.Values{TokenField: {token}, "name": {"林芳"}}.Encode(), with(cookie))
	if page := text(t, res); res.StatusCode != http.StatusUnauthorized || !strings.Contains(page, `href="/account/sign-in"`) || again(t, page).Get(TokenField) != token {
		t.Errorf("%d %s", res.StatusCode, page)
	}
}

// TestKeptFiles: files are named, to be chosen again; the rest is kept.
func TestKeptFiles(t *testing.T) {
	w := newWorld(t)
	w.user = &User{ID: "u1"}
	token, cookie := w.ticket(t)
	w.user = nil
	var buf bytes.Buffer
	m := multipart.NewWriter(&buf)
	for _, f := range [][2]string{{TokenField, token}, {"name", "林芳"}} {
		if err := m.WriteField(f[0], f[1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"户口簿.pdf", ""} {
		part, err := m.CreateFormFile("scan", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(bytes.Repeat([]byte("x"), 2<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	res := w.do("POST", "/desk/own", buf.String(), with(cookie), header("Content-Type", m.FormDataContentType()))
	page := text(t, res)
	if sent := again(t, page); res.StatusCode != http.StatusUnauthorized || sent.Get("name") != "林芳" || !strings.Contains(page, "户口簿.pdf") || len(again(t, page)) != 2 || len(page) > 20<<10 {
		t.Errorf("%d %s", res.StatusCode, page)
	}
}
