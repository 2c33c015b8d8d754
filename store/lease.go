package store

import (
	"context"

	"yimen/core/period"
)

// Lease takes or keeps a named lease (租约) for a holder until an instant. It is false
// while another holder's lease runs.
func (s *Store) Lease(ctx context.Context, name, holder string, now, until period.Instant) (bool, error) {
	return s.lease(ctx, holder, `INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE lease.holder = excluded.holder OR lease.until <= $4 RETURNING holder`, name, holder, int64(until), int64(now))
}

// TakeTurn takes the next turn of a routine, which is due when its lease has run out, and
// holds it until an instant. A routine never seen before has its first turn at first.
func (s *Store) TakeTurn(ctx context.Context, name, holder string, now, until, first period.Instant) (bool, error) {
	return s.lease(ctx, holder, `INSERT INTO lease (name, holder, until) VALUES ($1, '', $2)
ON CONFLICT (name) DO UPDATE SET holder = $3, until = $4 WHERE lease.until <= $5 RETURNING holder`,
		name, int64(first), holder, int64(until), int64(now))
}

// lease runs a statement that returns the holder of the lease if it wrote the row.
func (s *Store) lease(ctx context.Context, holder, sql string, args ...any) (bool, error) {
	got := ""
	err := s.db.write(ctx, Plan{{SQL: sql, Args: args, Into: func(r Row) error { return r.Scan(&got) }}})
	return err == nil && got == holder, err
}

// EndTurn ends the holder's turn and says when the next one is due.
func (s *Store) EndTurn(ctx context.Context, name, holder string, next period.Instant) error {
	return s.db.write(ctx, Plan{{
		SQL:  `UPDATE lease SET until = $1, holder = '' WHERE name = $2 AND holder = $3`,
		Args: []any{int64(next), name, holder},
	}})
}

// Leases reads until when each lease runs, by name.
func (s *Store) Leases(ctx context.Context) (map[string]period.Instant, error) {
	leases := map[string]period.Instant{}
	err := s.db.query(ctx, `SELECT name, until FROM lease`, nil, func(r Row) error {
		var name string
		var until int64
		err := r.Scan(&name, &until)
		leases[name] = period.Instant(until)
		return err
	})
	return leases, err
}
