// Package idp (统一身份认证) lets people sign in at a provider of identities, such as the province's, by
// OpenID Connect: authorisation code with PKCE, state and nonce. What the provider says of somebody
// is believed; whose account that is, is for app to find.
package idp

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// What can go wrong, beside errors of the way to the provider.
var (
	ErrDenied = errors.New("idp: the provider or the person said no")
	ErrProof  = errors.New("idp: the answer does not hold")
	ErrLacks  = errors.New("idp: the provider did not say who it is")
)

// Settings are how the hall is known at the provider.
type Settings struct {
	Issuer   string // its address, where its discovery document stands
	Client   string // our name there
	Secret   string
	Redirect string // where it sends people back to
	Label    string // what its button says, 浙里办
	Scopes   []string
	Claims   Claims
}

// Claims are the names under which the provider says who somebody is.
type Claims struct{ Name, Number, Phone string }

// Person (认证结果) is somebody as the provider knows him.
type Person struct{ Issuer, Subject, Name, Number, Phone string }

// Provider is one provider of identities. Its discovery document is read when it is first needed, and
// again when that failed: the hall starts without it. It is safe for concurrent use.
type Provider struct {
	Settings
	now    func() time.Time
	client *http.Client

	mu    sync.Mutex
	found *oidc.Provider
}

// patience is how long one question to the provider may take.
const patience = 10 * time.Second

// New makes the provider of settings; now is the clock.
func New(s Settings, now func() time.Time) *Provider {
	return &Provider{Settings: s, now: now, client: &http.Client{Timeout: patience}}
}

// Attempt (认证请求) is what must be kept between the way to the provider and the way back.
type Attempt struct{ State, Nonce, Verifier string }

// Begin gives the address to which the browser is to go.
func (p *Provider) Begin(ctx context.Context) (address string, a Attempt, err error) {
	flow, _, err := p.flow(ctx)
	if err != nil {
		return "", a, err
	}
	a = Attempt{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return flow.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), a, nil
}

// flow is how codes are asked for, with the provider that was found.
func (p *Provider) flow(ctx context.Context) (*oauth2.Config, *oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found == nil {
		found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
		if err != nil {
			return nil, nil, fmt.Errorf("idp: discovery: %w", err)
		}
		p.found = found
	}
	scopes := append([]string{oidc.ScopeOpenID}, p.Scopes...)
	return &oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, RedirectURL: p.Redirect, Endpoint: p.found.Endpoint(), Scopes: scopes}, p.found, nil
}

// Finish takes what the provider sent the browser back with, and gives who it is.
func (p *Provider) Finish(ctx context.Context, a Attempt, answer url.Values) (Person, error) {
	if a.State == "" || subtle.ConstantTimeCompare([]byte(answer.Get("state")), []byte(a.State)) != 1 {
		return Person{}, fmt.Errorf("%w: state", ErrProof)
	}
	if said := answer.Get("error"); said != "" {
		return Person{}, fmt.Errorf("%w: %.100q", ErrDenied, said)
	}
	if iss := answer.Get("iss"); iss != "" && iss != p.Issuer { // RFC 9207
		return Person{}, fmt.Errorf("%w: issuer", ErrProof)
	}
	ctx = oidc.ClientContext(ctx, p.client)
	flow, found, err := p.flow(ctx)
	if err != nil {
		return Person{}, err
	}
	token, err := flow.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(a.Verifier))
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return Person{}, fmt.Errorf("%w: %w", ErrProof, err)
	}
	if err != nil {
		return Person{}, fmt.Errorf("idp: code: %w", err)
	}
	claims, id, err := p.proved(ctx, found, token, a.Nonce)
	if err != nil {
		return Person{}, err
	}
	if p.person(claims).Number == "" {
		if err := p.ask(ctx, found, token, id.Subject, claims); err != nil {
			return Person{}, err
		}
	}
	who := p.person(claims)
	who.Issuer, who.Subject = id.Issuer, id.Subject
	if who.Subject == "" || who.Name == "" || who.Number == "" {
		return Person{}, ErrLacks
	}
	return who, nil
}

// proved checks the signature, issuer, audience, term and nonce of the identity token.
func (p *Provider) proved(ctx context.Context, found *oidc.Provider, token *oauth2.Token, nonce string) (map[string]any, *oidc.IDToken, error) {
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.Client, Now: p.now}).Verify(ctx, raw)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrProof, err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(nonce)) != 1 {
		return nil, nil, fmt.Errorf("%w: nonce", ErrProof)
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrProof, err)
	}
	return claims, id, nil
}

// ask adds what the provider says at its address for that. An answer about somebody else is refused.
func (p *Provider) ask(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, claims map[string]any) error {
	if found.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return fmt.Errorf("idp: user info: %w", err)
	}
	if info.Subject != subject {
		return fmt.Errorf("%w: user info of another", ErrProof)
	}
	return info.Claims(&claims)
}

func (p *Provider) person(claims map[string]any) Person {
	text := func(name string) string {
		s, _ := claims[name].(string)
		return s
	}
	return Person{Name: text(p.Claims.Name), Number: text(p.Claims.Number), Phone: text(p.Claims.Phone)}
}
