package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"yimen/app"
	"yimen/job"
)

// startJobs runs the hall's follow-up work beside the pages. The returned function waits
// until the work under way is finished.
func startJobs(ctx context.Context, hall *app.Hall, log *slog.Logger) (wait func()) {
	runner := job.ForHall(hall, log)
	hall.Wake = runner.Wake
	var both sync.WaitGroup
	both.Go(func() { runner.Run(ctx) })
	both.Go(func() { keepFresh(ctx, hall, log) })
	return both.Wait
}

// refreshEvery is how soon a change of catalogue, directory or calendar by another process
// is seen.
const refreshEvery = 3 * time.Second

func keepFresh(ctx context.Context, hall *app.Hall, log *slog.Logger) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := hall.Refresh(ctx); err != nil && ctx.Err() == nil {
			log.Error("definitions", "err", err)
		}
	}
}
