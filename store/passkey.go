package store

import (
	"context"

	"yimen/core/period"
)

// Passkey (通行密钥) is the public half of a key that a device of its owner keeps.
type Passkey struct {
	ID     string // of the credential, base64url
	Owner  string // 工号, or the owner that a resident's account is
	At     period.Instant
	UsedAt period.Instant // 0 = never
	Name   string         // as its owner calls it
	Body   string         // the credential as JSON
}

// AddPasskey is the statement that keeps one; the same again is a conflict in "passkey".
func AddPasskey(k Passkey) Stmt {
	return Stmt{SQL: `INSERT INTO passkey (at, used_at, id, owner, name, body) VALUES ($1, 0, $2, $3, $4, $5)`,
		Args: []any{int64(k.At), k.ID, k.Owner, k.Name, k.Body}}
}

// UsePasskey keeps what a sign-in changed: its counter, and when it was. Was it removed, it is a
// conflict.
func (s *Store) UsePasskey(ctx context.Context, k Passkey) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE passkey SET used_at = $1, body = $2 WHERE id = $3 AND owner = $4`,
		Args: []any{int64(k.UsedAt), k.Body, k.ID, k.Owner}, Rows: 1}})
}

// DropPasskey is the statement that removes one of somebody's.
func DropPasskey(owner, id string) Stmt {
	return Stmt{SQL: `DELETE FROM passkey WHERE owner = $1 AND id = $2`, Args: []any{owner, id}}
}

// DropPasskeys is the statement that removes all of somebody's.
func DropPasskeys(owner string) Stmt {
	return Stmt{SQL: `DELETE FROM passkey WHERE owner = $1`, Args: []any{owner}}
}

// Passkeys reads those of somebody, oldest first.
func (s *Store) Passkeys(ctx context.Context, owner string) ([]Passkey, error) {
	var list []Passkey
	err := s.db.query(ctx, `SELECT id, owner, at, used_at, name, body FROM passkey WHERE owner = $1 ORDER BY at, id`, []any{owner}, func(r Row) error {
		var k Passkey
		var at, used int64
		err := r.Scan(&k.ID, &k.Owner, &at, &used, &k.Name, &k.Body)
		k.At, k.UsedAt = period.Instant(at), period.Instant(used)
		list = append(list, k)
		return err
	})
	return list, err
}
