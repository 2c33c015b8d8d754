package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Stmt is one statement of a plan. The text is the same for both databases: parameters
// are $1 … $n, numbered in the order of their first use.
type Stmt struct {
	SQL  string
	Args []any // int64, int, string, []byte or nil

	// Rows is how many rows the statement must change or return; any other number undoes
	// the plan with ErrConflict. Zero asks for nothing. On PostgreSQL a plan that asks
	// costs one more round trip, so the acts on a case guard themselves by keys instead.
	Rows int

	// Each is the part of SQL that stands for one row, in brackets, with all parameters: a
	// row of values, or a condition; empty: the statement is not to be joined (Joined).
	Each string

	// Into reads each row of a RETURNING clause. It may run again when the plan is
	// retried, and what it read counts only when Write has returned nil.
	Into func(Row) error
}

// Plan is the ordered list of statements of one transaction.
type Plan []Stmt

// Row is one row of a result.
type Row interface {
	Scan(dest ...any) error
}

// database runs plans and queries. Its two implementations are sqlite and postgres.
type database interface {
	// write runs the plan as exactly one durable transaction.
	write(ctx context.Context, plan Plan) error
	// query calls each for every row, in order.
	query(ctx context.Context, sql string, args []any, each func(Row) error) error
	// migrate brings the tables to the newest version.
	migrate(ctx context.Context) error
	close() error
}

// The errors of the store. Every other error is a fault of the database or of the program.
var (
	// ErrConflict says that somebody was first: the version read is no longer the newest,
	// or a unique key is taken. errors.As with *Conflict tells which.
	ErrConflict = errors.New("store: conflict")
	// ErrNotFound says that there is no such row.
	ErrNotFound = errors.New("store: not found")
	// ErrProtected says that a row that is never changed was to be changed.
	ErrProtected = errors.New("store: row is protected")
	// ErrClosed says that the store has been closed.
	ErrClosed = errors.New("store: closed")
)

// Conflict is the error of a violated unique key or of a wrong row count.
type Conflict struct {
	Table string // the table whose key is taken; empty for a wrong row count
	Cause error
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("store: conflict in %q: %v", c.Table, c.Cause)
}

// Is makes every *Conflict an ErrConflict.
func (c *Conflict) Is(target error) bool { return target == ErrConflict }

func (c *Conflict) Unwrap() error { return c.Cause }

// ConflictIn tells whether err is a conflict over a key of the table.
func ConflictIn(err error, table string) bool {
	var c *Conflict
	return errors.As(err, &c) && c.Table == table
}

// wrongRows is the conflict of a statement that changed n rows.
func wrongRows(s Stmt, n int64) error {
	return &Conflict{Cause: fmt.Errorf("%d rows where %d were asked for: %s", n, s.Rows, firstLine(s.SQL))}
}

// inStatement names the statement an error came from.
func inStatement(sql string, err error) error {
	return fmt.Errorf("store: %s: %w", firstLine(sql), err)
}

func firstLine(sql string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(sql), "\n")
	return line
}
