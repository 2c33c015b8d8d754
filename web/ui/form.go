package ui

import (
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// FieldError is one thing wrong with a posted form: the field's name ("" for
// the form as a whole), a code with its sentence in words/errors.*.json (or
// codes.*.json, or catalog.lint.*), and name, value pairs that fill the sentence.
type FieldError struct {
	Field, Code string
	Args        []any
}

// Form is a form as the browser sent it, with what is wrong with it. A refused
// post is shown again from the same value: nothing typed is lost.
type Form struct {
	Values url.Values
	Files  map[string][]*multipart.FileHeader
	Errors []FieldError
}

// Posted reads the form of a request that Page or Upload has parsed: outer
// blanks trimmed, line ends made \n, the form token left out.
func Posted(r *http.Request) Form {
	f := Form{Values: url.Values{}}
	for name, list := range r.PostForm {
		if name == TokenField {
			continue
		}
		for _, v := range list {
			f.Values.Add(name, strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n")))
		}
	}
	if r.MultipartForm != nil {
		f.Files = r.MultipartForm.File
	}
	return f
}

// Get gives the first value of a field.
func (f Form) Get(name string) string { return f.Values.Get(name) }

// All gives every value of a field (checkboxes).
func (f Form) All(name string) []string { return f.Values[name] }

// Has says whether a field has this value among its values.
func (f Form) Has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// OK says that nothing is wrong.
func (f Form) OK() bool { return len(f.Errors) == 0 }

// Refuse notes one more thing wrong.
func (f *Form) Refuse(field, code string, args ...any) {
	f.Errors = append(f.Errors, FieldError{Field: field, Code: code, Args: args})
}

// Error gives the first thing wrong with a field.
func (f Form) Error(name string) (FieldError, bool) {
	for _, e := range f.Errors {
		if e.Field == name {
			return e, true
		}
	}
	return FieldError{}, false
}

// Sentence says in the page's language what is wrong; label fills {label}.
func (e FieldError) Sentence(ctx context.Context, label string) string {
	q := From(ctx)
	lang := q.Lang
	args := append([]any{"label", label}, e.Args...)
	for _, room := range append(q.rooms(), "catalog.lint.") {
		if Has(lang, room+e.Code) {
			return T(lang, room+e.Code, args...)
		}
	}
	return T(lang, "errors.invalid", args...)
}
