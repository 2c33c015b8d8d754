package ui

import (
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

const (
	langParam, langCookie         = "lang", "yimen_lang"
	largeParam, largeCookie       = "large", "yimen_large"
	contrastParam, contrastCookie = "contrast", "yimen_contrast"
	oneYear                       = 365 * 24 * 60 * 60 // seconds
)

// offered: readers of traditional characters get Chinese too; only the second
// one is English.
var offered = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English, language.TraditionalChinese})

// chooseLang takes ?lang= first, then the cookie, then Accept-Language;
// anything else is Chinese. At a terminal the browser speaks for nobody.
func chooseLang(r *http.Request) Lang {
	if l, ok := knownLang(r.URL.Query().Get(langParam)); ok {
		return l
	}
	if l, ok := knownLang(cookieValue(r, langCookie)); ok {
		return l
	}
	if r.URL.Path == Kiosk || strings.HasPrefix(r.URL.Path, Kiosk+"/") {
		return Zh
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return Zh
	}
	if _, i, sure := offered.Match(tags...); i == 1 && sure != language.No {
		return En
	}
	return Zh
}

func knownLang(s string) (Lang, bool) {
	l := Lang(s)
	return l, l == Zh || l == En
}

// chosen tells whether a way of showing pages is on: ?large=1, then the cookie.
func chosen(r *http.Request, param, cookie string) bool {
	if q := r.URL.Query(); q.Has(param) {
		return q.Get(param) == "1"
	}
	return cookieValue(r, cookie) == "1"
}

// rememberChoices stores what the address chose, and takes the parameters
// out of the address so that page handlers never see them.
func rememberChoices(w http.ResponseWriter, r *http.Request, req *Req, secure bool) *http.Request {
	q := r.URL.Query()
	if !q.Has(langParam) && !q.Has(largeParam) && !q.Has(contrastParam) {
		return r
	}
	if q.Has(langParam) {
		http.SetCookie(w, choiceCookie(langCookie, string(req.Lang), secure))
	}
	for _, mode := range []struct {
		param, cookie string
		on            bool
	}{{largeParam, largeCookie, req.Large}, {contrastParam, contrastCookie, req.Contrast}} {
		if q.Has(mode.param) {
			http.SetCookie(w, choiceCookie(mode.cookie, oneIf(mode.on), secure))
		}
		q.Del(mode.param)
	}
	q.Del(langParam)
	clean := *r.URL
	clean.RawQuery = q.Encode()
	r = r.Clone(r.Context())
	r.URL = &clean
	return r
}

func oneIf(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

func choiceCookie(name, value string, secure bool) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: oneYear,
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
}

func cookieValue(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// with gives the page's own address with one parameter set: the links that
// switch language and letter size lead back to the same page.
func (q *Req) with(param, value string) string {
	u := url.URL{Path: "/"}
	if q.URL != nil {
		u = *q.URL
	}
	values := u.Query()
	values.Set(param, value)
	return (&url.URL{Path: u.Path, RawQuery: values.Encode()}).String()
}
