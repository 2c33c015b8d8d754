package store

import (
	"context"
	"errors"

	"yimen/core/casework"
	"yimen/core/period"
)

// InsertBar writes down a bar (再次申请的禁止) in the transaction of the act that sets it. The
// same act done twice sets it once.
func InsertBar(b casework.Bar, caseID int64) Stmt {
	return Stmt{SQL: `INSERT INTO bar (party, item, until, rule, case_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (party, item, case_id) DO NOTHING`, Args: []any{b.Party, b.Item, int(b.Until), b.Rule, caseID}}
}

// Barred is the longest bar that keeps somebody from applying for an item on a day; a zero Bar
// when there is none.
func (s *Store) Barred(ctx context.Context, party, item string, on period.Date) (casework.Bar, error) {
	b := casework.Bar{Party: party, Item: item}
	until := 0
	err := s.one(ctx, `SELECT until, rule FROM bar WHERE party = $1 AND item = $2 AND until >= $3 ORDER BY until DESC LIMIT 1`,
		[]any{party, item, int(on)}, &until, &b.Rule)
	if errors.Is(err, ErrNotFound) {
		return casework.Bar{}, nil
	}
	b.Until = period.Date(until)
	return b, err
}
