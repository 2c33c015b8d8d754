package ui

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
)

// Site is what the shared room needs from outside, wired once.
type Site struct {
	Clock   func() period.Instant        // the only clock
	Key     []byte                       // secret of the form tokens, ≥ 32 bytes
	Log     *slog.Logger                 // access log and unknown errors
	Asset   func(name string) string     // address of a bundle ("app.css"); "" = there is none
	Who     func(*http.Request) *User    // the signed-in person; nil func = nobody ever
	Citizen func(*http.Request) *Citizen // the resident signed in; nil func = there are no accounts
	Explain func(error) (Problem, bool)  // gives status and code to errors of the lower floors
	Trusted []string                     // other origins allowed to post, "https://host"
	Secure  bool                         // served over TLS: Secure cookies, HSTS
	Demo    bool                         // the style gallery answers
}

func (s *Site) now() period.Instant {
	if s.Clock == nil {
		return 0
	}
	return s.Clock()
}

func (s *Site) log() *slog.Logger {
	if s.Log == nil {
		return slog.Default()
	}
	return s.Log
}

func (s *Site) asset(name string) string {
	if s.Asset == nil {
		return ""
	}
	return s.Asset(name)
}

func (s *Site) citizen(r *http.Request) *Citizen {
	if s.Citizen == nil {
		return nil
	}
	return s.Citizen(r)
}

func (s *Site) who(r *http.Request) *User {
	if s.Who == nil {
		return nil
	}
	return s.Who(r)
}

// Only keeps a staff page to who may do what the request asks for: others are turned away with the
// sentence of the code before anybody looks at what they sent, or whether there is what they name.
func Only[P ~func(http.ResponseWriter, *http.Request, org.Staff) error](may func(who string, r *http.Request) bool, code string, page P) P {
	return func(w http.ResponseWriter, r *http.Request, who org.Staff) error {
		if !may(who.No, r) {
			return Forbidden(code)
		}
		return page(w, r, who)
	}
}

// SignedIn sends people who are not signed in to the sign-in page, before anything of theirs is
// read, and from there back to the page they were on; those who must do something first, to its page.
// A form that they sent is kept for them.
func SignedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := From(r.Context())
		if q.User == nil {
			if keepSignedOut(w, r) {
				return
			}
			http.Redirect(w, r, "/desk/sign-in?next="+url.QueryEscape(q.URL.String()), http.StatusSeeOther)
			return
		}
		if only := q.User.Only; only != "" && r.URL.Path != only && !strings.HasPrefix(r.URL.Path, only+"/") {
			http.Redirect(w, r, only, http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}
