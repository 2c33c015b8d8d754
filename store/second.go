package store

import (
	"context"
	"errors"

	"yimen/core/period"
)

// SecondStep (第二步验证) is the secret that a person's one-time codes are made of, and the time
// step of the last code that was taken: none is taken twice.
type SecondStep struct {
	Secret string // as the vault of the deployment locked it; base32 where an older program kept it
	At     period.Instant
	Step   int64
}

// SecondStep reads it; an empty secret: there is none.
func (s *Store) SecondStep(ctx context.Context, owner string) (x SecondStep, err error) {
	var at int64
	err = s.one(ctx, `SELECT secret, at, step FROM second_step WHERE owner = $1`, []any{owner}, &x.Secret, &at, &x.Step)
	if errors.Is(err, ErrNotFound) {
		return SecondStep{}, nil
	}
	x.At = period.Instant(at)
	return x, err
}

// SetSecondStep is the statement that begins one-time codes.
func SetSecondStep(owner string, x SecondStep) Stmt {
	return Stmt{SQL: `INSERT INTO second_step (owner, secret, at, step) VALUES ($1, $2, $3, $4)
ON CONFLICT (owner) DO UPDATE SET secret = excluded.secret, at = excluded.at, step = excluded.step`,
		Args: []any{owner, x.Secret, int64(x.At), x.Step}}
}

// SetRecoveryCodes is the plan that puts new recovery codes, by their hashes, in the stead of the old.
func SetRecoveryCodes(owner string, hashes []string) Plan {
	plan := Plan{{SQL: `DELETE FROM recovery_code WHERE owner = $1`, Args: []any{owner}}}
	for _, hash := range hashes {
		plan = append(plan, Stmt{SQL: `INSERT INTO recovery_code (owner, hash) VALUES ($1, $2)`, Args: []any{owner, hash}})
	}
	return plan
}

// DropSecondStep is the statement that ends one-time codes.
func DropSecondStep(owner string) Stmt {
	return Stmt{SQL: `DELETE FROM second_step WHERE owner = $1`, Args: []any{owner}}
}

// DropIdleCodes is the statement that removes recovery codes of somebody with no second step left
// for which they could stand in.
func DropIdleCodes(owner string) Stmt {
	return Stmt{SQL: `DELETE FROM recovery_code WHERE owner = $1
AND NOT EXISTS (SELECT 1 FROM second_step WHERE owner = $1) AND NOT EXISTS (SELECT 1 FROM passkey WHERE owner = $1)`, Args: []any{owner}}
}

// UseStep takes the code of a time step, and keeps the secret as it is given. Was the code or a later
// one taken before, it is a conflict.
func (s *Store) UseStep(ctx context.Context, owner, secret string, step int64) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE second_step SET step = $1, secret = $2 WHERE owner = $3 AND step < $1`, Args: []any{step, secret, owner}, Rows: 1}})
}

// SecondSteps reads the secrets of everybody, by owner.
func (s *Store) SecondSteps(ctx context.Context) (map[string]string, error) {
	secrets := map[string]string{}
	err := s.db.query(ctx, `SELECT owner, secret FROM second_step`, nil, func(r Row) error {
		var owner, secret string
		err := r.Scan(&owner, &secret)
		secrets[owner] = secret
		return err
	})
	return secrets, err
}

// UseRecoveryCode takes a recovery code. Is there none of that hash, it is a conflict.
func (s *Store) UseRecoveryCode(ctx context.Context, owner, hash string) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM recovery_code WHERE owner = $1 AND hash = $2`, Args: []any{owner, hash}, Rows: 1}})
}

// RecoveryCodes counts the recovery codes that are left.
func (s *Store) RecoveryCodes(ctx context.Context, owner string) (n int, err error) {
	return n, s.one(ctx, `SELECT count(*) FROM recovery_code WHERE owner = $1`, []any{owner}, &n)
}
