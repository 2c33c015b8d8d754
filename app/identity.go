package app

import (
	"context"
	"errors"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/idp"
	"yimen/store"
)

// ErrIdentity says that what a provider tells of somebody can't be used: no resident's number.
var ErrIdentity = errors.New("app: the provider gives no valid number of a resident identity card")

// SignInIdentified (统一身份认证登录) gives the account of whom a provider of identities knows. The
// first time it is the account with both the document and the phone that the provider proved, or a
// new one, without a password. A phone that another account has is this person's now.
func (h *Hall) SignInIdentified(ctx context.Context, p idp.Person) (store.Resident, error) {
	r, err := h.Store.ResidentOf(ctx, p.Issuer, p.Subject)
	if !errors.Is(err, store.ErrNotFound) {
		return r, err
	}
	r = store.Resident{Name: strings.TrimSpace(p.Name), IDType: casework.ResidentID, IDNo: catalog.NormalNumber(p.Number), Phone: mobileOf(p.Phone)}
	if catalog.CheckResidentID(r.IDNo) != "" || len(lengthFault("name", r.Name, 50, true)) > 0 {
		return r, ErrIdentity
	}
	now := h.Now()
	had, err := h.accountOfPhone(ctx, r.Phone)
	if err != nil {
		return r, err
	}
	if had.ID != 0 && had.IDType == r.IDType && had.IDNo == r.IDNo {
		return had, h.Store.Write(ctx, store.Plan{store.Identified(p.Issuer, p.Subject, had.ID, now)})
	}
	r.ID, r.Since, r.ChangedAt = store.NewID(now), now, now
	before := []store.Stmt{store.Identified(p.Issuer, p.Subject, r.ID, now)}
	if had.ID != 0 {
		before = append(before, store.ReleasePhone(r.Phone))
	}
	err = h.Store.AddResident(ctx, r, before...)
	if store.ConflictIn(err, "identity") { // a double click
		return h.Store.ResidentOf(ctx, p.Issuer, p.Subject)
	}
	return r, err
}

// accountOfPhone is the account that has a phone; the zero Resident: none.
func (h *Hall) accountOfPhone(ctx context.Context, phone string) (store.Resident, error) {
	if phone == "" {
		return store.Resident{}, nil
	}
	r, err := h.Store.ResidentByPhone(ctx, phone)
	if errors.Is(err, store.ErrNotFound) {
		return store.Resident{}, nil
	}
	return r, err
}

// mobileOf is a mobile number without its country's code; empty: it is none of ours.
func mobileOf(phone string) string {
	phone = digits(strings.TrimPrefix(strings.TrimSpace(phone), "+86"))
	if !catalog.IsMobile(phone) {
		return ""
	}
	return phone
}
