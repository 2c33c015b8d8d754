package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// sqliteDB has one writer (see writer) and a pool of readers that never block it.
type sqliteDB struct {
	*writer
	path    string
	keeper  *keeper
	readers *sql.DB
	stmts   sync.Map // SQL text → *sql.Stmt of the readers
}

// Pages of 8 KiB hold three forms of two kilobytes where pages of 4 KiB hold one. The
// writer checkpoints late because a background goroutine does it early; see keeper.
const (
	writerPragmas = "busy_timeout(10000) page_size(8192) synchronous(FULL) recursive_triggers(1) wal_autocheckpoint(8000) cache_size(-32000) temp_store(MEMORY)"
	readerPragmas = "busy_timeout(10000) query_only(1) cache_size(-16000) temp_store(MEMORY)"
)

func openSQLite(ctx context.Context, path string) (*sqliteDB, error) {
	if path == "" {
		return nil, errors.New("store: the sqlite: address names no file")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("store: folder of the database: %w", err)
	}
	w, err := startWriter(ctx, dataSource(path, writerPragmas))
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	k, err := startKeeper(path, &w.commits)
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	readers, err := sql.Open("sqlite", dataSource(path, readerPragmas))
	if err != nil {
		return nil, errors.Join(err, k.close(), w.close())
	}
	n := max(4, runtime.GOMAXPROCS(0))
	readers.SetMaxOpenConns(n)
	readers.SetMaxIdleConns(n)
	return &sqliteDB{writer: w, path: path, keeper: k, readers: readers}, nil
}

// dataSource writes the address of a connection that starts with these pragmas.
func dataSource(path, pragmas string) string {
	q := url.Values{"_pragma": strings.Fields(pragmas), "_journal_mode": {"WAL"}, "_dqs": {"0"}}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	return u.String()
}

func (d *sqliteDB) close() error {
	return errors.Join(d.readers.Close(), d.keeper.close(), d.writer.close())
}

func (d *sqliteDB) query(ctx context.Context, text string, args []any, each func(Row) error) error {
	stmt, err := d.prepared(ctx, text)
	if err != nil {
		return inStatement(text, err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return inStatement(text, err)
	}
	if err := eachSQLRow(rows, each); err != nil {
		return inStatement(text, err)
	}
	return nil
}

// prepared keeps one statement for every text; the texts are the program's own and few.
func (d *sqliteDB) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := d.stmts.Load(text); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := d.readers.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if first, taken := d.stmts.LoadOrStore(text, stmt); taken {
		stmt.Close()
		return first.(*sql.Stmt), nil
	}
	return stmt, nil
}

func eachSQLRow(rows *sql.Rows, each func(Row) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func sqliteError(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		return &Conflict{Table: tableOf(e.Error()), Cause: err}
	case lib.SQLITE_CONSTRAINT_TRIGGER:
		return fmt.Errorf("%w: %w", ErrProtected, err)
	}
	return err
}

// tableOf takes the table from "… UNIQUE constraint failed: facts.case_id, facts.seq …".
func tableOf(message string) string {
	_, columns, _ := strings.Cut(message, "constraint failed: ")
	if _, rest, twice := strings.Cut(columns, "constraint failed: "); twice {
		columns = rest
	}
	table, _, _ := strings.Cut(columns, ".")
	return table
}
