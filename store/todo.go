package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

const (
	upsertTodo = `INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant, channel, urged, act)
VALUES ($1, CAST($2 AS integer), $3, $4, $5, $6, $7, $8, CAST($9 AS integer), $10, $11, $12, $13, $14, $15)
ON CONFLICT (case_id, n) DO UPDATE SET unit = excluded.unit, post = excluded.post, due = excluded.due,
yellow = excluded.yellow, last = excluded.last, since = excluded.since, waiting = excluded.waiting, tick = excluded.tick,
urged = excluded.urged, act = excluded.act`
	deleteTodo = `DELETE FROM todo WHERE case_id = $1`
	cutTodo    = `DELETE FROM todo WHERE case_id = $1 AND n > $2`
)

// appendTodo moves the open work of the case to whose turn it is now. A draft never had any.
// Only a shared case, or what a closed one leaves, can have had more rows than it has now.
func (c Change) appendTodo(plan Plan) Plan {
	switch {
	case c.Task == nil && c.Fact.Act == org.Draft:
		return plan
	case c.Task == nil:
		return append(plan, Stmt{SQL: deleteTodo, Args: []any{c.Case.ID}})
	}
	plan = append(plan, todoRow(c.Case, 0, *c.Task, c.Tick))
	for i, t := range c.Beside {
		plan = append(plan, todoRow(c.Case, i+1, t, 0))
	}
	if c.Case.Shared() || c.Case.Ended != "" {
		plan = append(plan, Stmt{SQL: cutTodo, Args: []any{c.Case.ID, len(c.Beside)}})
	}
	return plan
}

// todoRow is a row of the case's open work (待办): the first, or one beside it.
func todoRow(c casework.Case, n int, t casework.Task, tick period.Instant) Stmt {
	waiting := 0
	if t.Waiting {
		waiting = 1
	}
	return Stmt{SQL: upsertTodo, Args: []any{c.ID, n, t.Unit, string(t.Post), int(t.Due), int(t.YellowOn), int(t.Last),
		int(t.Since), waiting, int64(tick), c.Item, c.Applicant.Name, string(c.Channel), int(urgedFor(c)), string(t.For)}}
}

// urgedFor is the missed day of which the applicant reminded last (催办), zero when he did not.
func urgedFor(c casework.Case) period.Date {
	if len(c.Urged) == 0 {
		return 0
	}
	return c.Urged[len(c.Urged)-1].Due
}

// MarksText is what n rows of a case's open work say of how it came and of reminders, as the
// audit compares it.
func MarksText(c casework.Case, n int) string {
	row := fmt.Sprintf("%s %d", c.Channel, urgedFor(c))
	return strings.Join(slices.Repeat([]string{row}, n), ";")
}

// BesideText is the open work beside the first as the audit compares it.
func BesideText(tasks []casework.Task) string {
	var all []string
	for _, t := range tasks {
		waiting := 0
		if t.Waiting {
			waiting = 1
		}
		all = append(all, fmt.Sprintf("%s %s %d %d %d %d %d %s", t.Unit, t.Post, t.Since, t.YellowOn, t.Due, t.Last, waiting, t.For))
	}
	return strings.Join(all, ";")
}

// Seat (席位) is a post in a unit: each has one queue.
type Seat struct {
	Unit string
	Post org.Post
}

// Work (待办件) is one row of a queue.
type Work struct {
	CaseID    int64
	N         int    // 0, or the place beside the first open work of the case
	No        string // 办件编号
	Item      string // item code
	Applicant string // name
	Channel   catalog.Channel
	UrgedFor  period.Date // missed day of which the applicant reminded; zero = he did not
	Holder    string      // 工号 of who claimed it at this seat (认领), empty = nobody
	Claims    int         // notes of claims at this seat so far
	casework.Task
}

// Seat is the queue in which it waits.
func (w Work) Seat() Seat { return Seat{w.Unit, w.Post} }

// Urged tells that the applicant reminded, and that the day of which he did still counts.
func (w Work) Urged() bool { return !w.UrgedFor.IsZero() && w.UrgedFor == w.Due }

// Place is a place in a queue: a page begins after it. The zero Place is the beginning.
type Place struct {
	Due    period.Date
	CaseID int64
	N      int
}

// Place is where this row stands.
func (w Work) Place() Place { return Place{w.Due, w.CaseID, w.N} }

func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Due, q.Due), cmp.Compare(p.CaseID, q.CaseID), cmp.Compare(p.N, q.N))
}

const selectTodo = `SELECT t.case_id, t.n, c.no, t.item, t.applicant, t.unit, t.post, t.due, t.yellow, t.last, t.since, t.waiting, t.act,
t.channel, t.urged, COALESCE(k.staff, ''), COALESCE(k.n, 0)
FROM todo t JOIN cases c ON c.id = t.case_id
LEFT JOIN claim k ON k.case_id = t.case_id AND k.unit = t.unit AND k.post = t.post AND k.n =
(SELECT max(m.n) FROM claim m WHERE m.case_id = t.case_id AND m.unit = t.unit AND m.post = t.post) `

// Queue reads the open work of some seats in order of due day, at most limit rows after a
// place. A full page says that there may be more.
func (s *Store) Queue(ctx context.Context, seats []Seat, after Place, limit int) ([]Work, error) {
	var all []Work
	for _, seat := range seats {
		page, err := s.works(ctx, selectTodo+`WHERE t.unit = $1 AND t.post = $2 AND (t.due, t.case_id, t.n) > ($3, $4, $5)
ORDER BY t.due, t.case_id, t.n LIMIT $6`, string(seat.Unit), string(seat.Post), int(after.Due), after.CaseID, after.N, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
	}
	if len(seats) > 1 {
		slices.SortFunc(all, func(a, b Work) int { return a.Place().compare(b.Place()) })
	}
	return all[:min(limit, len(all))], nil
}

// Ticking reads the cases on which time acts at now or before, in order of identity, at most
// limit after a case: open work, and closed cases that have a later moment.
func (s *Store) Ticking(ctx context.Context, now period.Instant, after int64, limit int) ([]Due, error) {
	var page []Due
	err := s.db.query(ctx, `SELECT d.case_id, c.no FROM
(SELECT case_id FROM todo WHERE tick > 0 AND tick <= $1 UNION SELECT case_id FROM later WHERE tick <= $1) AS d
JOIN cases c ON c.id = d.case_id WHERE d.case_id > $2 ORDER BY d.case_id LIMIT $3`, []any{int64(now), after, limit}, func(r Row) error {
		var d Due
		err := r.Scan(&d.CaseID, &d.No)
		page = append(page, d)
		return err
	})
	return page, err
}

// Due is a case on which time is due to act.
type Due struct {
	CaseID int64
	No     string
}

func (s *Store) works(ctx context.Context, sql string, args ...any) ([]Work, error) {
	var page []Work
	err := s.db.query(ctx, sql, args, func(r Row) error {
		w, err := readWork(r)
		page = append(page, w)
		return err
	})
	return page, err
}

func readWork(r Row) (w Work, err error) {
	var post, act, channel string
	var due, yellow, last, since, waiting, urged int64
	err = r.Scan(&w.CaseID, &w.N, &w.No, &w.Item, &w.Applicant, &w.Unit, &post, &due, &yellow, &last, &since, &waiting, &act,
		&channel, &urged, &w.Holder, &w.Claims)
	w.Channel, w.UrgedFor = catalog.Channel(channel), period.Date(urged)
	w.Task = task(w.Unit, post, act, due, yellow, last, since, waiting)
	return w, err
}

func task(unit, post, act string, due, yellow, last, since, waiting int64) casework.Task {
	return casework.Task{Unit: unit, Post: org.Post(post), Due: period.Date(due), YellowOn: period.Date(yellow),
		Last: period.Date(last), Since: period.Date(since), Waiting: waiting == 1, For: org.Act(act)}
}

// The questions and their order are those of casework.Task.Light.
const countLights = `SELECT
count(*) FILTER (WHERE waiting = 1),
count(*) FILTER (WHERE waiting = 0 AND last > 0 AND last < $1),
count(*) FILTER (WHERE waiting = 0 AND (last = 0 OR last >= $1) AND due < $1),
count(*) FILTER (WHERE waiting = 0 AND (last = 0 OR last >= $1) AND due >= $1 AND yellow <= $1),
count(*)
FROM todo WHERE `

// addLights adds the open work of some rows, by its light on the day $1.
func (s *Store) addLights(ctx context.Context, sum map[casework.Light]int, where string, args ...any) error {
	var grey, purple, red, yellow, all int
	if err := s.one(ctx, countLights+where, args, &grey, &purple, &red, &yellow, &all); err != nil {
		return err
	}
	sum[casework.Grey] += grey
	sum[casework.Purple] += purple
	sum[casework.Red] += red
	sum[casework.Yellow] += yellow
	sum[casework.Green] += all - grey - purple - red - yellow
	return nil
}

// Lights counts the open work of some seats by its light (灯色) on a day.
func (s *Store) Lights(ctx context.Context, seats []Seat, today period.Date) (map[casework.Light]int, error) {
	sum := map[casework.Light]int{}
	for _, seat := range seats {
		if err := s.addLights(ctx, sum, `unit = $2 AND post = $3`, int(today), seat.Unit, string(seat.Post)); err != nil {
			return nil, err
		}
	}
	return sum, nil
}
