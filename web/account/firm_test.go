package account_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
	"yimen/testkit"
)

const firmCode = "92330303MA2CB0BK77"

var handlerID = regexp.MustCompile(`name="handler" value="(\d+)"`)

// TestFirm: a representative adds a firm and invites a handler, who takes it and applies in its
// name; revoked, he no longer can.
func TestFirm(t *testing.T) {
	w := newWorld(t, false)
	w.registered(phone, number)
	w.registered("13805779002", "330302194905067212")
	rep, hand := w.browser(), w.browser()
	rep.signIn(phone)
	hand.signIn("13805779002")

	add := func(name, code string) page {
		return rep.post("/account/firms", "/account/firms", "name", name, "code", code)
	}
	add("", "92330303MA2CB0BK78").at("/account/firms", http.StatusUnprocessableEntity, "请填写“法人名称”", `value="92330303MA2CB0BK78"`)
	p := add("永昌餐饮有限公司", firmCode)
	firm := p.path
	p.at(firm, http.StatusOK, "还没有经办人", firmCode)
	if !strings.HasPrefix(firm, "/account/firms/") {
		t.Fatalf("a new firm leads to %s", firm)
	}
	if got := hand.get(firm); got.status != http.StatusNotFound {
		t.Errorf("the firm of another opens: %d", got.status)
	}

	invite := func(to string) page {
		return rep.post(firm, firm+"/handlers", "name", "林秀兰", "phone", "138-0577-9002", "from", w.Today().String(), "to", to, "items", testkit.Firm)
	}
	invite(w.Today().Add(-3).String()).at(firm+"/handlers", http.StatusUnprocessableEntity, "日期不能早于", `value="林秀兰"`)
	invite(w.Today().Add(30).String()).at(firm, http.StatusOK, "等待接受", "138****9002").not("13805779002")
	if last := w.sent[len(w.sent)-1]; !strings.HasPrefix(last, "13805779002 ") || !strings.Contains(last, firmCode) {
		t.Errorf("sent %q", last)
	}

	start, ask := "/items/"+testkit.Firm+"/start", "/items/"+testkit.Firm+"/questions"
	hand.get(start).at(start, http.StatusOK).not("永昌餐饮有限公司")
	p = hand.get("/account/firms").at("/account/firms", http.StatusOK, "等您决定的委托", "永昌餐饮有限公司")
	id := handlerID.FindStringSubmatch(p.body)[1]
	hand.post("/account/firms", "/account/mandates/take", "handler", id).at("/account/firms", http.StatusOK, "我经办的法人", "有效")
	hand.post(ask, ask, "for", "").at(ask, http.StatusUnprocessableEntity, "以谁的名义")
	hand.get(ask).at(ask, http.StatusOK, "以谁的名义申请", "永昌餐饮有限公司", "我自己")
	option := regexp.MustCompile(`name="for" value="(\d{2,})"`).FindStringSubmatch(hand.get(ask).body)[1]
	p = hand.post(ask, ask, "for", option)
	if !strings.HasSuffix(p.path, "/where") {
		t.Fatalf("applying for the firm leads to %s: %s", p.path, p.body)
	}
	who := strings.TrimSuffix(p.path, "where") + "who"
	hand.get(who).at(who, http.StatusOK, `value="永昌餐饮有限公司"`, `value="`+firmCode+`"`, `value="林秀兰"`)
	rep.get("/my").at("/my", http.StatusOK, strings.TrimSuffix(p.path, "/where"))

	draft := strings.TrimSuffix(p.path, "/where")
	w.browser().get(draft).at("/account/sign-in?next="+url.QueryEscape(draft), http.StatusOK)
	rep.post(firm, firm+"/revoke", "handler", id).at(firm, http.StatusOK, "已撤销")
	hand.get(start).at(start, http.StatusOK).not("永昌餐饮有限公司")
	hand.post("/account/firms", "/items/"+testkit.Firm+"/apply", "for", option).at("/items/"+testkit.Firm+"/apply", http.StatusUnprocessableEntity, "没有以这个法人名义")
	hand.get("/my").at("/my", http.StatusOK).not(strings.TrimSuffix(p.path, "/where"))
	hand.get(draft+"/who").at(draft+"/who", http.StatusNotFound).not(firmCode)
	rep.get(draft).at(draft, http.StatusOK)
	rep.post(firm, firm+"/revoke", "handler", "x").at(firm+"/revoke", http.StatusNotFound)
	hand.post("/account/firms", "/account/mandates/burn", "handler", id).at("/account/mandates/burn", http.StatusNotFound)
}

// TestFormerHandler: number and code that a handler noted, and what his browser may open for two
// hours, close with his mandate.
func TestFormerHandler(t *testing.T) {
	w := newWorld(t, false)
	hand := w.registered("13805779002", "330302194905067212")
	rep := w.registered(phone, number)
	firm, err := w.AddFirm(t.Context(), rep.ID, firmCode, "永昌餐饮有限公司")
	must(t, err)
	must(t, w.Invite(t.Context(), rep, firm, store.Handler{Name: hand.Name, Phone: hand.Phone, From: w.Today(), To: w.Today()}, ""))
	list, err := w.Store.Invited(t.Context(), hand.Phone)
	must(t, err)
	must(t, w.TakeMandate(t.Context(), hand, list[0].ID))
	rec, err := w.BeginFor(t.Context(), hand.ID, firm.ID, testkit.Firm, casework.Filing{Channel: catalog.Online})
	must(t, err)
	full, err := w.Filing(t.Context(), rec, testkit.Community)
	must(t, err)
	full.Applicant = rec.Applicant
	rec, err = w.SubmitAs(t.Context(), rec.Draft, full, hand.ID)
	must(t, err)

	path, b, own := "/cases/"+rec.No, w.browser(), w.browser()
	own.signIn(phone)
	b.post("/track", "/track", "no", rec.No, "code", rec.Query).at(path, http.StatusOK)
	b.get(path+"/receipt").at(path+"/receipt", http.StatusOK, rec.Query).not("查询密码已更换")
	must(t, w.Revoke(t.Context(), firm, list[0].ID))
	b.get(path).at("/track?no="+rec.No, http.StatusOK).not(firm.Name)
	b.post("/track", "/track", "no", rec.No, "code", rec.Query).at("/track", http.StatusUnprocessableEntity)
	p := own.get(path+"/receipt").at(path+"/receipt", http.StatusOK, "查询密码已更换").not(rec.Query)
	now, err := w.OpenOwn(t.Context(), rec.No)
	must(t, err)
	p.at(path+"/receipt", http.StatusOK, now.Query)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
