package ui

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
)

// TokenField is the name of the hidden form token.
const TokenField = "_token"

const (
	bindCookie       = "yimen_form"
	bindCookieSecure = "__Host-yimen_form"
	nonceBytes       = 12
)

func (s *Site) bindCookieName() string {
	if s.Secure {
		return bindCookieSecure
	}
	return bindCookie
}

// FormToken gives the token of a page's forms. It is bound to a cookie of the
// browser and to who is signed in; its bytes differ with each page, so that a
// compressed page betrays nothing, and are one for its forms, so that it stays light.
func (q *Req) FormToken() string {
	if q.bind == "" {
		q.bind, q.fresh = rand.Text(), true
	}
	if q.nonce == nil {
		q.nonce = make([]byte, nonceBytes)
		rand.Read(q.nonce) // never fails
	}
	return base64.RawURLEncoding.EncodeToString(slices.Concat(q.nonce, q.mac(q.nonce)))
}

func (q *Req) mac(nonce []byte) []byte {
	user := ""
	if q.User != nil {
		user = q.User.ID
	}
	citizen := ""
	if q.Citizen != nil {
		citizen = strconv.FormatInt(q.Citizen.ID, 10)
	}
	h := hmac.New(sha256.New, q.site.Key)
	for _, part := range [][]byte{nonce, []byte(q.bind), []byte(user), []byte(citizen)} {
		h.Write([]byte{byte(len(part) >> 8), byte(len(part))})
		h.Write(part)
	}
	return h.Sum(nil)
}

// tokenHolds says whether a posted token was made for this browser and person.
func (q *Req) tokenHolds(token string) bool {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != nonceBytes+sha256.Size || q.bind == "" {
		return false
	}
	return hmac.Equal(raw[nonceBytes:], q.mac(raw[:nonceBytes]))
}

// keepBinding sends the cookie that a token on this page is bound to.
func (q *Req) keepBinding(w http.ResponseWriter) {
	if !q.fresh {
		return
	}
	q.fresh = false
	http.SetCookie(w, &http.Cookie{Name: q.site.bindCookieName(), Value: q.bind, Path: "/",
		HttpOnly: true, Secure: q.site.Secure, SameSite: http.SameSiteLaxMode})
}
