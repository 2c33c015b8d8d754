package store

import (
	"context"
	"strings"

	"yimen/core/period"
)

// Token (接口令牌) lets another system in. The token itself is shown once; its hash is kept.
type Token struct {
	ID        int64
	Name      string   // whose system it is
	Staff     string   // 工号 in whose name it acts; empty: it only hands in applications
	Scopes    []string // what it may do
	PerMinute int      // requests
	Until     period.Date
	MadeAt    period.Instant
	MadeBy    string
	RevokedAt period.Instant
	UsedOn    period.Date // the last day it was used
}

const tokenColumns = `id, per_minute, until_day, made_at, revoked_at, used_day, name, staff, scopes, made_by`

// AddToken keeps a token under its hash.
func (s *Store) AddToken(ctx context.Context, t Token, hash []byte) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO client_token (id, per_minute, until_day, made_at, revoked_at, used_day, hash, name, staff, scopes, made_by)
VALUES ($1, $2, $3, $4, 0, 0, $5, $6, $7, $8, $9)`,
		Args: []any{t.ID, t.PerMinute, int(t.Until), int64(t.MadeAt), hash, t.Name, t.Staff, strings.Join(t.Scopes, " "), t.MadeBy}}})
}

// TokenByHash finds a token, revoked or not.
func (s *Store) TokenByHash(ctx context.Context, hash []byte) (Token, error) {
	list, err := s.tokens(ctx, `WHERE hash = $1`, hash)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Token{}, err
	}
	return list[0], nil
}

// Tokens lists every token, newest first.
func (s *Store) Tokens(ctx context.Context) ([]Token, error) {
	return s.tokens(ctx, `ORDER BY id DESC`)
}

func (s *Store) tokens(ctx context.Context, rest string, args ...any) ([]Token, error) {
	var list []Token
	err := s.db.query(ctx, `SELECT `+tokenColumns+` FROM client_token `+rest, args, func(r Row) error {
		var t Token
		var until, made, revoked, used int64
		var scopes string
		err := r.Scan(&t.ID, &t.PerMinute, &until, &made, &revoked, &used, &t.Name, &t.Staff, &scopes, &t.MadeBy)
		t.Scopes, t.Until, t.UsedOn = strings.Fields(scopes), period.Date(until), period.Date(used)
		t.MadeAt, t.RevokedAt = period.Instant(made), period.Instant(revoked)
		list = append(list, t)
		return err
	})
	return list, err
}

// RevokeToken shuts a token out. Was it revoked before, or never made, it is a conflict.
func (s *Store) RevokeToken(ctx context.Context, id int64, at period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE client_token SET revoked_at = $1 WHERE id = $2 AND revoked_at = 0`, Args: []any{int64(at), id}, Rows: 1}})
}

// TokenUsed notes the day of use.
func (s *Store) TokenUsed(ctx context.Context, id int64, on period.Date) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE client_token SET used_day = $1 WHERE id = $2 AND used_day < $1`, Args: []any{int(on), id}}})
}
