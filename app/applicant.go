package app

import (
	"context"
	"slices"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// Record (案卷) is a case with what the store keeps beside it.
type Record = store.Record

// ErrNotFound says that there is no such case, draft or file.
var ErrNotFound = store.ErrNotFound

// Submitted reads the case that a draft became. A code that was never handed in gives
// ErrNotFound.
func (h *Hall) Submitted(ctx context.Context, draft string) (Record, error) {
	return h.Store.CaseByKey(ctx, submitKey(draft))
}

// OpenOwn reads a case for its applicant, whom the caller knows to be him: he showed the
// query code not long ago (see Track).
func (h *Hall) OpenOwn(ctx context.Context, no string) (File, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err != nil {
		return File{}, err
	}
	if rec, err = h.current(ctx, rec); err != nil {
		return File{}, err
	}
	return h.file(ctx, rec, Applicant(rec.Case))
}

// Waiting (待提交文件) is a file that the applicant has stored for a supplement and not yet
// handed in.
type Waiting struct {
	Material string // code of the item's material
	casework.File
}

// Waiting lists what the applicant has stored since the supplement notice and the case does
// not name yet, oldest first.
func (h *Hall) Waiting(ctx context.Context, rec Record) ([]Waiting, error) {
	since := askedOn(rec)
	if since.IsZero() {
		return nil, nil
	}
	named := map[string]bool{}
	for _, g := range rec.Materials {
		for _, f := range g.Files {
			named[f.ID] = true
		}
	}
	stored, err := h.Store.Attachments(ctx, rec.ID)
	var list []Waiting
	for _, a := range stored {
		if a.By == "" && !a.Removed && !named[a.ID] && a.At.Date() >= since {
			list = append(list, Waiting{a.Material, casework.File{ID: a.ID, Name: a.Name, Size: a.Size, Sum: a.Sum}})
		}
	}
	return list, err
}

// askedOn is the day on which the applicant was told what to hand in, zero when he was not.
func askedOn(rec Record) period.Date {
	switch {
	case rec.Pending != nil:
		return rec.Pending.On
	case rec.Ask != nil:
		return rec.Ask.On
	}
	return 0
}

// Detach takes a stored file of a case back. One that is gone already gives ErrNotFound; a
// file that the case names stays in the case.
func (h *Hall) Detach(ctx context.Context, rec Record, id string) error {
	a, err := h.Store.Attachment(ctx, id)
	if err != nil {
		return err
	}
	if a.CaseID != rec.ID || a.Removed {
		return ErrNotFound
	}
	plan := store.Plan{a.Remove()}
	if a.Fresh && !namesFile(rec.Case, id) {
		plan = append(plan, store.Doom(a.Sum, h.Now()))
	}
	return h.Store.Write(ctx, plan)
}

// namesFile tells whether a case names a file among what was handed in.
func namesFile(c casework.Case, id string) bool {
	return slices.ContainsFunc(c.Materials, func(g casework.Given) bool {
		return slices.ContainsFunc(g.Files, func(f casework.File) bool { return f.ID == id })
	})
}
