package desk

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/casework"
)

// routes are all pages of the room but sign-in; NO stands for a case.
var routes = []struct{ method, path string }{
	{"GET", "/desk"}, {"GET", "/desk/cases?no=1"}, {"GET", "/desk/cases/NO"}, {"GET", "/desk/cases/NO/receipt"},
	{"GET", "/desk/cases/NO/files/x"}, {"GET", "/desk/cases/NO/accept"}, {"POST", "/desk/cases/NO/accept"},
	{"GET", "/desk/receive"}, {"GET", "/desk/receive/" + house}, {"POST", "/desk/receive/" + house},
}

func TestSignedOutGoesToSignIn(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	for _, r := range routes {
		c, path := w.as(""), strings.ReplaceAll(r.path, "NO", no)
		c.token = "any"
		var a reply
		if r.method == "GET" {
			a = c.get(path)
		} else {
			a = c.post(path, "seen", "1", "opinion", "x")
		}
		if a.is(http.StatusSeeOther); !strings.HasPrefix(a.to(), "/desk/sign-in?next=%2Fdesk") {
			t.Errorf("%s %s leads to %s", r.method, path, a.to())
		}
	}
	if w.record(no).Version != 1 {
		t.Error("somebody unknown has acted")
	}
}

// Whoever has left the staff is signed out, whatever his session says.
func TestStrangersSessionIsNobody(t *testing.T) {
	newWorld(t).as("lw999").get("/desk").is(http.StatusSeeOther)
}

func TestNoPostWithoutToken(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	for _, path := range []string{"/desk/cases/" + no + "/accept", "/desk/receive/" + house, "/desk/sign-in", "/desk/sign-out"} {
		c := w.as(acceptor)
		c.token = "forged"
		c.post(path, append(filing("k"), "seen", "1", "opinion", "x")...).is(http.StatusForbidden)
	}
	stolen := w.as(acceptor)
	stolen.token = w.as(reviewer).tokenOf("/desk")
	stolen.post("/desk/cases/"+no+"/accept", "seen", "1", "opinion", "x").is(http.StatusForbidden)
	if w.record(no).State() != casework.Received {
		t.Error("a forged form was taken")
	}
}

// tokenOf fetches a page for its form token.
func (c *clerk) tokenOf(path string) string {
	c.get(path)
	return c.token
}

func TestUserOnTheBar(t *testing.T) {
	w := newWorld(t)
	w.as("lw301").get("/desk").is(http.StatusOK, "金晓东", "受理岗、审核岗、制证岗", "永中市场监管所")
	w.as("lw301").get("/desk?lang=en").is(http.StatusOK, "Jin Xiaodong", "Acceptance, Review, Issuing")
	w.as(reviewer).get("/desk").not("/desk/receive")
	w.as(acceptor).get("/desk").is(http.StatusOK, "/desk/receive")
}

func TestShortDay(t *testing.T) {
	d := newWorld(t).desk()
	for want, on := range map[string]string{"03-09": "2026-03-09", "2025-12-31": "2025-12-31", "": ""} {
		if got := d.shortDay(date(on)); got != want {
			t.Errorf("%q: %q, want %q", on, got, want)
		}
	}
}
