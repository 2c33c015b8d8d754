package app

import (
	"context"
	"errors"
	"time"

	"yimen/core/period"
	"yimen/store"
)

// DraftDays is how long an application is kept that is neither handed in nor touched, in days: no
// longer than what it was typed for can want (个人信息保护法19、47).
const DraftDays = 90

// DraftKept is the last day on which a draft as it stands is still there.
func DraftKept(rec Record) period.Date {
	return rec.Facts[len(rec.Facts)-1].At.Date().Add(DraftDays)
}

// DropDraft (删除草稿) removes an application that was not handed in, for who knows its code. Gone
// already it is gone; *Stale when it was changed or handed in meanwhile.
func (h *Hall) DropDraft(ctx context.Context, rec Record) error {
	err := h.Store.DropDraft(ctx, rec, h.Now())
	if !errors.Is(err, store.ErrConflict) {
		return err
	}
	if err = h.stale(ctx, rec.ID); errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// DropOldDrafts removes the applications of which nobody thought for DraftDays, and tells how many.
// One that can't be read stays, and is told of when the others are done.
func (h *Hall) DropOldDrafts(ctx context.Context) (n int, err error) {
	before := period.StartOf(h.Today().Add(-DraftDays))
	old := func(ctx context.Context, above int64, most int) ([]int64, error) {
		return h.Store.OldDrafts(ctx, before, above, most)
	}
	readErr := inBatches(ctx, old, func(id int64) (int64, error) {
		rec, dropErr := h.Store.Case(ctx, id)
		if dropErr == nil {
			dropErr = h.Store.DropDraft(ctx, rec, h.Now())
		}
		switch {
		case dropErr == nil:
			n++
		case !errors.Is(dropErr, store.ErrConflict) && !errors.Is(dropErr, store.ErrNotFound): // else somebody thought of it just now
			err = errors.Join(err, dropErr)
		}
		return id, nil
	})
	return n, errors.Join(err, readErr)
}

// doomedFor is how long content stays that nobody needs: one who is just sending it again must not lose it.
const doomedFor = 24 * time.Hour

// RemoveFiles removes the content that nobody needs since drafts went or files were taken back.
func (h *Hall) RemoveFiles(ctx context.Context) (n int, err error) {
	before := h.Now() - period.Instant(doomedFor.Milliseconds())
	sums, err := h.Store.DoomedFiles(ctx, before)
	for _, sum := range sums {
		if err := h.Files.Remove(ctx, sum, time.UnixMilli(int64(before))); err != nil {
			return n, err
		}
		if err := h.Store.FileGone(ctx, sum); err != nil {
			return n, err
		}
		n++
	}
	return n, err
}
