package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"yimen/core/notice"
	"yimen/store"
)

// Coder draws the codes of documents (核验码) from a secret of the deployment. A code is stored
// with its document: with another secret only those of later documents are others.
func Coder(key []byte) func(place string) string {
	return func(place string) string {
		h := hmac.New(sha256.New, key)
		h.Write([]byte("核验码\x00" + place))
		return fmt.Sprintf("%010d", binary.BigEndian.Uint64(h.Sum(nil))%1e10)
	}
}

// Genuine (文书核验) finds a sealed document for anybody who holds a paper that says it is
// it: what was written, with the case it belongs to. A document that bears no seal, or is
// not there, is ErrNotFound. What of it may be shown is the caller's to say (see Holds).
func (h *Hall) Genuine(ctx context.Context, no string, seq int, kind string) (store.Record, notice.Document, error) {
	rec, err := h.Store.CaseByNo(ctx, no)
	if err == nil {
		rec, err = h.current(ctx, rec)
	}
	if err != nil {
		return rec, notice.Document{}, err
	}
	d, err := h.Document(ctx, rec, seq, kind)
	if err == nil && d.Seal == "" {
		err = ErrNotFound
	}
	return rec, d.Document, err
}

// GenuineByNumber finds a sealed document by its number as it was typed (文号). Where several addressees
// have one each under the same number, it is that of the code that was typed with it.
func (h *Hall) GenuineByNumber(ctx context.Context, typed, code string) (store.Record, notice.Document, error) {
	for _, n := range notice.Cited(typed, h.Directory().Units(h.Today())) {
		found, err := h.Store.NumberedAs(ctx, n)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return store.Record{}, notice.Document{}, err
		}
		rec, d, err := h.Genuine(ctx, found.CaseNo, found.Seq, string(found.Kind))
		if own, _ := Holds(rec, d, code); own || err != nil {
			return rec, d, err
		}
		docs, err := h.Documents(ctx, rec)
		for _, other := range docs {
			if own, _ := Holds(rec, other.Document, code); own && other.Seq == d.Seq && other.Kind == d.Kind {
				return rec, other.Document, err
			}
		}
		return rec, d, err
	}
	return store.Record{}, notice.Document{}, ErrNotFound
}

// Holds tells whether a code opens a document of the case whole (个人信息保护法 §5, §6): its own,
// which stands on it (核验码), or, for what is addressed to the applicant, the query code that he
// was given. After wrong tries the query code asks for more (Doubtful); ten digits do not.
func Holds(rec store.Record, d notice.Document, typed string) (own, query bool) {
	typed = strings.NewReplacer(" ", "", "-", "").Replace(typed)
	equal := func(code string) bool {
		return code != "" && subtle.ConstantTimeCompare([]byte(code), []byte(typed)) == 1
	}
	return equal(d.Code), d.To.Role == notice.Applicant && equal(rec.Query)
}
