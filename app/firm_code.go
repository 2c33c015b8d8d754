package app

import (
	"context"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// current (查询密码更换) gives a case with the query code that is good now. Whoever acts for a firm
// sees the codes of its cases: with the end of his mandate, by whatever cause, those he could see
// are good no more (民法典173(一)(二)), and the next reading of the case renews them.
func (h *Hall) current(ctx context.Context, rec Record) (Record, error) {
	if len(rec.Facts) > 0 && rec.Facts[0].Act != org.Draft { // what is begun in the name of a firm begins as a draft
		return rec, nil
	}
	for range attempts {
		code, err := h.Store.FirmCode(ctx, rec.ID)
		if errors.Is(err, store.ErrNotFound) {
			return rec, nil
		}
		if err != nil {
			return rec, err
		}
		over, err := h.outlived(ctx, code, rec.Item)
		if err != nil || !over {
			rec.Query = code.Query
			return rec, err
		}
		err = h.Store.RenewCode(ctx, code, otherQueryCode(code.Query), h.Now()+1) // after the end that it follows
		if err != nil && !errors.Is(err, store.ErrConflict) {
			return rec, err
		}
	}
	return rec, store.ErrConflict
}

// CodeRenewed tells whether a case that was handed in has another query code than it began with.
func (h *Hall) CodeRenewed(ctx context.Context, rec Record) (bool, error) {
	code, err := h.Store.FirmCode(ctx, rec.ID)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return code.Since > rec.SubmittedAt, err
}

// outlived tells whether somebody's mandate for an item of the firm ended since the code was drawn,
// and he has no other.
func (h *Hall) outlived(ctx context.Context, code store.FirmCode, item string) (bool, error) {
	list, err := h.Store.HandlersOf(ctx, code.Firm)
	today := h.Today()
	return slices.ContainsFunc(list, func(x store.Handler) bool {
		over := x.Over(today)
		saw := over >= code.Since && over != 0 && (len(x.Items) == 0 || slices.Contains(x.Items, item))
		return saw && !slices.ContainsFunc(list, func(y store.Handler) bool { return y.Resident == x.Resident && y.Stands(item, today) })
	}), err
}

// otherQueryCode draws one that is not the last.
func otherQueryCode(last string) string {
	for {
		if code := newQueryCode(); code != last {
			return code
		}
	}
}

// DraftFor tells whether a draft is open to somebody (0: who did not sign in) who knows its code:
// one in the name of a firm is for those alone who may act for it today.
func (h *Hall) DraftFor(ctx context.Context, resident int64, c casework.Case) (bool, error) {
	firm, err := h.Store.FirmOf(ctx, c.ID)
	if err != nil || firm == 0 {
		return err == nil, err
	}
	m, err := h.mandate(ctx, resident, firm, c.Item)
	return m != nil, err
}
