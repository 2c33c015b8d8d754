package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"yimen/store"
)

// jobsCmd is `yimen jobs`: the follow-up work that was given up.
type jobsCmd struct {
	place
	Revive []int64 `placeholder:"ID" help:"put a dead job back to work; may be repeated"`
}

func (c *jobsCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	for _, id := range c.Revive {
		err := hall.Store.Revive(ctx, id, now())
		if errors.Is(err, store.ErrConflict) {
			return &badFlag{"--revive", fmt.Sprintf("there is no dead job %d", id)}
		}
		if err != nil {
			return err
		}
	}
	waiting, err := hall.Store.JobsWaiting(ctx, now())
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d due now.\n", waiting)
	return listDead(ctx, out, hall.Store)
}

// deadPage is how many dead jobs are read at once.
const deadPage = 200

func listDead(ctx context.Context, out io.Writer, st *store.Store) error {
	for before := int64(0); ; {
		dead, err := st.DeadJobs(ctx, before, deadPage)
		if err != nil {
			return err
		}
		for _, d := range dead {
			fmt.Fprintf(out, "dead %d  %s  %s  tries %d  %s  %s\n", d.ID, d.DiedAt, d.Kind, d.Attempt, d.Payload, d.Error)
			before = d.ID
		}
		if len(dead) < deadPage {
			return nil
		}
	}
}
