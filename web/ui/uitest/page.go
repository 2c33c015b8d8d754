// Package uitest looks at pages with a real browser 页面检验: accessibility by
// axe, overflow at every width, console and content-policy errors, pictures.
// Every room uses it in its browser tests.
package uitest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Page is a tab of a browser of its own, on a server of its own.
type Page struct {
	t      testing.TB
	ctx    context.Context
	base   string
	mu     sync.Mutex
	faults []string // what the console and the content policy complained of
}

const patience = 25 * time.Minute // for all that one browser does: a test that hangs ends

// Open serves the handler and opens a browser on it; the test ends both. At the
// end the test fails if the console or the content policy had complaints.
func Open(t testing.TB, h http.Handler) *Page {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	opts := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Env("LANGUAGE=zh_CN"), chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true), // a camera, for pages that may use one
	})
	if path := os.Getenv("YIMEN_CHROMIUM"); path != "" {
		opts = append(opts, chromedp.ExecPath(path))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, done := chromedp.NewContext(alloc)
	t.Cleanup(done)
	ctx, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)

	return enter(t, ctx, server.URL)
}

// Beside opens a browser of another person on the same server: nothing that one keeps is
// known to the other.
func (p *Page) Beside() *Page {
	p.t.Helper()
	browser := cdp.WithExecutor(p.ctx, chromedp.FromContext(p.ctx).Browser)
	own, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(browser)
	if err != nil {
		p.t.Fatal(err)
	}
	// A window of its own: the newer headless mode opens no tab without one.
	tab, err := target.CreateTarget("about:blank").WithBrowserContextID(own).WithNewWindow(true).Do(browser)
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, done := chromedp.NewContext(p.ctx, chromedp.WithTargetID(tab))
	p.t.Cleanup(done)
	return enter(p.t, ctx, p.base)
}

// ByName lets the browser reach its server by a name instead of a number, and gives the address: the
// browser binds some things to names alone.
func (p *Page) ByName() string {
	p.base = strings.Replace(p.base, "127.0.0.1", "localhost", 1)
	return p.base
}

// enter begins to listen to a tab.
func enter(t testing.TB, ctx context.Context, base string) *Page {
	t.Helper()
	p := &Page{t: t, ctx: ctx, base: base}
	chromedp.ListenTarget(ctx, p.listen)
	still := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}} // nothing moves under a click
	p.Do(log.Enable(), runtime.Enable(), network.Enable(), emulation.SetEmulatedMedia().WithFeatures(still))
	t.Cleanup(func() {
		for _, f := range p.Faults() {
			t.Errorf("browser: %s", f)
		}
	})
	return p
}

// listen notes complaints. A page that is refused on purpose (4xx) is none.
func (p *Page) listen(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError && !strings.Contains(e.Entry.Text, "status of 4") {
			p.fault(fmt.Sprintf("%s: %s", e.Entry.URL, e.Entry.Text))
		}
	case *runtime.EventExceptionThrown:
		p.fault(e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			p.fault(fmt.Sprintf("console %s: %v", e.Type, argTexts(e.Args)))
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, p.base) && strings.HasPrefix(u, "http") {
			p.fault("request to another host: " + u)
		}
	}
}

func argTexts(args []*runtime.RemoteObject) (texts []string) {
	for _, a := range args {
		texts = append(texts, string(a.Value)+a.Description)
	}
	return texts
}

func (p *Page) fault(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, text)
}

// Faults are the complaints so far.
func (p *Page) Faults() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.faults)
}

// Do runs actions of chromedp; an error ends the test.
func (p *Page) Do(actions ...chromedp.Action) {
	p.t.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Go opens a path of the server and waits until it is loaded.
func (p *Page) Go(path string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(p.base + path))
}

// Be makes the browser that of whoever has these cookies, and of nobody else.
func (p *Page) Be(cookies map[string]string) {
	p.t.Helper()
	actions := []chromedp.Action{network.ClearBrowserCookies()}
	for name, value := range cookies {
		actions = append(actions, network.SetCookie(name, value).WithURL(p.base).WithHTTPOnly(true))
	}
	p.Do(actions...)
}

// Forget makes the browser lose one cookie.
func (p *Page) Forget(cookie string) {
	p.t.Helper()
	p.Do(network.DeleteCookies(cookie).WithURL(p.base))
}

// Size sets the window's width and height in CSS pixels, and the reader's font
// size in percent.
func (p *Page) Size(width, height int64, percent int) {
	p.t.Helper()
	p.Do(emulation.SetDeviceMetricsOverride(width, height, 1, false),
		chromedp.Evaluate(fmt.Sprintf(`document.documentElement.style.fontSize = %q`, fontSize(percent)), nil))
	var drawn bool
	p.Do(chromedp.Evaluate(twoFrames, &drawn, await))
}

// twoFrames ends when the page has been laid out and drawn in its new size.
const twoFrames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`

func await(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }

func fontSize(percent int) string {
	if percent == 100 {
		return ""
	}
	return fmt.Sprintf("%d%%", percent)
}

// Shot writes the whole page as NAME.png into the folder of YIMEN_SHOTS; without
// that variable it does nothing.
func (p *Page) Shot(name string) {
	p.t.Helper()
	dir := os.Getenv("YIMEN_SHOTS")
	if dir == "" {
		return
	}
	var png []byte
	p.Do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		png, err = page.CaptureScreenshot().WithCaptureBeyondViewport(true).WithFormat(page.CaptureScreenshotFormatPng).Do(ctx)
		return err
	}))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Printed is on how many sheets of paper the page is printed.
func (p *Page) Printed() int {
	p.t.Helper()
	var pdf []byte
	p.Do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	return bytes.Count(pdf, []byte("/Type /Page\n"))
}

// Axe runs all rules of axe over the page as it stands and fails the test on
// each violation. Contrast, which takes longer than all other rules together, depends
// on how a page looks and not on what it says: it is looked at once for each look.
func (p *Page) Axe() {
	p.t.Helper()
	var there bool // since it looked at the page in another size
	if p.Do(chromedp.Evaluate(`'axe' in window`, &there)); !there {
		p.Do(chromedp.Evaluate(string(readUp(p.t, "node_modules/axe-core/axe.min.js"))+";0", nil))
	}
	var look, found string
	p.Do(chromedp.Evaluate(lookOf, &look))
	_, known := contrasted.LoadOrStore(sha256.Sum256([]byte(look)), true)
	p.Do(chromedp.Evaluate(fmt.Sprintf(axeCall, !known), &found, await))
	for _, v := range lines(p.t, found) {
		p.t.Errorf("axe %s: %s", p.where(), v)
	}
}

const axeCall = `axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: %v}}}).then(r => JSON.stringify(r.violations.flatMap(
	v => v.nodes.map(n => v.id + ' (' + v.impact + ') ' + n.target.join(' ') + ': ' + (n.any[0] || n.all[0] || n.none[0] || {message: ''}).message))))`

// contrasted are the looks whose contrast was examined by this process.
var contrasted sync.Map

// lookOf is what the colours of a page come from: its style sheets, its width and the size of its letters;
// its elements in order, with what of their attributes a style sheet may ask for, whether they are ticked,
// and whether letters stand in them. The language is none of it.
const lookOf = `(() => {
	const says = /^(id|for|name|href|src|action|formaction|value|content|alt|title|placeholder|lang|datetime|aria-label|aria-labelledby|aria-describedby|aria-controls)$/;
	const out = [innerWidth, document.documentElement.style.fontSize, location.hash, document.activeElement?.tagName, ...[...document.styleSheets].map(s => s.href && new URL(s.href).pathname)];
	for (const e of document.querySelectorAll('html, body, body *')) {
		const kept = [...e.attributes].map(a => says.test(a.name) ? a.name : a.name + '=' + a.value);
		const letters = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || (e.value ?? '') !== '';
		let depth = 0;
		for (let b = e; b; b = b.parentElement) depth++;
		out.push(depth + e.tagName + kept.join(' ') + (e.checked ? '+' : '') + (letters ? '.' : '') + (e.tagName === 'STYLE' ? e.textContent : ''));
	}
	return out.join('\n');
})()`

// Fits fails the test where something reaches beyond the page's width, at each
// of the widths (CSS pixels) and at 100 % and 150 % of the font size.
func (p *Page) Fits(widths ...int64) {
	p.t.Helper()
	if len(widths) == 0 {
		widths = []int64{320, 360, 390, 480, 600, 768, 900, 1024, 1280, 1440, 1920}
	}
	for _, percent := range []int{100, 150} {
		for _, w := range widths {
			for _, f := range p.stickingOut(w, percent) {
				p.t.Errorf("%s at %d px, %d %%: %s", p.where(), w, percent, f)
			}
		}
	}
	p.Size(1440, 900, 100)
}

// SaysWhatIsChinese fails the test where an English page has Chinese that is not marked as such: it
// would be read aloud, and drawn, as if it were English.
func (p *Page) SaysWhatIsChinese() {
	p.t.Helper()
	var found string
	p.Do(chromedp.Evaluate(unmarkedChinese, &found))
	for _, text := range lines(p.t, found) {
		p.t.Errorf("%s: Chinese on an English page, not marked as such: %s", p.where(), text)
	}
}

// Of a page in Chinese nothing. What people typed into a box keeps the language of the box.
const unmarkedChinese = `(() => {
	const out = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = texts.nextNode();) {
		const e = n.parentElement;
		if (/\p{Script=Han}/u.test(n.data) && e.closest('[lang]').lang === 'en' && !e.closest('textarea, script')) out.push(n.data.trim() + ' <' + e.tagName.toLowerCase() + '> ' + e.className);
	}
	return JSON.stringify(out.slice(0, 8));
})()`

// finger is the least width and height of what one touches, in CSS pixels (WCAG 2.5.5).
const finger = 44

// Touchable fails the test where something to be touched is smaller than a finger. A link within a sentence is as
// high as its line.
func (p *Page) Touchable() {
	p.t.Helper()
	var found string
	p.Do(chromedp.Evaluate(fmt.Sprintf(smallTargets, finger), &found))
	for _, text := range lines(p.t, found) {
		p.t.Errorf("%s: too small for a finger: %s", p.where(), text)
	}
}

const smallTargets = `((least) => {
	const out = [];
	for (const e of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')) {
		const at = e.matches('[type=checkbox], [type=radio]') ? e.closest('label') ?? e : e;
		const r = at.getBoundingClientRect(), text = (at.innerText || at.value || '').trim();
		if (!at.checkVisibility() || r.width < 2 || at.closest('.skip')) continue;
		if (e.matches('a') && getComputedStyle(e).display === 'inline' && e.parentElement.innerText.trim() !== text) continue;
		if (r.width < least - .5 || r.height < least - .5) out.push(Math.round(r.width) + '×' + Math.round(r.height) + ' <' + e.tagName.toLowerCase() + '> ' + e.className + ' ' + text.slice(0, 30));
	}
	return JSON.stringify(out.slice(0, 12));
})(%d)`

// Within fails the test where a link or a form of the page leads elsewhere than below a path.
func (p *Page) Within(path string) {
	p.t.Helper()
	var found string
	p.Do(chromedp.Evaluate(fmt.Sprintf(leadingOut, path), &found))
	for _, to := range lines(p.t, found) {
		p.t.Errorf("%s leads out to %s", p.where(), to)
	}
}

const leadingOut = `JSON.stringify([...document.querySelectorAll('a[href], form, [formaction]')].map(e => e.tagName === 'FORM' ? e.action : e.formAction || e.href)
	.filter(to => { const u = new URL(to); return u.origin !== location.origin || u.pathname !== %[1]q && !u.pathname.startsWith(%[1]q + '/'); }))`

// stickingOut is what reaches beyond the width. The page is laid out in it, not drawn: twenty
// widths cost no more than one picture.
func (p *Page) stickingOut(width int64, percent int) []string {
	p.t.Helper()
	p.Do(emulation.SetDeviceMetricsOverride(width, 900, 1, false))
	measure := fmt.Sprintf(`innerWidth === %d ? (document.documentElement.style.fontSize = %q, %s) : ''`, width, fontSize(percent), overflowCall)
	for found := ""; ; {
		if p.Do(chromedp.Evaluate(measure, &found)); found != "" {
			return lines(p.t, found)
		}
	}
}

// What sticks out of the window, leaving out what lies in a box that scrolls
// by itself or is hidden from view; a menu must not need scrolling.
const overflowCall = `(() => {
	const wide = document.documentElement.clientWidth, out = [];
	if (document.documentElement.scrollWidth > wide) out.push('the page scrolls sideways by ' + (document.documentElement.scrollWidth - wide) + ' px');
	const inScroller = (e) => { for (let b = e.parentElement; b; b = b.parentElement) { const o = getComputedStyle(b).overflowX; if (o === 'auto' || o === 'scroll' || o === 'hidden') return true; } return false; };
	for (const e of document.body.querySelectorAll('*')) {
		const r = e.getBoundingClientRect();
		if (r.width > 1 && r.right > wide + 1 && (e.closest('nav') || !inScroller(e))) out.push((e.className.baseVal ?? e.className) + ' <' + e.tagName.toLowerCase() + '> ends at ' + Math.round(r.right));
		if (r.width <= 1 || r.width > 200) continue; // no letters are so large that these lines would hold two
		const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > 4);
		if (text && r.width < 2.2 * parseFloat(getComputedStyle(e).fontSize) && r.height > 4 * parseFloat(getComputedStyle(e).fontSize)) out.push((e.className.baseVal ?? e.className) + ' <' + e.tagName.toLowerCase() + '> wraps one character a line');
	}
	if (wide <= 390) out.push(...` + spilling + `);
	return JSON.stringify(out.slice(0, 8));
})()`

// What reaches beyond the painted box in which it stands, though not beyond the window.
const spilling = `(() => {
	const out = [], range = document.createRange(), texts = document.createTreeWalker(document.getElementById('main') ?? document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = texts.nextNode();) {
		const e = n.parentElement;
		if (getComputedStyle(e.closest('thead') ?? e).clipPath !== 'none' || !n.data.trim() || n.data.includes('\u3000') || e.closest('script, style, select, textarea, svg, .unseen') || !e.checkVisibility()) continue;
		let box = e, s = getComputedStyle(box);
		while (box !== document.body && s.overflowX === 'visible' && s.backgroundColor === 'rgba(0, 0, 0, 0)' && s.backgroundImage === 'none' && !parseFloat(s.borderRightWidth)) s = getComputedStyle(box = box.parentElement);
		if (s.overflowX !== 'visible') continue;
		range.selectNodeContents(n);
		const beyond = range.getBoundingClientRect().right - box.getBoundingClientRect().right;
		if (beyond > 1 && box.getBoundingClientRect().width > 2) out.push('"' + n.data.trim().slice(0, 30) + '" <' + e.tagName.toLowerCase() + '> ends ' + Math.round(beyond) + ' px beyond <' + box.tagName.toLowerCase() + '> ' + box.className);
	}
	return out;
})()`

func (p *Page) where() string {
	var path string
	p.Do(chromedp.Location(&path))
	return strings.TrimPrefix(path, p.base)
}

func lines(t testing.TB, list string) (out []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(list), &out); err != nil {
		t.Fatalf("%v in %q", err, list)
	}
	return out
}

// readUp reads a file of the project from the folder of any package.
func readUp(t testing.TB, name string) []byte {
	t.Helper()
	for _, up := range []string{".", "..", "../..", "../../.."} {
		if data, err := os.ReadFile(filepath.Join(up, name)); err == nil {
			return data
		}
	}
	t.Fatalf("%s is missing: npm ci --ignore-scripts", name)
	return nil
}
