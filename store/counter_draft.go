package store

import (
	"context"

	"yimen/core/period"
)

// CounterDraft (未完成的受理) is what a clerk has typed at the counter and not received yet.
type CounterDraft struct {
	At    period.Instant // of the last change
	Staff string
	Key   string // of the screen, which makes one case
	Item  string
	Body  string // the form as it was sent
}

// KeepCounter keeps it in the place of what was kept under its key; of one member of staff the newest so many.
func (s *Store) KeepCounter(ctx context.Context, d CounterDraft, most int) error {
	return s.db.write(ctx, Plan{
		{SQL: `INSERT INTO counter_draft (at, staff, key, item, body) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (staff, key) DO UPDATE SET at = excluded.at, item = excluded.item, body = excluded.body`,
			Args: []any{int64(d.At), d.Staff, d.Key, d.Item, d.Body}},
		{SQL: `DELETE FROM counter_draft WHERE staff = $1 AND key NOT IN (SELECT key FROM counter_draft WHERE staff = $1 ORDER BY at DESC, key LIMIT $2)`,
			Args: []any{d.Staff, most}},
	})
}

// CounterDrafts reads those of a member of staff, the newest first.
func (s *Store) CounterDrafts(ctx context.Context, staff string) ([]CounterDraft, error) {
	var list []CounterDraft
	err := s.db.query(ctx, `SELECT at, key, item, body FROM counter_draft WHERE staff = $1 ORDER BY at DESC, key`, []any{staff}, func(r Row) error {
		d := CounterDraft{Staff: staff}
		var at int64
		err := r.Scan(&at, &d.Key, &d.Item, &d.Body)
		d.At = period.Instant(at)
		list = append(list, d)
		return err
	})
	return list, err
}

// DropCounter forgets one, written with what was made of it.
func DropCounter(staff, key string) Stmt {
	return Stmt{SQL: `DELETE FROM counter_draft WHERE staff = $1 AND key = $2`, Args: []any{staff, key}}
}

// ForgetCounters removes those that were not changed since.
func (s *Store) ForgetCounters(ctx context.Context, before period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM counter_draft WHERE at < $1`, Args: []any{int64(before)}}})
}
