package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// How the log of rights names what was done to a terminal 自助终端.
const (
	TerminalKept    = "terminal"        // 登记、变更
	TerminalOffered = "terminalCode"    // 发放配对码
	TerminalRevoked = "terminalRevoked" // 停用
)

// PairingLife is how long a pairing code can be used: long enough to walk to the device.
const PairingLife = 15 * time.Minute

// ErrTerminal says that no terminal has a secret: the device was never paired, or another was since.
var ErrTerminal = errors.New("app: no such terminal")

// pairingLetters make a code that is read from one screen and typed on another: none looks like another.
const pairingLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// pairingLength letters are 8·10¹¹ codes, for the quarter of an hour in which one can be used.
const pairingLength = 8

// seenEvery is how often at most it is noted that a terminal asked for something.
const seenEvery = period.Instant(60_000) // milliseconds

// terminalCode is what a terminal's number may be: it is written into cases and typed into filters.
var terminalCode = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{1,31}$`)

// KeepTerminal (登记自助终端) registers a terminal, or changes the name and place of one that has an ID.
// What is wrong comes as casework.Invalid.
func (h *Hall) KeepTerminal(ctx context.Context, t store.Terminal, reason, by string) error {
	if !h.Administers(by) {
		return casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	t.Code, t.Name, reason = strings.TrimSpace(t.Code), strings.TrimSpace(t.Name), strings.TrimSpace(reason)
	v := append(lengthFault("name", t.Name, 60, true), lengthFault("reason", reason, mostReason, true)...)
	wrong := func(field, code string, args ...string) {
		v = append(v, casework.FieldError{Field: field, Code: code, Args: args})
	}
	if !terminalCode.MatchString(t.Code) {
		wrong("code", "terminalCode")
	}
	if _, ok := h.Directory().Centre(t.Centre, h.Today()); !ok {
		wrong("centre", "not_an_option")
	}
	if len(v) > 0 {
		return v
	}
	if t.ID != 0 {
		old, err := h.Store.TerminalByCode(ctx, t.Code)
		if err != nil {
			return err
		}
		return h.Store.ChangeTerminal(ctx, t, h.terminalLog(TerminalKept, &old, &t, reason, by))
	}
	t.MadeAt = h.Now()
	t.ID = store.NewID(t.MadeAt)
	err := h.Store.AddTerminal(ctx, t, h.terminalLog(TerminalKept, nil, &t, reason, by))
	if store.ConflictIn(err, "terminal") {
		wrong("code", "terminalTaken", t.Code)
		return v
	}
	return err
}

// terminalRow is what the log says of a terminal.
type terminalRow struct {
	Code   string `json:"code"`
	Centre string `json:"centre"`
	Name   string `json:"name"`
}

func (h *Hall) terminalLog(kind string, before, after *store.Terminal, reason, by string) store.RightChange {
	now := h.Now()
	c := store.RightChange{ID: store.NewID(now), At: now, Kind: kind, Code: after.Code, By: by, Reason: strings.TrimSpace(reason)}
	if kind != TerminalKept {
		return c
	}
	if before != nil {
		c.Before = rowText(terminalRow{before.Code, before.Centre, before.Name})
	}
	c.After = rowText(terminalRow{after.Code, after.Centre, after.Name})
	return c
}

// OfferPairing (发放配对码) gives a code with which a device is made the terminal, once, and until when.
func (h *Hall) OfferPairing(ctx context.Context, code, by string) (string, period.Instant, error) {
	if !h.Administers(by) {
		return "", 0, casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	t, err := h.Store.TerminalByCode(ctx, code)
	if err != nil {
		return "", 0, err
	}
	pairing, until := newPairing(), h.Now()+period.Instant(PairingLife.Milliseconds())
	err = h.Store.OfferPairing(ctx, t.ID, hashOf(pairing), until, h.terminalLog(TerminalOffered, nil, &t, "", by))
	return pairing, until, err
}

func newPairing() string {
	random := make([]byte, 0, pairingLength)
	for len(random) < pairingLength {
		var b [1]byte
		rand.Read(b[:])                                      // never fails
		if n := int(b[0]); n < 256-256%len(pairingLetters) { // every letter as likely
			random = append(random, pairingLetters[n%len(pairingLetters)])
		}
	}
	return string(random)
}

func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// PairTerminal (终端配对) makes a device the terminal whose code it was told, and gives the secret by
// which it is known from now on. ErrTerminal where the code is none, was used or is over.
func (h *Hall) PairTerminal(ctx context.Context, pairing string) (secret string, t store.Terminal, err error) {
	secret = strings.ToLower(rand.Text() + rand.Text())
	t, err = h.Store.PairTerminal(ctx, hashOf(plainPairing(pairing)), hashOf(secret), h.Now())
	if errors.Is(err, store.ErrNotFound) {
		err = ErrTerminal
	}
	return secret, t, err
}

// plainPairing takes a code as people type it: spaces and hyphens go, letters are large.
func plainPairing(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(pairingLetters, r) {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

// Terminal finds the terminal of a device, in service or not, and notes that it was seen; ErrTerminal
// where the secret is none.
func (h *Hall) Terminal(ctx context.Context, secret string) (store.Terminal, error) {
	t, err := h.Store.TerminalByHash(ctx, hashOf(secret))
	if errors.Is(err, store.ErrNotFound) {
		err = ErrTerminal
	}
	if err == nil && t.Active() && h.Now()-t.SeenAt >= seenEvery {
		err = h.Store.TerminalSeen(ctx, t.ID, h.Now())
	}
	return t, err
}

// RevokeTerminal (停用自助终端) shuts a device out at once; a new pairing code takes it up again.
func (h *Hall) RevokeTerminal(ctx context.Context, code, reason, by string) error {
	if !h.Administers(by) {
		return casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	if v := lengthFault("reason", strings.TrimSpace(reason), mostReason, true); len(v) > 0 {
		return v
	}
	t, err := h.Store.TerminalByCode(ctx, code)
	if err != nil {
		return err
	}
	return h.Store.RevokeTerminal(ctx, t.ID, h.Now(), h.terminalLog(TerminalRevoked, nil, &t, reason, by))
}

// CentreOf gives the centre where a terminal stands; false where it has closed.
func (h *Hall) CentreOf(t store.Terminal) (org.Centre, bool) {
	return h.Directory().Centre(t.Centre, h.Today())
}

// checkTerminals: a centre that has what a self-service point needs, and items that can be filed at one,
// but no terminal to do it at (通知: 专门的网上审批自助服务点，配置计算机、扫描仪、高拍仪等设备).
func (h *Hall) checkTerminals(ctx context.Context) (faults []Fault, err error) {
	filed := func(it *catalog.Item) bool { return slices.Contains(it.Channels, catalog.AtKiosk) }
	if !slices.ContainsFunc(h.Catalogue().All(h.Today()), filed) {
		return nil, nil
	}
	list, err := h.Store.Terminals(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range h.Directory().Centres(h.Today()) {
		if len(c.SelfService) > 0 && !slices.ContainsFunc(list, func(t store.Terminal) bool { return t.Active() && t.Centre == c.Code }) {
			faults = append(faults, Fault{Code: "noTerminal", Units: []string{c.Unit}})
		}
	}
	return faults, nil
}
