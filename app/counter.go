package app

import (
	"context"
	"errors"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// BeginFrom is Begin for a case whose papers were scanned into a draft first (see NewDraft
// and AttachTo). A draft that has been received already gives the case of the key.
func (h *Hall) BeginFrom(ctx context.Context, key, draft string, cmd casework.Command, who org.Actor) (store.Record, error) {
	key = ownKey(who, key)
	rec, err := h.Store.CaseByDraft(ctx, draft)
	if errors.Is(err, store.ErrNotFound) {
		return h.Store.CaseByKey(ctx, key)
	}
	if err != nil {
		return store.Record{}, err
	}
	saved, err := h.do(ctx, rec, 0, cmd, who, &key)
	var stale *Stale
	if store.ConflictIn(err, "idem") || errors.As(err, &stale) && stale.Record.No != "" {
		return h.Store.CaseByKey(ctx, key)
	}
	return saved, err
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
