package app

import (
	"context"
	"crypto/subtle"
	"errors"

	"yimen/core/notice"
	"yimen/store"
)

// Genuine (文书核验) finds a sealed document for anybody who holds a paper that says it is
// it: what was written, with the case it belongs to. A document that bears no seal, or is
// not there, is ErrNotFound. What of it may be shown is the caller's to say (see Holds).
func (h *Hall) Genuine(ctx context.Context, no string, seq int, kind string) (store.Record, notice.Document, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err != nil {
		return rec, notice.Document{}, err
	}
	d, err := h.Document(ctx, rec, seq, kind)
	if err == nil && d.Seal == "" {
		err = ErrNotFound
	}
	return rec, d.Document, err
}

// GenuineByNumber finds a sealed document by its number as it was typed (文号).
func (h *Hall) GenuineByNumber(ctx context.Context, typed string) (store.Record, notice.Document, error) {
	for _, n := range notice.Cited(typed, h.Directory().Units(h.Today())) {
		found, err := h.Store.NumberedAs(ctx, n)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return store.Record{}, notice.Document{}, err
		}
		return h.Genuine(ctx, found.CaseNo, found.Seq, string(found.Kind))
	}
	return store.Record{}, notice.Document{}, ErrNotFound
}

// Holds tells whether somebody with a query code may read a document of the case whole: what
// is addressed to the applicant, by the code that he was given (个人信息保护法 §5, §6).
func Holds(rec store.Record, d notice.Document, query string) bool {
	return d.To.Role == notice.Applicant && subtle.ConstantTimeCompare([]byte(rec.Query), []byte(query)) == 1
}
