package store

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/org"
	"yimen/core/period"
)

// RightChange (权限变更) says who changed a right, a unit or an account, and why. It is written
// with the change and never changed itself.
type RightChange struct {
	ID     int64
	At     period.Instant
	Kind   string // a list of the directory, or what was done to an account
	Code   string // code of the row: unit, centre, 工号, body
	By     string // 工号
	Before string // JSON; empty for what is new
	After  string // JSON; empty where nothing is to be kept: a password
	Reason string
}

// LogRight is the statement that writes a change down.
func LogRight(c RightChange) Stmt {
	return Stmt{SQL: `INSERT INTO right_log (id, at, kind, code, by_no, before, after, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		Args: []any{c.ID, int64(c.At), c.Kind, c.Code, c.By, c.Before, c.After, c.Reason}}
}

// AmendDirectory puts one row of the directory at its place, with the log of it. The directory
// must still have the version that was read; else it is a conflict.
func (s *Store) AmendDirectory(ctx context.Context, version int64, place int, row any, c RightChange) error {
	list, _ := org.ListOf(row)
	body, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("store: directory: %w", err)
	}
	return s.db.write(ctx, Plan{
		{SQL: `UPDATE definition SET version = version + 1 WHERE kind = 'directory' AND version = $1`, Args: []any{version}, Rows: 1},
		{SQL: `INSERT INTO directory (kind, place, body) VALUES ($1, $2, $3) ON CONFLICT (kind, place) DO UPDATE SET body = excluded.body`,
			Args: []any{string(list), place, string(body)}},
		LogRight(c),
	})
}

// RightChanges reads what was changed, newest first, at most limit with an identity below
// before (zero: all); of one code, unless it is empty.
func (s *Store) RightChanges(ctx context.Context, code string, before int64, limit int) ([]RightChange, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	var list []RightChange
	err := s.db.query(ctx, `SELECT id, at, kind, code, by_no, before, after, reason FROM right_log
WHERE id < $1 AND ($2 = '' OR code = $2) ORDER BY id DESC LIMIT $3`, []any{before, code, limit}, func(r Row) error {
		var c RightChange
		var at int64
		err := r.Scan(&c.ID, &at, &c.Kind, &c.Code, &c.By, &c.Before, &c.After, &c.Reason)
		c.At = period.Instant(at)
		list = append(list, c)
		return err
	})
	return list, err
}
