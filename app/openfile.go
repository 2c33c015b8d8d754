package app

import (
	"context"
	"io"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// OpenFile opens one file of a case for staff who may read the case (see Open); the read is
// logged with the file's identity. The content type is that of the name's ending, which was
// held against the content when the file was taken.
func (h *Hall) OpenFile(ctx context.Context, no, id string, who org.Actor) (io.ReadSeekCloser, casework.File, error) {
	rec, right, err := h.readable(ctx, no, who)
	if err != nil {
		return nil, casework.File{}, err
	}
	content, file, err := h.ReadFile(ctx, rec, id)
	if err != nil {
		return nil, casework.File{}, err
	}
	if err := h.Store.AddReading(ctx, store.Reading{CaseID: rec.ID, Staff: who.No, At: h.Now(), What: readText(id, right)}); err != nil {
		content.Close()
		return nil, casework.File{}, err
	}
	return content, file, nil
}
