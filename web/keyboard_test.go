package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yimen/testkit"
	"yimen/web/ui/uitest"
)

// hands are somebody who uses no mouse: he goes from stop to stop with Tab, presses Enter and
// Space, and types.
type hands struct {
	t *testing.T
	p *uitest.Page
}

// most is how many stops away anything of a page may be.
const most = 90

// goTo presses Tab until the stop fits, which must show that it is the one.
func (h hands) goTo(selector string) {
	h.t.Helper()
	h.p.Do(chromedp.WaitReady("#main"))
	for range most {
		h.p.Do(chromedp.KeyEvent(kb.Tab))
		var here, seen bool
		h.p.Do(chromedp.Evaluate(`document.activeElement.matches(`+jsText(selector)+`)`, &here),
			chromedp.Evaluate(`(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()`, &seen))
		if here {
			if !seen {
				h.t.Errorf("%s: %s does not show that it has the focus", h.p.Path(), selector)
			}
			return
		}
	}
	h.t.Fatalf("%s: %s is out of the keyboard's reach", h.p.Path(), selector)
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
	h.p.Do(chromedp.Evaluate(`document.documentElement.dataset.left = '1'`, nil), chromedp.KeyEvent(key),
		chromedp.WaitReady(`html:not([data-left]) #main`))
}

func (h hands) press(keys string) { h.p.Do(chromedp.KeyEvent(keys)) }

func jsText(s string) string { return "`" + s + "`" }

// TestKeyboardAlone: from the first page to the applicant's own data without a mouse.
func TestKeyboardAlone(t *testing.T) {
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
	h.goTo(`[name="q1"]`)
	h.press(" ")
	h.goTo(`[name="q2"]`)
	h.press(" ")
	h.enter(`form[action$="/start"] .btn`)
	h.enter(`main a[href$="street=330303001"]`)
	h.goTo(`[name="unit"]`)
	h.press(" ")
	h.enter(`main form .btn`)
	h.goTo(`[name="applicant.name"]`)
	h.press("林秀兰")
	j.arrive(1)
}

// TestPortalAtEveryWidth: the pages that everybody sees scroll sideways at no width, with
// letters of either size.
func TestPortalAtEveryWidth(t *testing.T) {
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
