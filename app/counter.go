package app

import (
	"context"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// BeginFrom is Begin for a case whose papers were scanned into a draft first (see NewDraft
// and AttachTo). A draft that has been received already gives the case of the key.
func (h *Hall) BeginFrom(ctx context.Context, key, draft string, cmd casework.Command, who org.Actor, also ...store.Stmt) (store.Record, error) {
	key = ownKey(who, key)
	rec, err := h.Store.CaseByDraft(ctx, draft)
	if errors.Is(err, store.ErrNotFound) {
		return h.Store.CaseByKey(ctx, key)
	}
	if err != nil {
		return store.Record{}, err
	}
	saved, err := h.do(ctx, rec, 0, cmd, who, &key, also...)
	var stale *Stale
	if store.ConflictIn(err, "idem") || errors.As(err, &stale) && stale.Record.No != "" {
		return h.Store.CaseByKey(ctx, key)
	}
	return saved, err
}

// What is kept of the counter's work in hand (未完成的受理).
const (
	CounterKept = 7 // days since the last change
	mostCounter = 20
)

// KeepCounter keeps what a clerk has typed at the counter, unless it has become a case.
func (h *Hall) KeepCounter(ctx context.Context, d store.CounterDraft) error {
	_, err := h.Store.CaseByKey(ctx, ownKey(org.Actor{Kind: org.ByStaff, No: d.Staff}, d.Key))
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return err
	}
	d.At = h.Now()
	return h.Store.KeepCounter(ctx, d, mostCounter)
}

// Unfinished reads what a clerk has typed and not received, the newest first.
func (h *Hall) Unfinished(ctx context.Context, staff string) ([]store.CounterDraft, error) {
	list, err := h.Store.CounterDrafts(ctx, staff)
	oldest := period.StartOf(h.Today().Add(-CounterKept))
	return slices.DeleteFunc(list, func(d store.CounterDraft) bool { return d.At < oldest }), err
}

// Scanned lists the files of a draft by material, each in the order in which it came.
func (h *Hall) Scanned(ctx context.Context, rec store.Record) (map[string][]casework.File, error) {
	stored, err := h.Store.Attachments(ctx, rec.ID)
	files := map[string][]casework.File{}
	for _, a := range stored {
		if !a.Removed {
			files[a.Material] = append(files[a.Material], casework.File{ID: a.ID, Name: a.Name, Size: a.Size, Sum: a.Sum})
		}
	}
	return files, err
}
