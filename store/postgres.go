package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgres sends every plan as one pipelined batch, which PostgreSQL runs as one
// implicit transaction: one round trip, one commit.
type postgres struct {
	pool *pgxpool.Pool
}

func openPostgres(ctx context.Context, address string) (*postgres, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("store: database address: %w", err)
	}
	if !strings.Contains(address, "pool_max_conns") {
		config.MaxConns = 32
	}
	config.ConnConfig.RuntimeParams["application_name"] = "yimen"
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("store: open: %w", err)
	}
	return &postgres{pool: pool}, nil
}

func (p *postgres) close() error {
	p.pool.Close()
	return nil
}

// tries is how often a plan that lost to a deadlock or a serialization failure is run.
const tries = 4

func (p *postgres) write(ctx context.Context, plan Plan) error {
	for attempt := 1; ; attempt++ {
		err := p.writeOnce(ctx, plan)
		if err == nil || attempt == tries || !transient(err) {
			return postgresError(err)
		}
		pause := time.Duration(rand.IntN(10*attempt)+1) * time.Millisecond
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// writeOnce leaves the counting of rows to an explicit transaction: the results of an
// implicit one are seen only when it is already committed.
func (p *postgres) writeOnce(ctx context.Context, plan Plan) error {
	batch := &pgx.Batch{}
	counts := counted(plan)
	if counts {
		batch.BeginTx(pgx.TxOptions{})
	}
	for _, s := range plan {
		batch.Queue(s.SQL, s.Args...)
	}
	results := p.pool.SendBatch(ctx, batch)
	if counts {
		return finish(ctx, results, plan)
	}
	if err := readResults(results, plan); err != nil {
		results.Close()
		return err
	}
	return results.Close()
}

// finish reads the results of a batch that began a transaction, then commits it or rolls
// it back.
func finish(ctx context.Context, results pgx.BatchResults, plan Plan) error {
	tx := results.Tx()
	defer tx.Rollback(context.WithoutCancel(ctx)) // after a commit it does nothing
	_, err := results.Exec()                      // the result of BEGIN
	if err == nil {
		err = readResults(results, plan)
	}
	if closeErr := results.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func counted(plan Plan) bool {
	for _, s := range plan {
		if s.Rows > 0 {
			return true
		}
	}
	return false
}

func readResults(results pgx.BatchResults, plan Plan) error {
	for _, s := range plan {
		n, err := readResult(results, s)
		if err != nil {
			return inStatement(s.SQL, err)
		}
		if s.Rows > 0 && n != int64(s.Rows) {
			return wrongRows(s, n)
		}
	}
	return nil
}

func readResult(results pgx.BatchResults, s Stmt) (int64, error) {
	if s.Into == nil {
		tag, err := results.Exec()
		return tag.RowsAffected(), err
	}
	rows, err := results.Query()
	if err != nil {
		return 0, err
	}
	err = eachRow(rows, s.Into)
	return rows.CommandTag().RowsAffected(), err
}

func eachRow(rows pgx.Rows, each func(Row) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (p *postgres) query(ctx context.Context, sql string, args []any, each func(Row) error) error {
	rows, err := p.pool.Query(ctx, sql, args...)
	if err != nil {
		return inStatement(sql, err)
	}
	if err := eachRow(rows, each); err != nil {
		return inStatement(sql, err)
	}
	return nil
}

// The SQLSTATE codes that mean something to the store.
const (
	uniqueViolation      = "23505"
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	protectedRow         = "YM001" // raised by the triggers of the migrations
)

func transient(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == serializationFailure || e.Code == deadlockDetected)
}

func postgresError(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case uniqueViolation:
		return &Conflict{Table: e.TableName, Cause: err}
	case protectedRow:
		return fmt.Errorf("%w: %w", ErrProtected, err)
	}
	return err
}
