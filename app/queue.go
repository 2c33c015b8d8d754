package app

import (
	"context"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// QueuePage (待办列表) is one page of open work.
type QueuePage struct {
	Rows   []QueueRow
	Lights map[casework.Light]int // counts over the whole view, not only this page
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

// queue is what a staff member works of a view, today.
type queue struct {
	view  View
	seats []store.Seat
	desks []org.Desk
	today period.Date
}

// Queue reads a page of a staff member's open work, soonest due first, at most limit rows
// after a place. Items that the holder does not work are left out. The lights are counted
// over the whole view, whichever of them it shows.
func (h *Hall) Queue(ctx context.Context, staff string, v View, after store.Place, limit int) (QueuePage, error) {
	q := queue{v, h.Seats(staff), h.Directory().Desks(staff, h.Today()), h.Today()}
	if v.Seat != (store.Seat{}) {
		q.seats = slices.DeleteFunc(q.seats, func(s store.Seat) bool { return s != v.Seat })
	}
	lights, err := h.lights(ctx, q)
	if err != nil {
		return QueuePage{}, err
	}
	page := QueuePage{Lights: lights}
	batch := limit + 1
	if v.Light != "" || v.Item != "" || v.Text != "" {
		batch = max(batch, sift)
	}
	err = h.eachRow(ctx, q, after, batch, func(row QueueRow) bool {
		if len(page.Rows) == limit {
			last := page.Rows[limit-1].Place()
			page.Next = &last
			return false
		}
		page.Rows = append(page.Rows, row)
		return true
	})
	return page, err
}

// lights counts a queue by light. The store counts whole queues; of a part the rows are read.
func (h *Hall) lights(ctx context.Context, q queue) (map[casework.Light]int, error) {
	if q.view.Item == "" && q.view.Text == "" && q.whole() {
		return h.Store.Lights(ctx, q.seats, q.today)
	}
	q.view.Light = ""
	counts := map[casework.Light]int{}
	err := h.eachRow(ctx, q, store.Place{}, sift, func(row QueueRow) bool {
		counts[row.Light]++
		return true
	})
	return counts, err
}

// whole tells whether every seat is worked for all items.
func (q queue) whole() bool {
	return !slices.ContainsFunc(q.seats, func(s store.Seat) bool {
		return !slices.ContainsFunc(q.desks, func(d org.Desk) bool {
			return d.Unit == s.Unit && d.Post == s.Post && len(d.Items) == 0
		})
	})
}

// eachRow goes through the rows of a queue after a place, reading so many at a time, until
// each wants no more.
func (h *Hall) eachRow(ctx context.Context, q queue, after store.Place, batch int, each func(QueueRow) bool) error {
	for {
		works, err := h.Store.Queue(ctx, q.seats, after, batch)
		if err != nil {
			return err
		}
		for _, w := range works {
			row := QueueRow{Work: w, Light: w.Task.Light(q.today), Left: h.Calendar().Count(q.today, w.Due)}
			if q.view.shows(row) && covers(q.desks, w) && !each(row) {
				return nil
			}
		}
		if len(works) < batch {
			return nil
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
