package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"yimen/core/notice"
	"yimen/paper"
	"yimen/store"
)

// maxPrinted bounds a printed document, in bytes.
const maxPrinted = 64 << 20

// Print prints one document and keeps the file under its sum. It gives the document with the
// file, or with the reason why there is none. The error is a *paper.Lacking where this machine
// can't print; then nothing is to be noted, and it is for a later time.
func (h *Hall) Print(ctx context.Context, w store.Written) (store.Written, error) {
	var d notice.Document
	if err := json.Unmarshal(w.Body, &d); err != nil {
		w.Fault = err.Error()
		return w, nil
	}
	made, err := h.Press.Print(ctx, d, "")
	var lacking *paper.Lacking
	if errors.As(err, &lacking) || ctx.Err() != nil {
		return w, errors.Join(err, ctx.Err())
	}
	if err != nil {
		w.Fault = err.Error()
		return w, nil
	}
	blob, err := h.Files.Put(ctx, bytes.NewReader(made.PDF), maxPrinted)
	if err != nil {
		return w, err
	}
	w.File, w.Fault = blob.Sum, ""
	return w, nil
}
