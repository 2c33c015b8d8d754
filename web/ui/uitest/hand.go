package uitest

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What a person does on a page, by CSS selectors: Press, Fill, Choose, Give, Read.

// answer is how long a page may take after a press before the test fails.
const answer = time.Minute

// soon is after how long it is asked again whether something is there.
const soon = 20 * time.Millisecond

// Press clicks a button or link and waits until the page that follows is loaded.
func (p *Page) Press(selector string) {
	p.t.Helper()
	ctx, done := context.WithTimeout(p.ctx, answer)
	defer done()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(selector, chromedp.ByQuery)); err != nil {
		p.t.Fatalf("%s: press %s: %v", p.where(), selector, err)
	}
}

// Click clicks something that leads to no other page: a tick, a fold.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.act("click", selector, chromedp.Click(selector, chromedp.ByQuery))
}

// Fill types a text into a field, over what stands there, as an input method does.
func (p *Page) Fill(selector, text string) {
	p.t.Helper()
	p.act("fill", selector, chromedp.Focus(selector, chromedp.ByQuery),
		chromedp.Evaluate(`document.activeElement.select()`, nil), input.InsertText(text))
}

// Keys presses keys as a keyboard does: a key goes down, and its character follows only where the
// page has not already acted on it. (KeyEvent of the driver sends the character in any case: an Enter
// that followed a link then also sends the form to which the focus went.)
func Keys(keys string, opts ...chromedp.KeyOption) chromedp.KeyAction {
	return chromedp.KeyEvent(keys, append(opts, func(k *input.DispatchKeyEventParams) *input.DispatchKeyEventParams {
		if k.Type == input.KeyDown {
			k.Type = input.KeyRawDown
		}
		return k
	})...)
}

// mostStops is how many stops away anything of a page may be.
const mostStops = 90

// Reach presses Tab until the stop fits, which must show that it is the one.
func (p *Page) Reach(selector string) {
	p.t.Helper()
	p.Do(chromedp.WaitReady("#main"))
	for range mostStops {
		var here, seen bool
		p.Do(Keys(kb.Tab), chromedp.Evaluate(`document.activeElement.matches(`+quoted(selector)+`)`, &here),
			chromedp.Evaluate(`(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()`, &seen))
		if here {
			if !seen {
				p.t.Errorf("%s: %s does not show that it has the focus", p.where(), selector)
			}
			return
		}
	}
	p.t.Fatalf("%s: %s is out of the keyboard's reach", p.where(), selector)
}

// Choose takes an entry of a select list, or sets a date, by its value.
func (p *Page) Choose(selector, value string) {
	p.t.Helper()
	p.act("choose", selector, chromedp.SetValue(selector, value, chromedp.ByQuery))
}

// Give chooses files for a file field.
func (p *Page) Give(selector string, files ...string) {
	p.t.Helper()
	p.act("give", selector, chromedp.SetUploadFiles(selector, files, chromedp.ByQuery))
}

// Read gives the text that people see of the first element, without blanks around it; an element that is
// still to come is waited for, also on the page that follows this one.
func (p *Page) Read(selector string) string {
	p.t.Helper()
	ctx, done := context.WithTimeout(p.ctx, answer)
	defer done()
	script := "(e => e && (e.getClientRects().length ? e.innerText.trim() : ''))(document.querySelector(" + quoted(selector) + "))"
	for {
		var text *string
		err := chromedp.Run(ctx, chromedp.Evaluate(script, &text)) // an error where the page has just been left
		if text != nil && err == nil {
			return *text
		}
		if chromedp.Run(ctx, chromedp.Sleep(soon)) != nil {
			p.t.Fatalf("%s: read %s: %v", p.where(), selector, cmp.Or(err, ctx.Err()))
		}
	}
}

// Framed waits until a frame of the page shows what lies under that path: the viewer of printed pages works in
// a process of its own, after the page is loaded, and the keyboard goes astray in one that is half there.
func (p *Page) Framed(path string) {
	p.t.Helper()
	p.act("wait for the frame of", path, chromedp.ActionFunc(func(ctx context.Context) error {
		browser := cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Browser)
		for {
			shown, err := target.GetTargets().Do(browser)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(shown, func(t *target.Info) bool { return t.Type != "page" && strings.Contains(t.URL, path) }) {
				return nil
			}
			if err := chromedp.Sleep(soon).Do(ctx); err != nil {
				return err
			}
		}
	}))
}

// Has tells whether the page has such an element now.
func (p *Page) Has(selector string) bool {
	p.t.Helper()
	var n int
	p.Do(chromedp.Evaluate("document.querySelectorAll("+quoted(selector)+").length", &n))
	return n > 0
}

// Unfold opens everything that is folded away.
func (p *Page) Unfold() {
	p.t.Helper()
	p.Do(chromedp.Evaluate(`document.querySelectorAll("details").forEach(d => { d.removeAttribute("name"); d.open = true; })`, nil))
}

// Tamper changes the value of a field that people cannot type into.
func (p *Page) Tamper(selector string) {
	p.t.Helper()
	p.Do(chromedp.Evaluate("document.querySelector("+quoted(selector)+").value += 'x'", nil))
}

// Await runs a script and waits for what it promises.
func (p *Page) Await(script string, result any) {
	p.t.Helper()
	p.Do(chromedp.Evaluate(script, result, await))
}

// Back goes to the page before, as the browser's own button does; false where there is none.
func (p *Page) Back() bool {
	p.t.Helper()
	at := p.history()
	if at == 0 {
		return false
	}
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, entries, err := page.GetNavigationHistory().Do(ctx)
		if err != nil {
			return err
		}
		return page.NavigateToHistoryEntry(entries[at-1].ID).Do(ctx)
	}))
	for p.history() == at {
		time.Sleep(shortly)
	}
	p.Do(chromedp.WaitReady("body:not([hidden])", chromedp.ByQuery))
	return true
}

// history is which page of those that the browser was at is shown, from 0.
func (p *Page) history() (at int64) {
	p.t.Helper()
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		for left := answer / shortly; ; left-- {
			now, _, err := page.GetNavigationHistory().Do(ctx)
			if err == nil || left == 0 { // between two pages there is none
				at = now
				return err
			}
			time.Sleep(shortly)
		}
	}))
	return at
}

const shortly = 20 * time.Millisecond

// Cookies are the names of the cookies that the browser would send to a path.
func (p *Page) Cookies(path string) (names []string) {
	p.t.Helper()
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		list, err := network.GetCookies().WithURLs([]string{p.base + path}).Do(ctx)
		for _, c := range list {
			names = append(names, c.Name)
		}
		return err
	}))
	return names
}

// Path is the path and query of the page now shown.
func (p *Page) Path() string { return p.where() }

// Scripts lets the scripts of the pages to come run, or not.
func (p *Page) Scripts(on bool) {
	p.t.Helper()
	p.Do(emulation.SetScriptExecutionDisabled(!on))
}

func (p *Page) act(what, selector string, actions ...chromedp.Action) {
	p.t.Helper()
	ctx, done := context.WithTimeout(p.ctx, answer)
	defer done()
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.t.Fatalf("%s: %s %s: %v", p.where(), what, selector, err)
	}
}

func quoted(text string) string { return strconv.Quote(text) }
