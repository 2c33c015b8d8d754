package ui

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
)

var zips = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, 5) // 5 is a valid level
	return z
}}

const csp = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
	"object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

// Edge wraps the whole route table: request id, access log, recovery, security
// headers, cross-site refusal, language and letter size, the signed-in person,
// and our own pages for 404 and 405.
func (s *Site) Edge(mux *http.ServeMux) http.Handler {
	inner := s.refuseCrossSite(s.missing(mux))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := s.now()
		rec := &recorder{ResponseWriter: w}
		q := &Req{ID: strings.ToLower(rand.Text()[:16]), site: s}
		r = r.WithContext(context.WithValue(r.Context(), reqKey{}, q))
		s.secure(w.Header(), q.ID)
		defer func() {
			s.recovered(rec, r, recover())
			s.log().LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", q.ID), slog.String("method", r.Method),
				slog.String("path", loggable(r.URL.Path)), slog.Int("status", rec.status), slog.Int("bytes", rec.bytes),
				slog.Int64("ms", int64(s.now()-started)))
		}()
		inner.ServeHTTP(rec, s.meet(rec, r, q))
	})
}

// loggable is a path without the code of a draft: whoever has that can open the draft.
func loggable(path string) string {
	if before, rest, ok := strings.Cut(path, "/apply/"); ok && (before == "" || before == Kiosk) {
		_, page, _ := strings.Cut(rest, "/")
		return before + "/apply/-/" + page
	}
	return path
}

// meet fills the request struct: language, letter size, person, form cookie.
func (s *Site) meet(w http.ResponseWriter, r *http.Request, q *Req) *http.Request {
	q.Lang, q.Large = chooseLang(r), chosen(r, largeParam, largeCookie)
	q.Contrast = chosen(r, contrastParam, contrastCookie)
	r = rememberChoices(w, r, q, s.Secure)
	q.URL = pageURL(r)
	q.bind = cookieValue(r, s.bindCookieName())
	q.User, q.Citizen = s.who(r), s.citizen(r)
	return r
}

func (s *Site) secure(h http.Header, id string) {
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", policy(""))
	h.Set("X-Request-Id", id)
	if s.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

func (s *Site) refuseCrossSite(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	for _, origin := range s.Trusted {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			panic(fmt.Sprintf("trusted origin %q: %v", origin, err)) // a wrong setting, at start
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Fail(w, r, Forbidden("cross_site"))
	}))
	return guard.Handler(next)
}

// missing shows our own pages where the mux has no route (404) or no such
// method (405, with its Allow header).
func (s *Site) missing(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &recorder{ResponseWriter: nowhere{http.Header{}}}
		h.ServeHTTP(probe, r)
		if to := probe.Header().Get("Location"); to != "" {
			http.Redirect(w, r, to, probe.status)
			return
		}
		if allow := probe.Header().Get("Allow"); allow != "" {
			w.Header().Set("Allow", allow)
		}
		s.Fail(w, r, Problem{Status: probe.status})
	})
}

func (s *Site) recovered(w *recorder, r *http.Request, cause any) {
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	err := fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
	if w.status != 0 { // too late for a page: only the log can tell
		s.log().Error("panic after the answer began", "id", From(r.Context()).ID, "err", err)
		return
	}
	s.Fail(w, r, err)
}

// recorder notes status and size for the access log.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// nowhere takes an answer that nobody reads.
type nowhere struct{ h http.Header }

func (n nowhere) Header() http.Header         { return n.h }
func (n nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (n nowhere) WriteHeader(int)             {}
