package app

import (
	"context"
	"encoding/json"
	"errors"

	"yimen/core/casework"
	"yimen/store"
)

// JobRecount is the work that a confirmed arrangement of holidays leaves behind: every open
// case is looked at, and days that moved are written into its history.
const JobRecount = "recount"

// Recounting is the payload of a recount job: the number of the edition, and the case after
// which it goes on.
type Recounting struct {
	Edition int   `json:"e"`
	After   int64 `json:"a,omitempty"`
}

// recountJob is the next stretch of the work.
func recountJob(r Recounting, h *Hall, first bool, proposal store.Proposal) store.Job {
	payload, err := json.Marshal(r)
	if err != nil {
		panic(err) // two integers always marshal
	}
	run := h.Now()
	if first {
		run = proposal.From
	}
	return store.Job{ID: store.NewID(h.Now()), Kind: JobRecount, Payload: string(payload), RunAt: run}
}

// stretch is how many cases one job looks at.
const stretch = 200

// Recount looks at the open cases after one, writes down the days that moved, and returns
// what is to be written with the end of the job: how many cases moved, and the work that is
// left. Done twice it does nothing twice.
func (h *Hall) Recount(ctx context.Context, r Recounting) (store.Plan, error) {
	if err := h.Refresh(ctx); err != nil {
		return nil, err
	}
	ids, err := h.Store.OpenCases(ctx, r.After, stretch)
	if err != nil {
		return nil, err
	}
	moved := 0
	var errs []error
	for _, id := range ids {
		did, err := h.recountCase(ctx, id)
		errs = append(errs, err)
		if did {
			moved++
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	plan := store.Plan{store.CountMoved(r.Edition, moved)}
	if len(ids) < stretch {
		return append(plan, store.FinishMoved(r.Edition, h.Now())), nil
	}
	r.After = ids[len(ids)-1]
	return append(plan, recountJob(r, h, false, store.Proposal{}).Insert()), nil
}

// recountCase writes down the days of a case that moved, if any did.
func (h *Hall) recountCase(ctx context.Context, id int64) (moved bool, err error) {
	rec, err := h.Store.Case(ctx, id)
	if err != nil {
		return false, err
	}
	moved, _, err = h.overtaken(rec.Case)
	if err != nil || !moved {
		return false, err
	}
	_, err = h.recount(ctx, rec)
	return err == nil, err
}

// recount writes down what the calendar did to a case. Somebody else may have done the same:
// then the case is simply read again.
func (h *Hall) recount(ctx context.Context, rec store.Record) (store.Record, error) {
	edition, paper := h.cal.Load().last(h.Now())
	return h.first(ctx, rec, casework.Recount{Edition: edition, Paper: paper})
}
