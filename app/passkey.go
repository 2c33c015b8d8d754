package app

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// The refusals around passkeys. ErrPasskey does not say what was wrong with the answer.
var (
	ErrNoPasskeys = errors.New("app: passkeys need the address of the portal, with a name")
	ErrPasskey    = errors.New("app: the passkey's answer does not hold")
)

// ceremonyTime is how long a device may take to answer.
const ceremonyTime = period.Instant(5 * 60 * 1000)

// mostPasskeys is how many one account may have.
const mostPasskeys = 20

// passkeys is what checks answers, for the portal's own address. Browsers bind a passkey to its name,
// so that a forged portal gets no answer; an address without a name has none.
func (h *Hall) passkeys() (*webauthn.WebAuthn, error) {
	u, err := url.Parse(h.Paper.Site)
	if err != nil || u.Hostname() == "" {
		return nil, ErrNoPasskeys
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return nil, ErrNoPasskeys
	}
	return webauthn.New(&webauthn.Config{RPID: u.Hostname(), RPDisplayName: "一门", RPOrigins: []string{u.Scheme + "://" + u.Host}})
}

// OffersPasskeys tells whether residents may sign in by passkey here.
func (h *Hall) OffersPasskeys() bool {
	_, err := h.passkeys()
	return err == nil
}

// keyOwner is a resident as the library asks for him.
type keyOwner struct {
	store.Resident
	keys []store.Passkey
}

// WebAuthnID is the account's number: it says nothing of the person.
func (o keyOwner) WebAuthnID() []byte { return binary.BigEndian.AppendUint64(nil, uint64(o.ID)) }

// WebAuthnName is what a device shows in its list.
func (o keyOwner) WebAuthnName() string { return o.Name }

// WebAuthnDisplayName is the same.
func (o keyOwner) WebAuthnDisplayName() string { return o.Name }

// WebAuthnCredentials are all keys of the account. One that can't be read fits nothing.
func (o keyOwner) WebAuthnCredentials() []webauthn.Credential {
	var list []webauthn.Credential
	for _, k := range o.keys {
		var c webauthn.Credential
		if err := json.Unmarshal([]byte(k.Body), &c); err == nil {
			list = append(list, c)
		}
	}
	return list
}

// ceremony is what is kept between the question to a device and its answer.
type ceremony struct {
	At      period.Instant
	Session *webauthn.SessionData
}

// begun writes the question for the browser, and what is to be kept for the answer.
func (h *Hall) begun(question any, s *webauthn.SessionData, err error) (ask, keep string, _ error) {
	if err != nil {
		return "", "", err
	}
	a, err1 := json.Marshal(question)
	k, err2 := json.Marshal(ceremony{h.Now(), s})
	return string(a), string(k), errors.Join(err1, err2)
}

// resumed reads what was kept, while it counts.
func (h *Hall) resumed(keep string) (webauthn.SessionData, error) {
	var c ceremony
	if err := json.Unmarshal([]byte(keep), &c); err != nil || c.Session == nil || h.Now()-c.At > ceremonyTime {
		return webauthn.SessionData{}, ErrPasskey
	}
	return *c.Session, nil
}

// BeginPasskey (添加通行密钥) begins a new passkey of who gives his password again: it gives the
// question for the browser and what is to be kept for the answer.
func (h *Hall) BeginPasskey(ctx context.Context, r store.Resident, password, addr string) (ask, keep string, err error) {
	auth, err := h.passkeys()
	if err != nil {
		return "", "", err
	}
	if err := h.reassureResident(ctx, r, "password", password, addr); err != nil {
		return "", "", err
	}
	keys, err := h.Store.Passkeys(ctx, r.ID)
	if err != nil {
		return "", "", err
	}
	if len(keys) >= mostPasskeys {
		return "", "", casework.Invalid{{Field: "name", Code: "passkeysEnough"}}
	}
	owner := keyOwner{r, keys}
	question, s, err := auth.BeginRegistration(owner,
		webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}),
		webauthn.WithExclusions(webauthn.Credentials(owner.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return "", "", err
	}
	return h.begun(question.Response, s, nil)
}

// AddPasskey keeps the passkey that a device made.
func (h *Hall) AddPasskey(ctx context.Context, r store.Resident, keep, answer, name string) error {
	auth, err := h.passkeys()
	if err != nil {
		return err
	}
	s, err := h.resumed(keep)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	c, err := auth.CreateCredential(keyOwner{Resident: r}, s, parsed)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return h.Store.AddPasskey(ctx, store.Passkey{ID: keyID(c.ID), Resident: r.ID, At: h.Now(), Name: strings.TrimSpace(name), Body: string(body)})
}

func keyID(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }

// BeginPasskeySignIn (通行密钥登录) begins a sign-in of whoever has a passkey.
func (h *Hall) BeginPasskeySignIn() (ask, keep string, err error) {
	auth, err := h.passkeys()
	if err != nil {
		return "", "", err
	}
	question, s, err := auth.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return "", "", err
	}
	return h.begun(question.Response, s, nil)
}

// SignInByPasskey gives the account whose passkey answered. A device whose counter went back was
// copied, and opens nothing.
func (h *Hall) SignInByPasskey(ctx context.Context, keep, answer string) (store.Resident, error) {
	auth, err := h.passkeys()
	if err != nil {
		return store.Resident{}, err
	}
	s, err := h.resumed(keep)
	if err != nil {
		return store.Resident{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return store.Resident{}, fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	var owner keyOwner
	_, c, err := auth.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		var err error
		owner, err = h.keyOwner(ctx, handle)
		return owner, err
	}, s, parsed)
	if err != nil || c.Authenticator.CloneWarning {
		return store.Resident{}, fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	body, err := json.Marshal(c)
	if err != nil {
		return store.Resident{}, err
	}
	err = h.Store.UsePasskey(ctx, store.Passkey{ID: keyID(c.ID), Resident: owner.ID, UsedAt: h.Now(), Body: string(body)})
	if errors.Is(err, store.ErrConflict) {
		err = ErrPasskey
	}
	return owner.Resident, err
}

func (h *Hall) keyOwner(ctx context.Context, handle []byte) (keyOwner, error) {
	if len(handle) != 8 {
		return keyOwner{}, ErrPasskey
	}
	r, err := h.Store.Resident(ctx, int64(binary.BigEndian.Uint64(handle)))
	if err != nil {
		return keyOwner{}, err
	}
	keys, err := h.Store.Passkeys(ctx, r.ID)
	return keyOwner{r, keys}, err
}
