package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// What a token may do (接口权限). All but the first are done in the name of a member of staff,
// with that person's rights and no more.
const (
	MayApply = "apply" // hand in applications and complaints 提交申请、投诉
	MayRead  = "read"  // read cases 查阅办件
	MayQueue = "queue" // list open work 查看待办
	MayAct   = "act"   // do acts 办理

	MayComplaints = "complaints" // read and handle complaints 处理投诉
)

// Scopes are all scopes, in the order in which they are shown.
var Scopes = []string{MayApply, MayRead, MayQueue, MayAct, MayComplaints}

// ErrToken says that a token is none, has ended or was revoked; it does not say which.
var ErrToken = errors.New("app: no such token")

// tokenPrefix makes a token that lies about easy to find and to report.
const tokenPrefix = "yimen_"

const (
	usualPerMinute = 120
	mostPerMinute  = 6000
)

// NewToken (签发接口令牌) makes a token and gives it, once: only its hash is kept. What is wrong
// with the wish comes as casework.Invalid.
func (h *Hall) NewToken(ctx context.Context, t store.Token) (string, store.Token, error) {
	if t.PerMinute == 0 {
		t.PerMinute = usualPerMinute
	}
	if err := h.checkToken(t); err != nil {
		return "", t, err
	}
	secret := tokenPrefix + strings.ToLower(rand.Text()+rand.Text())
	t.Name, t.MadeAt = strings.TrimSpace(t.Name), h.Now()
	t.ID = store.NewID(t.MadeAt)
	hash := sha256.Sum256([]byte(secret))
	return secret, t, h.Store.AddToken(ctx, t, hash[:])
}

func (h *Hall) checkToken(t store.Token) error {
	var v casework.Invalid
	wrong := func(bad bool, field, code string, args ...string) {
		if bad {
			v = append(v, casework.FieldError{Field: field, Code: code, Args: args})
		}
	}
	wrong(strings.TrimSpace(t.Name) == "", "name", "required")
	wrong(len([]rune(t.Name)) > 100, "name", "tooLong", "100")
	wrong(len(t.Scopes) == 0, "scopes", "required")
	for _, s := range t.Scopes {
		wrong(!slices.Contains(Scopes, s), "scopes", "not_an_option")
		wrong(s != MayApply && slices.Contains(Scopes, s) && t.Staff == "", "staff", "required")
	}
	if t.Staff != "" {
		_, known := h.Directory().OnStaff(t.Staff, h.Today())
		wrong(!known, "staff", "not_an_option")
	}
	wrong(t.PerMinute < 1 || t.PerMinute > mostPerMinute, "perMinute", "tooMany", strconv.Itoa(mostPerMinute))
	wrong(!t.Until.IsZero() && t.Until < h.Today(), "until", "dayTooEarly", h.Today().String())
	if len(v) > 0 {
		return v
	}
	return nil
}

// Token finds the token that was sent, with the member of staff it acts for; none of an ended or
// revoked one, nor when that person has left.
func (h *Hall) Token(ctx context.Context, secret string) (store.Token, org.Staff, error) {
	if !strings.HasPrefix(secret, tokenPrefix) {
		return store.Token{}, org.Staff{}, ErrToken
	}
	hash := sha256.Sum256([]byte(secret))
	t, err := h.Store.TokenByHash(ctx, hash[:])
	if errors.Is(err, store.ErrNotFound) {
		err = ErrToken
	}
	if err != nil {
		return t, org.Staff{}, err
	}
	if TokenEnds(t, h.Today()) {
		return t, org.Staff{}, ErrToken
	}
	var staff org.Staff
	if t.Staff != "" {
		var known bool
		if staff, known = h.Directory().OnStaff(t.Staff, h.Today()); !known {
			return t, staff, ErrToken
		}
	}
	if t.UsedOn < h.Today() {
		err = h.Store.TokenUsed(ctx, t.ID, h.Today())
	}
	return t, staff, err
}

// RevokeToken (吊销接口令牌) shuts a token out at once.
func (h *Hall) RevokeToken(ctx context.Context, id int64) error {
	return h.Store.RevokeToken(ctx, id, h.Now())
}

// TokenEnds tells whether a token no longer opens anything on a day.
func TokenEnds(t store.Token, today period.Date) bool {
	return t.RevokedAt != 0 || !t.Until.IsZero() && t.Until < today
}
