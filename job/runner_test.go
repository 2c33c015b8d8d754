package job_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"yimen/core/period"
	"yimen/job"
	"yimen/store"
	"yimen/testkit"
)

// bench is a store with a clock and the jobs of one test.
type bench struct {
	*testing.T
	store *store.Store
	clock testkit.Clock
}

func each(t *testing.T, test func(b *bench)) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), url)
		b := &bench{T: t, store: s}
		b.must(err)
		t.Cleanup(func() { b.must(s.Close()) })
		b.must(s.Migrate(t.Context()))
		b.clock.Set(testkit.Opening)
		test(b)
	})
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bench) runner(kinds map[string]job.Kind) *job.Runner {
	return job.New(job.Config{Store: b.store, Now: b.clock.Now, Kinds: kinds, Poll: time.Hour, Tries: 3})
}

// put queues n jobs of a kind with the identities from 1 on.
func (b *bench) put(kind string, n int) {
	b.Helper()
	var plan store.Plan
	for id := range int64(n) {
		plan = append(plan, store.Job{ID: id + 1, Kind: kind, Payload: "{}", RunAt: b.clock.Now()}.Insert())
	}
	b.must(b.store.Write(b.Context(), plan))
}

// round runs one round and wants it to do n jobs.
func (b *bench) round(r *job.Runner, n int) {
	b.Helper()
	got, err := r.Round(b.Context())
	b.must(err)
	if got != n {
		b.Fatalf("%d jobs were done, want %d", got, n)
	}
}

func (b *bench) count(sql string, want int) {
	b.Helper()
	got := -1
	b.must(b.store.Query(b.Context(), sql, nil, func(r store.Row) error { return r.Scan(&got) }))
	if got != want {
		b.Fatalf("%s: %d, want %d", sql, got, want)
	}
}

const (
	pending  = `SELECT count(*) FROM job`
	dead     = `SELECT count(*) FROM dead_job`
	messages = `SELECT count(*) FROM writing WHERE told = 1`
)

// tell writes one message for its job.
func tell(_ context.Context, j store.Job) (store.Plan, error) {
	return store.Plan{store.Tell(1, int(j.ID), nil)}, nil
}

func TestJobsAreDoneAndGone(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 250)
		r := b.runner(map[string]job.Kind{"tell": {Do: tell}})
		b.round(r, 100)
		b.round(r, 100)
		b.round(r, 50)
		b.round(r, 0)
		b.count(messages, 250)
		b.count(pending, 0)
	})
}

func TestAFailedJobIsTriedAgainLaterAndLater(t *testing.T) {
	each(t, func(b *bench) {
		tries := 0
		r := b.runner(map[string]job.Kind{"fail": {Do: func(context.Context, store.Job) (store.Plan, error) {
			tries++
			if tries == 2 {
				panic("no line")
			}
			return nil, errors.New("no line")
		}}})
		b.put("fail", 1)
		for try, wait := range []period.Instant{5_000, 15_000} {
			b.round(r, 1)
			b.clock.Set(b.clock.Now() + wait - 1)
			b.round(r, 0)
			b.clock.Set(b.clock.Now() + 1)
			b.count(dead, 0)
			if tries != try+1 {
				b.Fatalf("%d tries", tries)
			}
		}
		b.round(r, 1)
		b.count(pending, 0)
		list, err := b.store.DeadJobs(b.Context(), 0, 10)
		b.must(err)
		if len(list) != 1 || list[0].Attempt != 3 || list[0].Error != "no line" {
			b.Fatalf("dead jobs: %+v", list)
		}
	})
}

func TestAHopelessJobDiesAtOnce(t *testing.T) {
	each(t, func(b *bench) {
		b.put("fail", 1)
		b.round(b.runner(map[string]job.Kind{"fail": {Do: func(context.Context, store.Job) (store.Plan, error) {
			return nil, job.ErrHopeless
		}}}), 1)
		b.count(dead, 1)
		b.count(pending, 0)
	})
}

func TestAJobOfAnUnknownKindWaitsForANodeThatKnowsIt(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 1)
		b.round(b.runner(nil), 1)
		b.clock.Set(b.clock.Now() + 5_000)
		b.round(b.runner(map[string]job.Kind{"tell": {Do: tell}}), 1)
		b.count(messages, 1)
	})
}

func TestABadPlanDoesNotHoldUpItsNeighbours(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 9)
		r := b.runner(map[string]job.Kind{"tell": {Do: func(ctx context.Context, j store.Job) (store.Plan, error) {
			plan, err := tell(ctx, j)
			if j.ID == 5 {
				plan = append(plan, store.Stmt{SQL: `INSERT INTO nowhere VALUES (1)`})
			}
			return plan, err
		}}})
		b.round(r, 9)
		b.count(messages, 8)
		b.count(pending, 1)
		b.round(r, 0) // the bad one waits for its next try
	})
}

// A node that dies in the middle of its work loses its lease, not the work.
func TestAnotherNodeTakesOverADeadOne(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 3)
		jobs, err := b.store.Claim(b.Context(), b.clock.Now(), b.clock.Now()+60_000, 100)
		b.must(err)
		plan, err := tell(b.Context(), jobs[0])
		b.must(err)
		b.must(b.store.Write(b.Context(), append(plan, jobs[0].Done()))) // it finished one, then died
		r := b.runner(map[string]job.Kind{"tell": {Do: tell}})
		b.round(r, 0)
		b.clock.Set(b.clock.Now() + 60_000)
		b.round(r, 2)
		b.count(messages, 3)
		b.count(pending, 0)
	})
}

func TestTwoNodesShareTheWork(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 500)
		var done atomic.Int64
		kinds := map[string]job.Kind{"tell": {Do: func(ctx context.Context, j store.Job) (store.Plan, error) {
			done.Add(1)
			return tell(ctx, j)
		}}}
		errs := make(chan error, 2)
		for range 2 {
			r := b.runner(kinds)
			go func() {
				for {
					if n, err := r.Round(b.Context()); n == 0 || err != nil {
						errs <- err
						return
					}
				}
			}()
		}
		b.must(<-errs)
		b.must(<-errs)
		b.count(messages, 500)
		b.count(pending, 0)
		if done.Load() != 500 {
			b.Fatalf("500 jobs were done %d times", done.Load())
		}
	})
}

// Light work is done without a lease: what two nodes do at once stands once.
func TestLightWorkOfTwoNodesStandsOnce(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 3)
		due, err := b.store.Due(b.Context(), b.clock.Now(), 100)
		b.must(err)
		r := b.runner(map[string]job.Kind{"tell": {Do: tell, Light: true}})
		b.round(r, 3) // while another node does the same
		for _, j := range due {
			plan, err := tell(b.Context(), j)
			b.must(err)
			b.must(b.store.Write(b.Context(), append(plan, j.Done())))
		}
		b.count(messages, 3)
		b.count(pending, 0)
	})
}

func TestLightAndLeasedWorkTogether(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 150)
		var plan store.Plan
		for id := range int64(30) {
			plan = append(plan, store.Job{ID: 1000 + id, Kind: "mail", Payload: "{}", RunAt: b.clock.Now() - 1}.Insert())
		}
		b.must(b.store.Write(b.Context(), plan))
		leased := atomic.Int64{}
		r := b.runner(map[string]job.Kind{"tell": {Do: tell, Light: true}, "mail": {Do: func(ctx context.Context, j store.Job) (store.Plan, error) {
			if j.RunAt > b.clock.Now() {
				leased.Add(1)
			}
			return tell(ctx, j)
		}}})
		b.round(r, 100) // the mail is older, so it is not kept waiting
		b.count(`SELECT count(*) FROM writing WHERE told = 1 AND seq >= 1000`, 30)
		b.round(r, 80)
		b.count(messages, 180)
		b.count(pending, 0)
		if leased.Load() != 30 {
			b.Fatalf("%d of 30 mails were sent under a lease", leased.Load())
		}
	})
}

func TestALightJobThatFailsComesBackAndDies(t *testing.T) {
	each(t, func(b *bench) {
		b.put("fail", 1)
		r := b.runner(map[string]job.Kind{"fail": {Light: true, Do: func(context.Context, store.Job) (store.Plan, error) {
			return store.Plan{{SQL: `INSERT INTO nowhere VALUES (1)`}}, nil
		}}})
		for _, wait := range []period.Instant{5_000, 15_000} {
			b.round(r, 1)
			b.count(pending, 1)
			b.round(r, 0)
			b.clock.Set(b.clock.Now() + wait)
		}
		b.round(r, 1)
		b.count(pending, 0)
		b.count(`SELECT attempt FROM dead_job`, 3)
	})
}

func TestASoloKindRunsOnOneNode(t *testing.T) {
	each(t, func(b *bench) {
		b.put("tell", 1)
		kinds := map[string]job.Kind{"tell": {Do: tell, Solo: true}}
		mine, err := b.store.Lease(b.Context(), "job tell", "another node", b.clock.Now(), b.clock.Now()+5_000)
		b.must(err)
		if !mine {
			b.Fatal("no lease")
		}
		r := job.New(job.Config{Store: b.store, Now: b.clock.Now, Kinds: kinds, Poll: time.Second, Tries: 1})
		for range 5 { // giving way is no failure, however often
			b.round(r, 1)
			b.count(messages, 0)
			b.count(`SELECT attempt FROM job`, 0)
			b.clock.Set(b.clock.Now() + 1_000)
		}
		b.round(r, 1)
		b.count(messages, 1)
		b.count(dead, 0)
	})
}

// start runs a runner and gives the function that stops it and waits for its end.
func start(b *bench, r *job.Runner) (stop func()) {
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan struct{})
	go func() {
		r.Run(ctx)
		close(ended)
	}()
	return func() {
		cancel()
		<-ended
	}
}

func TestWakingAndPolling(t *testing.T) {
	each(t, func(b *bench) {
		ran := make(chan int64, 10)
		kinds := map[string]job.Kind{"tell": {Do: func(ctx context.Context, j store.Job) (store.Plan, error) {
			ran <- j.ID
			return tell(ctx, j)
		}}}
		r := b.runner(kinds) // polls once an hour
		stop := start(b, r)
		b.put("tell", 1)
		r.Wake()
		<-ran
		stop()
		stop = start(b, job.New(job.Config{Store: b.store, Now: b.clock.Now, Kinds: kinds, Poll: time.Millisecond}))
		b.must(b.store.Write(b.Context(), store.Plan{store.Job{ID: 77, Kind: "tell", Payload: "{}", RunAt: b.clock.Now()}.Insert()}))
		<-ran
		stop()
		b.count(messages, 2)
		b.count(pending, 0)
	})
}

func TestStoppingFinishesTheWorkUnderWay(t *testing.T) {
	each(t, func(b *bench) {
		begun, goOn := make(chan struct{}), make(chan struct{})
		r := b.runner(map[string]job.Kind{"tell": {Do: func(ctx context.Context, j store.Job) (store.Plan, error) {
			close(begun)
			<-goOn
			return tell(ctx, j)
		}}})
		b.put("tell", 1)
		stop := start(b, r)
		<-begun
		stopped := make(chan struct{})
		go func() {
			stop()
			close(stopped)
		}()
		close(goOn)
		<-stopped
		b.count(messages, 1)
		b.count(pending, 0)
	})
}
