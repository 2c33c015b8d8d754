package desk

import (
	"net/http"
	"testing"

	"yimen/app"
)

func (w *world) signIn(login, password string, more ...string) (*clerk, reply) {
	w.t.Helper()
	c := w.as("")
	c.get("/desk/sign-in").is(http.StatusOK)
	return c, c.post("/desk/sign-in", append([]string{"login", login, "password", password}, more...)...)
}

func TestSignIn(t *testing.T) {
	w := newWorld(t)
	c, a := w.signIn(acceptor, app.DemoPassword, "next", "/desk/cases/330303200260302000001?act=deny")
	if a.is(http.StatusSeeOther); a.to() != "/desk/cases/330303200260302000001?act=deny" {
		t.Errorf("leads to %s", a.to())
	}
	c.token = ""
	c.get("/desk").is(http.StatusOK, "陈晓燕", "我的待办")
	c.post("/desk/sign-out").is(http.StatusSeeOther)
	c.get("/desk").is(http.StatusSeeOther)
}

// A session ends with the working day by the hall's clock, whatever the machine's clock says.
func TestSignInLastsAWorkingDay(t *testing.T) {
	w := newWorld(t)
	w.set(2031, 3, 3, 8, 0)
	c, _ := w.signIn(acceptor, app.DemoPassword)
	end := 8 + int(w.sessions.Lifetime.Hours())
	w.set(2031, 3, 3, end-1, 59)
	c.get("/desk").is(http.StatusOK)
	w.set(2031, 3, 3, end, 1)
	c.get("/desk").is(http.StatusSeeOther)
}

// A session token that somebody planted before the sign-in is worth nothing after it.
func TestSignInRenewsTheToken(t *testing.T) {
	w := newWorld(t)
	c := w.as(reviewer)
	planted := c.cookies["yimen"]
	c.get("/desk/sign-in")
	c.post("/desk/sign-in", "login", acceptor, "password", app.DemoPassword).is(http.StatusSeeOther)
	if c.cookies["yimen"] == planted {
		t.Error("the token stayed")
	}
	old := w.as("")
	old.cookies["yimen"] = planted
	old.get("/desk").is(http.StatusSeeOther)
}

func TestSignInRefused(t *testing.T) {
	w := newWorld(t)
	for _, who := range []string{acceptor, "lw999"} {
		_, a := w.signIn(who, "wrong-password")
		a.is(http.StatusUnprocessableEntity, "工号或者密码不正确", `value="`+who+`"`).not("wrong-password")
	}
	_, a := w.signIn("", "", "next", "/desk")
	a.is(http.StatusUnprocessableEntity, "请填写“工号”", "请填写“密码”")
	_, a = w.signIn(acceptor, app.DemoPassword, "role", "administrator")
	a.is(http.StatusUnprocessableEntity, "role")
}

func TestSignInTooOften(t *testing.T) {
	w := newWorld(t)
	for range 8 {
		_, a := w.signIn(acceptor, "wrong")
		a.is(http.StatusUnprocessableEntity)
	}
	_, a := w.signIn(acceptor, app.DemoPassword)
	a.is(http.StatusTooManyRequests, "15 分钟")
	_, a = w.signIn(reviewer, app.DemoPassword) // others behind the same address may
	a.is(http.StatusSeeOther)
}

// A sign-in leads to pages of the staff only.
func TestSignInLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"": "/desk", "/desk": "/desk", "/desk/receive?q=a": "/desk/receive?q=a", "/board/centres": "/board/centres",
		"https://evil.example/desk": "/desk", "//evil.example/desk": "/desk", `/desk\..\evil`: "/desk", "/deskevil": "/desk",
		"javascript:alert(1)": "/desk", "/desk/sign-out": "/desk", "/": "/desk", "%": "/desk",
	} {
		if got := ownPage(next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}

func TestDemoAccountsAreHelpOfADemonstrationOnly(t *testing.T) {
	w := newWorld(t)
	w.as("").get("/desk/sign-in").is(http.StatusOK, app.DemoPassword, "lw101 陈晓燕", "lw801 沈清")
	w.as("").get("/desk/sign-in?lang=en").is(http.StatusOK, "lw101 Chen Xiaoyan", "Acceptance")
	w.demo = false
	w.serve()
	w.as("").get("/desk/sign-in").is(http.StatusOK).not(app.DemoPassword, "lw101")
}
