package app

import (
	"context"
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// QueuePage (待办列表) is one page of open work.
type QueuePage struct {
	Rows   []QueueRow
	Lights map[casework.Light]int // counts over all seats asked for, not only this page
	Next   *store.Place           // where the next page begins; nil when this is the last
}

// QueueRow is one piece of open work with its light today.
type QueueRow struct {
	store.Work
	Light casework.Light
	Left  int // working days to the due day, negative past it
}

// Seats lists the queues that a staff member works today, each once.
func (h *Hall) Seats(staff string) []store.Seat {
	var seats []store.Seat
	for _, d := range h.Directory().Desks(staff, h.Today()) {
		if s := (store.Seat{Unit: d.Unit, Post: d.Post}); !slices.Contains(seats, s) {
			seats = append(seats, s)
		}
	}
	return seats
}

// Queue reads a page of a staff member's open work, soonest due first. light narrows it to
// one light, seat to one queue; empty means all. Items that the holder does not work are
// left out, so a page may be shorter than limit while Next is set.
func (h *Hall) Queue(ctx context.Context, staff string, seat store.Seat, light casework.Light, after store.Place, limit int) (QueuePage, error) {
	seats := h.Seats(staff)
	if seat != (store.Seat{}) {
		seats = slices.DeleteFunc(seats, func(s store.Seat) bool { return s != seat })
	}
	today := h.Today()
	page := QueuePage{}
	var err error
	if page.Lights, err = h.Store.Lights(ctx, seats, today); err != nil {
		return page, err
	}
	desks := h.Directory().Desks(staff, today)
	for len(page.Rows) < limit {
		works, err := h.Store.Queue(ctx, seats, after, limit)
		if err != nil {
			return page, err
		}
		for _, w := range works {
			after = w.Place()
			row := QueueRow{Work: w, Light: w.Task.Light(today), Left: h.Calendar().Count(today, w.Due)}
			if (light == "" || light == row.Light) && covers(desks, w) {
				page.Rows = append(page.Rows, row)
			}
			if len(page.Rows) == limit {
				break
			}
		}
		if len(works) < limit {
			return page, nil
		}
	}
	page.Next = &after
	return page, nil
}

// covers tells whether one of the desks is for the work's item.
func covers(desks []org.Desk, w store.Work) bool {
	return slices.ContainsFunc(desks, func(d org.Desk) bool {
		return d.Unit == w.Unit && d.Post == w.Post && (len(d.Items) == 0 || slices.Contains(d.Items, w.Item))
	})
}
