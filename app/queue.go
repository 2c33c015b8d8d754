package app

import (
	"context"
	"slices"
	"strings"

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

// View (筛选) narrows a queue to one seat, one light, one item, or to cases whose number or
// applicant contains a text. The zero View shows everything.
type View struct {
	Seat  store.Seat
	Light casework.Light
	Item  string
	Text  string
}

func (v View) shows(row QueueRow) bool {
	return (v.Light == "" || v.Light == row.Light) && (v.Item == "" || v.Item == row.Item) &&
		(v.Text == "" || strings.Contains(row.No, v.Text) || strings.Contains(row.Applicant, v.Text))
}

// sift is how many rows are read at a time when most of them may be left out.
const sift = 500

// Queue reads a page of a staff member's open work, soonest due first, at most limit rows
// after a place. Items that the holder does not work are left out. The lights are counted
// over the seats of the view.
func (h *Hall) Queue(ctx context.Context, staff string, v View, after store.Place, limit int) (QueuePage, error) {
	seats := h.Seats(staff)
	if v.Seat != (store.Seat{}) {
		seats = slices.DeleteFunc(seats, func(s store.Seat) bool { return s != v.Seat })
	}
	today := h.Today()
	lights, err := h.Store.Lights(ctx, seats, today)
	if err != nil {
		return QueuePage{}, err
	}
	page := QueuePage{Lights: lights}
	desks := h.Directory().Desks(staff, today)
	batch := limit + 1
	if v.Light != "" || v.Item != "" || v.Text != "" {
		batch = max(batch, sift)
	}
	for {
		works, err := h.Store.Queue(ctx, seats, after, batch)
		if err != nil {
			return page, err
		}
		for _, w := range works {
			row := QueueRow{Work: w, Light: w.Task.Light(today), Left: h.Calendar().Count(today, w.Due)}
			if !v.shows(row) || !covers(desks, w) {
				continue
			}
			if len(page.Rows) == limit {
				last := page.Rows[limit-1].Place()
				page.Next = &last
				return page, nil
			}
			page.Rows = append(page.Rows, row)
		}
		if len(works) < batch {
			return page, nil
		}
		after = works[len(works)-1].Place()
	}
}

// covers tells whether one of the desks is for the work's item.
func covers(desks []org.Desk, w store.Work) bool {
	return slices.ContainsFunc(desks, func(d org.Desk) bool {
		return d.Unit == w.Unit && d.Post == w.Post && (len(d.Items) == 0 || slices.Contains(d.Items, w.Item))
	})
}
