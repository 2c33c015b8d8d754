package app

import (
	"context"
	"crypto/rand"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/store"
)

// What is done to an account, as the log of rights names it.
const (
	AccountPassword = "password" // 发放密码
	AccountStop     = "stop"     // 停用登录
	AccountSessions = "sessions" // 强制退出
)

// Accounts are the words of the log beside the lists of the directory.
var Accounts = []string{AccountPassword, AccountStop, AccountSessions, AccountSecond}

// readable are the characters of a password that one person reads out to another: none looks
// like another.
const readable = "abcdefghijkmnpqrstuvwxyz23456789"

const (
	givenLength = 14 // characters of a password that is given
	shortest    = 10 // least characters of a password that is chosen
	longest     = 200
)

// givenLife is how long a given password is good for its first sign-in.
const givenLife = 7 // days

// GivePassword (发放密码) gives a member of staff a new password, told once, with which he must
// choose his own; whoever was signed in with the old one is out.
func (h *Hall) GivePassword(ctx context.Context, staff, reason, by string) (password string, err error) {
	if err := h.mayManage(staff, reason, by); err != nil {
		return "", err
	}
	password = newPassword()
	now := h.Now()
	plan := store.Plan{store.PutCredential(staff, HashPassword(password), now), store.GivenPassword(staff, now), h.logAccount(AccountPassword, staff, reason, by)}
	return password, h.Store.Write(ctx, append(plan, store.EndSessions(staff, "")...))
}

// StopAccount (停用登录) takes the password away and ends all sessions. Posts stay: they end by
// their last day.
func (h *Hall) StopAccount(ctx context.Context, staff, reason, by string) error {
	if err := h.mayManage(staff, reason, by); err != nil {
		return err
	}
	plan := store.Plan{store.DropCredential(staff), h.logAccount(AccountStop, staff, reason, by)}
	return h.Store.Write(ctx, append(plan, store.EndSessions(staff, "")...))
}

// SignOutStaff (强制退出) ends all sessions of a member of staff.
func (h *Hall) SignOutStaff(ctx context.Context, staff, reason, by string) error {
	if err := h.mayManage(staff, reason, by); err != nil {
		return err
	}
	return h.Store.Write(ctx, append(store.Plan{h.logAccount(AccountSessions, staff, reason, by)}, store.EndSessions(staff, "")...))
}

func (h *Hall) logAccount(what, staff, reason, by string) store.Stmt {
	now := h.Now()
	return store.LogRight(store.RightChange{ID: store.NewID(now), At: now, Kind: what, Code: staff, By: by, Reason: strings.TrimSpace(reason)})
}

// mayManage: an administrator, for another, with a reason.
func (h *Hall) mayManage(staff, reason, by string) error {
	if !h.Administers(by) {
		return casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	if _, works := h.Directory().OnStaff(staff, h.Today()); !works {
		return ErrNotFound
	}
	if staff == by {
		return casework.Refusal{Code: "ownAccount", Rule: "通知二(三)"}
	}
	if v := lengthFault("reason", strings.TrimSpace(reason), mostReason, true); len(v) > 0 {
		return v
	}
	return nil
}

func newPassword() string {
	var b strings.Builder
	for range givenLength {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(readable))))
		if err != nil {
			panic(err) // crypto/rand never fails on a working machine
		}
		b.WriteByte(readable[n.Int64()])
	}
	return b.String()
}

// ChoosePassword (修改密码) lets a member of staff choose his own password; his other sessions
// end, the one named by keep stays.
func (h *Hall) ChoosePassword(ctx context.Context, staff, old, next, addr, keep string) error {
	if err := h.reassure(ctx, staff, "old", old, addr); err != nil {
		return err
	}
	if err := weak(next, staff, old); err != nil {
		return err
	}
	return h.Store.SetCredential(ctx, staff, HashPassword(next), h.Now(), store.EndSessions(staff, keep)...)
}

// weak refuses a password that is guessed early: short, of one character, the number, an old
// one. What it consists of is the person's choice: length counts.
func weak(password, login, old string) error {
	runes := []rune(password)
	code := ""
	switch {
	case len(runes) < shortest:
		code = "passwordShort"
	case len(runes) > longest:
		code = "passwordLong"
	case password == old:
		code = "passwordSame"
	case strings.Contains(strings.ToLower(password), strings.ToLower(login)) || fewCharacters(runes) || slices.Contains(common, strings.ToLower(password)):
		code = "passwordWeak"
	}
	if code == "" {
		return nil
	}
	return casework.Invalid{{Field: "password", Code: code, Args: []string{"10"}}}
}

// common are passwords of ten characters and more that are tried first.
var common = []string{"1234567890", "0123456789", "12345678910", "1qaz2wsx3edc", "qwertyuiop", "password123", "password1234", "passw0rd123", "administrator", "abcd123456", "a123456789", "zxcvbnm123", "woaini1314", "woaini520", DemoPassword}

// fewCharacters tells of a password made of less than four different ones.
func fewCharacters(runes []rune) bool {
	seen := map[rune]bool{}
	for _, r := range runes {
		seen[r] = true
	}
	return len(seen) < 4
}

// JobRevived (放回后续工作) is how the log of rights names that a dead job was put back.
const JobRevived = "revive"

// ReviveJob puts a dead job back to work. Had another put it back before, it is a conflict.
func (h *Hall) ReviveJob(ctx context.Context, id int64, by string) error {
	if !h.Administers(by) {
		return casework.Refusal{Code: "notAdministrator", Rule: "通知二(三)"}
	}
	now := h.Now()
	err := h.Store.Revive(ctx, id, now, store.LogRight(store.RightChange{ID: store.NewID(now), At: now, Kind: JobRevived, Code: strconv.FormatInt(id, 10), By: by}))
	if err == nil && h.Wake != nil {
		h.Wake()
	}
	return err
}
