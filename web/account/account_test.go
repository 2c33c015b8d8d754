package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/testkit"
)

// TestRegister: phone, code, who one is; then the account is open and signed in, and nobody's pages
// of the staff are.
func TestRegister(t *testing.T) {
	w := newWorld(t, false)
	b := w.browser()
	b.get("/account/sign-in").at("/account/sign-in", http.StatusOK, "不注册也能办事", "/account/phone?for=register")
	b.get("/my").at("/account/sign-in?next=%2Fmy", http.StatusOK)
	b.get("/account/code").at("/account/phone", http.StatusOK)
	b.get("/account/register").at("/account/phone?for=register", http.StatusOK)

	const ask = "/account/phone?for=register"
	b.post(ask, "/account/phone", "for", "register", "phone", "0577-86968110").at("/account/phone", http.StatusUnprocessableEntity, "11 位手机号码", `value="0577-86968110"`)
	b.post(ask, "/account/phone", "for", "register", "phone", "138 0577 9001").at("/account/code", http.StatusOK, "138****9001").not(phone, "demo-code")
	if len(w.sent) != 1 || !strings.HasPrefix(w.sent[0], phone+" 【一门】") {
		t.Fatalf("sent %v", w.sent)
	}
	b.post("/account/code", "/account/code/again").at("/account/code/again", http.StatusUnprocessableEntity, "秒后再获取")
	b.post("/account/code", "/account/code", "code", "").at("/account/code", http.StatusUnprocessableEntity, "请填写“验证码”")
	b.post("/account/code", "/account/code", "code", other(w.code())).at("/account/code", http.StatusUnprocessableEntity, "还可以试 4 次")
	b.get("/account/register").at("/account/phone?for=register", http.StatusOK)
	b.post("/account/code", "/account/code", "code", w.code()).at("/account/register", http.StatusOK, "138****9001")

	fill := func(pairs ...string) page {
		all := []string{"name", "林秀兰", "idType", casework.ResidentID, "id", number, "password", password, "again", password}
		return b.post("/account/register", "/account/register", append(all, pairs...)...)
	}
	fill("id", "330302195203084128").at("/account/register", http.StatusUnprocessableEntity, "330302195203084128", `value="林秀兰"`).not(password)
	fill("again", "anders geschrieben").at("/account/register", http.StatusUnprocessableEntity, "两次输入")
	fill("password", "123", "again", "123").at("/account/register", http.StatusUnprocessableEntity, "不少于 10 个字符")
	fill("name", "").at("/account/register", http.StatusUnprocessableEntity, "请填写“姓名”")
	fill().at("/my", http.StatusOK, "林秀兰", "还没有办件")
	b.get("/account").at("/account", http.StatusOK, "3303**********4127", "138****9001", "本设备").not(number, phone)
	b.get("/desk").at("/desk/sign-in?next=%2Fdesk", http.StatusOK)
	b.get("/account/sign-in").at("/my", http.StatusOK)
	b.post("/account", "/account/sign-out").at("/", http.StatusOK, "个人登录")
	b.get("/account").at("/account/sign-in?next=%2Faccount", http.StatusOK)
}

func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestSignIn(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	b := w.browser()
	try := func(login, word string) page {
		return b.post("/account/sign-in", "/account/sign-in", "login", login, "password", word)
	}
	wrong := try(phone, "falsch").at("/account/sign-in", http.StatusUnprocessableEntity, "账号或者密码不正确", `value="`+phone+`"`).not("falsch")
	unknown := try("13805779999", "falsch").at("/account/sign-in", http.StatusUnprocessableEntity, "账号或者密码不正确")
	if len(wrong.body) != len(unknown.body) {
		t.Error("a wrong password and an unknown phone can be told apart")
	}
	try("", "").at("/account/sign-in", http.StatusUnprocessableEntity, "请填写“密码”")
	b.signIn(number)
	for range app.PairBurst {
		w.browser().post("/account/sign-in", "/account/sign-in", "login", phone, "password", "falsch")
	}
	w.browser().post("/account/sign-in", "/account/sign-in", "login", phone, "password", password).at("/account/sign-in", http.StatusTooManyRequests, "几分钟后")
	c := w.browser()
	c.post("/account/sign-in?next=/cases/1", "/account/sign-in", "login", number, "password", password, "next", "https://evil.example/my").at("/my", http.StatusOK)
}

// A code opens the account only with the end of its document: a phone may have a new owner, who may
// open an account of his own.
func TestSignInByCode(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	prove := func(b *browser) page {
		w.Clock.Set(w.Now() + 61_000)
		b.post("/account/phone?for=signin", "/account/phone", "for", "signin", "phone", phone).at("/account/code", http.StatusOK)
		return b.post("/account/code", "/account/code", "code", w.code())
	}
	b := w.browser()
	prove(b).at("/account/confirm", http.StatusOK, "138****9001")
	b.post("/account/confirm", "/account/confirm", "last", "0000").at("/account/confirm", http.StatusUnprocessableEntity, "不符")
	b.post("/account/confirm", "/account/confirm", "last", "4127").at("/my", http.StatusOK, "林秀兰")

	c := w.browser()
	prove(c)
	c.post("/account/confirm", "/account/confirm", "foreign", "yes").at("/account/register", http.StatusOK)
	c.post("/account/register", "/account/register", "name", "王建国", "idType", casework.Passport, "id", "e12345678", "password", password, "again", password).
		at("/my", http.StatusOK, "王建国")
	b.get("/account").at("/account", http.StatusOK, "没有绑定手机号")

	d := w.browser()
	prove(d)
	d.post("/account/confirm", "/account/confirm", "last", "5678").at("/my", http.StatusOK, "王建国")
	w.Clock.Set(w.Now() + 61_000)
	b.post("/account/phone?for=change", "/account/phone", "for", "change", "phone", "13805779002").at("/account/code", http.StatusOK)
	b.post("/account/code", "/account/code", "code", w.code()).at("/account", http.StatusOK, "138****9002")
}

// What was proved counts for half an hour.
func TestProofGrowsOld(t *testing.T) {
	w := newWorld(t, false)
	b := w.browser()
	b.post("/account/phone", "/account/phone", "for", "signin", "phone", phone)
	b.post("/account/code", "/account/code", "code", w.code()).at("/account/register", http.StatusOK)
	w.Clock.Set(w.Now() + 31*60_000)
	b.get("/account/register").at("/account/phone?for=register", http.StatusOK)
}

func TestForgottenPassword(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	old := w.browser()
	old.signIn(phone)
	b := w.browser()
	b.post("/account/phone?for=reset", "/account/phone", "for", "reset", "phone", phone).at("/account/code", http.StatusOK)
	b.post("/account/code", "/account/code", "code", w.code()).at("/account/reset", http.StatusOK)
	const next = "井边的石头很凉快呀呀"
	b.post("/account/reset", "/account/reset", "id", "330302195203084128", "password", next, "again", next).at("/account/reset", http.StatusUnprocessableEntity, "没有用这个手机号")
	b.post("/account/reset", "/account/reset", "id", number, "password", next, "again", next).at("/my", http.StatusOK)
	w.Clock.Set(w.Now() + 3000) // what is remembered of a session
	old.get("/my").at("/account/sign-in?next=%2Fmy", http.StatusOK)
	b.post("/account/password", "/account/password", "old", "falsch", "password", password, "again", password).at("/account/password", http.StatusUnprocessableEntity, "不正确")
	b.post("/account/password", "/account/password", "old", next, "password", password, "again", password).at("/account", http.StatusOK)
	old.signIn(phone)
	old.post("/account", "/account/sessions/end", "session", "all").at("/", http.StatusOK)
	w.Clock.Set(w.Now() + 3000)
	b.get("/my").at("/account/sign-in?next=%2Fmy", http.StatusOK)
}

func TestCloseAccount(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	a, b := w.browser(), w.browser()
	a.signIn(phone)
	b.signIn(phone)
	a.post("/account/close", "/account/close", "password", "falsch").at("/account/close", http.StatusUnprocessableEntity, "不正确", "案卷依法保存")
	a.post("/account/close", "/account/close", "password", password).at("/", http.StatusOK, "个人登录")
	w.Clock.Set(w.Now() + 3000)
	b.get("/account").at("/account/sign-in?next=%2Faccount", http.StatusOK)
	a.post("/account/sign-in", "/account/sign-in", "login", phone, "password", password).at("/account/sign-in", http.StatusUnprocessableEntity)
}

// One of two sessions is ended from the other.
func TestEndASession(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	a, b := w.browser(), w.browser()
	a.signIn(phone)
	b.signIn(phone)
	_, after, ok := strings.Cut(a.get("/account").body, `name="session" value="`)
	which, _, _ := strings.Cut(after, `"`)
	if !ok || which == "all" {
		t.Fatal("the other session is not listed")
	}
	a.post("/account", "/account/sessions/end", "session", which).at("/account", http.StatusOK)
	w.Clock.Set(w.Now() + 3000)
	b.get("/account").at("/account/sign-in?next=%2Faccount", http.StatusOK)
	a.get("/account").at("/account", http.StatusOK)
}

// My cases: those of document and phone open without a code; others are taken in with theirs.
func TestMyCases(t *testing.T) {
	w := newWorld(t, false)
	rec := w.CaseIn(t, testkit.Allowance, testkit.Community, casework.Received)
	w.registered(rec.Applicant.Phone, rec.Applicant.ID)
	w.registered(phone, number)
	own, stranger := w.browser(), w.browser()
	own.signIn(rec.Applicant.Phone)
	stranger.signIn(phone)
	own.get("/my").at("/my", http.StatusOK, "/cases/"+rec.No, "已经收到")
	own.get("/my?lang=en").at("/my?lang=en", http.StatusOK, "My cases", "/cases/"+rec.No)
	path := "/cases/" + rec.No
	own.get(path+"/receipt").at(path+"/receipt", http.StatusOK)
	own.get(path).at(path, http.StatusOK, rec.Applicant.Name).not("收进我的办件")
	stranger.get("/my").at("/my", http.StatusOK, "还没有办件")
	stranger.get(path).at("/track?no="+rec.No, http.StatusOK).not(rec.Applicant.Name)
	stranger.get("/cases/330303999999999999999").at("/track?no=330303999999999999999", http.StatusOK)
	stranger.post("/track", path+"/keep").at("/track?no="+rec.No, http.StatusOK)
	stranger.post("/track", "/track", "no", rec.No, "code", rec.Query).at(path, http.StatusOK, "收进我的办件")
	stranger.post(path, path+"/keep").at("/my", http.StatusOK, path)
	stranger.post(path, path+"/leave").at("/track", http.StatusOK)
	stranger.get(path).at(path, http.StatusOK, "从我的办件中移除")
	stranger.post(path, path+"/unkeep").at("/my", http.StatusOK, "还没有办件")
	stranger.get(path).at("/track?no="+rec.No, http.StatusOK)
	w.browser().post("/track", path+"/keep").at("/track?no="+rec.No, http.StatusOK)
}

// A draft begun while signed in knows who applies, and is found again on another device.
func TestDraftOnAnotherDevice(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	a, b := w.browser(), w.browser()
	a.signIn(phone)
	p := a.post("/account/sign-in", "/items/"+testkit.Allowance+"/apply")
	draft := strings.Split(p.path, "/")[2]
	b.signIn(phone)
	b.get("/my").at("/my", http.StatusOK, "/apply/"+draft, "没填完的申请")
	b.get("/apply/"+draft+"/who?kind=person").at("/apply/"+draft+"/who?kind=person", http.StatusOK, `value="林秀兰"`, `value="`+number+`"`, `value="`+phone+`"`)
	c := w.browser() // without an account nothing is filled in, and nothing is listed
	p = c.post("/account/sign-in", "/items/"+testkit.Allowance+"/apply")
	c.get("/apply/"+strings.Split(p.path, "/")[2]+"/who?kind=person").not("林秀兰", number)
	b.get("/my").not(strings.Split(p.path, "/")[2])
}

// A demonstration shows the code; a hall without a gateway says so, and all else works.
func TestDemoAndNoGateway(t *testing.T) {
	w := newWorld(t, true)
	b := w.browser()
	b.post("/account/phone", "/account/phone", "for", "signin", "phone", phone).at("/account/code", http.StatusOK, `<code id="demo-code">`+w.code()+`</code>`)
	w.TextPhone = nil
	b.get("/account/phone").at("/account/phone", http.StatusOK, "目前不能发送短信")
	b.post("/account/code", "/account/phone", "for", "signin", "phone", phone).at("/account/phone", http.StatusUnprocessableEntity)
	b.get("/").at("/", http.StatusOK)
}

// The cookies of residents and staff are two: neither opens the other's pages.
func TestResidentIsNoStaff(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	b := w.browser()
	b.signIn(phone)
	u, err := url.Parse(w.url)
	w.must(err)
	var stolen []*http.Cookie
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == "yimen_my" {
			stolen = append(stolen, &http.Cookie{Name: "yimen", Value: c.Value})
		}
	}
	if len(stolen) != 1 {
		t.Fatal("no cookie of a resident")
	}
	c := w.browser()
	c.http.Jar.SetCookies(u, stolen)
	for _, path := range []string{"/desk", "/desk/queue", "/board", "/keeper", "/desk/admin"} {
		if p := c.get(path); !strings.HasPrefix(p.path, "/desk/sign-in") && p.status != http.StatusNotFound {
			t.Errorf("%s opens: %s %d", path, p.path, p.status)
		}
	}
}
