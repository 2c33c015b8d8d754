package store_test

import (
	"fmt"
	"testing"

	"yimen/core/period"
	"yimen/store"
)

func put(t *testing.T, s *store.Store, jobs ...store.Job) {
	t.Helper()
	var plan store.Plan
	for _, j := range jobs {
		plan = append(plan, j.Insert())
	}
	must(t, s.Write(ctx, plan))
}

func claim(t *testing.T, s *store.Store, now, until period.Instant) []store.Job {
	t.Helper()
	jobs, err := s.Claim(ctx, now, until, 100)
	must(t, err)
	return jobs
}

func TestAJobIsLeasedUntilItIsDone(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		put(t, s, store.Job{ID: 1, Kind: "message", Payload: `{"a":1}`, RunAt: 100}, store.Job{ID: 2, Kind: "later", Payload: `{}`, RunAt: 200})
		equal(t, "before its time", claim(t, s, 99, 150), nil)
		jobs := claim(t, s, 100, 150)
		equal(t, "claimed", jobs, []store.Job{{ID: 1, Kind: "message", Payload: `{"a":1}`, RunAt: 150, Attempt: 1}})
		equal(t, "under lease", claim(t, s, 149, 160), nil)
		again := claim(t, s, 150, 170)
		equal(t, "after the lease", again, []store.Job{{ID: 1, Kind: "message", Payload: `{"a":1}`, RunAt: 170, Attempt: 2}})
		must(t, s.Write(ctx, store.Plan{jobs[0].Done()})) // the first worker lost its lease
		equal(t, "done under a lost lease", len(claim(t, s, 170, 180)), 1)
		must(t, s.Write(ctx, store.Plan{store.Job{ID: 1, RunAt: 180}.Done()}))
		equal(t, "done", claim(t, s, 190, 999), nil)
		equal(t, "the other", len(claim(t, s, 200, 999)), 1)
	})
}

func TestAFailedJobComesBackAndDies(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		put(t, s, store.Job{ID: 1, Kind: "message", Payload: `{"a":1}`, RunAt: 100})
		j := claim(t, s, 100, 150)[0]
		must(t, s.Write(ctx, store.Plan{j.Retry(300)}))
		equal(t, "before the retry", claim(t, s, 299, 350), nil)
		j = claim(t, s, 300, 350)[0]
		if j.Attempt != 2 {
			t.Fatalf("attempt %d", j.Attempt)
		}
		must(t, s.Write(ctx, j.Bury("no route", 320)))
		equal(t, "buried", claim(t, s, 1000, 2000), nil)
		dead, err := s.DeadJobs(ctx, 0, 10)
		must(t, err)
		j.RunAt = 0
		equal(t, "dead jobs", dead, []store.DeadJob{{Job: j, DiedAt: 320, Error: "no route"}})
		must(t, s.Revive(ctx, 1, 1000))
		mustFail(t, s.Revive(ctx, 1, 1000), store.ErrConflict)
		equal(t, "revived", claim(t, s, 1000, 2000), []store.Job{{ID: 1, Kind: "message", Payload: `{"a":1}`, RunAt: 2000, Attempt: 1}})
	})
}

func TestEachJobHasOneClaimant(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		var jobs []store.Job
		for id := range int64(500) {
			jobs = append(jobs, store.Job{ID: id, Kind: "k", Payload: "{}", RunAt: 100})
		}
		put(t, s, jobs...)
		claimed := make([][]store.Job, 20)
		for _, err := range atOnce(20, func(i int) error {
			var err error
			claimed[i], err = s.Claim(ctx, 100, 200, 25)
			return err
		}) {
			must(t, err)
		}
		owners := map[int64]int{}
		for _, list := range claimed {
			for _, j := range list {
				owners[j.ID]++
			}
		}
		for id, n := range owners {
			if n != 1 {
				t.Fatalf("job %d was claimed %d times", id, n)
			}
		}
		for list := claim(t, s, 100, 300); len(list) > 0; list = claim(t, s, 100, 300) {
			for _, j := range list {
				owners[j.ID]++
			}
		}
		if len(owners) != 500 {
			t.Fatalf("%d of 500 jobs were claimed", len(owners))
		}
	})
}

func TestALeaseHasOneHolder(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		lease := func(holder string, now, until period.Instant, want bool) {
			t.Helper()
			got, err := s.Lease(ctx, "audit", holder, now, until)
			must(t, err)
			if got != want {
				t.Fatalf("%s at %d: %v", holder, now, got)
			}
		}
		lease("a", 100, 200, true)
		lease("b", 199, 300, false)
		lease("a", 150, 250, true) // kept for longer
		lease("b", 249, 300, false)
		lease("b", 250, 300, true)
		lease("a", 250, 300, false)
		won := 0
		for _, err := range atOnce(20, func(i int) error {
			got, err := s.Lease(ctx, "tick", fmt.Sprint(i), 100, 200)
			if err == nil && !got {
				err = store.ErrConflict
			}
			return err
		}) {
			if err == nil {
				won++
			} else {
				mustFail(t, err, store.ErrConflict)
			}
		}
		if won != 1 {
			t.Fatalf("%d holders of one lease", won)
		}
	})
}

func TestARoutineHasOneTurnAtATime(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		turn := func(holder string, now period.Instant, want bool) {
			t.Helper()
			got, err := s.TakeTurn(ctx, "audit", holder, now, now+50, now+100)
			must(t, err)
			if got != want {
				t.Fatalf("%s at %d: %v", holder, now, got)
			}
		}
		turn("a", 100, false) // never seen before: first at 200
		turn("b", 199, false)
		turn("a", 200, true) // held until 250
		turn("b", 249, false)
		kept, err := s.Lease(ctx, "audit", "a", 240, 300)
		must(t, err)
		if !kept {
			t.Fatal("the holder could not keep its turn")
		}
		turn("b", 299, false)
		turn("b", 300, true) // a died
		must(t, s.EndTurn(ctx, "audit", "a", 1000))
		must(t, s.EndTurn(ctx, "audit", "b", 500))
		leases, err := s.Leases(ctx)
		must(t, err)
		equal(t, "leases", leases, map[string]period.Instant{"audit": 500})
		turn("b", 499, false)
		turn("a", 500, true)
	})
}
