package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"

	"yimen/core/casework"
)

// benchReadsCmd fills a database of its own with copies of real cases, step by step, and
// reads queue and case at each size. Each copy is a whole case with a chain of its own.
type benchReadsCmd struct {
	place
	Sizes []int `default:"10000,1000000" help:"numbers of cases to measure at, ascending"`
	Reads int   `default:"3000" help:"reads of each kind at each size"`
}

// benchReads is the line printed for one size.
type benchReads struct {
	Database string     `json:"database"`
	Cases    int        `json:"cases"`
	Queue    percentile `json:"queue"`   // a page of 50 with its light counts
	Case     percentile `json:"case"`    // case, form, facts, clocks
	History  percentile `json:"history"` // the facts alone
}

// openCases is how many of the copies are still open: the same at every size, because open
// work grows with the staff, not with the years.
const openCases = 10000

func (c *benchReadsCmd) Run(ctx context.Context, out io.Writer) error {
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	if err := benchWorld(ctx, hall); err != nil {
		return err
	}
	f := filler{hall: hall}
	if err := f.templates(ctx); err != nil {
		return err
	}
	for _, size := range c.Sizes {
		if err := f.fill(ctx, size); err != nil {
			return err
		}
		line, err := f.read(ctx, c.Reads)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(out).Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// filler copies a few real cases many times.
type filler struct {
	hall   *app.Hall
	models []store.Record // one open, one served, for each of some units
	made   []copied
	have   int
}

// copied is a row of copies of one model, numbered first to last.
type copied struct {
	model       store.Record
	first, last int
}

// pick draws one copy at random, every copy as likely as any other.
func (f *filler) pick() (no, query string, id int64, model store.Record) {
	n := rand.IntN(f.have - len(f.models))
	for _, c := range f.made {
		if size := c.last - c.first + 1; n >= size {
			n -= size
			continue
		}
		n += c.first
		return fmt.Sprintf("%s-%d", c.model.No, n), c.model.Query, int64(n)*copyStride + c.model.ID%copyStride, c.model
	}
	panic("the copies add up to what was made")
}

// modelUnits is over how many communities the copies are spread.
const modelUnits = 50

func (f *filler) templates(ctx context.Context) error {
	today := f.hall.Today()
	units := 0
	for _, u := range f.hall.Directory().Units(today) {
		if u.Level != org.Community || units == modelUnits {
			continue
		}
		units++
		for _, open := range []bool{true, false} {
			rec, err := playModel(ctx, f.hall, u.Code, open)
			if err != nil {
				return fmt.Errorf("model case at %s: %w", u.Code, err)
			}
			f.models = append(f.models, rec)
		}
	}
	f.have = len(f.models)
	return nil
}

// playModel plays one case, to its service or only to its receipt.
func playModel(ctx context.Context, hall *app.Hall, unit string, open bool) (store.Record, error) {
	form, err := json.Marshal(map[string]string{"reason": benchReason, "place": unit})
	if err != nil {
		return store.Record{}, err
	}
	filing := casework.Filing{Channel: catalog.AtCounter, AcceptUnit: unit, Form: form,
		Applicant: casework.Party{Name: "张三", IDType: casework.ResidentID, ID: "33030319900101001X", Phone: "13800000001"}}
	for _, code := range []string{"m1", "m2", "m3"} {
		filing.Materials = append(filing.Materials, casework.Given{Code: code, How: casework.Original, Count: 1})
	}
	clerk := func(i int) org.Actor {
		return org.Actor{Kind: org.ByStaff, No: benchStaff[i].no, Name: benchStaff[i].no}
	}
	rec, err := hall.Begin(ctx, store.NewCode(), benchItem(0), casework.Receive{Filing: filing}, clerk(0))
	if open || err != nil {
		return rec, err
	}
	const opinion = "材料齐全，符合法定条件。"
	for _, step := range []struct {
		who int
		do  casework.Command
	}{
		{0, casework.Accept{Opinion: opinion}}, {1, casework.Pass{Opinion: opinion}}, {2, casework.Grant{Opinion: opinion}},
		{3, casework.Issue{No: "证1"}}, {3, casework.Serve{Mode: casework.InPerson, Receiver: "张三"}}, {3, casework.Conclude{}},
	} {
		if rec, err = hall.Do(ctx, rec.No, 0, step.do, clerk(step.who)); err != nil {
			return rec, err
		}
	}
	return rec, nil
}

// copyStride keeps the copies' identities below those of new cases.
const copyStride = 1 << 20

func (f *filler) fill(ctx context.Context, size int) error {
	for f.have < size {
		from := f.have
		for _, m := range f.models {
			open := m.State() == casework.Received
			n := (size - from) / len(f.models) * 2 // open and served copies share the number of a unit
			if open {
				n = min(n, openCases/modelUnits)
			} else if size > openCases {
				n -= openCases / modelUnits
			}
			if n = min(n, 20000); n <= 0 {
				continue
			}
			if err := f.copies(ctx, m, from, n, open); err != nil {
				return err
			}
			f.made = append(f.made, copied{m, from + 1, from + n})
			f.have += n
		}
	}
	return nil
}

// copyPlan is how many cases are written in one transaction.
const copyPlan = 250

// copies writes n copies of a model, numbered after from.
func (f *filler) copies(ctx context.Context, m store.Record, from, n int, open bool) error {
	model, err := f.model(ctx, m.ID)
	if err != nil {
		return err
	}
	plan := store.Plan{}
	for i := from + 1; i <= from+n; i++ {
		plan = model.appendCopy(plan, m, i, open)
		if (i-from)%copyPlan == 0 || i == from+n {
			if err := f.hall.Store.Write(ctx, plan); err != nil {
				return err
			}
			plan = store.Plan{}
		}
	}
	return nil
}

// modelRows are the rows of a case, to be written again under another identity.
type modelRows struct {
	digest int64
	form   string
	facts  []store.StoredFact
}

func (f *filler) model(ctx context.Context, id int64) (m modelRows, err error) {
	if m.facts, err = f.hall.Store.StoredFacts(ctx, id); err != nil {
		return m, err
	}
	form, err := f.hall.Store.Form(ctx, id)
	if err != nil {
		return m, err
	}
	m.form = string(form)
	err = f.hall.Store.Query(ctx, `SELECT digest FROM cases WHERE id = $1`, []any{id}, func(r store.Row) error { return r.Scan(&m.digest) })
	return m, err
}

func (m modelRows) appendCopy(plan store.Plan, rec store.Record, n int, open bool) store.Plan {
	id := int64(n)*copyStride + rec.ID%copyStride
	head := store.Genesis(id)
	for _, f := range m.facts {
		head = head.Link(f.Body)
		plan = append(plan, store.Stmt{SQL: `INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES ($1, $2, $3, $4, $5, $6)`,
			Args: []any{id, f.Seq, int64(f.At), f.Act, string(f.Body), append([]byte(nil), head[:]...)}})
	}
	plan = append(plan,
		store.Stmt{SQL: `INSERT INTO cases (id, digest, version, item, accept_unit, query_code, head, no) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			Args: []any{id, m.digest, len(m.facts), rec.Item, rec.AcceptUnit, rec.Query, append([]byte(nil), head[:]...), fmt.Sprintf("%s-%d", rec.No, n)}},
		store.Stmt{SQL: `INSERT INTO forms (case_id, body) VALUES ($1, $2)`, Args: []any{id, m.form}})
	if open {
		plan = append(plan, store.Stmt{SQL: `INSERT INTO todo (case_id, unit, post, due, yellow, last, since, waiting, tick, item, applicant)
SELECT CAST($1 AS bigint), unit, post, due + CAST($2 AS integer), yellow, last, since, waiting, 0, item, applicant FROM todo WHERE case_id = $3`,
			Args: []any{id, n % 40, rec.ID}})
	}
	return plan
}

func (f *filler) read(ctx context.Context, reads int) (benchReads, error) {
	line := benchReads{Database: f.hall.Store.Dialect(), Cases: f.have}
	var queue, file, history []time.Duration
	for range reads {
		no, query, id, m := f.pick()
		seat := store.Seat{Unit: m.AcceptUnit, Post: org.Acceptance}
		began := time.Now()
		if _, err := f.hall.Queue(ctx, benchStaff[0].no, app.View{Seat: seat}, store.Place{Due: period.Date(rand.IntN(2))}, 50); err != nil {
			return line, err
		}
		queue = append(queue, time.Since(began))
		began = time.Now()
		if _, err := f.hall.Track(ctx, no, query); err != nil {
			return line, err
		}
		file = append(file, time.Since(began))
		began = time.Now()
		if _, err := f.hall.Store.Facts(ctx, id); err != nil {
			return line, err
		}
		history = append(history, time.Since(began))
	}
	line.Queue, line.Case, line.History = percentilesOf(queue), percentilesOf(file), percentilesOf(history)
	return line, nil
}
