package store

import (
	"context"
	"errors"

	"yimen/core/period"
)

// SetCredential writes the password hash of a staff member. more is written with it: the end of
// his sessions.
func (s *Store) SetCredential(ctx context.Context, staff, hash string, now period.Instant, more ...Stmt) error {
	return s.db.write(ctx, append(Plan{PutCredential(staff, hash, now), chosen(staff)}, more...))
}

// PutCredential is the statement that writes a password hash.
func PutCredential(staff, hash string, now period.Instant) Stmt {
	return Stmt{
		SQL: `INSERT INTO credential (staff, hash, changed_at) VALUES ($1, $2, $3)
ON CONFLICT (staff) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
		Args: []any{staff, hash, int64(now)},
	}
}

// DropCredential is the statement that takes a password away: nobody signs in by it.
func DropCredential(staff string) Stmt {
	return Stmt{SQL: `DELETE FROM credential WHERE staff = $1`, Args: []any{staff}}
}

// chosen is the statement that says that a password is known to its owner alone.
func chosen(staff string) Stmt {
	return Stmt{SQL: `DELETE FROM first_password WHERE staff = $1`, Args: []any{staff}}
}

// GivenPassword is the statement that says that another person knows the password, so that it
// is good for choosing one's own.
func GivenPassword(staff string, now period.Instant) Stmt {
	return Stmt{SQL: `INSERT INTO first_password (staff, at) VALUES ($1, $2) ON CONFLICT (staff) DO UPDATE SET at = excluded.at`,
		Args: []any{staff, int64(now)}}
}

// PasswordGiven tells whether another person gave the password, and when; zero = its owner
// chose it.
func (s *Store) PasswordGiven(ctx context.Context, staff string) (at period.Instant, err error) {
	var when int64
	err = s.one(ctx, `SELECT at FROM first_password WHERE staff = $1`, []any{staff}, &when)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	return period.Instant(when), err
}

// Credential reads the password hash of a staff member and when it was set, or ErrNotFound.
func (s *Store) Credential(ctx context.Context, staff string) (hash string, changed period.Instant, err error) {
	var at int64
	err = s.one(ctx, `SELECT hash, changed_at FROM credential WHERE staff = $1`, []any{staff}, &hash, &at)
	return hash, period.Instant(at), err
}

// Attempt (登录记录) is one attempt to prove who one is: a sign-in, or a query code typed
// for a case number.
type Attempt struct {
	Login string // 工号 or case number, as typed
	Addr  string // network address
	At    period.Instant
	Done  bool // it succeeded
}

// AddAttempt records an attempt.
func (s *Store) AddAttempt(ctx context.Context, a Attempt) error {
	done := 0
	if a.Done {
		done = 1
	}
	return s.db.write(ctx, Plan{{
		SQL:  `INSERT INTO login_attempt (login, at, id, done, addr) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{a.Login, int64(a.At), NewID(a.At), done, a.Addr},
	}})
}

// Failures counts the failed attempts on a login since an instant and since the last one
// that succeeded.
func (s *Store) Failures(ctx context.Context, login string, since period.Instant) (int, error) {
	var n int
	err := s.one(ctx, `SELECT count(*) FROM login_attempt WHERE login = $1 AND at >= $2 AND done = 0
AND at > (SELECT COALESCE(max(at), 0) FROM login_attempt WHERE login = $1 AND at >= $2 AND done = 1)`,
		[]any{login, int64(since)}, &n)
	return n, err
}

// ForgetAttempts removes the attempts made before an instant.
func (s *Store) ForgetAttempts(ctx context.Context, before period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM login_attempt WHERE at < $1`, Args: []any{int64(before)}}})
}
