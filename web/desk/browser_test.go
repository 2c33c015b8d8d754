package desk

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yimen/app"
	"yimen/core/casework"
	"yimen/web/ui/uitest"
)

// browser opens the desk in a real browser; GET /_as/{no} signs somebody in.
func (w *world) browser() *uitest.Page {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_as/{no}", func(rw http.ResponseWriter, r *http.Request) {
		http.SetCookie(rw, &http.Cookie{Name: "yimen", Value: w.as(r.PathValue("no")).cookies["yimen"], Path: "/"})
		http.Redirect(rw, r, "/desk", http.StatusSeeOther)
	})
	mux.Handle("/", w.pages)
	return uitest.Open(w.t, mux)
}

var names = []string{"王建国", "陈秀英", "林志远", "温州市龙湾永上农家乐管理有限公司", "欧阳震华", "徐丽娟"}

// busy fills the queues of acceptor and reviewer with cases of every light, as they stand on
// 2 March 2026.
func (w *world) busy() (no string) {
	begin := func(y, m, d int, name string) string {
		w.set(y, m, d, 9, 30)
		return w.received("applicant.name", name, "receivedOn", w.hall.Today().String())
	}
	for i, d := range []struct{ m, d int }{{1, 15}, {2, 2}, {2, 3}, {2, 26}, {2, 26}, {2, 27}} {
		one := begin(2026, d.m, d.d, names[i])
		w.done(one, acceptor, "accept", "opinion", "申请材料齐全，符合法定形式，予以受理。")
	}
	for i, d := range []int{24, 25, 27, 27} {
		begin(2026, 2, d, names[i])
	}
	asked := begin(2026, 2, 27, names[5])
	w.done(asked, acceptor, "requestSupplement", "what.m1", "没有签名", "what.form", "家庭成员没有写全", "limit", "10", "unit", "wd")
	w.set(2026, 3, 2, 9, 30)
	for range 3 {
		no = w.at(casework.Reviewing)
	}
	return no
}

func TestShotsOfTheDesk(t *testing.T) {
	w := newWorld(t)
	no := w.busy()
	p := w.browser()
	shot := func(path, name string) {
		t.Helper()
		for _, lang := range []string{"zh", "en"} {
			link := "?lang="
			if strings.Contains(path, "?") {
				link = "&lang="
			}
			p.Size(1440, 900, 100)
			p.Go(path + link + lang)
			p.Axe()
			p.Shot("desk-" + name + "-" + lang + "-1440")
			p.Size(390, 844, 100)
			p.Axe()
			p.Shot("desk-" + name + "-" + lang + "-390")
			p.Fits()
		}
	}
	shot("/desk/sign-in", "sign-in")
	p.Go("/_as/" + acceptor)
	shot("/desk", "queue")
	c := w.as(acceptor)
	c.post("/desk/views", "name", "今天到期的", "query", "light=yellow", "base", "/desk")
	c.post("/desk/claims", "work", workValue(w.received(), readSeat(community+".acceptance")))
	shot("/desk?light=yellow&channel=counter", "queue-filtered")
	shot("/desk/unit", "queue-unit")
	p.Go("/_as/" + reviewer)
	shot("/desk", "queue-review")
	p.Go("/_as/" + acceptor)
	shot("/desk/receive", "receive")
	shot("/desk/receive/"+house, "counter")
	fresh := w.received()
	shot("/desk/cases/"+fresh, "case-received")
	shot("/desk/cases/"+fresh+"/claim", "claim")
	shot("/desk/cases/"+fresh+"/receipt", "receipt")
	p.Go("/_as/" + planner)
	w.done(no, reviewer, "pass", "opinion", "街道审核同意。经现场核查，一户一宅，情况属实。")
	shot("/desk/cases/"+no, "case-review")
	decided := w.at(casework.Approving)
	p.Go("/_as/" + approver)
	p.Size(1440, 900, 100)
	p.Go("/desk/cases/" + decided + "?lang=zh&act=deny")
	p.Do(chromedp.Click("#act-deny .btn", chromedp.ByQuery), chromedp.WaitVisible(".problems", chromedp.ByQuery))
	p.Axe()
	p.Shot("desk-case-422-zh-1440")
	// Somebody decides while this one still types.
	p.Go("/desk/cases/" + decided + "?act=deny")
	w.done(decided, approver, "suspend", "kind", "expertReview", "ground", "许可法第四十五条", "notice", "温龙评〔2026〕1号", "from", "2026-03-02", "told", "2026-03-20")
	p.Do(chromedp.SetValue("#deny-reasons", "已有一处宅基地", chromedp.ByID), chromedp.SetValue("#deny-article", "土地管理法第六十二条", chromedp.ByID),
		chromedp.SetValue("#deny-opinion", "不同意", chromedp.ByID),
		chromedp.Click("#act-deny .btn", chromedp.ByQuery), chromedp.WaitVisible("[role=alert]", chromedp.ByQuery))
	p.Axe()
	p.Fits()
	p.Shot("desk-case-409-zh-1440")
	p.Go("/_as/" + acceptor)
	p.Go("/desk/cases/" + fresh + "?act=requestSupplement")
	p.Do(chromedp.Evaluate(`document.querySelectorAll('details').forEach(d => { if (!d.name) d.open = true })`, nil))
	p.Axe()
	p.Fits()
	p.Shot("desk-case-supplement-zh-1440")
	p.Size(390, 844, 100)
	p.Shot("desk-case-supplement-zh-390")
	closed := w.at(casework.Closed)
	shot("/desk/cases/"+closed, "case-closed")
}

// The keyboard alone signs in, finds a case, opens a form, acts.
func TestKeyboardAlone(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	p := w.browser()
	p.Go("/desk/sign-in?lang=zh")
	p.Do(chromedp.Focus("#login", chromedp.ByID), uitest.Keys(acceptor+kb.Tab+app.DemoPassword+kb.Enter),
		chromedp.WaitVisible(".tiles", chromedp.ByQuery),
		uitest.Keys("/"), uitest.Keys(no+kb.Enter), chromedp.WaitVisible("#act-accept", chromedp.ByID),
		chromedp.Focus("#act-accept summary", chromedp.ByQuery),
		uitest.Keys(kb.Tab), uitest.Keys(kb.ArrowDown), uitest.Keys(kb.Tab+"原件已核对。"+kb.Tab+kb.Enter),
		chromedp.WaitVisible("[role=status]", chromedp.ByQuery))
	if rec := w.record(no); rec.State() != casework.Reviewing {
		t.Errorf("the case is %s", rec.State())
	}
}

// What is typed at the counter is kept as it is typed: another browser, another day finds it again and goes on.
func TestCounterIsKeptAsTyped(t *testing.T) {
	w := newWorld(t)
	p := w.browser()
	p.Go("/_as/" + acceptor)
	p.Go("/desk/receive/" + house + "?lang=zh")
	p.Do(chromedp.SendKeys(`[name="applicant.name"]`, "王建国", chromedp.ByQuery),
		chromedp.Poll(`document.querySelector("#kept").textContent.includes("已于")`, nil))
	p = w.browser()
	p.Go("/_as/" + acceptor)
	p.Go("/desk/receive?lang=zh")
	p.Axe()
	p.Fits()
	p.Shot("desk-receive-unfinished-zh-1440")
	p.Do(chromedp.Click("#unfinished tbody a", chromedp.ByQuery), chromedp.WaitVisible("#kept", chromedp.ByQuery))
	if !p.Has(`[name="applicant.name"][value="王建国"]`) {
		t.Errorf("found again is %s", p.Read("#applicant"))
	}
	p.Size(390, 844, 100)
	p.Go("/desk/receive")
	p.Shot("desk-receive-unfinished-zh-390")
}

// Ticking that an agent brought the application (代办) opens what is asked of him and marks it needed;
// another way closes it again, but nothing that was typed is put out of sight.
func TestCounterOpensTheAgent(t *testing.T) {
	w := newWorld(t)
	p := w.browser()
	p.Go("/_as/" + acceptor)
	p.Go("/desk/receive/" + house + "?lang=zh")
	agent, counter := `[name="channel"][value="agent"]`, `[name="channel"][value="counter"]`
	fold := `details:has([name="agent.name"])`
	is := func(when string, open bool) {
		t.Helper()
		if got := p.Has(fold + "[open]"); got != open {
			t.Errorf("%s: open is %v", when, got)
		}
	}
	is("at the counter", false)
	p.Do(chromedp.Click(agent, chromedp.ByQuery))
	is("by an agent", true)
	if !p.Has(`[name="agent.phone"]:required`) || strings.Contains(p.Read(fold), "选填") {
		t.Errorf("by an agent it is asked: %s", p.Read(fold))
	}
	p.Axe()
	p.Do(chromedp.Click(counter, chromedp.ByQuery))
	is("at the counter again", false)
	if p.Has(`[name="agent.phone"]:required`) {
		t.Error("at the counter an agent is needed")
	}
	p.Do(chromedp.Click(agent, chromedp.ByQuery), chromedp.SendKeys(`[name="agent.name"]`, "林代办", chromedp.ByQuery),
		chromedp.Click(counter, chromedp.ByQuery))
	is("with a name", true)
	if !strings.Contains(p.Read(fold), "选填") {
		t.Errorf("at the counter it is asked: %s", p.Read(fold))
	}
}

// Without a mouse: cases are marked and claimed at once, by the keys of the list and by Tab and Space; a view is
// kept, opened and dropped; every key is told behind "?", and whoever needs the letters turns them off and on.
func TestKeyboardOfTheQueue(t *testing.T) {
	w := newWorld(t)
	one, two, three := w.received(), w.received(), w.received()
	p := w.browser()
	p.Size(1440, 900, 100)
	p.Go("/_as/" + acceptor)
	press := func(keys string) { p.Do(uitest.Keys(keys)) }
	onward := func(keys, then string) {
		t.Helper()
		p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), uitest.Keys(keys), chromedp.WaitReady("html:not([data-left]) "+then))
	}
	p.Go("/desk?lang=zh")
	press("jxjx")
	onward("c", "[role=status]")
	if said := p.Read("[role=status]"); !strings.Contains(said, "已认领 2 件") {
		t.Errorf("j x j x c says %q", said)
	}
	p.Reach(`.pick[name="work"]`)
	press(" ")
	p.Reach(".list-acts .btn")
	onward(kb.Enter, "[role=status]")
	if said := p.Read("[role=status]"); !strings.Contains(said, "已认领 1 件") {
		t.Errorf("Tab, Space and Enter say %q", said)
	}
	for _, no := range []string{one, two, three} {
		if held := w.as(acceptor).get("/desk/cases/" + no).text(); !strings.Contains(held, "经办人：陈晓燕") {
			t.Errorf("%s is not claimed", no)
		}
	}

	p.Go("/desk?light=green")
	p.Reach(`.view-save [name="name"]`)
	press("绿灯的")
	onward(kb.Enter, "[role=status]")
	p.Go("/desk")
	p.Reach(".views li a")
	onward(kb.Enter, ".views [aria-current]")
	if shown := p.Read(".views [aria-current]"); shown != "绿灯的" {
		t.Errorf("the view shown is %q", shown)
	}
	p.Reach(".views .linklike")
	onward(kb.Enter, "[role=status]")
	if p.Has(".views li") {
		t.Error("the view is still there")
	}

	onward("?", ".keys")
	p.Reach("main form .btn")
	onward(kb.Enter, "main form .btn")
	p.Go("/desk")
	press("?gr")
	p.Reach(`a[href="/desk/keys"]`)
	if p.Path() != "/desk" {
		t.Errorf("keys that are off lead to %s", p.Path())
	}
	onward(kb.Enter, ".keys")
	p.Reach("main form .btn")
	onward(kb.Enter, ".keys")
	press("g")
	onward("r", "#main")
	if p.Path() != "/desk/receive" {
		t.Errorf("g r leads to %s", p.Path())
	}
}

// Without a mouse: a picture and a printed page are looked at and left again, and what was found is noted; who
// was second reads what the other did, and finds his own words in the form, and sends them.
func TestKeyboardOfACase(t *testing.T) {
	w := newWorld(t)
	a := w.as(acceptor).upload(filing("looked at"), "scan.m1", "photo.png", picture(t), "scan.m2", "paper.pdf", paper).is(http.StatusSeeOther)
	no := inAddress.FindString(a.to())
	p := w.browser()
	p.Go("/_as/" + acceptor)
	onward := func(keys, then string) {
		t.Helper()
		p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), uitest.Keys(keys), chromedp.WaitReady("html:not([data-left]) "+then))
	}
	p.Go("/desk/cases/" + no + "?lang=zh")
	p.Do(uitest.Keys("m"))
	p.Reach(`#materials a[href$="/m1"]`)
	onward(kb.Enter, ".viewer img")
	p.Reach("div.viewer")
	p.Reach(`[name="verdict"]`)
	p.Do(uitest.Keys(" "))
	p.Reach("#check .btn")
	onward(kb.Enter, "#main")
	p.Go("/desk/cases/" + no + "/materials/m2")
	p.Framed("/desk/cases/" + no + "/files/")
	p.Reach("iframe.viewer")
	p.Reach(`[name="verdict"]`) // out of the frame again

	p.Go("/desk/cases/" + no)
	p.Do(uitest.Keys("1"))
	p.Reach(`#act-accept [name="opinion"]`)
	p.Do(uitest.Keys("我认为材料齐全"))
	w.done(no, fellow, "correctOnSpot", "where.1", "m1", "before.1", "王建围", "after.1", "王建国", "signer", "王建国", "signedOn", "2026-03-02")
	p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), uitest.Keys(kb.Enter, chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.WaitReady("html:not([data-left]) [role=alert]"))
	if said := p.Read("[role=alert]"); !strings.Contains(said, "王雪梅") || !strings.Contains(said, "当场更正") || !strings.Contains(said, "“王建围”改为“王建国”") {
		t.Errorf("what the other did: %s", said)
	}
	p.Reach(`a[href="#act-accept"]`)
	p.Do(uitest.Keys(kb.Enter))
	p.Reach(`#act-accept [name="opinion"]`)
	onward(kb.Tab+kb.Enter, "[role=status]")
	if rec := w.record(no); rec.State() != casework.Reviewing {
		t.Errorf("the case is %s", rec.State())
	}
	if text := w.as(acceptor).get("/desk/cases/" + no).text(); !strings.Contains(text, "我认为材料齐全") {
		t.Error("his words are lost")
	}
}
