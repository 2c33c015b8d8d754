package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// AccountSecond (解除第二步验证) is how the log of rights names that an administrator took the
// second step away from somebody who lost the device.
const AccountSecond = "second"

// ErrWrongStep says that a one-time code or recovery code does not fit.
var ErrWrongStep = errors.New("app: the one-time code is wrong")

const (
	stepSeconds   = 30 // RFC 6238
	skew          = 1  // steps that a clock may be off, to either side
	recoveryCount = 10
)

// SecondSecret draws the secret of one-time codes (RFC 6238): 160 bits in base32.
func SecondSecret() string {
	secret := make([]byte, 20)
	rand.Read(secret)
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// SecondAddress is the address that an authenticator reads from a QR code.
func SecondAddress(secret, login string) string {
	q := url.Values{"secret": {secret}, "issuer": {"Yimen"}}
	return "otpauth://totp/" + url.PathEscape("Yimen:"+login) + "?" + q.Encode()
}

// HasSecondStep tells whether somebody proves himself in two steps.
func (h *Hall) HasSecondStep(ctx context.Context, staff string) (bool, error) {
	s, err := h.StepsOf(ctx, staff)
	return s.Any(), err
}

// BeginSecondStep (开通一次性验证码) begins one-time codes with a secret whose code shows that the
// device has it, and gives the recovery codes, told once. The password is asked for, so that a
// desk left open can't be taken over.
func (h *Hall) BeginSecondStep(ctx context.Context, staff, password, secret, code, addr string) ([]string, error) {
	if err := h.reassure(ctx, staff, "password", password, addr); err != nil {
		return nil, err
	}
	step, ok := stepOf(secret, code, h.Now())
	if !ok {
		return nil, casework.Invalid{{Field: "code", Code: "wrongStep"}}
	}
	kept, err := h.Vault.Lock(secondPlace(staff), secret)
	if err != nil {
		return nil, err
	}
	codes, hashes := recoveryCodes(staff)
	plan := store.Plan{store.SetSecondStep(staff, store.SecondStep{Secret: kept, At: h.Now(), Step: step})}
	return codes, h.Store.Write(ctx, append(plan, store.SetRecoveryCodes(staff, hashes)...))
}

// secondPlace is what the secret of somebody's codes is locked for: it opens nothing of another.
func secondPlace(staff string) string { return "second step " + staff }

// EndSecondStep (停用一次性验证码) ends one's own codes; passkeys stay.
func (h *Hall) EndSecondStep(ctx context.Context, staff, password, addr string) error {
	if err := h.reassure(ctx, staff, "password", password, addr); err != nil {
		return err
	}
	return h.Store.Write(ctx, store.Plan{store.DropSecondStep(staff), store.DropIdleCodes(staff)})
}

// reassure asks for the password again; a wrong one is refused at its field.
func (h *Hall) reassure(ctx context.Context, staff, field, password, addr string) error {
	_, err := h.SignIn(ctx, staff, password, addr)
	if errors.Is(err, ErrSignIn) {
		return casework.Invalid{{Field: field, Code: "wrongPassword"}}
	}
	return err
}

// LiftSecondStep (解除第二步验证) takes the second step away from somebody who lost the device: codes,
// passkeys and all.
func (h *Hall) LiftSecondStep(ctx context.Context, staff, reason, by string) error {
	if err := h.mayManage(staff, reason, by); err != nil {
		return err
	}
	plan := store.Plan{h.logAccount(AccountSecond, staff, reason, by), store.DropSecondStep(staff), store.DropPasskeys(staff), store.DropIdleCodes(staff)}
	return h.Store.Write(ctx, append(plan, store.EndSessions(staff, "")...))
}

// ProveSecondStep (第二步验证) takes a one-time code, or a recovery code in its stead. Each is taken
// once; wrong ones are counted.
func (h *Hall) ProveSecondStep(ctx context.Context, staff, code, addr string) error {
	return h.counted(ctx, staff, addr, func() error { return h.takeStep(ctx, staff, code) })
}

// counted counts wrong answers of a second step like wrong passwords, for the login.
func (h *Hall) counted(ctx context.Context, staff, addr string, take func() error) error {
	login, now := "2:"+staff, h.Now()
	failed, err := h.Store.Failures(ctx, login, now-period.Instant(tryTime.Milliseconds()))
	if err != nil {
		return err
	}
	if failed >= tries {
		return ErrTooOften
	}
	err = take()
	if err != nil && !errors.Is(err, ErrWrongStep) && !errors.Is(err, ErrPasskey) {
		return err
	}
	return errors.Join(err, h.Store.AddAttempt(ctx, store.Attempt{Login: login, Addr: addr, At: now, Done: err == nil}))
}

func (h *Hall) takeStep(ctx context.Context, staff, code string) error {
	x, err := h.Store.SecondStep(ctx, staff)
	if err != nil {
		return err
	}
	secret, err := h.Vault.Open(secondPlace(staff), x.Secret)
	if err != nil && !errors.Is(err, ErrLocked) {
		return err
	}
	if step, ok := stepOf(secret, code, h.Now()); ok && err == nil && x.Secret != "" {
		err = h.useStep(ctx, staff, x.Secret, secret, step)
	} else { // also where the secret can't be opened any more
		err = h.Store.UseRecoveryCode(ctx, staff, recoveryHash(staff, code))
	}
	if errors.Is(err, store.ErrConflict) {
		return ErrWrongStep
	}
	return err
}

// useStep takes the code of a time step, and locks a secret that an older program kept as it was.
func (h *Hall) useStep(ctx context.Context, staff, kept, secret string, step int64) (err error) {
	if !Locked(kept) {
		if kept, err = h.Vault.Lock(secondPlace(staff), secret); err != nil {
			return err
		}
	}
	return h.Store.UseStep(ctx, staff, kept, step)
}

// stepOf finds the time step of a code, of those that a clock may be off.
func stepOf(secret, code string, now period.Instant) (step int64, ok bool) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	at := int64(now) / 1000
	for off := int64(-skew); off <= skew; off++ {
		moment := time.Unix(at+off*stepSeconds, 0)
		fits, err := totp.ValidateCustom(code, secret, moment, totp.ValidateOpts{Period: stepSeconds, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && fits {
			return at/stepSeconds + off, true
		}
	}
	return 0, false
}

// recoveryCodes draws codes for the day on which the device is lost: 50 bits each, so that their
// hash needs no slow function.
func recoveryCodes(owner string) (codes, hashes []string) {
	for range recoveryCount {
		text := newPassword()[:10]
		codes = append(codes, text[:5]+"-"+text[5:])
		hashes = append(hashes, recoveryHash(owner, text))
	}
	return codes, hashes
}

func recoveryHash(owner, code string) string {
	code = strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(code))
	sum := sha256.Sum256([]byte("recovery\x00" + owner + "\x00" + code))
	return hex.EncodeToString(sum[:])
}

// The choices of whom a second step is asked of.
const (
	SecondForNobody         = "nobody"
	SecondForAdministrators = "administrators"
	SecondForAll            = "all"
)

// MustProveTwice tells whether the settings ask a second step of somebody.
func (h *Hall) MustProveTwice(staff org.Staff) bool {
	switch h.Setup.Second {
	case SecondForAll:
		return true
	case SecondForAdministrators:
		return h.Administers(staff.No)
	}
	return false
}
