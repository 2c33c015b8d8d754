package job

import (
	"context"
	"sync"
	"time"

	"yimen/core/period"
)

// Routine (例行工作) is work that comes round by the clock, on one node at a time. The lease
// row that keeps the nodes apart also says when its next turn is due.
type Routine struct {
	Name string
	Next func(after period.Instant) period.Instant // when its next turn is due
	// Wanted is a cheap look, before the turn is taken, whether there is anything to do; nil: always.
	Wanted func(ctx context.Context) (bool, error)
	Do     func(ctx context.Context) error
	// Apart is a routine that waits for others than this machine: it holds up none but itself.
	Apart bool
	// Again is how soon it comes round once more when it failed; 0: at its next turn.
	Again time.Duration
}

// Every comes round after each span of time.
func Every(d time.Duration) func(period.Instant) period.Instant {
	return func(after period.Instant) period.Instant { return after + millis(d) }
}

// DailyAt comes round each day at h:m in Shanghai.
func DailyAt(h, m int) func(period.Instant) period.Instant {
	return func(after period.Instant) period.Instant {
		if at := after.Date().At(h, m); at > after {
			return at
		}
		return after.Date().Add(1).At(h, m)
	}
}

// loops are the routines by who waits for whom: all together, and each that stands apart alone.
func (r *Runner) loops() [][]Routine {
	loops := make([][]Routine, 1)
	for _, routine := range r.Routines {
		if routine.Apart {
			loops = append(loops, []Routine{routine})
		} else {
			loops[0] = append(loops[0], routine)
		}
	}
	return loops
}

// routines does those of some routines that are due. Nothing wakes it but the poll.
func (r *Runner) routines(list []Routine) func(context.Context) (bool, <-chan struct{}) {
	return func(ctx context.Context) (bool, <-chan struct{}) {
		if err := r.turns(ctx, list); err != nil && ctx.Err() == nil {
			r.Log.Error("routines", "error", err)
		}
		return false, nil
	}
}

// Turns takes and does every turn that is due now.
func (r *Runner) Turns(ctx context.Context) error { return r.turns(ctx, r.Routines) }

func (r *Runner) turns(ctx context.Context, list []Routine) error {
	leases, err := r.Store.Leases(ctx)
	if err != nil {
		return err
	}
	for _, routine := range list {
		if leases[routine.Name] > r.Now() {
			continue
		}
		if routine.Wanted != nil {
			if wanted, err := routine.Wanted(ctx); err != nil || !wanted {
				r.complain(ctx, routine, err)
				continue
			}
		}
		if err := r.turn(ctx, routine); err != nil {
			return err
		}
	}
	return nil
}

func (r *Runner) turn(ctx context.Context, routine Routine) error {
	now := r.Now()
	mine, err := r.Store.TakeTurn(ctx, routine.Name, r.Node, now, now+millis(r.Lease), routine.Next(now))
	if err != nil || !mine {
		return err
	}
	next := routine.Next(now)
	if err := r.keeping(ctx, routine); err != nil {
		r.complain(ctx, routine, err)
		if routine.Again > 0 {
			next = min(next, now+millis(routine.Again))
		}
	}
	return r.Store.EndTurn(context.WithoutCancel(ctx), routine.Name, r.Node, next)
}

// complain logs what went wrong, unless the work was called off.
func (r *Runner) complain(ctx context.Context, routine Routine, err error) {
	if err != nil && ctx.Err() == nil {
		r.Log.Error("routine failed", "name", routine.Name, "error", err)
	}
}

// keeping does a routine and meanwhile keeps its turn, however long it takes. If the turn
// is lost the work is called off.
func (r *Runner) keeping(ctx context.Context, routine Routine) error {
	ctx, cancel := context.WithCancel(ctx)
	var keeper sync.WaitGroup
	defer keeper.Wait()
	defer cancel()
	keeper.Go(func() {
		tick := time.NewTicker(r.Lease / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if mine, err := r.Store.Lease(ctx, routine.Name, r.Node, r.Now(), r.Now()+millis(r.Lease)); err == nil && !mine {
				cancel()
			}
		}
	})
	return routine.Do(ctx)
}
