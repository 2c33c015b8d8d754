package ui

import (
	"net/http"
	"net/url"

	"golang.org/x/text/language"
)

const (
	langParam, langCookie   = "lang", "yimen_lang"
	largeParam, largeCookie = "large", "yimen_large"
	oneYear                 = 365 * 24 * 60 * 60 // seconds
)

// offered: readers of traditional characters get Chinese too; only the second
// one is English.
var offered = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English, language.TraditionalChinese})

// chooseLang takes ?lang= first, then the cookie, then Accept-Language;
// anything else is Chinese.
func chooseLang(r *http.Request) Lang {
	if l, ok := knownLang(r.URL.Query().Get(langParam)); ok {
		return l
	}
	if l, ok := knownLang(cookieValue(r, langCookie)); ok {
		return l
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

// chooseLarge tells whether elder mode 长者模式 is on: ?large=1, then the cookie.
func chooseLarge(r *http.Request) bool {
	if q := r.URL.Query(); q.Has(largeParam) {
		return q.Get(largeParam) == "1"
	}
	return cookieValue(r, largeCookie) == "1"
}

// rememberChoices stores what the address chose, and takes the two parameters
// out of the address so that page handlers never see them.
func rememberChoices(w http.ResponseWriter, r *http.Request, req *Req, secure bool) *http.Request {
	q := r.URL.Query()
	if !q.Has(langParam) && !q.Has(largeParam) {
		return r
	}
	if q.Has(langParam) {
		http.SetCookie(w, choiceCookie(langCookie, string(req.Lang), secure))
	}
	if q.Has(largeParam) {
		value := "0"
		if req.Large {
			value = "1"
		}
		http.SetCookie(w, choiceCookie(largeCookie, value, secure))
	}
	q.Del(langParam)
	q.Del(largeParam)
	clean := *r.URL
	clean.RawQuery = q.Encode()
	r = r.Clone(r.Context())
	r.URL = &clean
	return r
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
