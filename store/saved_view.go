package store

import (
	"context"

	"yimen/core/period"
)

// SavedView (常用视图) is a view of the queue that a member of staff keeps under a name.
type SavedView struct {
	Name  string
	Query string // of the page's address
}

// SavedViews reads the views of a member of staff in the order in which they were made.
func (s *Store) SavedViews(ctx context.Context, staff string) ([]SavedView, error) {
	var list []SavedView
	err := s.db.query(ctx, `SELECT name, query FROM saved_view WHERE staff = $1 ORDER BY at, name`, []any{staff}, func(r Row) error {
		var v SavedView
		err := r.Scan(&v.Name, &v.Query)
		list = append(list, v)
		return err
	})
	return list, err
}

// SaveView keeps a view; one of the same name is written over.
func (s *Store) SaveView(ctx context.Context, staff string, v SavedView, now period.Instant) error {
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO saved_view (at, staff, name, query) VALUES ($1, $2, $3, $4)
ON CONFLICT (staff, name) DO UPDATE SET query = excluded.query`, Args: []any{int64(now), staff, v.Name, v.Query}}})
}

// DropView forgets a view.
func (s *Store) DropView(ctx context.Context, staff, name string) error {
	return s.db.write(ctx, Plan{{SQL: `DELETE FROM saved_view WHERE staff = $1 AND name = $2`, Args: []any{staff, name}}})
}
