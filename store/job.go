package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"yimen/core/period"
)

// Job (后续工作) is work to do after an act is committed, written in the act's own
// transaction. It is done at least once; what it writes is keyed by its identity.
type Job struct {
	ID      int64
	Kind    string
	Payload string         // JSON
	RunAt   period.Instant // not before; for a claimed job the end of the lease
	Attempt int            // how often it was begun
}

// Insert is the statement that adds the job to a plan.
func (j Job) Insert() Stmt {
	return Stmt{
		SQL:  `INSERT INTO job (run_at, id, attempt, kind, payload) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{int64(j.RunAt), j.ID, j.Attempt, j.Kind, j.Payload},
	}
}

// Done is the statement that removes a job that was done. It finds the row only under the
// lease it was claimed with, so a job that another node has taken over stays.
func (j Job) Done() Stmt {
	return Stmt{SQL: `DELETE FROM job WHERE (run_at = $1 AND id = $2)`, Each: `(run_at = $1 AND id = $2)`, Args: []any{int64(j.RunAt), j.ID}}
}

// Retry is the statement that gives a claimed job back, to be run again at an instant.
func (j Job) Retry(at period.Instant) Stmt {
	return Stmt{
		SQL:  `UPDATE job SET run_at = $1, attempt = $2 WHERE run_at = $3 AND id = $4`,
		Args: []any{int64(at), j.Attempt, int64(j.RunAt), j.ID},
	}
}

// Bury is the plan that moves a claimed job to the dead ones, which administrators see.
func (j Job) Bury(reason string, now period.Instant) Plan {
	return Plan{
		{
			SQL: `INSERT INTO dead_job (id, died_at, attempt, kind, payload, error) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING`,
			Args: []any{j.ID, int64(now), j.Attempt, j.Kind, j.Payload, reason},
		},
		j.Done(),
	}
}

// Due reads up to limit jobs that are due at now, oldest first, and claims none.
func (s *Store) Due(ctx context.Context, now period.Instant, limit int) ([]Job, error) {
	var due []Job
	err := s.db.query(ctx, `SELECT run_at, id, attempt, kind, payload FROM job WHERE run_at <= $1 ORDER BY run_at, id LIMIT $2`,
		[]any{int64(now), limit}, func(r Row) error {
			j, err := readJob(r)
			due = append(due, j)
			return err
		})
	return due, err
}

func readJob(r Row) (j Job, err error) {
	var runAt int64
	err = r.Scan(&runAt, &j.ID, &j.Attempt, &j.Kind, &j.Payload)
	j.RunAt = period.Instant(runAt)
	return j, err
}

// Claim takes up to limit jobs that are due at now, oldest first, and leases them until an
// instant: nobody else gets them before. Jobs of the kinds named by but are left.
func (s *Store) Claim(ctx context.Context, now, until period.Instant, limit int, but ...string) ([]Job, error) {
	claimed := map[int64]Job{} // by identity, as Into may see a row again
	args := []any{int64(until), int64(now)}
	left := ""
	for _, kind := range but {
		args = append(args, kind)
		left += fmt.Sprintf(" AND kind <> $%d", len(args))
	}
	args = append(args, limit)
	claim := Stmt{
		SQL: `UPDATE job SET run_at = $1, attempt = attempt + 1 WHERE (run_at, id) IN
(SELECT run_at, id FROM job WHERE run_at <= $2` + left + fmt.Sprintf(` ORDER BY run_at, id LIMIT $%d`, len(args)) + s.dialect.skipLocked + `)
RETURNING run_at, id, attempt, kind, payload`,
		Args: args,
		Into: func(r Row) error {
			j, err := readJob(r)
			claimed[j.ID] = j
			return err
		},
	}
	if err := s.db.write(ctx, Plan{claim}); err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(claimed), func(a, b Job) int { return cmp.Compare(a.ID, b.ID) }), nil
}

// DeadJob is a job that was given up.
type DeadJob struct {
	Job
	DiedAt period.Instant
	Error  string
}

// DeadJobs reads the jobs given up, newest first, at most limit with an identity below
// before (zero: all).
func (s *Store) DeadJobs(ctx context.Context, before int64, limit int) ([]DeadJob, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	var dead []DeadJob
	err := s.db.query(ctx, `SELECT id, died_at, attempt, kind, payload, error FROM dead_job
WHERE id < $1 ORDER BY id DESC LIMIT $2`, []any{before, limit}, func(r Row) error {
		var d DeadJob
		var at int64
		err := r.Scan(&d.ID, &at, &d.Attempt, &d.Kind, &d.Payload, &d.Error)
		d.DiedAt = period.Instant(at)
		dead = append(dead, d)
		return err
	})
	return dead, err
}

// Revive puts a dead job back to work, as if it had never been begun. more is written with it:
// the log.
func (s *Store) Revive(ctx context.Context, id int64, now period.Instant, more ...Stmt) error {
	return s.db.write(ctx, append(Plan{
		{
			SQL: `INSERT INTO job (run_at, id, attempt, kind, payload)
SELECT CAST($1 AS bigint), id, 0, kind, payload FROM dead_job WHERE id = $2`,
			Args: []any{int64(now), id},
			Rows: 1,
		},
		{SQL: `DELETE FROM dead_job WHERE id = $1`, Args: []any{id}},
	}, more...))
}
