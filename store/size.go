package store

import (
	"context"

	"yimen/core/period"
)

// Bytes is the size of all tables with their indexes, without the log of writes.
func (s *Store) Bytes(ctx context.Context) (int64, error) {
	sql := `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`
	if s.dialect.name == postgresDialect.name {
		sql = `SELECT CAST(sum(pg_total_relation_size(c.oid)) AS bigint)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'`
	}
	var n int64
	return n, s.one(ctx, sql, nil, &n)
}

// DocumentBytes is the part of Bytes that the documents of cases take (成文).
func (s *Store) DocumentBytes(ctx context.Context) (int64, error) {
	sql := `SELECT COALESCE(sum(pgsize), 0) FROM dbstat WHERE name IN ('writing', 'writing_state')`
	if s.dialect.name == postgresDialect.name {
		sql = `SELECT pg_total_relation_size('writing')`
	}
	var n int64
	return n, s.one(ctx, sql, nil, &n)
}

// JobsWaiting counts the follow-up work that is due at an instant.
func (s *Store) JobsWaiting(ctx context.Context, now period.Instant) (int, error) {
	var n int
	return n, s.one(ctx, `SELECT count(*) FROM job WHERE run_at <= $1`, []any{int64(now)}, &n)
}
