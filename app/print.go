package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"yimen/core/notice"
	"yimen/paper"
	"yimen/seal"
	"yimen/store"
)

// maxPrinted bounds a printed document, in bytes.
const maxPrinted = 64 << 20

// Print prints one document, puts the seal of its body on it, and keeps the file under its
// sum. It gives the document with the file, or with the reason why there is none, and what is
// to be written beside the note of that. The error is a *paper.Lacking where this machine can't print; then
// nothing is to be noted, and it is for a later time.
func (h *Hall) Print(ctx context.Context, w store.Written) (store.Written, store.Plan, error) {
	var d notice.Document
	if err := json.Unmarshal(w.Body, &d); err != nil {
		return fault(w, err)
	}
	s, err := h.stamp(ctx, d)
	if ctx.Err() != nil {
		return w, nil, ctx.Err()
	}
	if err != nil {
		return fault(w, err)
	}
	picture := ""
	if s != nil {
		picture = s.Picture()
	}
	made, err := h.Press.Print(ctx, d, picture)
	var lacking *paper.Lacking
	if errors.As(err, &lacking) || ctx.Err() != nil {
		return w, nil, errors.Join(err, ctx.Err())
	}
	if err != nil {
		return fault(w, err)
	}
	file, also := made.PDF, store.Plan(nil)
	if s != nil {
		var use store.SealUse
		if file, use, err = h.sealed(ctx, w, d, s, made.PDF); err != nil {
			return w, nil, err
		}
		also = store.Plan{use.Done()}
	}
	blob, err := h.Files.Put(ctx, bytes.NewReader(file), maxPrinted)
	if err != nil {
		return w, nil, err
	}
	w.File, w.Fault = blob.Sum, ""
	return w, also, nil
}

// fault notes why a document has no file.
func fault(w store.Written, err error) (store.Written, store.Plan, error) {
	w.Fault = err.Error()
	return w, nil, nil
}

// stamp is the seal that a document bears, nil where it bears none or the deployment has none.
func (h *Hall) stamp(ctx context.Context, d notice.Document) (*seal.Seal, error) {
	if h.Seals == nil || d.Seal == "" || d.Lang != notice.Zh {
		return nil, nil
	}
	s, err := h.sealFor(ctx, d.Seal, d.Item.Code)
	if errors.Is(err, ErrNoSealing) || errors.Is(err, seal.ErrNoAuthority) {
		return nil, nil // the deployment has not begun with electronic seals
	}
	return s, err
}

// decidedBy is who did the act that a document follows: by him the seal is used.
func (h *Hall) decidedBy(ctx context.Context, w store.Written) string {
	rec, err := h.Store.Case(ctx, w.CaseID)
	if err != nil || w.Seq > len(rec.Facts) {
		return ""
	}
	return rec.Facts[w.Seq-1].By.No
}

func sumOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}
