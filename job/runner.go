// Package job (后续工作) does what follows an act once it is committed: messages, the
// passing of time, the nightly audit. Work is done at least once; what a handler writes is
// committed together with the end of its job, so that in the database it happens once.
package job

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"yimen/core/period"
	"yimen/store"
)

// Handler does one job. What it returns is written in one transaction with the end of the
// job. An error brings the job back later, unless it is ErrHopeless. The context ends
// before the lease does. A job may be run twice: what a handler does outside the database
// it must know again by the job's identity.
type Handler func(ctx context.Context, j store.Job) (store.Plan, error)

// Kind (工作种类) says how jobs of a kind are done.
type Kind struct {
	Do   Handler
	Solo bool // on one node at a time

	// Light kinds do nothing but write rows of this database, keyed by the job. They need
	// no lease, which costs more than they do: should two nodes do one job, the second
	// writes nothing.
	Light bool
}

// ErrHopeless marks an error that no further try will mend: the job is dead at once.
var ErrHopeless = errors.New("job: hopeless")

// Config is what a runner needs. The zero value of the settings stands for the defaults.
type Config struct {
	Store    *store.Store
	Now      func() period.Instant
	Log      *slog.Logger
	Kinds    map[string]Kind
	Routines []Routine

	Node    string        // name of the process; made up if empty
	Poll    time.Duration // how often to look without being woken; 1 s
	Gather  time.Duration // how long to let work gather after being woken; none
	Lease   time.Duration // how long a job or a turn may take; 1 min
	Batch   int           // jobs claimed at once; 100
	Workers int           // jobs done at once; 4
	Tries   int           // tries before a job is dead; 8
}

// Runner does follow-up work until it is stopped. Several may run on one database.
type Runner struct {
	Config
	wake chan struct{}
}

// New makes a runner.
func New(c Config) *Runner {
	c.Node = cmp.Or(c.Node, rand.Text())
	c.Poll = cmp.Or(c.Poll, time.Second)
	c.Lease = cmp.Or(c.Lease, time.Minute)
	c.Batch = cmp.Or(c.Batch, 100)
	c.Workers = cmp.Or(c.Workers, 4)
	c.Tries = cmp.Or(c.Tries, 8)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Runner{Config: c, wake: make(chan struct{}, 1)}
}

// Wake tells the runner that work was committed. It never waits.
func (r *Runner) Wake() {
	select {
	case r.wake <- struct{}{}:
	default: // it is being woken already
	}
}

// Run works until the context ends and the jobs under way are done.
func (r *Runner) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, list := range r.loops() {
		all.Go(func() { r.everyPoll(ctx, r.routines(list)) })
	}
	r.everyPoll(ctx, r.jobs)
	all.Wait()
}

// everyPoll calls work now, whenever it asks for more at once, when the runner is woken,
// and after each poll.
func (r *Runner) everyPoll(ctx context.Context, work func(context.Context) (more bool, woken <-chan struct{})) {
	poll := time.NewTicker(r.Poll)
	defer poll.Stop()
	for ctx.Err() == nil {
		more, woken := work(ctx)
		if more {
			continue
		}
		select {
		case <-ctx.Done():
		case <-woken:
			pause(ctx, r.Gather)
		case <-poll.C:
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	if d == 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

func (r *Runner) jobs(ctx context.Context) (bool, <-chan struct{}) {
	n, err := r.Round(ctx)
	if err != nil && ctx.Err() == nil {
		r.Log.Error("follow-up work", "error", err)
	}
	return err == nil && n >= r.Batch, r.wake
}

// Round does the jobs that are due and says how many there were: the light ones as they
// are, the others once they are claimed. What was begun is finished even if the context
// ends meanwhile.
func (r *Runner) Round(ctx context.Context) (int, error) {
	due, err := r.Store.Due(ctx, r.Now(), r.Batch)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.Lease*3/4)
	defer cancel()
	var light []store.Job
	for _, j := range due {
		if r.Kinds[j.Kind].Light {
			j.Attempt++
			light = append(light, j)
		}
	}
	n, err := len(light), r.finish(ctx, r.doAll(ctx, light))
	if n == len(due) {
		return n, err
	}
	claimed, claimErr := r.Store.Claim(ctx, r.Now(), r.Now()+millis(r.Lease), r.Batch, r.light()...)
	return n + len(claimed), errors.Join(err, claimErr, r.finish(ctx, r.doAll(ctx, claimed)))
}

// light names the kinds that are done without a lease.
func (r *Runner) light() []string {
	var names []string
	for name, kind := range r.Kinds {
		if kind.Light {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func millis(d time.Duration) period.Instant { return period.Instant(d.Milliseconds()) }

// done is a job with what came of it.
type done struct {
	store.Job
	plan store.Plan
	err  error
}

func (r *Runner) doAll(ctx context.Context, claimed []store.Job) []done {
	all := make([]done, len(claimed))
	var group sync.WaitGroup
	places := make(chan int)
	for range min(r.Workers, len(claimed)) {
		group.Go(func() {
			for i := range places {
				all[i] = r.do(ctx, claimed[i])
			}
		})
	}
	for i := range claimed {
		places <- i
	}
	close(places)
	group.Wait()
	return all
}

// do runs one handler. A job of a kind this node does not know comes back like one that
// failed: another node may know it.
func (r *Runner) do(ctx context.Context, j store.Job) (d done) {
	d.Job = j
	kind, known := r.Kinds[j.Kind]
	if !known {
		d.err = fmt.Errorf("job: unknown kind %q", j.Kind)
		return d
	}
	if kind.Solo {
		mine, err := r.Store.Lease(ctx, "job "+j.Kind, r.Node, r.Now(), r.Now()+millis(r.Lease))
		if err != nil || !mine {
			d.err = cmp.Or(err, errElsewhere)
			return d
		}
	}
	defer func() {
		if p := recover(); p != nil {
			d.err = fmt.Errorf("job: panic: %v", p)
		}
	}()
	d.plan, d.err = kind.Do(ctx, j)
	return d
}

// errElsewhere says that another node does jobs of this kind now. It is not a failure.
var errElsewhere = errors.New("job: done elsewhere")

// finish writes what came of a batch in one transaction. If that fails each job is
// finished alone, so that one bad job does not hold up its neighbours.
func (r *Runner) finish(ctx context.Context, all []done) error {
	if len(all) == 0 {
		return nil
	}
	var whole store.Plan
	for _, d := range all {
		r.note(d)
		whole = append(whole, r.outcome(d)...)
	}
	if r.Store.Write(ctx, whole.Joined()) == nil {
		return nil
	}
	var errs []error
	for _, d := range all {
		err := r.Store.Write(ctx, r.outcome(d))
		if err != nil && d.err == nil {
			d.err = err
			r.note(d)
			err = r.Store.Write(ctx, r.outcome(d))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// note logs a failure.
func (r *Runner) note(d done) {
	if d.err != nil && !errors.Is(d.err, errElsewhere) {
		r.Log.Error("job failed", "kind", d.Kind, "id", d.ID, "attempt", d.Attempt, "dead", r.dies(d), "error", d.err)
	}
}

func (r *Runner) dies(d done) bool { return d.Attempt >= r.Tries || errors.Is(d.err, ErrHopeless) }

// outcome is what is written of a job: its plan and its end, or its return, or its death.
func (r *Runner) outcome(d done) store.Plan {
	switch {
	case d.err == nil:
		return append(d.plan[:len(d.plan):len(d.plan)], d.Done())
	case errors.Is(d.err, errElsewhere):
		d.Attempt--
		return store.Plan{d.Retry(r.Now() + millis(r.Poll))}
	case r.dies(d):
		return d.Bury(d.err.Error(), r.Now())
	}
	return store.Plan{d.Retry(r.Now() + millis(backoff(d.Attempt)))}
}

// backoff waits 5 s after the first failure and three times longer after each further one,
// but never more than an hour.
func backoff(attempt int) time.Duration {
	wait := 5 * time.Second
	for range attempt - 1 {
		wait = min(3*wait, time.Hour)
	}
	return wait
}
