package admin_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"yimen/app"
)

func (w *world) code(secret string) string {
	w.t.Helper()
	code, err := totp.GenerateCode(secret, time.UnixMilli(int64(w.Now())))
	must(w.t, err)
	return code
}

// begun has the second step of a browser's owner begun; it gives the secret and the codes.
func (b *browser) begun() (secret string, codes []string) {
	b.t.Helper()
	page := b.get("/desk/account/second").is(http.StatusOK, "data:image/png;base64", "密钥")
	secret = cut(page.text(), `class="key">`, "<")
	b.post("/desk/account/second", "password", "wrong", "code", b.code(secret)).is(http.StatusUnprocessableEntity, "现在的密码不正确", secret)
	b.post("/desk/account/second", "password", app.DemoPassword, "code", "12").is(http.StatusUnprocessableEntity, "验证码不正确", secret)
	done := b.post("/desk/account/second", "password", app.DemoPassword, "code", b.code(secret)).is(http.StatusOK, "恢复码", "一次性验证码已开通")
	for _, part := range strings.Split(done.text(), "<code>")[1:] {
		text, _, _ := strings.Cut(part, "<")
		codes = append(codes, text)
	}
	if len(codes) != 10 {
		b.t.Fatalf("recovery codes %v", codes)
	}
	b.get("/desk/account/second").is(http.StatusOK).not(codes[0], secret)
	return secret, codes
}

// With the second step begun the password alone opens nothing; the code, or a recovery code,
// does, once; an administrator lifts it with a reason.
func TestSecondStepPages(t *testing.T) {
	w := newWorld(t)
	secret, codes := w.as(reviewer).begun()
	step := func() *browser {
		b := &browser{world: w, cookies: map[string]string{}}
		b.get("/desk/sign-in")
		if to := b.post("/desk/sign-in", "login", reviewer, "password", app.DemoPassword, "next", "/desk/stand-ins").is(http.StatusSeeOther).to(); !strings.HasPrefix(to, "/desk/sign-in/second") {
			t.Fatalf("leads to %s", to)
		}
		b.token = ""
		b.get("/desk").is(http.StatusSeeOther)
		b.get("/desk/sign-in/second?next=/desk/stand-ins").is(http.StatusOK, "六位数字").not("data-passkey")
		return b
	}
	b := step()
	planted := b.cookies["yimen"]
	b.post("/desk/sign-in/second", "code", w.code(secret)).is(http.StatusUnprocessableEntity, "验证码不正确") // it began the second step
	w.Clock.Set(w.Now() + 30_000)
	if to := b.post("/desk/sign-in/second", "code", w.code(secret), "next", "/desk/stand-ins").is(http.StatusSeeOther).to(); to != "/desk/stand-ins" {
		t.Errorf("leads to %s", to)
	}
	b.token = ""
	b.get("/desk").is(http.StatusOK, "我的待办")
	if b.cookies["yimen"] == planted {
		t.Error("the token stayed")
	}
	b = step()
	b.post("/desk/sign-in/second", "code", codes[0]).is(http.StatusSeeOther)
	b = step()
	b.post("/desk/sign-in/second", "code", codes[0]).is(http.StatusUnprocessableEntity)
	w.Clock.Set(w.Now() + 6*60_000)
	if to := b.post("/desk/sign-in/second", "code", codes[1]).is(http.StatusSeeOther).to(); to != "/desk/sign-in" {
		t.Errorf("after its time it leads to %s", to)
	}
	nobody := &browser{world: w, cookies: map[string]string{}}
	if to := nobody.get("/desk/sign-in/second").is(http.StatusSeeOther).to(); to != "/desk/sign-in" {
		t.Errorf("nobody is led to %s", to)
	}
	a := w.as(admin)
	a.get("/desk/admin/staff/"+reviewer).is(http.StatusOK, "解除第二步验证")
	a.post("/desk/admin/staff/"+reviewer+"/second", "reason", "手机丢失").is(http.StatusSeeOther)
	w.as(reviewer).get("/desk").is(http.StatusOK)
	a.get("/desk/admin/history?code="+reviewer).is(http.StatusOK, "解除", "手机丢失")
}

// The settings may ask it of administrators: they see nothing else before they have begun it.
func TestSecondStepAskedFor(t *testing.T) {
	w := newWorld(t)
	w.Hall.Setup.Second = app.SecondForAdministrators
	w.as(reviewer).get("/desk").is(http.StatusOK)
	b := w.as(admin)
	if to := b.get("/desk/admin").is(http.StatusSeeOther).to(); to != "/desk/account/second" {
		t.Errorf("leads to %s", to)
	}
	b.get("/desk/account/second").is(http.StatusOK, "按设置，您须先开通")
	b.begun()
	b.get("/desk/admin").is(http.StatusOK)
	b.get("/desk/account/second?lang=en").is(http.StatusOK, "10 recovery codes left").not("second.")
	b.post("/desk/account/second", "password", app.DemoPassword).is(http.StatusSeeOther)
	b.get("/desk/account/second").is(http.StatusOK, "Scan the code")
}
