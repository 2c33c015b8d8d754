package app

import (
	"context"
	"encoding/json"

	"yimen/store"
)

// Walking is the payload of a job that goes through all cases of a database of before, a stretch at a
// time: the case after which it goes on.
type Walking struct {
	After int64 `json:"a,omitempty"`
}

// walk returns what is to be written with the end of a job of a kind: what each case of the stretch needs,
// then the job of the next stretch or, after the last, the note that all are done.
func (h *Hall) walk(ctx context.Context, w Walking, kind, noted string, each func(store.Record) (store.Plan, error)) (store.Plan, error) {
	ids, err := h.Store.CasesAfter(ctx, w.After, stretch)
	if err != nil {
		return nil, err
	}
	plan, err := h.planOver(ctx, ids, each)
	if err != nil {
		return nil, err
	}
	if len(ids) < stretch {
		return append(plan, store.NoteSetting(noted, "yes")), nil
	}
	payload, err := json.Marshal(Walking{After: ids[len(ids)-1]})
	now := h.Now()
	return append(plan, store.Job{ID: store.NewID(now), Kind: kind, Payload: string(payload), RunAt: now}.Insert()), err
}

// planOver is what each of some cases needs, one after the other.
func (h *Hall) planOver(ctx context.Context, ids []int64, each func(store.Record) (store.Plan, error)) (store.Plan, error) {
	var plan store.Plan
	for _, id := range ids {
		rec, err := h.Store.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		more, err := each(rec)
		if err != nil {
			return nil, err
		}
		plan = append(plan, more...)
	}
	return plan, nil
}
