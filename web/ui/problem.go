package ui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Problem is an error that the public may be told: an HTTP status, a code
// with its sentence (errors.* or codes.*; "" = the sentence of the status),
// and name, value pairs that fill it. Cause is logged, never shown.
type Problem struct {
	Status int
	Code   string
	Args   []any
	Cause  error
}

func (p Problem) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", p.Status, p.Code))
}

func (p Problem) Unwrap() error { return p.Cause }

// NotFound says that there is no such page or record, or not for this person.
func NotFound() error { return Problem{Status: http.StatusNotFound} }

// Forbidden says that this person may not do that; code says why ("" = in general).
func Forbidden(code string, args ...any) error {
	return Problem{Status: http.StatusForbidden, Code: code, Args: args}
}

// Conflict says that somebody was first; code says who did what.
func Conflict(code string, args ...any) error {
	return Problem{Status: http.StatusConflict, Code: code, Args: args}
}

// Unprocessable says that the request was understood and refused, and there is no form
// to show it in (else show the form again with 422).
func Unprocessable(code string, args ...any) error {
	return Problem{Status: http.StatusUnprocessableEntity, Code: code, Args: args}
}

// TooMany says to come back later; the seconds until then go into Retry-After.
func TooMany(seconds int) error {
	return Problem{Status: http.StatusTooManyRequests, Args: []any{"n", seconds}}
}

// problemOf maps an error once: what is not known is a 500 without words.
func (s *Site) problemOf(err error) Problem {
	var p Problem
	if errors.As(err, &p) {
		return p
	}
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return Problem{Status: http.StatusRequestEntityTooLarge, Args: []any{"mb", max(1, tooBig.Limit>>20)}, Cause: err}
	}
	if s.Explain != nil {
		if p, ok := s.Explain(err); ok {
			p.Cause = err
			return p
		}
	}
	return Problem{Status: http.StatusInternalServerError, Cause: err}
}

// Problem (问题) is what the public may be told of an error, for rooms that answer without a page.
// An unknown error is logged in full, as by Fail.
func (s *Site) Problem(ctx context.Context, err error) Problem {
	p := s.problemOf(err)
	if p.Status >= 500 {
		s.log().Error("request failed", "id", From(ctx).ID, "err", fmt.Sprintf("%+v", err))
	}
	return p
}

// Told is a problem in the words of the reader; Wait the seconds until the next try, if any.
type Told struct {
	Title, Detail string
	Wait          int
}

// Told puts the problem into the language of the request.
func (p Problem) Told(ctx context.Context) Told {
	q := From(ctx)
	t := Told{Title: p.title(q.Lang), Detail: p.sentence(q)}
	if p.Status == http.StatusTooManyRequests && len(p.Args) == 2 {
		t.Wait, _ = p.Args[1].(int)
	}
	return t
}

// ProblemHeaders are those that belong to a status: when to come back, how to sign in.
func ProblemHeaders(status, wait int) http.Header {
	h := http.Header{}
	if wait > 0 {
		h.Set("Retry-After", strconv.Itoa(wait))
	}
	if status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	return h
}

// Fail answers with the page of an error. An unknown one is logged in full
// under the request id, and the page says nothing but that id.
func (s *Site) Fail(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problemOf(err)
	q := From(r.Context())
	if p.Status >= 500 {
		s.log().Error("request failed", "id", q.ID, "method", r.Method, "path", loggable(r.URL.Path), "err", fmt.Sprintf("%+v", err))
	}
	if p.Status == http.StatusTooManyRequests && len(p.Args) == 2 {
		w.Header().Set("Retry-After", fmt.Sprint(p.Args[1]))
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		failJSON(w, q, p)
		return
	}
	if err := Show(w, r, p.Status, errorPage(p)); err != nil {
		s.log().Error("error page failed", "id", q.ID, "err", err)
		http.Error(w, T(q.Lang, "errors.500.title")+" "+q.ID, p.Status)
	}
}

func failJSON(w http.ResponseWriter, q *Req, p Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(map[string]any{ // a broken connection has nobody to tell
		"type": "about:blank", "status": p.Status, "title": p.title(q.Lang), "detail": p.sentence(q), "code": p.Code, "instance": "urn:yimen:request:" + q.ID,
	})
}

func (p Problem) title(lang Lang) string {
	if p.Code == staleForm { // nobody lacks a right
		return T(lang, "errors.stale_form.title")
	}
	if key := fmt.Sprintf("errors.%d.title", p.Status); Has(lang, key) {
		return T(lang, key)
	}
	return T(lang, "errors.500.title")
}

// rooms are where the sentence of a code is looked for, in their order: a terminal (自助终端) has a few of its
// own, for there is nothing to choose there, but somebody in the hall to ask.
func (q *Req) rooms() []string {
	if q.Terminal != nil {
		return []string{"kiosk.codes.", "errors.", "codes."}
	}
	return []string{"errors.", "codes."}
}

func (p Problem) sentence(q *Req) string {
	lang := q.Lang
	for _, room := range q.rooms() {
		if p.Code != "" && Has(lang, room+p.Code) {
			return T(lang, room+p.Code, p.Args...)
		}
	}
	if key := fmt.Sprintf("errors.%d.text", p.Status); Has(lang, key) {
		return T(lang, key, p.Args...)
	}
	return T(lang, "errors.500.text")
}
