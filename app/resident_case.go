package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/store"
)

// mostOwn is how many cases of a resident are listed, and looked at for it.
const (
	mostOwn  = 50
	mostSeen = 200
)

// Own (我的办件) is what a resident has in the hall: cases, newest first, and applications that are
// being filled in.
type Own struct {
	Cases  []File
	Drafts []File
	More   bool // there are older ones
}

// PartyOf is a resident as applicant.
func PartyOf(r store.Resident) casework.Party {
	return casework.Party{Name: r.Name, IDType: r.IDType, ID: r.IDNo, Phone: r.Phone}
}

// about tells whether an applicant is this resident: the document as it was typed AND the phone
// that was proved. The number alone proves nothing, it is known to many.
func about(p casework.Party, r store.Resident) bool {
	return r.Phone != "" && p.IDType == r.IDType && catalog.NormalNumber(p.ID) == r.IDNo && digits(p.Phone) == r.Phone
}

func digits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}

// Owns tells whether a case is a resident's own: by document and phone, or because it was taken
// into the account with its query code, or begun in it.
func (h *Hall) Owns(ctx context.Context, resident int64, c casework.Case) (bool, error) {
	r, err := h.Store.Resident(ctx, resident)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil || about(c.Applicant, r) {
		return err == nil, err
	}
	return h.Store.KeepsCase(ctx, resident, c.ID)
}

// OwnCases reads what a resident has in the hall.
func (h *Hall) OwnCases(ctx context.Context, r store.Resident) (Own, error) {
	kept, err := h.Store.KeptCases(ctx, r.ID, mostSeen)
	if err != nil {
		return Own{}, err
	}
	named, err := h.Store.CasesOf(ctx, r.IDNo, mostSeen)
	if err != nil {
		return Own{}, err
	}
	ids := append(slices.Clone(kept), named...)
	slices.Sort(ids)
	slices.Reverse(ids)
	var own Own
	for _, id := range slices.Compact(ids) {
		rec, err := h.Store.Case(ctx, id)
		if err != nil {
			return own, err
		}
		if !slices.Contains(kept, id) && !about(rec.Applicant, r) {
			continue
		}
		if len(own.Cases)+len(own.Drafts) == mostOwn {
			own.More = true
			break
		}
		f, err := h.file(ctx, rec, Applicant(rec.Case))
		if err != nil {
			return own, err
		}
		if rec.No == "" {
			own.Drafts = append(own.Drafts, f)
		} else {
			own.Cases = append(own.Cases, f)
		}
	}
	return own, nil
}

// BeginOwn (新建草稿) opens a draft that belongs to a resident's account: it is found again on any
// device on which he signs in, and the case that it becomes is his. Who he is is filled in.
func (h *Hall) BeginOwn(ctx context.Context, resident int64, item string, f casework.Filing) (Record, error) {
	r, err := h.Store.Resident(ctx, resident)
	if err != nil {
		return Record{}, err
	}
	if it, ok := h.Catalogue().InForce(item, h.Today()); ok && (len(it.Sheet.Audience) == 0 || slices.Contains(it.Sheet.Audience, catalog.Person)) {
		f.Applicant = PartyOf(r)
	}
	rec, err := h.NewDraft(ctx, item, f)
	if err != nil {
		return rec, err
	}
	return rec, h.Store.KeepCase(ctx, r.ID, rec.ID, h.Now())
}
