package ui

import (
	"context"
	"net/http"
	"net/url"
)

// User is the signed-in person as pages show them 当前用户.
type User struct {
	ID   string // login name or citizen id: never shown, bound into the form token
	Name string // 李晓燕
	Only string // the one page he may see until he has done what it asks; empty: all that are his

	// Seat names post and unit in the page's language, 审批岗 and 永中街道便民服务中心. It is
	// asked only where a page is shown; nil for a citizen.
	Seat func() (post, unit string)
}

// Citizen (居民用户) is a resident who is signed in to the portal: never a member of staff, whatever
// that person may be besides.
type Citizen struct {
	ID   int64
	Name string
}

// Accounts tells whether residents may have accounts here.
func (q *Req) Accounts() bool { return q.site.Citizen != nil }

func (u *User) seat() (post, unit string) {
	if u.Seat == nil {
		return "", ""
	}
	return u.Seat()
}

// Req is what the shared room knows about one request. Edge makes it; pages
// and components read it with From(ctx).
type Req struct {
	Lang     Lang
	Large    bool      // elder mode 长者模式
	Contrast bool      // high contrast 高对比度
	ID       string    // request id, shown on error pages and in every log line
	URL      *url.URL  // where the page's switch links lead: path and query, no host
	User     *User     // nil when no member of staff is signed in
	Citizen  *Citizen  // nil when no resident is signed in to the portal
	Terminal *Terminal // nil when the page is not shown at a self-service point

	site  *Site
	bind  string // value of the form cookie
	fresh bool   // the cookie is not yet in the browser
	nonce []byte // of the tokens of this page
}

type reqKey struct{}

// From gives the request's context struct; outside of Edge (component tests)
// it is a Chinese page of nobody.
func From(ctx context.Context) *Req {
	if q, ok := ctx.Value(reqKey{}).(*Req); ok {
		return q
	}
	return &Req{Lang: Zh, site: &Site{}}
}

// With puts a request struct into a context: for component tests and for
// documents rendered outside of a request.
func With(ctx context.Context, q *Req) context.Context {
	if q.site == nil {
		q.site = &Site{}
	}
	return context.WithValue(ctx, reqKey{}, q)
}

// Say is T in the language of the page: the one way words come into templates.
func Say(ctx context.Context, key string, args ...any) string {
	return T(From(ctx).Lang, key, args...)
}

// Of is a two-language text in the language of the page.
func Of(ctx context.Context, t Text) string { return t.In(From(ctx).Lang) }

// pageURL is the address the switch links lead to. A page shown as the answer
// to a post may have no GET of its own: then it is the page the form was on.
func pageURL(r *http.Request) *url.URL {
	own := &url.URL{Path: r.URL.Path, RawQuery: r.URL.RawQuery}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return own
	}
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || from.Path == "" {
		return own
	}
	return &url.URL{Path: from.Path, RawQuery: from.RawQuery}
}
