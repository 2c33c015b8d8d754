package store

import (
	"context"

	"yimen/core/period"
)

// Identified is the statement that says as whom a provider of identities (统一身份认证) knows a
// resident. It is kept for good; the same again is a conflict in "identity".
func Identified(issuer, subject string, resident int64, at period.Instant) Stmt {
	return Stmt{SQL: `INSERT INTO identity (resident, at, issuer, subject) VALUES ($1, $2, $3, $4)`, Args: []any{resident, int64(at), issuer, subject}}
}

// ResidentOf is the account of whom a provider knows, or ErrNotFound.
func (s *Store) ResidentOf(ctx context.Context, issuer, subject string) (Resident, error) {
	return s.oneResident(ctx, `WHERE id = (SELECT resident FROM identity WHERE issuer = $1 AND subject = $2)`, issuer, subject)
}

// IsIdentified tells whether a provider knows a resident.
func (s *Store) IsIdentified(ctx context.Context, resident int64) (bool, error) {
	var n int
	err := s.one(ctx, `SELECT count(*) FROM identity WHERE resident = $1`, []any{resident}, &n)
	return n > 0, err
}
