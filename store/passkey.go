package store

import (
	"context"

	"yimen/core/period"
)

// Passkey (通行密钥) is the public half of a key that a resident's device keeps.
type Passkey struct {
	ID       string // of the credential, base64url
	Resident int64
	At       period.Instant
	UsedAt   period.Instant // 0 = never
	Name     string         // as its owner calls it
	Body     string         // the credential as JSON
}

const selectPasskey = `SELECT id, resident, at, used_at, name, body FROM passkey `

// AddPasskey keeps one; the same again is a conflict in "passkey".
func (s *Store) AddPasskey(ctx context.Context, k Passkey) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO passkey (resident, at, used_at, id, name, body) VALUES ($1, $2, 0, $3, $4, $5)`,
		Args: []any{k.Resident, int64(k.At), k.ID, k.Name, k.Body}}})
}

// UsePasskey keeps what a sign-in changed: its counter, and when it was. Was it removed, it is a
// conflict.
func (s *Store) UsePasskey(ctx context.Context, k Passkey) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE passkey SET used_at = $1, body = $2 WHERE id = $3 AND resident = $4`,
		Args: []any{int64(k.UsedAt), k.Body, k.ID, k.Resident}, Rows: 1}})
}

// DropPasskey removes one of somebody's.
func (s *Store) DropPasskey(ctx context.Context, resident int64, id string) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM passkey WHERE resident = $1 AND id = $2`, Args: []any{resident, id}}})
}

// Passkeys reads those of somebody, oldest first.
func (s *Store) Passkeys(ctx context.Context, resident int64) ([]Passkey, error) {
	var list []Passkey
	err := s.db.query(ctx, selectPasskey+`WHERE resident = $1 ORDER BY at, id`, []any{resident}, func(r Row) error {
		var k Passkey
		var at, used int64
		err := r.Scan(&k.ID, &k.Resident, &at, &used, &k.Name, &k.Body)
		k.At, k.UsedAt = period.Instant(at), period.Instant(used)
		list = append(list, k)
		return err
	})
	return list, err
}
