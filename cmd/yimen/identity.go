package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"yimen/idp"
	"yimen/web/account"
)

// identityPlace says which provider of identities (统一身份认证) signs residents in; none without an
// issuer.
type identityPlace struct {
	Issuer string   `name:"oidc-issuer" env:"YIMEN_OIDC_ISSUER" placeholder:"URL" help:"provider of identities that residents may sign in at, by OpenID Connect"`
	Client string   `name:"oidc-client" env:"YIMEN_OIDC_CLIENT" help:"our name at the provider"`
	Secret string   `name:"oidc-secret-file" env:"YIMEN_OIDC_SECRET_FILE" placeholder:"FILE" help:"file with our secret at the provider"`
	Label  string   `name:"oidc-label" env:"YIMEN_OIDC_LABEL" default:"统一身份认证" help:"what the provider is called on the sign-in page"`
	Scopes []string `name:"oidc-scopes" env:"YIMEN_OIDC_SCOPES" default:"profile,phone" help:"what is asked for beside openid"`
	Name   string   `name:"oidc-name" env:"YIMEN_OIDC_NAME" default:"name" help:"claim with the name"`
	Number string   `name:"oidc-number" env:"YIMEN_OIDC_NUMBER" default:"id_number" help:"claim with the number of the resident identity card"`
	Phone  string   `name:"oidc-phone" env:"YIMEN_OIDC_PHONE" default:"phone_number" help:"claim with the mobile number"`
}

// provider makes it; nil: there is none. site is the address of the portal, to which the provider
// sends people back.
func (c identityPlace) provider(site string) (*idp.Provider, error) {
	if c.Issuer == "" {
		return nil, nil
	}
	if c.Client == "" || c.Secret == "" || site == "" {
		return nil, errors.New("YIMEN_OIDC_ISSUER needs YIMEN_OIDC_CLIENT, YIMEN_OIDC_SECRET_FILE and YIMEN_SITE")
	}
	secret, err := os.ReadFile(c.Secret)
	if err != nil {
		return nil, fmt.Errorf("YIMEN_OIDC_SECRET_FILE: %w", err)
	}
	return idp.New(idp.Settings{Issuer: c.Issuer, Client: c.Client, Secret: strings.TrimSpace(string(secret)), Label: c.Label, Scopes: c.Scopes,
		Redirect: strings.TrimSuffix(site, "/") + account.IdentityBack, Claims: idp.Claims{Name: c.Name, Number: c.Number, Phone: c.Phone}}, time.Now), nil
}
