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

// mostOwn is how many cases of a resident are on a page, and looked at for it in each list.
const (
	mostOwn  = 20
	mostSeen = 200
)

// Own (我的办件) is what a resident has in the hall: cases, newest first, and applications that are
// being filled in.
type Own struct {
	Cases  []File
	Drafts []File
	Next   int64 // of a page that is not the last, the case below which the next one begins; 0 = there is none
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
// into the account with its query code, or begun in it, or begun in the name of a firm that the
// resident may act for.
func (h *Hall) Owns(ctx context.Context, resident int64, c casework.Case) (bool, error) {
	r, err := h.Store.Resident(ctx, resident)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil || about(c.Applicant, r) {
		return err == nil, err
	}
	if _, err := h.current(ctx, Record{Case: c}); err != nil { // what showed a code of before is kept no more
		return false, err
	}
	if kept, err := h.Store.KeepsCase(ctx, resident, c.ID); err != nil || kept {
		return kept, err
	}
	m, err := h.mandateOn(ctx, resident, c)
	return m != nil, err
}

// OwnCases reads what a resident has in the hall, a page of it below a case; 0 is the
// beginning.
func (h *Hall) OwnCases(ctx context.Context, r store.Resident, before int64) (Own, error) {
	var l ownList
	kept, err := h.Store.KeptCases(ctx, r.ID, before, mostSeen)
	if err != nil {
		return Own{}, err
	}
	l.add(kept)
	named, err := h.Store.CasesOf(ctx, r.IDNo, before, mostSeen)
	if err != nil {
		return Own{}, err
	}
	l.add(named)
	firms, err := h.casesOfFirms(ctx, r.ID, before, &l)
	if err != nil {
		return Own{}, err
	}
	var own Own
	for _, id := range l.whole() {
		rec, err := h.Store.Case(ctx, id)
		if err != nil {
			return own, err
		}
		acts := slices.ContainsFunc(firms[id], func(m Mandate) bool { return m.Covers(rec.Item, h.Today()) })
		if !about(rec.Applicant, r) && !acts {
			if owns, err := h.Owns(ctx, r.ID, rec.Case); err != nil {
				return own, err
			} else if !owns {
				continue
			}
		}
		if len(own.Cases)+len(own.Drafts) == mostOwn {
			return own, nil
		}
		f, err := h.file(ctx, rec, Applicant(rec.Case))
		if err != nil {
			return own, err
		}
		own.Next = id
		if rec.No == "" {
			own.Drafts = append(own.Drafts, f)
		} else {
			own.Cases = append(own.Cases, f)
		}
	}
	own.Next = l.cut // all that was seen is listed: older ones only where a list was cut off
	return own, nil
}

// ownList gathers cases from lists that are each newest first.
type ownList struct {
	ids []int64
	cut int64 // below it a list that was cut off may hold more; 0 = none was
}

func (l *ownList) add(ids []int64) {
	l.ids = append(l.ids, ids...)
	if len(ids) == mostSeen {
		l.cut = max(l.cut, ids[len(ids)-1])
	}
}

// whole are the cases down to which every list is known, newest first, each once.
func (l *ownList) whole() []int64 {
	slices.Sort(l.ids)
	slices.Reverse(l.ids)
	return slices.DeleteFunc(slices.Compact(l.ids), func(id int64) bool { return id < l.cut })
}

// ForPersons tells whether natural persons may apply for an item; one that names nobody is for all.
func ForPersons(it *catalog.Item) bool {
	return len(it.Sheet.Audience) == 0 || slices.Contains(it.Sheet.Audience, catalog.Person)
}

// ForFirms tells whether others than natural persons may.
func ForFirms(it *catalog.Item) bool {
	return len(it.Sheet.Audience) == 0 || slices.ContainsFunc(it.Sheet.Audience, func(a catalog.Audience) bool { return a != catalog.Person })
}

// casesOfFirms are the cases begun in the name of firms that a resident acts for.
func (h *Hall) casesOfFirms(ctx context.Context, resident, before int64, l *ownList) (map[int64][]Mandate, error) {
	mandates, err := h.Mandates(ctx, resident)
	if err != nil {
		return nil, err
	}
	cases := map[int64][]Mandate{}
	for _, m := range mandates {
		ids, err := h.Store.FirmCases(ctx, m.Firm.ID, before, mostSeen)
		if err != nil {
			return nil, err
		}
		l.add(ids)
		for _, id := range ids {
			cases[id] = append(cases[id], m)
		}
	}
	return cases, nil
}

// BeginOwn (新建草稿) opens a draft that belongs to a resident's account: it is found again on any
// device on which he signs in, and the case that it becomes is his. Who he is is filled in.
func (h *Hall) BeginOwn(ctx context.Context, resident int64, item string, f casework.Filing) (Record, error) {
	r, err := h.Store.Resident(ctx, resident)
	if err != nil {
		return Record{}, err
	}
	if it, ok := h.Catalogue().InForce(item, h.Today()); ok && ForPersons(it) {
		f.Applicant = PartyOf(r)
	}
	return h.newDraft(ctx, item, f, func(id int64) store.Stmt { return store.Keep(r.ID, id, h.Now()) })
}
