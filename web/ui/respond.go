package ui

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Page is a page handler: it answers with Show, Again or See, or returns an
// error, which becomes an error page.
type Page func(w http.ResponseWriter, r *http.Request) error

const (
	formLimit = 1 << 20 // bytes of a form without files
	memory    = 1 << 20 // bytes of an upload kept in memory; the rest goes to temporary files
	worthGzip = 1400    // bytes: below one packet compression gains nothing
)

const staleForm = "stale_form" // made for another browser or person, or before somebody signed in or out

func isStale(err error) bool {
	var p Problem
	return errors.As(err, &p) && p.Code == staleForm
}

// Page makes a handler of a page. Posts: body limit of 1 MiB, form parsed,
// form token checked.
func (s *Site) Page(p Page) http.Handler { return s.Upload(formLimit, p) }

// Upload is Page with another body limit in bytes, for forms with files.
func (s *Site) Upload(limit int64, p Page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := s.readForm(w, r, limit)
		if r.MultipartForm != nil {
			defer r.MultipartForm.RemoveAll()
		}
		if k := keptOf(r); k != nil && isStale(err) {
			err = k.show(w, r)
		} else if err == nil {
			err = p(w, r)
		}
		if err != nil {
			s.Fail(w, r, err)
		}
	})
}

func (s *Site) readForm(w http.ResponseWriter, r *http.Request, limit int64) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	parse := r.ParseForm
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		parse = func() error { return r.ParseMultipartForm(memory) }
	}
	if err := parse(); err != nil {
		return s.badBody(err)
	}
	if !From(r.Context()).tokenHolds(r.PostForm.Get(TokenField)) {
		return Forbidden(staleForm)
	}
	return nil
}

func (s *Site) badBody(err error) error {
	if p := s.problemOf(err); p.Status == http.StatusRequestEntityTooLarge {
		return p
	}
	return Problem{Status: http.StatusBadRequest, Cause: err}
}

// Show renders a page completely, then sends it: an error while rendering
// never leaves half a page. Pages are not stored by browsers or proxies
// unless Public was called first.
func Show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	if keep, ok := r.Context().Value(keepKey{}).(func(context.Context, templ.Component)); ok {
		keep(r.Context(), page)
	}
	var body bytes.Buffer
	if err := page.Render(r.Context(), &body); err != nil {
		return err
	}
	From(r.Context()).keepBinding(w)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "Accept-Encoding, Accept-Language, Cookie")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	return send(w, r, status, body.Bytes())
}

type keepKey struct{}

// Keeping hands every page that is shown with the context to keep, with all that was read for it:
// whoever measures what drawing it takes draws it again.
func Keeping(ctx context.Context, keep func(context.Context, templ.Component)) context.Context {
	return context.WithValue(ctx, keepKey{}, keep)
}

// Again shows the page of a refused form: 422 with the typed values kept.
func Again(w http.ResponseWriter, r *http.Request, page templ.Component) error {
	return Show(w, r, http.StatusUnprocessableEntity, page)
}

// See sends the browser on to another page of ours after a post was done.
func See(w http.ResponseWriter, r *http.Request, path string) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// Public lets a page without personal data be kept by the browser, which asks
// again before each use.
func Public(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "private, no-cache")
}

// send writes the body, compressed where the browser takes it. Errors while
// writing mean that the reader has gone.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	if len(body) < worthGzip || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		w.Write(body)
		return nil
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := zips.Get().(*gzip.Writer)
	defer zips.Put(z)
	z.Reset(w)
	z.Write(body)
	z.Close()
	return nil
}
