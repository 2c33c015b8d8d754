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
	originBytes      = 8
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
	return base64.RawURLEncoding.EncodeToString(slices.Concat(q.nonce, q.origin(q.nonce), q.mac(q.nonce)))
}

// origin says that a form was made for this browser, whoever is signed in.
func (q *Req) origin(nonce []byte) []byte { return q.sum(nonce, []byte("origin"))[:originBytes] }

// mac says that it was made for this browser and person.
func (q *Req) mac(nonce []byte) []byte {
	user := ""
	if q.User != nil {
		user = q.User.ID
	}
	citizen := ""
	if q.Citizen != nil {
		citizen = strconv.FormatInt(q.Citizen.ID, 10)
	}
	return q.sum(nonce, []byte(user), []byte(citizen))
}

func (q *Req) sum(nonce []byte, more ...[]byte) []byte {
	h := hmac.New(sha256.New, q.site.Key)
	for _, part := range append([][]byte{nonce, []byte(q.bind)}, more...) {
		h.Write([]byte{byte(len(part) >> 8), byte(len(part))})
		h.Write(part)
	}
	return h.Sum(nil)
}

// tokenHolds says whether a posted token was made for this browser and person.
func (q *Req) tokenHolds(token string) bool {
	nonce, _, mac, ok := q.parts(token)
	return ok && hmac.Equal(mac, q.mac(nonce))
}

// ours says whether a posted token was made for this browser.
func (q *Req) ours(token string) bool {
	nonce, origin, _, ok := q.parts(token)
	return ok && hmac.Equal(origin, q.origin(nonce))
}

func (q *Req) parts(token string) (nonce, origin, mac []byte, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != nonceBytes+originBytes+sha256.Size || q.bind == "" {
		return nil, nil, nil, false
	}
	return raw[:nonceBytes], raw[nonceBytes : nonceBytes+originBytes], raw[nonceBytes+originBytes:], true
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
