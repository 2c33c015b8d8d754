package store

import (
	"context"
	"errors"

	"yimen/core/casework"
)

// Setting reads what rows were reckoned with; empty where nothing was noted.
func (s *Store) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.one(ctx, `SELECT value FROM setting WHERE name = $1`, []any{name}, &value)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return value, err
}

// NoteSetting is the statement that notes it.
func NoteSetting(name, value string) Stmt {
	return Stmt{SQL: `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, Args: []any{name, value}}
}

// Relight writes the day on which the open work of a case turns yellow, unless somebody acted
// on the case since it was read.
func Relight(c casework.Case, work []casework.Task) Plan {
	var plan Plan
	for n, t := range work {
		plan = append(plan, Stmt{SQL: `UPDATE todo SET yellow = $1 WHERE case_id = $2 AND n = $3 AND yellow <> $1
AND EXISTS (SELECT 1 FROM cases WHERE id = $2 AND version = $4)`, Args: []any{int(t.YellowOn), c.ID, n, c.Version}})
	}
	return plan
}
