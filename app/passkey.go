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

// keyOwner is somebody as the library asks for him.
type keyOwner struct {
	owner  string // as the store knows him
	handle []byte // as devices do
	name   string
	keys   []store.Passkey
}

// residentKeys is a resident: his handle is the account's number, which says nothing of the person.
func residentKeys(r store.Resident, keys []store.Passkey) keyOwner {
	return keyOwner{ResidentOwner(r.ID), binary.BigEndian.AppendUint64(nil, uint64(r.ID)), r.Name, keys}
}

// WebAuthnID is his handle.
func (o keyOwner) WebAuthnID() []byte { return o.handle }

// WebAuthnName is what a device shows in its list.
func (o keyOwner) WebAuthnName() string { return o.name }

// WebAuthnDisplayName is the same.
func (o keyOwner) WebAuthnDisplayName() string { return o.name }

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
	keys, err := h.Store.Passkeys(ctx, ResidentOwner(r.ID))
	if err != nil {
		return "", "", err
	}
	return h.askNewKey(auth, residentKeys(r, keys), protocol.AuthenticatorSelection{
		ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired})
}

// askNewKey asks a device that has none of the owner's keys yet for one.
func (h *Hall) askNewKey(auth *webauthn.WebAuthn, owner keyOwner, device protocol.AuthenticatorSelection) (ask, keep string, err error) {
	if len(owner.keys) >= mostPasskeys {
		return "", "", casework.Invalid{{Field: "name", Code: "passkeysEnough"}}
	}
	question, s, err := auth.BeginRegistration(owner, webauthn.WithAuthenticatorSelection(device),
		webauthn.WithExclusions(webauthn.Credentials(owner.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return "", "", err
	}
	return h.begun(question.Response, s, nil)
}

// AddPasskey keeps the passkey that a device made.
func (h *Hall) AddPasskey(ctx context.Context, r store.Resident, keep, answer, name string) error {
	k, err := h.newKey(residentKeys(r, nil), keep, answer, name)
	if err != nil {
		return err
	}
	return h.Store.Write(ctx, store.Plan{store.AddPasskey(k)})
}

// newKey checks what a device made.
func (h *Hall) newKey(owner keyOwner, keep, answer, name string) (k store.Passkey, err error) {
	auth, err := h.passkeys()
	if err != nil {
		return k, err
	}
	s, err := h.resumed(keep)
	if err != nil {
		return k, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return k, fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	c, err := auth.CreateCredential(owner, s, parsed)
	if err != nil {
		return k, fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	body, err := json.Marshal(c)
	return store.Passkey{ID: keyID(c.ID), Owner: owner.owner, At: h.Now(), Name: strings.TrimSpace(name), Body: string(body)}, err
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

// SignInByPasskey gives the account whose passkey answered.
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
	var who store.Resident
	_, c, err := auth.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		var owner keyOwner
		var err error
		who, owner, err = h.keyOwner(ctx, handle)
		return owner, err
	}, s, parsed)
	if err != nil {
		return store.Resident{}, fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	return who, h.usedKey(ctx, ResidentOwner(who.ID), c)
}

// usedKey keeps that a key answered. A device whose counter went back was copied, and opens nothing.
func (h *Hall) usedKey(ctx context.Context, owner string, c *webauthn.Credential) error {
	if c.Authenticator.CloneWarning {
		return ErrPasskey
	}
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	err = h.Store.UsePasskey(ctx, store.Passkey{ID: keyID(c.ID), Owner: owner, UsedAt: h.Now(), Body: string(body)})
	if errors.Is(err, store.ErrConflict) { // it was removed meanwhile
		err = ErrPasskey
	}
	return err
}

func (h *Hall) keyOwner(ctx context.Context, handle []byte) (store.Resident, keyOwner, error) {
	if len(handle) != 8 {
		return store.Resident{}, keyOwner{}, ErrPasskey
	}
	r, err := h.Store.Resident(ctx, int64(binary.BigEndian.Uint64(handle)))
	if err != nil {
		return r, keyOwner{}, err
	}
	keys, err := h.Store.Passkeys(ctx, ResidentOwner(r.ID))
	return r, residentKeys(r, keys), err
}
