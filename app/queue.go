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
	return seatsOf(h.Directory().Desks(staff, h.Today()))
}

func seatsOf(desks []org.Desk) []store.Seat {
	var seats []store.Seat
	for _, d := range desks {
		if s := (store.Seat{Unit: d.Unit, Post: d.Post}); !slices.Contains(seats, s) {
			seats = append(seats, s)
		}
	}
	return seats
}

// UnitSeats lists the queues of all posts of the units in which a staff member works today.
func (h *Hall) UnitSeats(staff string) []store.Seat { return seatsOf(h.unitDesks(staff)) }

// unitDesks are the queues of a member's units (本单位), for the items that he may read.
func (h *Hall) unitDesks(staff string) []org.Desk {
	var all []org.Desk
	for _, d := range h.Directory().Desks(staff, h.Today()) {
		for _, post := range []org.Post{org.Acceptance, org.Review, org.Approval, org.Issuing} {
			all = append(all, org.Desk{Unit: d.Unit, Post: post, Items: d.Items})
		}
	}
	return all
}

// sift is how many rows are read at a time when most of them may be left out.
const sift = 500

// queue is what a staff member sees of a view, today.
type queue struct {
	view   View
	staff  string
	filter filter
	seats  []store.Seat
	desks  []org.Desk
	env    casework.Env // the day and its calendar
}

func (h *Hall) queue(staff string, v View) queue {
	q := queue{view: v, staff: staff, filter: h.filter(staff, v), desks: h.Directory().Desks(staff, h.Today())}
	q.env.Now, q.env.Cal = h.Now(), h.Calendar()
	if v.Unit {
		q.desks = h.unitDesks(staff)
	}
	q.seats = seatsOf(q.desks)
	if v.Seat != (store.Seat{}) {
		q.seats = slices.DeleteFunc(q.seats, func(s store.Seat) bool { return s != v.Seat })
	}
	return q
}

// Queue reads a page of a staff member's open work, or that of his units, soonest due first,
// at most limit rows after a place. Items that the holder does not work are left out. The
// lights are counted over the whole view, whichever of them it shows.
func (h *Hall) Queue(ctx context.Context, staff string, v View, after store.Place, limit int) (QueuePage, error) {
	q := h.queue(staff, v)
	lights, err := h.lights(ctx, q)
	if err != nil {
		return QueuePage{}, err
	}
	page := QueuePage{Lights: lights}
	batch := limit + 1
	if v.narrow() || v.Light != "" {
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
	if !q.view.narrow() && q.whole() {
		return h.Store.Lights(ctx, q.seats, h.Today())
	}
	q.filter.view.Light = ""
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
	today := q.env.Now.Date()
	for {
		works, err := h.Store.Queue(ctx, q.seats, after, batch)
		if err != nil {
			return err
		}
		for _, w := range works {
			row := QueueRow{Work: w, Light: w.Task.Light(today), Left: q.env.Cal.Count(today, w.Due)}
			if covers(q.desks, w) && q.filter.shows(row) && !each(row) {
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
