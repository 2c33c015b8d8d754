package app

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// What bounds the codes that prove a phone.
const (
	CodeTries = 5               // how often one may be typed
	CodeLife  = 5 * time.Minute // how long it is good
	codeEvery = time.Minute     // before the next is sent to the same phone
	codesADay = 10              // to one phone

	netCodes     = 60          // codes asked for by one address, …
	netCodeEvery = time.Minute // after that, one more each: a hall goes on, a machine doesn't
)

// ErrNoTexts says that this hall can't send short messages.
var ErrNoTexts = errors.New("app: no way to send short messages")

// SendCode (发送验证码) sends a code to a mobile phone and gives it; text puts it into a sentence.
// Whether the phone has an account makes no difference. What is refused is casework.Invalid.
func (h *Hall) SendCode(ctx context.Context, phone, addr string, text func(code string) string) (string, error) {
	if h.TextPhone == nil {
		return "", ErrNoTexts
	}
	if !catalog.IsMobile(phone) {
		return "", casework.Invalid{{Field: "phone", Code: "mobile"}}
	}
	now := h.Now()
	last, err := h.Store.PhoneCode(ctx, phone)
	if err != nil {
		return "", err
	}
	next := store.PhoneCode{Phone: phone, At: now, Day: now.Date(), Sent: 1}
	if last.Day == next.Day {
		next.Sent = last.Sent + 1
	}
	if wait := period.Instant(codeEvery.Milliseconds()) - (now - last.At); last.At > 0 && wait > 0 {
		return "", soon("codeSoon", time.Duration(wait)*time.Millisecond)
	}
	if next.Sent > codesADay {
		return "", casework.Invalid{{Field: "phone", Code: "codeDaily"}}
	}
	if wait := h.Tries.codeFrom(addr, now); wait > 0 {
		return "", soon("codeNet", wait)
	}
	code := newQueryCode()
	next.Hash = codeHash(phone, code)
	err = h.Store.PutPhoneCode(ctx, next, last.At)
	if errors.Is(err, store.ErrConflict) { // a double click
		return "", soon("codeSoon", codeEvery)
	}
	if err != nil {
		return "", err
	}
	if err := h.TextPhone(ctx, phone, text(code)); err != nil {
		return "", errors.Join(casework.Invalid{{Field: "phone", Code: "codeUnsent"}}, err)
	}
	return code, nil
}

func soon(code string, wait time.Duration) error {
	return casework.Invalid{{Field: "phone", Code: code, Args: []string{strconv.Itoa(int(wait.Seconds()) + 1)}}}
}

// ProvePhone (核对验证码) takes the code that was sent to a phone, once. Each that is typed counts
// before it is looked at, so that guesses made at the same time count too.
func (h *Hall) ProvePhone(ctx context.Context, phone, code string) error {
	since := h.Now() - period.Instant(CodeLife.Milliseconds())
	err := h.Store.TryPhoneCode(ctx, phone, CodeTries, since)
	if errors.Is(err, store.ErrConflict) {
		return casework.Invalid{{Field: "code", Code: "codeOver"}}
	}
	if err != nil {
		return err
	}
	kept, err := h.Store.PhoneCode(ctx, phone)
	if err != nil {
		return err
	}
	typed := codeHash(phone, strings.Join(strings.Fields(code), ""))
	if subtle.ConstantTimeCompare([]byte(typed), []byte(kept.Hash)) != 1 {
		return casework.Invalid{{Field: "code", Code: "codeWrong", Args: []string{strconv.Itoa(max(0, CodeTries-kept.Tries))}}}
	}
	err = h.Store.UsePhoneCode(ctx, phone, kept.Hash)
	if errors.Is(err, store.ErrConflict) {
		return casework.Invalid{{Field: "code", Code: "codeOver"}}
	}
	return err
}

// codeHash needs no slow function: the code is worthless after some minutes.
func codeHash(phone, code string) string {
	sum := sha256.Sum256([]byte("phone code\x00" + phone + "\x00" + code))
	return hex.EncodeToString(sum[:])
}
