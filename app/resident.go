package app

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
)

// ErrUseCode says that so many wrong passwords were given for a login, or by an address, that the
// password alone proves nothing for a while. The code sent to the phone does: nobody is shut out.
var ErrUseCode = errors.New("app: too many wrong passwords: sign in by code")

// ResidentOwner names a resident in the list of sessions, where staff stand by their 工号.
func ResidentOwner(id int64) string { return "resident:" + strconv.FormatInt(id, 10) }

// residentHashing bounds how many residents' passwords are checked at once, apart from the staff's.
var residentHashing = make(chan struct{}, 2)

// sameNumber is how many accounts of one document's number are looked at in a sign-in: the number
// is not proved, so that somebody else may have typed it.
const sameNumber = 3

// SignInResident (居民登录) checks the password of a phone or a document's number. ErrSignIn does not
// say which of the two was wrong.
func (h *Hall) SignInResident(ctx context.Context, login, password, addr string) (store.Resident, error) {
	login = catalog.NormalNumber(login)
	if len(login) > maxLogin || !utf8.ValidString(login) || strings.ContainsRune(login, 0) {
		return store.Resident{}, ErrSignIn
	}
	free, err := place(ctx, residentHashing)
	if err != nil {
		return store.Resident{}, err
	}
	defer free()
	if err := h.mayTry(login, addr); err != nil {
		return store.Resident{}, err
	}
	list, err := h.residentsOf(ctx, login)
	if err != nil {
		return store.Resident{}, err
	}
	for _, r := range list {
		if passwordFits(cmp.Or(r.Hash, nobody()), password) && r.Hash != "" {
			return r, nil
		}
	}
	if len(list) == 0 {
		passwordFits(nobody(), password) // an unknown login costs the same time
	}
	h.Tries.Wrong(tryKey(login), addr, h.Now())
	return store.Resident{}, ErrSignIn
}

func tryKey(login string) string { return "resident " + login }

// mayTry stops one address at one login after some wrong ones; many from everywhere stop the
// password, not the person.
func (h *Hall) mayTry(login, addr string) error {
	now := h.Now()
	switch {
	case h.Tries.Wait(tryKey(login), addr, now) > 0:
		return ErrTooOften
	case h.Tries.Doubtful(tryKey(login), addr, now):
		return ErrUseCode
	}
	return nil
}

func (h *Hall) residentsOf(ctx context.Context, login string) ([]store.Resident, error) {
	if catalog.IsMobile(login) {
		r, err := h.Store.ResidentByPhone(ctx, login)
		if errors.Is(err, store.ErrNotFound) {
			return nil, nil
		}
		return []store.Resident{r}, err
	}
	return h.Store.ResidentsByNumber(ctx, login, sameNumber)
}

// ConfirmResident (核对身份) gives the account of a phone that was proved, for the last four
// characters of its document: a phone may have a new owner. Who has the phone and guesses from many
// addresses is stopped too; nobody else can be, for the phone is proved first.
func (h *Hall) ConfirmResident(ctx context.Context, phone, last, addr string) (store.Resident, error) {
	if key := tryKey(phone + " last"); h.Tries.Wait(key, addr, h.Now()) > 0 || h.Tries.Guessed(key, h.Now()) {
		return store.Resident{}, ErrTooOften
	}
	r, err := h.Store.ResidentByPhone(ctx, phone)
	if err != nil {
		return r, err
	}
	if !LastFour(r.IDNo, last) {
		h.Tries.Wrong(tryKey(phone+" last"), addr, h.Now())
		return store.Resident{}, casework.Invalid{{Field: "last", Code: "lastWrong"}}
	}
	return r, nil
}

// Register (注册) opens an account for a phone that was proved. If another account has the phone,
// takeOver says that the phone is no longer its owner's; else it is refused.
func (h *Hall) Register(ctx context.Context, r store.Resident, password string, takeOver bool) (store.Resident, error) {
	r.Name, r.IDNo = strings.TrimSpace(r.Name), catalog.NormalNumber(r.IDNo)
	wrong := lengthFault("name", r.Name, 50, true)
	if code := casework.CheckDocument(r.IDType, r.IDNo); r.IDType == casework.CreditCode || code != "" {
		if code == "" {
			code = "documentKind"
		}
		wrong = append(wrong, casework.FieldError{Field: "id", Code: code})
	}
	wrong = append(wrong, weakFor(password, r)...)
	if len(wrong) > 0 {
		return r, wrong
	}
	free, err := place(ctx, residentHashing)
	if err != nil {
		return r, err
	}
	defer free()
	now := h.Now()
	r.ID, r.Since, r.ChangedAt, r.Hash = store.NewID(now), now, now, HashPassword(password)
	var before []store.Stmt
	if takeOver {
		before = append(before, store.ReleasePhone(r.Phone))
	}
	err = h.Store.AddResident(ctx, r, before...)
	if store.ConflictIn(err, "resident") {
		return r, casework.Invalid{{Field: "", Code: "phoneTaken"}}
	}
	return r, err
}

// weakFor refuses a password that has the phone or the document in it, beside what staff are
// refused.
func weakFor(password string, r store.Resident) casework.Invalid {
	for _, login := range []string{r.Phone, r.IDNo} {
		if login == "" {
			continue
		}
		var v casework.Invalid
		if errors.As(weak(password, login, ""), &v) {
			return v
		}
	}
	return nil
}

// ResetResident (找回密码) sets a new password for the account of a phone that was proved and the
// whole number of its document, and ends all its sessions.
func (h *Hall) ResetResident(ctx context.Context, phone, number, password, addr string) (store.Resident, error) {
	key := tryKey(phone + " reset")
	if h.Tries.Wait(key, addr, h.Now()) > 0 {
		return store.Resident{}, ErrTooOften
	}
	r, err := h.Store.ResidentByPhone(ctx, phone)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return r, err
	}
	if err != nil || r.IDNo != catalog.NormalNumber(number) {
		h.Tries.Wrong(key, addr, h.Now())
		return store.Resident{}, casework.Invalid{{Field: "id", Code: "idNotThis"}}
	}
	return r, h.setResidentPassword(ctx, r, password, "")
}

// ChooseResidentPassword (修改密码) changes one's own; the other sessions end, the one named by keep
// stays.
func (h *Hall) ChooseResidentPassword(ctx context.Context, r store.Resident, old, next, addr, keep string) error {
	if err := h.reassureResident(ctx, r, "old", old, addr); err != nil {
		return err
	}
	if old == next {
		return casework.Invalid{{Field: "password", Code: "passwordSame"}}
	}
	return h.setResidentPassword(ctx, r, next, keep)
}

// CloseAccount (注销账号) forgets an account, for its password. Cases and what was done on them stay:
// they are the hall's record (个人信息保护法47: 法律规定的保存期限未届满的除外).
func (h *Hall) CloseAccount(ctx context.Context, r store.Resident, password, addr string) error {
	if err := h.reassureResident(ctx, r, "password", password, addr); err != nil {
		return err
	}
	return h.Store.Write(ctx, store.CloseResident(r, ResidentOwner(r.ID), h.Now()))
}

// reassureResident asks for the password again; a wrong one is refused at its field.
func (h *Hall) reassureResident(ctx context.Context, r store.Resident, field, password, addr string) error {
	free, err := place(ctx, residentHashing)
	if err != nil {
		return err
	}
	defer free()
	key := tryKey(ResidentOwner(r.ID))
	if h.Tries.Wait(key, addr, h.Now()) > 0 {
		return ErrTooOften
	}
	if !passwordFits(r.Hash, password) {
		h.Tries.Wrong(key, addr, h.Now())
		return casework.Invalid{{Field: field, Code: "wrongPassword"}}
	}
	return nil
}

func (h *Hall) setResidentPassword(ctx context.Context, r store.Resident, password, keep string) error {
	if v := weakFor(password, r); len(v) > 0 {
		return v
	}
	free, err := place(ctx, residentHashing)
	if err != nil {
		return err
	}
	defer free()
	plan := store.Plan{store.SetResidentPassword(r.ID, HashPassword(password), h.Now())}
	return h.Store.Write(ctx, append(plan, store.EndSessions(ResidentOwner(r.ID), keep)...))
}

// ChangeResidentPhone (更换手机号) gives an account a phone that was proved; who had it before loses
// it. The sessions but one end.
func (h *Hall) ChangeResidentPhone(ctx context.Context, id int64, phone, keep string) error {
	plan := store.Plan{store.ReleasePhone(phone), store.SetResidentPhone(id, phone)}
	return h.Store.Write(ctx, append(plan, store.EndSessions(ResidentOwner(id), keep)...))
}
