package app

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// The refusals of a sign-in. ErrSignIn does not say which of the two was wrong.
var (
	ErrSignIn   = errors.New("app: login or password is wrong")
	ErrTooOften = errors.New("app: too many failed attempts for this login")
	ErrGivenOld = errors.New("app: the password that was given has not been used in time")
)

const (
	tries   = 8                // failed attempts for one login …
	tryTime = 15 * time.Minute // … within this time, before it must wait

	maxLogin = 64 // bytes
)

// nobody is a hash that fits no password: an unknown login costs the same time as a known one.
var nobody = sync.OnceValue(func() string { return HashPassword("") })

// hashing bounds how many passwords are checked at once: each takes 64 MiB.
var hashing = make(chan struct{}, 2)

// place waits for a place among those whose passwords are being checked.
func place(ctx context.Context, places chan struct{}) (free func(), err error) {
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// SignIn (登录) checks a staff member's password. Attempts are counted for the login, never
// for the address: a whole hall sits behind one.
func (h *Hall) SignIn(ctx context.Context, login, password, addr string) (org.Staff, error) {
	if len(login) > maxLogin || !utf8.ValidString(login) || strings.ContainsRune(login, 0) {
		return org.Staff{}, ErrSignIn // no number, and nothing a database would keep
	}
	free, err := place(ctx, hashing) // before the count, so that guesses made at once are counted too
	if err != nil {
		return org.Staff{}, err
	}
	defer free()
	now := h.Now()
	failed, err := h.Store.Failures(ctx, login, now-period.Instant(tryTime.Milliseconds()))
	if err != nil {
		return org.Staff{}, err
	}
	if failed >= tries {
		return org.Staff{}, ErrTooOften
	}
	hash, _, err := h.Store.Credential(ctx, login)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return org.Staff{}, err
	}
	staff, known := h.Directory().OnStaff(login, h.Today())
	if hash == "" || !known {
		hash, known = nobody(), false
	}
	fits := passwordFits(hash, password) && known
	if err := h.Store.AddAttempt(ctx, store.Attempt{Login: login, Addr: addr, At: now, Done: fits}); err != nil {
		return org.Staff{}, err
	}
	if !fits {
		return org.Staff{}, ErrSignIn
	}
	given, err := h.Store.PasswordGiven(ctx, login)
	if err == nil && given > 0 && given.Date().Add(givenLife) < now.Date() {
		return org.Staff{}, ErrGivenOld
	}
	return staff, err
}

// MustChoose tells whether somebody signed in with a password that another gave him: then he
// can do nothing before he has chosen his own.
func (h *Hall) MustChoose(ctx context.Context, staff string) (bool, error) {
	given, err := h.Store.PasswordGiven(ctx, staff)
	return given > 0, err
}

// StaffActor is the actor of a staff member.
func StaffActor(s org.Staff) org.Actor {
	return org.Actor{Kind: org.ByStaff, No: s.No, Name: s.Name}
}
