package ui

import (
	"context"
	"net/http"
	"time"

	"github.com/a-h/templ"
)

// Kiosk is where the pages of self-service points 自助点 stand.
const Kiosk = "/kiosk"

// Terminal (自助终端) is the device at a self-service point at which a page is shown. Somebody else used it a
// minute ago, and another will in a minute.
type Terminal struct {
	Code, Name  string // empty: the device is none of ours
	Centre      Text
	Hours       string
	Phone       string        // who helps
	Visit       int64         // of who uses it now; 0: nobody has begun anything
	Idle, Still time.Duration // how long it waits for who does nothing, with scripts and without
	Rest        bool          // a page on which nobody waits
}

// warnBefore is how long before the end a terminal warns (WCAG 2.2.1 asks for 20 s at least).
const warnBefore = 30 * time.Second

func (t *Terminal) warn() string { return plain(int(min(warnBefore, t.Idle/2).Seconds())) }

// seconds is a time as scripts read it.
func seconds(d time.Duration) string { return plain(int(d.Seconds())) }

// stillAt is where a browser without scripts goes when nothing was done for a while.
func (t *Terminal) stillAt(ctx context.Context) string {
	return seconds(t.Still-warnBefore) + ";url=" + Kiosk + "/still"
}

// At is the address of a page where the reader is: at a terminal below Kiosk.
func At(ctx context.Context, path string) string {
	if From(ctx).Terminal != nil {
		return Kiosk + path
	}
	return path
}

// AtTerminal tells whether the page is shown at a self-service point.
func AtTerminal(ctx context.Context) bool { return From(ctx).Terminal != nil }

// plainForm keeps a terminal's browser from offering what somebody else has typed.
func plainForm(ctx context.Context) templ.Attributes {
	if AtTerminal(ctx) {
		return templ.Attributes{"autocomplete": "off"}
	}
	return nil
}

// quiet tells that nothing is lost when the time is over, so that no warning is needed.
func (t *Terminal) quiet() templ.Attributes {
	a := templ.Attributes{}
	if t.Visit == 0 {
		a["data-quiet"] = ""
	}
	return a
}

// LetCamera lets the scripts of a page take pictures; elsewhere they can't.
func LetCamera(w http.ResponseWriter) { w.Header().Set("Permissions-Policy", policy("self")) }

func policy(camera string) string { return "camera=(" + camera + "), microphone=(), geolocation=()" }

// ForgetChoices takes back how pages were to be shown, for who comes next.
func (s *Site) ForgetChoices(w http.ResponseWriter) {
	for _, name := range []string{langCookie, largeCookie, contrastCookie} {
		c := choiceCookie(name, "", s.Secure)
		c.MaxAge = -1
		http.SetCookie(w, c)
	}
}

// TerminalName names the terminal at which a case came in; empty where it came in otherwise.
func TerminalName(ctx context.Context, code string) string {
	if code == "" {
		return ""
	}
	return Say(ctx, "kiosk.at", "code", code)
}

// Helpers says who helps at a terminal, and where (通知二(四)2: 配备专职人员为群众提供帮助).
func Helpers(ctx context.Context, phone string) string {
	if phone == "" {
		return Say(ctx, "kiosk.help")
	}
	return Say(ctx, "kiosk.help.phone", "phone", phone)
}
