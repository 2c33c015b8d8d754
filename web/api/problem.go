package api

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/web/ui"
)

// Problem (问题) is an error as RFC 9457 asks, in the language of the reader.
type Problem struct {
	Type     string       `json:"type" doc:"about:blank: the code tells more"`
	Title    string       `json:"title"`
	Status   int          `json:"status"`
	Detail   string       `json:"detail"`
	Code     string       `json:"code,omitempty" doc:"Names what is wrong, for programs"`
	Rule     string       `json:"rule,omitempty" doc:"The provision that says so"`
	Instance string       `json:"instance,omitempty" doc:"Names this request; it stands in the log"`
	Errors   []FieldError `json:"errors,omitempty"`
	Version  int          `json:"version,omitempty" doc:"Version of the case now, where somebody was first"`
	Changed  []Event      `json:"changed,omitempty" doc:"What was done since the version that was looked at"`

	wait int // seconds until the next try
}

// FieldError (填写问题) is what is wrong with one value that was sent.
type FieldError struct {
	Field  string `json:"field" doc:"Path of the value in the body, or the parameter; empty: the body as a whole"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Rule   string `json:"rule,omitempty"`
}

func (p *Problem) Error() string             { return p.Detail }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders says when to come back, and how to sign in.
func (p *Problem) GetHeaders() http.Header { return ui.ProblemHeaders(p.Status, p.wait) }

// What huma itself finds wrong becomes a problem of ours too. Its two functions are made to be
// replaced; the room is the only one that uses them.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return found(context.Background(), status, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return found(ctx.Context(), status, errs)
	}
}

// found says what huma found wrong with a request. Values that were sent are not sent back.
func found(ctx context.Context, status int, errs []error) *Problem {
	p := plain(ctx, ui.Problem{Status: status})
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, fieldFound(ctx, d.ErrorDetail()))
		}
	}
	return p
}

// findings are the sentences of huma's validation that have a sentence of ours.
var findings = []struct {
	shape *regexp.Regexp
	code  string
	arg   string
}{
	{regexp.MustCompile(`^expected required property (\S+) to be present$`), "required", ""},
	{regexp.MustCompile(`^required (?:\w+ )?parameter is missing$`), "required", ""},
	{regexp.MustCompile(`^request body is required$`), "required", ""},
	{regexp.MustCompile(`^unexpected property$`), "unknown_field", ""},
	{regexp.MustCompile(`^unknown query parameter`), "unknown_field", ""},
	{regexp.MustCompile(`^expected length <= (\d+)$`), "too_long", "max"},
	{regexp.MustCompile(`^expected number >= (\S+)$`), "too_small", "min"},
	{regexp.MustCompile(`^expected number <= (\S+)$`), "too_big", "max"},
	{regexp.MustCompile(`^expected value to be one of`), "not_an_option", ""},
	{regexp.MustCompile(`^expected number`), "number", ""},
	{regexp.MustCompile(`^expected integer|^invalid integer`), "integer", ""},
	{regexp.MustCompile(`^expected string to be RFC 3339 date`), "date", ""},
}

func fieldFound(ctx context.Context, d *huma.ErrorDetail) FieldError {
	field, _ := strings.CutPrefix(d.Location, "body")
	field = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(field, "."), "query."), "path."), "header.")
	e := FieldError{Field: field, Code: "invalid"}
	var args []any
	for _, f := range findings {
		m := f.shape.FindStringSubmatch(d.Message)
		if m == nil {
			continue
		}
		e.Code = f.code
		switch {
		case f.arg != "" && len(m) > 1:
			args = []any{f.arg, m[1]}
		case f.code == "required" && len(m) > 1:
			e.Field = strings.TrimPrefix(field+"."+m[1], ".")
		case f.code == "unknown_field":
			_, name, _ := strings.Cut("."+field, ".")
			args = []any{"name", ui.Printable(name)}
		}
		break
	}
	e.Field = ui.Printable(e.Field)
	e.Detail = ui.FieldError{Code: e.Code, Args: args}.Sentence(ctx, e.Field)
	return e
}

// plain is a problem that says no more than its sentence.
func plain(ctx context.Context, p ui.Problem) *Problem {
	t := p.Told(ctx)
	out := &Problem{Type: "about:blank", Title: t.Title, Status: p.Status, Detail: t.Detail, Code: p.Code, wait: t.Wait}
	if id := ui.From(ctx).ID; id != "" {
		out.Instance = "urn:yimen:request:" + id
	}
	return out
}

// problem maps an error of the lower floors once. What is not known is logged and says nothing.
func (a *api) problem(ctx context.Context, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	var stale *app.Stale
	var form app.FormInvalid
	var invalid casework.Invalid
	var refusal casework.Refusal
	switch {
	case errors.Is(err, errToken):
		return plain(ctx, ui.Problem{Status: http.StatusUnauthorized, Code: "token"})
	case errors.As(err, &stale):
		return a.outrun(ctx, stale)
	case errors.As(err, &form):
		p = plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
		for _, f := range form {
			p.field(ctx, "form."+f.Field, f.Code, "", ui.Named(f.Args))
		}
		return p
	case errors.As(err, &invalid):
		p = plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
		for _, f := range invalid {
			p.field(ctx, f.Field, f.Code, f.Rule, ui.Places(f.Args))
		}
		return p
	}
	p = plain(ctx, a.site.Problem(ctx, err))
	if errors.As(err, &refusal) {
		if p.Rule = refusal.Rule; refusal.Code == "notYours" {
			p.Status = http.StatusForbidden
		}
	}
	return p
}

func (p *Problem) field(ctx context.Context, field, code, rule string, args []any) {
	p.Errors = append(p.Errors, FieldError{Field: field, Code: code, Rule: rule, Detail: ui.FieldError{Code: code, Args: args}.Sentence(ctx, field)})
}

// refused is what the form of an act was refused for; nil when nothing was.
func refused(ctx context.Context, f ui.Form, fields []ui.Field) error {
	if f.OK() {
		return nil
	}
	p := plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
	for _, e := range f.Errors {
		if e.Field == "" { // the act as a whole: it is the problem itself
			p.Code, p.Detail = e.Code, e.Sentence(ctx, "")
			if e.Code == "notYours" {
				p.Status, p.Title = http.StatusForbidden, ui.Problem{Status: http.StatusForbidden}.Told(ctx).Title
			}
			if e.Code != "unknown_field" {
				continue
			}
		}
		p.Errors = append(p.Errors, FieldError{Field: e.Field, Code: e.Code, Detail: e.Sentence(ctx, ui.LabelOf(ctx, fields, e.Field))})
	}
	return p
}

// outrun tells who was first with what (RFC 9110, 412).
func (a *api) outrun(ctx context.Context, s *app.Stale) *Problem {
	p := plain(ctx, ui.Problem{Status: http.StatusPreconditionFailed, Code: "stale"})
	p.Detail = say(ctx, "stale", "act", ui.ActName(ctx, s.Last.Act), "at", ui.When(ctx, s.Last.At))
	p.Version = s.Record.Version
	for _, f := range s.Record.Facts {
		if f.Seq > seenOf(ctx) {
			p.Changed = append(p.Changed, a.event(ctx, f))
		}
	}
	return p
}
