// Package trialidp is a provider of identities for tests: OpenID Connect in process, with faults on
// demand.
package trialidp

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// What the hall is called at every trial provider.
const (
	Client = "yimen"
	Secret = "a secret of tests"
)

// Provider says of everybody what Claims says. Change it between two requests only.
type Provider struct {
	URL     string
	Now     func() time.Time
	Subject string
	Claims  map[string]any // in the identity token
	Info    map[string]any // at the address for more; nil: there is none
	Change  func(token map[string]any)
	Deny    bool // the person says no

	t    testing.TB
	key  *ecdsa.PrivateKey
	Sign *ecdsa.PrivateKey // another key than the published one

	mu    sync.Mutex
	asked map[string]url.Values // by code
}

// Open serves a provider until the test ends.
func Open(t testing.TB, now func() time.Time) *Provider {
	t.Helper()
	p := &Provider{t: t, Now: now, Subject: "zj-1", key: NewKey(t), asked: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("GET /keys", p.keys)
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /info", p.info)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	p.URL = server.URL
	return p
}

// NewKey draws a key.
func NewKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	d := map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token",
		"jwks_uri": p.URL + "/keys", "response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"ES256"}}
	if p.Info != nil {
		d["userinfo_endpoint"] = p.URL + "/info"
	}
	reply(w, d)
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	reply(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: p.key.Public(), KeyID: "1", Algorithm: "ES256", Use: "sig"}}})
}

// authorize sends the browser back with a code at once.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back := url.Values{"state": {q.Get("state")}, "iss": {p.URL}}
	if p.Deny {
		back.Set("error", "access_denied")
	} else {
		code := rand.Text()
		p.mu.Lock()
		p.asked[code] = q
		p.mu.Unlock()
		back.Set("code", code)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

// token checks all that a strict provider would, and takes each code once.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	p.mu.Lock()
	q, known := p.asked[r.FormValue("code")]
	delete(p.asked, r.FormValue("code"))
	p.mu.Unlock()
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	challenge := base64.RawURLEncoding.EncodeToString(sum[:])
	if id, _ = url.QueryUnescape(id); id != Client {
		known = false
	}
	if secret, _ = url.QueryUnescape(secret); secret != Secret {
		known = false
	}
	if !known || q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") != challenge || q.Get("redirect_uri") != r.FormValue("redirect_uri") {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		w.Write([]byte(`{"error":"invalid_grant"}`))
		return
	}
	now := p.Now()
	claims := map[string]any{"iss": p.URL, "sub": p.Subject, "aud": Client, "nonce": q.Get("nonce"), "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix()}
	maps.Copy(claims, p.Claims)
	if p.Change != nil {
		p.Change(claims)
	}
	reply(w, map[string]any{"access_token": "opens the info", "token_type": "Bearer", "expires_in": 300, "id_token": p.signed(claims)})
}

func (p *Provider) signed(claims map[string]any) string {
	key := p.key
	if p.Sign != nil {
		key = p.Sign
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: "1"}}, nil)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	body, _ := json.Marshal(claims)
	sealed, err := signer.Sign(body)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	text, _ := sealed.CompactSerialize()
	return text
}

func (p *Provider) info(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer opens the info" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	said := map[string]any{"sub": p.Subject}
	maps.Copy(said, p.Info)
	reply(w, said)
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v) // a broken connection has nobody to tell
}
