package job_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/job"
	"yimen/store"
	"yimen/testkit"
)

func (b *bench) routines(list ...job.Routine) *job.Runner {
	return job.New(job.Config{Store: b.store, Now: b.clock.Now, Routines: list, Poll: time.Hour})
}

func TestARoutineComesRoundOnOneNodeAtATime(t *testing.T) {
	each(t, func(b *bench) {
		turns := 0
		count := job.Routine{Name: "count", Next: job.Every(time.Minute), Do: func(context.Context) error {
			turns++
			return errors.New("failing is no reason to stop")
		}}
		one, two := b.routines(count), b.routines(count)
		for minute := range 4 {
			for range 2 {
				b.must(one.Turns(b.Context()))
				b.must(two.Turns(b.Context()))
			}
			if turns != minute {
				b.Fatalf("%d turns in minute %d", turns, minute)
			}
			b.clock.Set(b.clock.Now() + 60_000)
		}
	})
}

// waits until the lease of the routine runs until another moment than before.
func (b *bench) leaseChange(name string, from period.Instant) period.Instant {
	for b.Context().Err() == nil {
		leases, err := b.store.Leases(b.Context())
		b.must(err)
		if leases[name] != from {
			return leases[name]
		}
	}
	return 0
}

func TestALongRoutineKeepsItsTurn(t *testing.T) {
	each(t, func(b *bench) {
		long := job.Routine{Name: "long", Next: job.Every(time.Minute), Do: func(context.Context) error {
			first := b.leaseChange("long", b.clock.Now())
			b.clock.Set(b.clock.Now() + 10)
			if later := b.leaseChange("long", first); later <= first {
				b.Errorf("the lease ran until %d, then until %d", first, later)
			}
			return nil
		}}
		r := job.New(job.Config{Store: b.store, Now: b.clock.Now, Routines: []job.Routine{long}, Lease: 30 * time.Millisecond})
		b.must(r.Turns(b.Context()))
		b.clock.Set(b.clock.Now() + 60_000)
		b.must(r.Turns(b.Context()))
		leases, err := b.store.Leases(b.Context())
		b.must(err)
		if leases["long"] != b.clock.Now()-10+60_000 {
			b.Fatalf("next turn at %d, now %d", leases["long"], b.clock.Now())
		}
	})
}

func TestALostTurnCallsTheWorkOff(t *testing.T) {
	each(t, func(b *bench) {
		long := job.Routine{Name: "long", Next: job.Every(time.Minute), Do: func(ctx context.Context) error {
			b.must(b.store.Write(b.Context(), store.Plan{{SQL: `UPDATE lease SET holder = 'thief', until = until + 1000000`}}))
			<-ctx.Done()
			return ctx.Err()
		}}
		r := job.New(job.Config{Store: b.store, Now: b.clock.Now, Routines: []job.Routine{long}, Lease: 30 * time.Millisecond})
		b.must(r.Turns(b.Context()))
		b.clock.Set(b.clock.Now() + 60_000)
		b.must(r.Turns(b.Context()))
		b.count(`SELECT count(*) FROM lease WHERE holder = 'thief'`, 1)
	})
}

// A routine that waits for another machine holds up none of the others; one that failed comes round
// again before its next turn, if it is to.
func TestARoutineApartHoldsUpNobody(t *testing.T) {
	each(t, func(b *bench) {
		waits, others, over := make(chan bool), make(chan bool, 10), make(chan bool)
		soon := func(after period.Instant) period.Instant { return after }
		r := job.New(job.Config{Store: b.store, Now: b.clock.Now, Poll: 5 * time.Millisecond, Routines: []job.Routine{
			{Name: "relay", Apart: true, Next: soon, Do: func(ctx context.Context) error { waits <- true; <-over; return nil }},
			{Name: "clock", Next: soon, Do: func(context.Context) error {
				select {
				case others <- true:
				default:
				}
				return nil
			}}}})
		ctx, cancel := context.WithCancel(b.Context())
		done := make(chan bool)
		go func() { r.Run(ctx); close(done) }()
		<-waits
		for range 3 {
			select { // what ran before the relay hung counts for none
			case <-others:
			default:
			}
			<-others
		}
		cancel()
		close(over)
		<-done
	})
}

func TestARoutineThatFailedComesAgainSooner(t *testing.T) {
	each(t, func(b *bench) {
		turns, broken := 0, errors.New("the relay is not there")
		r := b.routines(job.Routine{Name: "digest", Next: job.Every(24 * time.Hour), Again: 10 * time.Minute, Do: func(context.Context) error { turns++; return broken }})
		for _, c := range []struct {
			pass time.Duration
			want int
		}{{0, 0}, {24 * time.Hour, 1}, {9 * time.Minute, 1}, {time.Minute, 2}, {10 * time.Minute, 3}, {time.Hour, 3}} {
			b.clock.Set(b.clock.Now() + period.Instant(c.pass.Milliseconds()))
			if c.pass == 10*time.Minute {
				broken = nil
			}
			b.must(r.Turns(b.Context()))
			if turns != c.want {
				b.Fatalf("%d turns, want %d", turns, c.want)
			}
		}
	})
}

func TestDailyAt(t *testing.T) {
	day := period.NewDate(2026, 3, 2)
	next := job.DailyAt(2, 30)
	for _, c := range []struct{ after, want period.Instant }{
		{day.At(0, 0), day.At(2, 30)},
		{day.At(2, 29), day.At(2, 30)},
		{day.At(2, 30), day.Add(1).At(2, 30)},
		{day.At(23, 59), day.Add(1).At(2, 30)},
	} {
		if got := next(c.after); got != c.want {
			t.Errorf("after %s comes %s, want %s", c.after, got, c.want)
		}
	}
}

func TestTheHallsWork(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		b := &bench{T: t, store: w.Store}
		r := job.ForHall(w.Hall, slog.New(slog.DiscardHandler))
		b.must(r.Turns(t.Context())) // each routine learns of its first turn
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Received)
		b.round(r, 1)
		told, err := w.Store.Told(t.Context(), rec.ID)
		b.must(err)
		if len(told) != 1 || told[0].Act != "submit" || told[0].At != rec.Facts[rec.Version-1].At {
			t.Fatalf("the applicant was told %+v", told)
		}
		written, err := w.Store.Documents(t.Context(), rec.ID)
		b.must(err)
		if len(written) != 2 || written[0].Name != "receipt" || written[0].Seq != rec.Version {
			t.Fatalf("written was %+v", written)
		}
		w.Clock.Set(w.Clock.Now().Date().Add(14).At(9, 30)) // past the five working days of 许可法32(4)
		b.must(r.Turns(t.Context()))
		ticked, err := w.Store.CaseByNo(t.Context(), rec.No)
		b.must(err)
		if !ticked.Deemed || ticked.Version != rec.Version+1 {
			t.Fatalf("time has not acted: %+v", ticked.Case)
		}
		b.round(r, 1)
		b.count(messages, 2)
		b.must(r.Turns(t.Context()))
		b.count(pending, 0)
	})
}
