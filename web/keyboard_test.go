package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yimen/app"
	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// hands are somebody who uses no mouse: he goes from stop to stop with Tab, presses Enter and
// Space, and types.
type hands struct {
	t testing.TB
	p *uitest.Page
}

// goTo presses Tab until the stop fits.
func (h hands) goTo(selector string) {
	h.t.Helper()
	h.p.Reach(selector)
}

// enter goes to a stop and presses Enter, which leads to another page.
func (h hands) enter(selector string) {
	h.t.Helper()
	h.goTo(selector)
	h.leave(kb.Enter)
}

// leave presses a key and waits for the next page.
func (h hands) leave(key string) {
	h.t.Helper()
	h.p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), uitest.Keys(key),
		chromedp.WaitReady(`html:not([data-left]) #main`))
}

func (h hands) press(keys string) { h.p.Do(uitest.Keys(keys)) }

func jsText(s string) string { return "`" + s + "`" }

// types goes to a field and types into it.
func (h hands) types(selector, text string) {
	h.t.Helper()
	h.goTo(selector)
	h.press(text)
}

// ticks goes to a choice and makes it.
func (h hands) ticks(selector string) {
	h.t.Helper()
	h.goTo(selector)
	h.press(" ")
}

// TestKeyboardAlone: from the first page to the case that is tracked, without a mouse: search,
// guide, the pages of the application, the voucher, number and query code.
func TestKeyboardAlone(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	h := hands{t, j.resident}
	j.resident.Go("/")
	h.press("/") // the key that leads to the search box
	h.press("低保")
	h.p.Do(chromedp.WaitVisible(`.suggested a[href="/items/LW-JF-001"]`))
	h.press(kb.ArrowDown)
	h.leave(kb.Enter)
	j.says(j.resident, "main", "最低生活保障审批")
	h.enter(`a[href="/items/LW-JF-001/start"]`)
	h.enter(`a[href="/items/LW-JF-001/questions"]`)
	h.ticks(`[name="q1"]`)
	h.ticks(`[name="q2"]`)
	h.enter(`form[action$="/questions"] .btn`)
	h.applies(j)
	h.enter(`main form .btn`) // the check's

	no, code := voucher(j.resident)
	h.enter(`nav a[href="/track"]`)
	h.types("#no", no)
	h.types("#code", code)
	h.leave(kb.Enter)
	j.at(j.resident, "/cases/"+no)
	j.says(j.resident, ".now-title", "等待受理")
	j.arrive(1)
}

// applies fills in the pages of the application one after the other, up to the truth of it.
func (h hands) applies(j *journey) {
	h.t.Helper()
	h.enter(`main a[href$="street=330303001"]`)
	h.ticks(`[name="unit"]`)
	h.enter(next)
	h.fillsIn(j)
}

// fillsIn goes on from who applies.
func (h hands) fillsIn(j *journey) {
	h.t.Helper()
	h.types(`[name="applicant.name"]`, "林秀兰")
	h.types(`[name="applicant.id"]`, "33030319900101001X")
	h.types(`[name="applicant.phone"]`, "13800000000")
	h.enter(next)
	h.enter(next) // how it is served may stay open
	for strings.Contains(h.p.Path(), "/form/") {
		h.fillsSection()
		h.enter(next)
	}
	for strings.Contains(h.p.Path(), "/materials/") {
		if h.p.Has(`[name=then][value=skip]`) { // it must be there
			h.goTo("[type=file]") // from here on the window of files is the system's
			h.p.Give("[type=file]", j.paper("材料.pdf"))
		}
		h.enter(next)
	}
	h.ticks("[name=truth]")
}

// TestKeyboardDesk: from signing in to the decision without a mouse. A clerk receives what an agent brings and
// accepts it in one pass; reviewer and approver find the case in their queue, open it, act and send, by the
// keys that the page behind "?" lists.
func TestKeyboardDesk(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	h := j.sitsDown(acceptor)
	h.leave("?")
	j.at(h.p, "/desk/keys")
	h.press("g")
	h.leave("r")
	j.at(h.p, "/desk/receive")
	h.types("main [name=q]", "低保")
	h.leave(kb.Enter)
	h.press("j")
	h.leave(kb.Enter)
	j.at(h.p, "/desk/receive/"+dibao)
	h.goTo("[name=channel]")
	h.press(kb.ArrowDown) // after the counter: an agent
	if !h.on("[name=channel][value=agent]:checked") {
		t.Fatal("the arrow does not choose the next way of applying")
	}
	h.goTo("[name=acceptUnit]")
	h.press(kb.ArrowDown + kb.ArrowDown) // 镇中社区
	h.types(`[name="applicant.id"]`, "33030319900101001X")
	h.types(`[name="applicant.name"]`, "林秀兰")
	h.types(`[name="applicant.phone"]`, "13800000000")
	h.types(`[name="agent.id"]`, "330303198505050029")
	h.types(`[name="agent.name"]`, "陈志强")
	h.types(`[name="agent.phone"]`, "13800000001")
	h.fillsSection()
	for _, m := range []string{"m1", "m2", "m3", "m4", "m5", "m7"} {
		h.goTo(`[name="material.` + m + `"]`)
		h.press(kb.ArrowDown) // 原件
	}
	h.enter("main [name=do][value=accept]")
	if !strings.HasPrefix(h.p.Path(), "/desk/cases/") {
		t.Fatalf("not received: %s", h.p.Read(".problems, .error-summary, main"))
	}
	j.says(h.p, "[role=status]", "办理成功")
	j.says(h.p, ".figures", "审核")
	j.no = strings.TrimPrefix(h.p.Path(), "/desk/cases/")

	for _, step := range []struct {
		day, hour        int
		clerk, key, says string
		typed            map[string]string
	}{
		{12, 10, reviewer, "1", "审核", map[string]string{"opinion": "入户调查，情况属实。"}},
		{19, 10, reviewer, "1", "审批", map[string]string{"opinion": "公示七日，没有异议。"}},
		{20, 9, approver, "1", "已准予", map[string]string{"opinion": "同意。", "content": "自2026年3月起按三人发给最低生活保障金。"}},
	} {
		j.on(3, step.day, step.hour, 0)
		h := j.sitsDown(step.clerk)
		h.press("j")
		h.leave(kb.Enter)
		j.at(h.p, "/desk/cases/"+j.no)
		h.press(step.key)
		for _, name := range []string{"opinion", "content"} {
			if text, asked := step.typed[name]; asked {
				if !h.on(`[name=` + name + `]`) {
					h.goTo(`[name=` + name + `]`)
				}
				h.press(text)
			}
		}
		h.sends()
		j.says(h.p, "[role=status]", "办理成功")
		j.says(h.p, ".figures", step.says)
	}
	j.arrive(1)
}

// TestKeyboardKeeper: a keeper drafts an item without a mouse: copies one, is told by the linter while he
// types, finds what he typed again without having pressed anything, moves a step, adds a body beside it and
// takes it away, and leaves a comment.
func TestKeyboardKeeper(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	h := j.sitsDown(marketKeeper)
	value := func(name string) (said string) {
		h.p.Do(chromedp.Value(named(name), &said, chromedp.ByQuery))
		return said
	}
	h.p.Go("/keeper/new?copy=LW-XK-003")
	h.types("[name=code]", yearItem)
	h.types("[name=name]", "食品摊点登记")
	h.enter("main form .btn")
	draft := strings.TrimSuffix(h.p.Path(), "/basic")
	h.types(named("promised.period"), "999个工作日")
	h.p.Do(chromedp.WaitVisible(`[id="lint-promised.period"] .lint-error`, chromedp.ByQuery))
	h.p.Go(draft + "/basic")
	if got := value("promised.period"); got != "999个工作日" {
		t.Errorf("what was typed was kept as %q", got)
	}
	h.types(named("promised.period"), "5个工作日")
	h.leave(kb.Enter)

	h.p.Go(draft + "/procedure")
	moved := value("procedure.steps[1].name")
	h.enter(`button[value="procedure.steps[1].down"]`)
	if got := value("procedure.steps[2].name"); got != moved {
		t.Errorf("the third step is %q, want %q", got, moved)
	}
	h.enter(`button[value="procedure.steps[2].up"]`)
	h.enter(`button[value="procedure.steps[1].beside.add"]`)
	if !h.p.Has(named("procedure.steps[1].beside[0].name")) {
		t.Error("no body was added beside the step")
	}
	h.enter(`button[value="procedure.steps[1].beside[0].remove"]`)
	h.p.Go(draft)
	h.types("#move-comment "+named("remark"), "已核对")
	h.enter("#move-comment .btn")
	j.says(h.p, "#history", "批注", "已核对")
	j.arrive(0)
}

// sitsDown is a clerk at the queue, signed in by the keyboard.
func (j *journey) sitsDown(clerk string) hands {
	j.t.Helper()
	h := hands{j.t, j.desks[clerk]}
	if h.p == nil {
		h.p = j.resident.Beside()
		j.sitDown(h.p)
		j.desks[clerk] = h.p
	}
	h.p.Go("/desk")
	if strings.HasPrefix(h.p.Path(), "/desk/sign-in") {
		h.types("#login", clerk)
		h.types("#password", app.DemoPassword)
		h.leave(kb.Enter)
	}
	j.at(h.p, "/desk")
	return h
}

// on tells whether a stop has the focus.
func (h hands) on(selector string) (here bool) {
	h.p.Do(chromedp.Evaluate(`document.activeElement.matches(`+jsText(selector)+`)`, &here))
	return here
}

// sends presses Ctrl and Enter, which sends the form in which one types.
func (h hands) sends() {
	h.t.Helper()
	h.p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), uitest.Keys(kb.Enter, chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.WaitReady(`html:not([data-left]) #main`))
}

const next = `main form .buttons .btn:not([type=button])`

// fillsSection fills in what a page of the form asks, in the order in which it stands.
func (h hands) fillsSection() {
	h.t.Helper()
	var names []string
	h.p.Do(chromedp.Evaluate(`[...new Set([...document.querySelectorAll('main form [name^=f_]')].map((e) => e.name))]`, &names))
	for _, name := range names {
		field := `[name="` + name + `"]`
		switch {
		case h.p.Has(field + "[type=radio]"):
			h.ticks(field)
		case h.p.Has("select" + field):
			h.goTo(field)
			h.press(kb.ArrowDown)
		default:
			h.types(field, dibaoForm[strings.TrimPrefix(name, "f_")])
		}
	}
}

// TestPortalAtEveryWidth: the pages that everybody sees scroll sideways at no width, with
// letters of either size.
func TestPortalAtEveryWidth(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	for _, path := range []string{"/", "/services?at=330303001", "/centres/330303001-zx", "/items/LW-XK-003", "/items/LW-XK-003/start",
		"/items/LW-XK-003/v/2/charts", "/items/LW-XK-001/v/2/bring", "/items/LW-XK-001/v/2/sample", "/decisions", "/hearings", "/track"} {
		j.resident.Go(path)
		j.resident.Fits()
		if twice := headedTwice(j.resident); twice != "" {
			t.Errorf("%s: two headings say %s", path, twice)
		}
	}
}

// headedTwice is what two great headings of a page say alike.
func headedTwice(p *uitest.Page) (text string) {
	p.Do(chromedp.Evaluate(`[...document.querySelectorAll('h1, h2')].map(h => h.textContent.trim()).find((t, i, all) => all.indexOf(t) < i) ?? ''`, &text))
	return text
}
