package ui

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
)

// resend (重新提交) is a form that was sent and could not be taken, for who sent it is signed out or is somebody
// else by now. It is shown again, to be sent once more: nothing typed is lost but the files, whose names it
// gives.
type resend struct {
	To     string // address of the form
	Token  string
	Values []keptValue
	Files  []string
	SignIn string // where its sender signs in again first; empty: somebody is signed in
}

type keptValue struct{ Name, Text string }

// keptLimit bounds what is read of a form that nobody signed in has sent, in bytes; of its files nothing is kept.
const keptLimit = 64 << 20

// keptOf gives the form back, nil where it can't or must not be: nothing was typed, or a password, or no page of
// ours in this browser made it.
func keptOf(r *http.Request) *resend {
	k := resend{To: r.URL.RequestURI(), Token: r.PostForm.Get(TokenField)}
	for name, list := range r.PostForm {
		if strings.Contains(strings.ToLower(name), "password") {
			return nil
		}
		for _, text := range list {
			if name != TokenField {
				k.Values = append(k.Values, keptValue{name, text})
			}
		}
	}
	if len(k.Values) == 0 || !From(r.Context()).ours(k.Token) {
		return nil
	}
	slices.SortStableFunc(k.Values, func(a, b keptValue) int { return strings.Compare(a.Name, b.Name) })
	if r.MultipartForm != nil {
		for _, list := range r.MultipartForm.File {
			for _, f := range list {
				if f.Filename != "" {
					k.Files = append(k.Files, f.Filename)
				}
			}
		}
		slices.Sort(k.Files)
	}
	return &k
}

// keepSignedOut answers a form that somebody sent whose session has ended: after signing in, in another
// window, its own token holds again, for the same person alone. It tells whether it answered.
func keepSignedOut(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost {
		return false
	}
	r.Body = http.MaxBytesReader(w, r.Body, keptLimit)
	if readTyped(r) != nil {
		return false
	}
	k := keptOf(r)
	return k != nil && k.show(w, r) == nil
}

// show shows the form again. With nobody signed in its own token stays, which holds for who got it; else
// it gets one for who is.
func (k resend) show(w http.ResponseWriter, r *http.Request) error {
	q := From(r.Context())
	if q.User != nil || q.Citizen != nil {
		k.Token = q.FormToken()
		return Show(w, r, http.StatusForbidden, keptPage(k))
	}
	k.SignIn = "/account/sign-in"
	if OfStaff(r.URL.Path) {
		k.SignIn = "/desk/sign-in"
	}
	return Show(w, r, http.StatusUnauthorized, keptPage(k))
}

// readTyped reads what was typed; of files their names alone.
func readTyped(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return r.ParseForm()
	}
	r.PostForm, r.MultipartForm = map[string][]string{}, &multipart.Form{File: map[string][]*multipart.FileHeader{}}
	for left := int64(formLimit); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := part.FormName()
		if part.FileName() != "" || part.Header.Get("Content-Type") != "" { // as the standard library tells them apart
			r.MultipartForm.File[name] = append(r.MultipartForm.File[name], &multipart.FileHeader{Filename: part.FileName()})
			continue
		}
		text, err := io.ReadAll(io.LimitReader(part, left+1))
		if left -= int64(len(text)); err != nil || left < 0 {
			return errors.Join(err, http.ErrNotMultipart)
		}
		r.PostForm.Add(name, string(text))
	}
}
