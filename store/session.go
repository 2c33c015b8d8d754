package store

import (
	"context"
	"errors"
	"time"

	"yimen/core/period"
)

// Sessions keeps signed-in sessions for scs. Tokens come hashed if the session manager is
// set so (HashTokenInStore). now is the clock of the process.
type Sessions struct {
	store *Store
	now   func() period.Instant
}

// Sessions gives the session store.
func (s *Store) Sessions(now func() period.Instant) *Sessions { return &Sessions{s, now} }

// FindCtx gives the data of a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var data []byte
	err := s.store.one(ctx, `SELECT data FROM session WHERE token = $1 AND expiry > $2`, []any{token, int64(s.now())}, &data)
	if errors.Is(err, ErrNotFound) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx writes a session.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.db.write(ctx, Plan{{
		SQL: `INSERT INTO session (token, data, expiry) VALUES ($1, $2, $3)
ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry`,
		Args: []any{token, data, expiry.UnixMilli()},
	}})
}

// DeleteCtx ends a session; one that does not exist is ended already.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.db.write(ctx, Plan{{SQL: `DELETE FROM session WHERE token = $1`, Args: []any{token}}})
}

// AllCtx gives the data of every session that has not expired, by token.
func (s *Sessions) AllCtx(ctx context.Context) (map[string][]byte, error) {
	all := map[string][]byte{}
	err := s.store.db.query(ctx, `SELECT token, data FROM session WHERE expiry > $1`, []any{int64(s.now())},
		func(r Row) error {
			var token string
			var data []byte
			err := r.Scan(&token, &data)
			all[token] = data
			return err
		})
	return all, err
}

// Find is FindCtx for callers without a context, as scs asks.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for callers without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Expire removes the sessions that ended before now.
func (s *Sessions) Expire(ctx context.Context) error {
	return s.store.db.write(ctx, Plan{{SQL: `DELETE FROM session WHERE expiry <= $1`, Args: []any{int64(s.now())}}})
}
