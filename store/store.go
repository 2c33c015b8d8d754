// Package store keeps cases, catalogue, directory and follow-up work in SQLite or in
// PostgreSQL. Both run the same SQL texts; what differs is named in dialect.
//
// Every act is one Plan, and every Plan is one durable transaction. Acts need no locks:
// the primary key of facts (case, version) lets exactly one of two rivals through.
package store

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"yimen/core/casework"
)

// Store (存储) is an open database. It is safe for concurrent use.
type Store struct {
	db      database
	dialect dialect
	items   itemCache
	facts   cache[Hash, casework.Fact]
	seen    cache[int64, seen]   // cases as this process saved or read them lately (store/seen.go)
	byNo    cache[string, int64] // their numbers
	close   func() error
}

// dialect holds the few words in which the two databases differ.
type dialect struct {
	name       string
	skipLocked string // appended to the query that claims jobs
}

var (
	sqliteDialect   = dialect{name: "sqlite"}
	postgresDialect = dialect{name: "postgres", skipLocked: " FOR UPDATE SKIP LOCKED"}
)

// Open opens the database of the address "sqlite:PATH", "file:PATH?…" or "postgres://…".
// A missing SQLite file is made, with its folder; the tables are made by Migrate.
func Open(ctx context.Context, address string) (*Store, error) {
	scheme, path, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		db, err := openSQLite(ctx, strings.TrimPrefix(path, "//"))
		return newStore(db, sqliteDialect, err)
	case "file":
		path, _, _ = strings.Cut(path, "?")
		db, err := openSQLite(ctx, strings.TrimPrefix(path, "//"))
		return newStore(db, sqliteDialect, err)
	case "postgres", "postgresql":
		db, err := openPostgres(ctx, address)
		return newStore(db, postgresDialect, err)
	}
	return nil, fmt.Errorf("store: database address must begin with sqlite: or postgres://, not %q", scheme)
}

func newStore(db database, d dialect, err error) (*Store, error) {
	if err != nil {
		return nil, err
	}
	return &Store{db: db, dialect: d, close: sync.OnceValue(db.close),
		facts: cache[Hash, casework.Fact]{most: 4096}, seen: cache[int64, seen]{most: 1024}, byNo: cache[string, int64]{most: 1024}}, nil
}

// Close waits for the writes under way and closes the database; a second Close does
// nothing more.
func (s *Store) Close() error { return s.close() }

// Dialect names the database: "sqlite" or "postgres".
func (s *Store) Dialect() string { return s.dialect.name }

// Migrate brings the tables to the newest version. Several processes may call it at once.
func (s *Store) Migrate(ctx context.Context) error { return s.db.migrate(ctx) }

// Write runs the plan as exactly one durable transaction: when it returns nil everything
// is on disk, when it returns an error nothing was changed (or, if the connection broke
// during the commit, it is unknown which).
func (s *Store) Write(ctx context.Context, plan Plan) error { return s.db.write(ctx, plan) }

// Query calls each for every row of the result, in order. The Row is valid during the call.
func (s *Store) Query(ctx context.Context, sql string, args []any, each func(Row) error) error {
	return s.db.query(ctx, sql, args, each)
}

// one reads the single row of a query, or returns ErrNotFound.
func (s *Store) one(ctx context.Context, sql string, args []any, dest ...any) error {
	found := false
	err := s.db.query(ctx, sql, args, func(r Row) error {
		found = true
		return r.Scan(dest...)
	})
	if err == nil && !found {
		return ErrNotFound
	}
	return err
}

// ids reads the identities that are the one column of a query.
func (s *Store) ids(ctx context.Context, sql string, args []any) ([]int64, error) {
	var list []int64
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var id int64
		err := r.Scan(&id)
		list = append(list, id)
		return err
	})
	return list, err
}
