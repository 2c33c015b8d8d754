package app

import (
	"context"
	"errors"
	"slices"

	"yimen/core/casework"
	"yimen/store"
)

// Authority (授权) is by what somebody who signed in handed a case in for a legal person: the mandate
// that its account gave and he took. Without one he is who represents it by law, as he says himself.
type Authority struct {
	Firm, Name string
	Mandate    *store.Handler // nil: who represents it by law, as he says (法定代表人，自述)
}

// AuthorityOf reads by what a case was handed in, whatever became of it since; nil: it was handed in for
// nobody else by somebody who signed in (民法典165; 行政许可法29: the mandate is the agent's to prove).
func (h *Hall) AuthorityOf(ctx context.Context, rec Record) (*Authority, error) {
	i := slices.IndexFunc(rec.Facts, func(f casework.Fact) bool { return f.By.Via != "" && f.At == rec.SubmittedAt })
	if i < 0 {
		return nil, nil
	}
	by, err := h.Store.HandedIn(ctx, rec.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := h.Store.Firm(ctx, by.Firm)
	if err != nil {
		return nil, err
	}
	a := Authority{Firm: f.Name, Name: rec.Facts[i].By.Via}
	if by.Mandate == 0 {
		return &a, nil
	}
	m, err := h.Store.Handler(ctx, by.Mandate)
	a.Mandate = &m
	return &a, err
}
