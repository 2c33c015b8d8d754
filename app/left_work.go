package app

import (
	"context"

	"yimen/core/casework"
	"yimen/store"
)

// JobLeftWork is the work that a database of before closed cases had open work for what is still to be
// served, and served ones for their conclusion, leaves behind: it is put into the queues.
const JobLeftWork = "leftWork"

// leftWorkSetting is the name under which it is noted that older cases are not gone through yet.
const leftWorkSetting = "leftWork"

// workLeft tells whether the open work of all closed cases is kept; until then the audit does not
// look for it.
func (h *Hall) workLeft(ctx context.Context) (bool, error) {
	was, err := h.Store.Setting(ctx, leftWorkSetting)
	return was != "no", err
}

// leavesWork tells whether a case has come as far; also one that was denied and not served, whose open
// work of before was late by a law that names no limit.
func leavesWork(c casework.Case) bool {
	return c.State() == casework.Closed || c.State() == casework.Delivered || c.Decision != nil && !c.Decision.Granted
}

// LeaveWork looks at the cases after one and returns what is to be written with the end of the job: the
// work that those left behind, and the cases that are to be looked at next.
func (h *Hall) LeaveWork(ctx context.Context, w Walking) (store.Plan, error) {
	return h.walk(ctx, w, JobLeftWork, leftWorkSetting, func(rec store.Record) (store.Plan, error) {
		if !leavesWork(rec.Case) {
			return nil, nil
		}
		env, err := h.env(rec.Case, system)
		if err != nil {
			return nil, err
		}
		env.Cal = env.Editions.At(rec.ActedAt) // as the audit reckons it
		work := casework.Work(rec.Case, env)
		if len(work) == 0 {
			return nil, nil
		}
		return store.Leave(rec.Case, work, casework.NextTick(rec.Case, env)), nil
	})
}
