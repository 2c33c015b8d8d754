package store

import (
	"context"

	"yimen/core/period"
)

// SignedIn (在线会话) says that somebody signed in, where and with what. It lives as long as its
// session.
type SignedIn struct {
	Owner string // 工号
	Token string // as the session is kept under
	At    period.Instant
	Addr  string
	Agent string // what the browser calls itself
}

// AddSignedIn notes a new session.
func (s *Store) AddSignedIn(ctx context.Context, x SignedIn) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO signed_in (owner, token, at, addr, agent) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{x.Owner, x.Token, int64(x.At), x.Addr, x.Agent}}})
}

// SignedIns reads the sessions of somebody that still live, newest first.
func (s *Store) SignedIns(ctx context.Context, owner string, now period.Instant) ([]SignedIn, error) {
	var list []SignedIn
	err := s.db.query(ctx, `SELECT i.token, i.at, i.addr, i.agent FROM signed_in i JOIN session s ON s.token = i.token
WHERE i.owner = $1 AND s.expiry > $2 ORDER BY i.at DESC, i.token`, []any{owner, int64(now)}, func(r Row) error {
		x := SignedIn{Owner: owner}
		var at int64
		err := r.Scan(&x.Token, &at, &x.Addr, &x.Agent)
		x.At = period.Instant(at)
		list = append(list, x)
		return err
	})
	return list, err
}

// EndSessions is the plan that ends the sessions of somebody, but one (empty: all).
func EndSessions(owner, but string) Plan {
	return Plan{
		{SQL: `DELETE FROM session WHERE token IN (SELECT token FROM signed_in WHERE owner = $1 AND token <> $2)`, Args: []any{owner, but}},
		{SQL: `DELETE FROM signed_in WHERE owner = $1 AND token <> $2`, Args: []any{owner, but}},
	}
}

// EndSession is the plan that ends one session of somebody.
func EndSession(owner, token string) Plan {
	return Plan{
		{SQL: `DELETE FROM session WHERE token IN (SELECT token FROM signed_in WHERE owner = $1 AND token = $2)`, Args: []any{owner, token}},
		{SQL: `DELETE FROM signed_in WHERE owner = $1 AND token = $2`, Args: []any{owner, token}},
	}
}

// ForgetSignedIn removes the notes of sessions that have ended.
func (s *Store) ForgetSignedIn(ctx context.Context) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM signed_in WHERE token NOT IN (SELECT token FROM session)`}})
}
