package app

import (
	"context"
	"slices"

	"yimen/core/org"
	"yimen/store"
)

// ExportQueue (导出) goes through all of a view in the order of the queue, a batch at a time. A list
// that leaves the hall tells who applied for what, so each batch is written into the log of
// readings before it is given out (个人信息保护法51).
func (h *Hall) ExportQueue(ctx context.Context, staff string, v View, each func(QueueRow) error) error {
	var batch []QueueRow
	var failed error
	give := func() bool {
		failed = h.giveOut(ctx, staff, batch, each)
		batch = batch[:0]
		return failed == nil
	}
	err := h.eachRow(ctx, h.queue(staff, v), store.Place{}, sift, func(row QueueRow) bool {
		batch = append(batch, row)
		return len(batch) < sift || give()
	})
	if err == nil && failed == nil {
		give()
	}
	if failed != nil {
		return failed
	}
	return err
}

func (h *Hall) giveOut(ctx context.Context, staff string, rows []QueueRow, each func(QueueRow) error) error {
	if len(rows) == 0 {
		return nil
	}
	now, desks := h.Now(), h.Directory().Desks(staff, h.Today())
	log := make([]store.Reading, len(rows))
	for i, row := range rows {
		log[i] = store.Reading{CaseID: row.CaseID, Staff: staff, At: now, What: readText(readList, ground(desks, row))}
	}
	if err := h.Store.AddReading(ctx, log...); err != nil {
		return err
	}
	for _, row := range rows {
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

// ground is the post by which somebody sees a row: the one whose turn it is, else another that
// he holds in the unit.
func ground(desks []org.Desk, row QueueRow) org.Right {
	i := slices.IndexFunc(desks, func(d org.Desk) bool { return d.Unit == row.Unit && d.Post == row.Post })
	if i < 0 {
		i = slices.IndexFunc(desks, func(d org.Desk) bool { return d.Unit == row.Unit })
	}
	if i < 0 {
		return org.Right{}
	}
	return org.Right{Unit: desks[i].Unit, Post: desks[i].Post, As: desks[i].As}
}
