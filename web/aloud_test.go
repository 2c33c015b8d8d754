package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"yimen/testkit"
)

// heard stands in for the voice, which a browser without a screen has none of: it keeps what it is given to
// read and tells the end of it.
const heard = `window.heard = [];
SpeechSynthesis.prototype.cancel = () => { window.heard = []; };
SpeechSynthesis.prototype.speak = (u) => { window.heard.push(u.lang + ' ' + u.text); };`

// TestReadAloud: who has chosen large letters can have the page read to him, line by line, what is Chinese on an
// English page by a Chinese voice; pressed again the voice is silent. Without large letters there is no button.
func TestReadAloud(t *testing.T) {
	j := setOut(t, testkit.SQLite(t), true, false)
	p := j.resident
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(heard).Do(ctx)
		return err
	}))
	p.Go("/items/LW-JF-001")
	if p.Has("[data-aloud]") {
		t.Error("the button stands on a page of common size")
	}
	for _, look := range []struct{ lang, first, voice string }{
		{"zh", "zh-CN 最低生活保障审批", ""},
		{"en", "en ", "zh-CN "},
	} {
		p.Go("/items/LW-JF-001?large=1&lang=" + look.lang)
		p.Do(chromedp.Click("[data-aloud]"))
		var said []string
		p.Do(chromedp.Evaluate("window.heard", &said))
		all := strings.Join(said, "\n")
		if len(said) < 40 || !strings.Contains(all, look.first) || !strings.Contains(all, look.voice) {
			t.Errorf("%s: read was\n%s", look.lang, all)
		}
		p.Do(chromedp.WaitVisible(`[data-aloud][aria-pressed=true]`), chromedp.Click("[data-aloud]"),
			chromedp.WaitVisible(`[data-aloud][aria-pressed=false]`), chromedp.Evaluate("window.heard", &said))
		if len(said) > 0 {
			t.Errorf("%s: it reads on: %q", look.lang, said)
		}
	}
}
