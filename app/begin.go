package app

import (
	"context"
	"errors"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// Begin brings a new case into the hall by Receive or Submit. The same key of the same
// person makes one case however often it is sent: later ones get the case of the first. An
// empty key makes a case each time. What is written beside the case is written with it.
func (h *Hall) Begin(ctx context.Context, key, item string, cmd casework.Command, who org.Actor, also ...store.Stmt) (store.Record, error) {
	it, ok := h.Catalogue().InForce(item, h.Today())
	if !ok {
		return store.Record{}, ErrUnknownItem
	}
	key = ownKey(who, key)
	saved, err := h.do(ctx, h.Blank(it, ""), 0, cmd, who, &key, also...)
	if store.ConflictIn(err, "idem") {
		return h.Store.CaseByKey(ctx, key)
	}
	return saved, err
}

// ownKey binds a key to who sent it: nobody finds another's case by a key.
func ownKey(who org.Actor, key string) string {
	if key == "" {
		return ""
	}
	return string(who.Kind) + ":" + who.No + ":" + key
}

// Blank is a case that is not yet stored, bound to the version in force.
func (h *Hall) Blank(it *catalog.Item, draft string) store.Record {
	now := h.Now()
	rec := store.NewRecord(store.NewID(now), draft, newQueryCode(), now)
	rec.Item, rec.ItemVersion = it.Code, it.Version
	return rec
}

// drafter is the actor of a draft: whoever knows its code.
func drafter(code string) org.Actor { return org.Actor{Kind: org.ByApplicant, No: code} }

// NewDraft (新建草稿) opens an empty draft for an item and returns it; its code is the
// address under which the applicant finds it again.
func (h *Hall) NewDraft(ctx context.Context, item string, f casework.Filing) (store.Record, error) {
	return h.newDraft(ctx, item, f, nil)
}

// newDraft is NewDraft with whose it is, written with it; nil: whoever knows its code.
func (h *Hall) newDraft(ctx context.Context, item string, f casework.Filing, whose func(caseID int64) store.Stmt) (store.Record, error) {
	it, ok := h.Catalogue().InForce(item, h.Today())
	if !ok {
		return store.Record{}, ErrUnknownItem
	}
	code := store.NewCode()
	rec := h.Blank(it, code)
	var also store.Plan
	if whose != nil {
		also = store.Plan{whose(rec.ID)}
	}
	return h.once(ctx, rec, casework.Draft{Filing: f}, drafter(code), nil, also)
}

// SaveDraft keeps what was typed so far.
func (h *Hall) SaveDraft(ctx context.Context, code string, f casework.Filing) (store.Record, error) {
	rec, err := h.Store.CaseByDraft(ctx, code)
	if err != nil {
		return store.Record{}, err
	}
	return h.do(ctx, rec, 0, casework.Draft{Filing: f}, drafter(code), nil)
}

// Submit hands a draft in. Sent again, by a double click or a lost connection, it returns
// the case that the first one made: key must be the same each time (the draft's code is).
func (h *Hall) Submit(ctx context.Context, code string, f casework.Filing) (store.Record, error) {
	rec, err := h.Store.CaseByDraft(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		return h.Store.CaseByKey(ctx, submitKey(code))
	}
	return h.submit(ctx, rec, f, "", err)
}

// submit hands a draft in that was read, with what is written beside it; err is what went wrong before.
func (h *Hall) submit(ctx context.Context, rec store.Record, f casework.Filing, via string, err error, also ...store.Stmt) (store.Record, error) {
	if err != nil {
		return store.Record{}, err
	}
	who := org.Actor{Kind: org.ByApplicant, No: catalog.NormalNumber(f.Applicant.ID), Name: f.Applicant.Name, Via: via}
	f.Applicant.ID = who.No
	key := submitKey(rec.Draft)
	saved, err := h.do(ctx, rec, 0, casework.Submit{Filing: f}, who, &key, also...)
	var stale *Stale
	if store.ConflictIn(err, "idem") || errors.As(err, &stale) && stale.Record.No != "" {
		return h.Store.CaseByKey(ctx, key)
	}
	return saved, err
}

func submitKey(code string) string { return "draft:" + code }
