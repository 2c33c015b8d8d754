package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"yimen/core/org"
	"yimen/store"
)

// staffKeys is a member of staff as the library asks for him. Beside the password any device will do,
// also one that has neither a screen lock nor room for a name: a security key (安全密钥).
func staffKeys(who org.Staff, keys []store.Passkey) keyOwner {
	return keyOwner{who.No, []byte("staff:" + who.No), who.No + " " + who.Name, keys}
}

// BeginStaffPasskey (添加通行密钥) begins a passkey as the second step of who gives his password again:
// it gives the question for the browser and what is to be kept for the answer.
func (h *Hall) BeginStaffPasskey(ctx context.Context, who org.Staff, password, addr string) (ask, keep string, err error) {
	auth, err := h.passkeys()
	if err != nil {
		return "", "", err
	}
	if err := h.reassure(ctx, who.No, "password", password, addr); err != nil {
		return "", "", err
	}
	keys, err := h.Store.Passkeys(ctx, who.No)
	if err != nil {
		return "", "", err
	}
	return h.askNewKey(auth, staffKeys(who, keys), protocol.AuthenticatorSelection{
		ResidentKey: protocol.ResidentKeyRequirementDiscouraged, UserVerification: protocol.VerificationPreferred})
}

// AddStaffPasskey keeps the passkey that a device made. Who has no recovery codes gets them with it,
// told once.
func (h *Hall) AddStaffPasskey(ctx context.Context, who org.Staff, keep, answer, name string) (codes []string, err error) {
	k, err := h.newKey(staffKeys(who, nil), keep, answer, name)
	if err != nil {
		return nil, err
	}
	plan := store.Plan{store.AddPasskey(k)}
	left, err := h.Store.RecoveryCodes(ctx, who.No)
	if err != nil {
		return nil, err
	}
	if left == 0 {
		var hashes []string
		codes, hashes = recoveryCodes(who.No)
		plan = append(plan, store.SetRecoveryCodes(who.No, hashes)...)
	}
	return codes, h.Store.Write(ctx, plan)
}

// DropStaffPasskey (移除通行密钥) removes one of one's own, for the password.
func (h *Hall) DropStaffPasskey(ctx context.Context, staff, id, password, addr string) error {
	if err := h.reassure(ctx, staff, "password", password, addr); err != nil {
		return err
	}
	return h.Store.Write(ctx, store.Plan{store.DropPasskey(staff, id), store.DropIdleCodes(staff)})
}

// AskPasskey asks for any of somebody's passkeys, who has given the password.
func (h *Hall) AskPasskey(ctx context.Context, who org.Staff) (ask, keep string, err error) {
	auth, err := h.passkeys()
	if err != nil {
		return "", "", err
	}
	keys, err := h.Store.Passkeys(ctx, who.No)
	if err != nil {
		return "", "", err
	}
	question, s, err := auth.BeginLogin(staffKeys(who, keys), webauthn.WithUserVerification(protocol.VerificationPreferred))
	if err != nil {
		return "", "", err
	}
	return h.begun(question.Response, s, nil)
}

// ProvePasskey (第二步验证) takes the answer of a passkey in the stead of a code. Wrong ones are counted
// with wrong codes.
func (h *Hall) ProvePasskey(ctx context.Context, who org.Staff, keep, answer, addr string) error {
	return h.counted(ctx, who.No, addr, func() error { return h.takeKey(ctx, who, keep, answer) })
}

func (h *Hall) takeKey(ctx context.Context, who org.Staff, keep, answer string) error {
	auth, err := h.passkeys()
	if err != nil {
		return err
	}
	s, err := h.resumed(keep)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	keys, err := h.Store.Passkeys(ctx, who.No)
	if err != nil {
		return err
	}
	c, err := auth.ValidateLogin(staffKeys(who, keys), s, parsed)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPasskey, err)
	}
	return h.usedKey(ctx, who.No, c)
}

// Steps (第二步验证) is by what somebody proves himself beside the password.
type Steps struct {
	Codes    bool // one-time codes
	Keys     []store.Passkey
	Recovery int // recovery codes that are left
}

// Any tells whether there is a second step.
func (s Steps) Any() bool { return s.Codes || len(s.Keys) > 0 }

// StepsOf reads somebody's.
func (h *Hall) StepsOf(ctx context.Context, staff string) (s Steps, err error) {
	x, err1 := h.Store.SecondStep(ctx, staff)
	keys, err2 := h.Store.Passkeys(ctx, staff)
	left, err3 := h.Store.RecoveryCodes(ctx, staff)
	return Steps{x.Secret != "", keys, left}, errors.Join(err1, err2, err3)
}
