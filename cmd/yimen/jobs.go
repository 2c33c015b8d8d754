package main

import (
	"context"
	"log/slog"

	"yimen/app"
	"yimen/job"
)

// startJobs runs the hall's follow-up work beside the pages. The returned function waits
// until the work under way is finished.
func startJobs(ctx context.Context, hall *app.Hall, log *slog.Logger) (wait func()) {
	runner := job.ForHall(hall, log)
	hall.Wake = runner.Wake
	done := make(chan struct{})
	go func() {
		defer close(done)
		runner.Run(ctx)
	}()
	return func() { <-done }
}
