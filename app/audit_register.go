package app

import (
	"context"
	"errors"
	"strconv"

	"yimen/core/watch"
	"yimen/store"
)

// auditRegisters lets the re-checker look at every complaint, every finding that holds somebody to
// account, and every alarm that somebody said something to.
func (h *Hall) auditRegisters(ctx context.Context, each func(Found)) error {
	look := func(no, item, unit string, f watch.File) {
		f.Rules, f.Now = WatchRules(h.Rules), h.Now()
		for _, found := range watch.Check(f, h.cal.Load().Editions) {
			each(Found{No: no, Item: item, Unit: unit, Finding: found})
		}
	}
	return errors.Join(
		inBatches(ctx, h.Store.EveryComplaint, func(c store.Complaint) (int64, error) {
			steps, err := h.Store.ComplaintSteps(ctx, c.ID)
			f := watch.Complained{No: c.No, At: c.At, Taken: c.Taken, Settled: c.Settled, State: string(c.State), Outcome: string(c.Outcome), Staff: c.Staff, Watch: c.Watch, Way: string(c.Way), By: c.By}
			for _, x := range steps {
				f.Deeds = append(f.Deeds, watch.Deed{N: x.N, At: x.At, What: string(x.Deed), By: x.By, Unit: x.Unit, Text: x.Text})
			}
			look(c.No, c.Item, c.Watch, watch.File{Complained: &f})
			return c.ID, err
		}),
		inBatches(ctx, h.Store.EveryAccount, func(a store.Account) (int64, error) {
			steps, err := h.Store.AccountSteps(ctx, a.ID)
			f := watch.Blamed{No: a.No, At: a.At, Settled: a.Settled, State: string(a.State), By: a.By, Staff: a.Staff}
			for _, x := range steps {
				f.Deeds = append(f.Deeds, watch.Deed{N: x.N, At: x.At, What: string(x.Deed), By: x.By, Text: x.Text})
			}
			look(a.No, "", a.Unit, watch.File{Blamed: &f})
			return a.ID, err
		}),
		inBatches(ctx, h.Store.SteppedAlarms, func(a store.Alarm) (int64, error) {
			steps, err := h.Store.AlarmSteps(ctx, a.ID)
			no := strconv.FormatInt(a.ID, 10)
			f := watch.Alarmed{No: no, Raised: a.Raised, State: string(a.State)}
			for _, x := range steps {
				f.Deeds = append(f.Deeds, watch.Deed{N: x.N, At: x.At, What: string(x.State), By: x.By, Text: x.Text})
			}
			look(no, a.Item, a.Unit, watch.File{Alarmed: &f})
			return a.ID, err
		}))
}

// inBatches hands out the rows of a register, some at a time; each gives the place after which the next
// ones are read.
func inBatches[T, P any](ctx context.Context, read func(context.Context, P, int) ([]T, error), each func(T) (P, error)) error {
	for after := *new(P); ; {
		list, err := read(ctx, after, alarmBatch)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, one := range list {
			if after, err = each(one); err != nil {
				return err
			}
		}
	}
}
