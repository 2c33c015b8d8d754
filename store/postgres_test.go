package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yimen/store"
	"yimen/testkit"
)

// A claimant passes over jobs that another is just claiming, instead of waiting.
func TestClaimingDoesNotWait(t *testing.T) {
	url := testkit.Postgres(t)
	s := open(t, url)
	put(t, s, store.Job{ID: 1, Kind: "k", Payload: "{}", RunAt: 100}, store.Job{ID: 2, Kind: "k", Payload: "{}", RunAt: 100})
	other, err := pgx.Connect(ctx, url)
	must(t, err)
	defer other.Close(ctx)
	tx, err := other.Begin(ctx)
	must(t, err)
	defer tx.Rollback(ctx)
	_, err = tx.Exec(ctx, `SELECT id FROM job WHERE id = 1 FOR UPDATE`)
	must(t, err)
	soon, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	jobs, err := s.Claim(soon, 100, 200, 10)
	must(t, err)
	if len(jobs) != 1 || jobs[0].ID != 2 {
		t.Fatalf("claimed %+v", jobs)
	}
}

// Two plans that take the same rows in opposite order: PostgreSQL kills one, which is
// then run again.
func TestADeadlockIsTriedAgain(t *testing.T) {
	url := testkit.Postgres(t)
	s := open(t, url)
	must(t, s.Write(ctx, store.Plan{insertForm(1), insertForm(2)}))
	touch := func(id int) store.Stmt {
		return store.Stmt{SQL: `UPDATE forms SET body = body || '.' WHERE case_id = $1`, Args: []any{int64(id)}}
	}
	other, err := pgx.Connect(ctx, url)
	must(t, err)
	defer other.Close(ctx)
	tx, err := other.Begin(ctx)
	must(t, err)
	_, err = tx.Exec(ctx, `SET LOCAL deadlock_timeout = '1h'`) // the plan shall be the victim
	must(t, err)
	_, err = tx.Exec(ctx, `UPDATE forms SET body = '2' WHERE case_id = 2`)
	must(t, err)
	written := make(chan error, 1)
	go func() { written <- s.Write(ctx, store.Plan{touch(1), touch(2)}) }()
	blocked := func() (n int) {
		must(t, s.Query(ctx, `SELECT count(*) FROM pg_locks WHERE NOT granted`, nil, func(r store.Row) error { return r.Scan(&n) }))
		return n
	}
	for blocked() == 0 { // until the plan holds row 1 and waits for row 2
	}
	_, err = tx.Exec(ctx, `UPDATE forms SET body = '1' WHERE case_id = 1`)
	must(t, err)
	must(t, tx.Commit(ctx))
	must(t, <-written)
	equal(t, "forms", lines(t, s, `SELECT convert_from(body, 'UTF8') FROM forms ORDER BY case_id`), []string{"1.", "2."})
}
