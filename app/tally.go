package app

import (
	"cmp"
	"context"
	"fmt"

	"yimen/core/casework"
	"yimen/store"
)

// JobTally is the work that a database of before facts were counted leaves behind: all facts of
// its cases are counted for the assessment (考核).
const JobTally = "tally"

// talliedSetting is the name under which it is noted that facts of before are not counted yet.
const talliedSetting = "tallied"

// Tallied tells whether all facts are counted.
func (h *Hall) Tallied(ctx context.Context) (bool, error) {
	was, err := h.Store.Setting(ctx, talliedSetting)
	return was != "no", err
}

// Tally counts the facts of the cases after one and returns what is to be written with the end of
// the job. What was counted with its act is left as it is.
func (h *Hall) Tally(ctx context.Context, w Walking) (store.Plan, error) {
	return h.walk(ctx, w, JobTally, talliedSetting, func(rec store.Record) (plan store.Plan, err error) {
		list, err := h.tallies(rec)
		for _, one := range list {
			plan = append(plan, store.PutTally(rec.ID, one))
		}
		return plan, err
	})
}

// tallies counts the facts of a case anew, each as it was counted with its act.
func (h *Hall) tallies(rec store.Record) ([]casework.Tally, error) {
	item, ok := h.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !ok {
		return nil, fmt.Errorf("case %d: item %s version %d: %w", rec.ID, rec.Item, rec.ItemVersion, ErrUnknownItem)
	}
	env := casework.Env{Item: item, Rules: h.Rules, Dir: h.Directory(), Editions: h.cal.Load().Editions}
	was := casework.Case{ID: rec.ID, No: rec.No, Query: rec.Query}
	var list []casework.Tally
	for _, f := range rec.Facts {
		next := casework.Replay(was, f)
		env.Now, env.Actor, env.Cal = f.At, f.By, h.calendarAt(was, f.At)
		if t, counts := casework.TallyOf(was, next, f, env); counts {
			list = append(list, t)
		}
		was = next
	}
	return list, nil
}

// auditTallies: what the facts of a case count for is what was counted with each.
func (h *Hall) auditTallies(w store.Whole, counted bool) error {
	if !counted {
		return nil
	}
	list, err := h.tallies(w.Record)
	if text := store.TalliesText(list); err == nil && text != w.Tallies {
		err = fmt.Errorf("audit: case %s: counted as %q, its facts give %q", cmp.Or(w.No, w.Draft), w.Tallies, text)
	}
	return err
}
