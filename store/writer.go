package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
)

// groupMax is how many plans go into one commit at most.
const groupMax = 64

// writer is the one goroutine that writes to SQLite. It takes the plans that wait, never
// waits for more, and commits them together, each in its own savepoint. A plan is
// acknowledged after the commit, so nothing that was told "done" can be lost.
type writer struct {
	pool    *sql.DB
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	queue   chan *waiting
	done    sync.WaitGroup
	commits atomic.Int64 // how many transactions were tried

	door   sync.RWMutex // held for reading while a plan is put into the queue
	closed bool
}

// waiting is a plan that waits for its commit.
type waiting struct {
	ctx    context.Context
	plan   Plan
	err    error
	result chan error
}

func startWriter(ctx context.Context, dsn string) (*writer, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		pool.Close()
		return nil, err
	}
	w := &writer{
		pool: pool, conn: conn, stmts: map[string]*sql.Stmt{},
		queue: make(chan *waiting, groupMax),
	}
	w.done.Go(w.run)
	return w, nil
}

// close lets in no more plans and waits until those inside are written.
func (w *writer) close() error {
	w.door.Lock()
	w.closed = true
	close(w.queue)
	w.door.Unlock()
	w.done.Wait()
	return errors.Join(w.conn.Close(), w.pool.Close())
}

func (w *writer) write(ctx context.Context, plan Plan) error {
	p := &waiting{ctx: ctx, plan: plan, result: make(chan error, 1)}
	if err := w.put(p); err != nil {
		return err
	}
	// Once queued the plan is written or refused within one commit, so the answer is
	// worth waiting for: it tells the caller what is true.
	return sqliteError(<-p.result)
}

func (w *writer) put(p *waiting) error {
	w.door.RLock()
	defer w.door.RUnlock()
	if w.closed {
		return ErrClosed
	}
	select {
	case w.queue <- p:
		return nil
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}

func (w *writer) run() {
	group := make([]*waiting, 0, groupMax)
	for p := range w.queue {
		w.commit(w.gather(append(group[:0], p)))
	}
}

// gather adds the plans that wait already.
func (w *writer) gather(group []*waiting) []*waiting {
	for len(group) < groupMax {
		select {
		case p, open := <-w.queue:
			if !open {
				return group
			}
			group = append(group, p)
		default:
			return group
		}
	}
	return group
}

func (w *writer) commit(group []*waiting) {
	err := w.transaction(group)
	w.commits.Add(1)
	for _, p := range group {
		if p.err == nil {
			p.err = err
		}
		p.result <- p.err
	}
}

// transaction writes the whole group or, with an error, nothing. A plan that fails is
// undone alone and keeps its own error.
func (w *writer) transaction(group []*waiting) error {
	if err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	written := 0
	for _, p := range group {
		if err := w.inSavepoint(p, len(group) == 1); err != nil {
			w.exec("ROLLBACK")
			return err
		}
		if p.err == nil {
			written++
		}
	}
	if written == 0 {
		return w.exec("ROLLBACK")
	}
	if err := w.exec("COMMIT"); err != nil {
		w.exec("ROLLBACK")
		return err
	}
	return nil
}

// inSavepoint applies one plan. Its own failure is kept in p.err; the error returned is
// one that spoils the transaction. A plan alone in its group needs no savepoint, as the
// transaction is rolled back with it.
func (w *writer) inSavepoint(p *waiting, alone bool) error {
	if p.err = p.ctx.Err(); p.err != nil {
		return nil
	}
	if alone {
		p.err = w.apply(p.plan)
		return nil
	}
	if err := w.exec("SAVEPOINT plan"); err != nil {
		return err
	}
	if p.err = w.apply(p.plan); p.err != nil {
		if err := w.exec("ROLLBACK TO plan"); err != nil {
			return err
		}
	}
	return w.exec("RELEASE plan")
}

func (w *writer) apply(plan Plan) error {
	for _, s := range plan {
		n, err := w.applyStmt(s)
		if err != nil {
			return inStatement(s.SQL, err)
		}
		if s.Rows > 0 && n != int64(s.Rows) {
			return wrongRows(s, n)
		}
	}
	return nil
}

func (w *writer) applyStmt(s Stmt) (int64, error) {
	stmt, err := w.prepared(s.SQL)
	if err != nil {
		return 0, err
	}
	if s.Into == nil {
		result, err := stmt.ExecContext(context.Background(), s.Args...)
		if err != nil {
			return 0, err
		}
		return result.RowsAffected()
	}
	rows, err := stmt.QueryContext(context.Background(), s.Args...)
	if err != nil {
		return 0, err
	}
	n := int64(0)
	err = eachSQLRow(rows, func(r Row) error { n++; return s.Into(r) })
	return n, err
}

func (w *writer) exec(text string) error {
	stmt, err := w.prepared(text)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(context.Background())
	return err
}

// prepared is called without a cancellable context throughout: the driver would start a
// goroutine for every statement to watch it.
func (w *writer) prepared(text string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[text]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), text)
	if err == nil {
		w.stmts[text] = stmt
	}
	return stmt, err
}
