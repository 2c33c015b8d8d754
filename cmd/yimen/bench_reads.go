package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// benchReadsCmd fills two databases with copies of real cases, one with few and one with
// many, and reads queue and case in both by turns, so that what else the machine does meets
// both alike. Each copy has the rows that are read, with a chain of facts of its own.
type benchReadsCmd struct {
	place
	Few    string `required:"" placeholder:"URL" help:"another empty database, for the few cases; --db takes the many"`
	Sizes  []int  `default:"10000,1000000" help:"how many are few, and how many are many"`
	Reads  int    `default:"3000" help:"reads of each kind in a round"`
	Rounds int    `default:"5" help:"rounds in each database, after one that is not counted; the middle one is told"`
}

// benchReads is the line printed for one size.
type benchReads struct {
	Database string     `json:"database"`
	Cases    int        `json:"cases"`
	Queue    percentile `json:"queue"`   // a page of 50 with its light counts
	Case     percentile `json:"case"`    // case, form, facts, clocks
	History  percentile `json:"history"` // the facts alone
	Filled   float64    `json:"filled"`  // seconds it took to write the copies
}

// openCases is how many of the copies are still open: the same at every size, because open
// work grows with the staff, not with the years.
const openCases = 5000

func (c *benchReadsCmd) Run(ctx context.Context, out io.Writer) error {
	if len(c.Sizes) != 2 || c.Sizes[0] < 2*openCases || c.Sizes[1] < c.Sizes[0] || c.Few == c.DB {
		return &badFlag{"--sizes", fmt.Sprintf("two numbers from %d on, ascending, and --few another database than --db", 2*openCases)}
	}
	var fillers []*filler
	for i, db := range []string{c.Few, c.DB} {
		at := c.place
		at.DB = db
		hall, err := at.open(ctx)
		if err != nil {
			return err
		}
		defer hall.Store.Close()
		f, err := newFiller(ctx, hall, c.Sizes[i])
		if err != nil {
			return err
		}
		fillers = append(fillers, f)
	}
	for range c.Rounds + 1 {
		for _, f := range fillers {
			if err := f.read(ctx, c.Reads); err != nil {
				return err
			}
		}
	}
	for _, f := range fillers {
		if err := json.NewEncoder(out).Encode(f.told()); err != nil {
			return err
		}
	}
	return nil
}

// filler copies a few real cases many times.
type filler struct {
	hall   *app.Hall
	models []store.Record // one open, one closed, for each of some units
	made   []copied
	have   int
	filled float64 // seconds it took
	rounds []benchReads
}

func newFiller(ctx context.Context, hall *app.Hall, size int) (*filler, error) {
	f := &filler{hall: hall}
	if err := benchWorld(ctx, hall); err != nil {
		return nil, err
	}
	if err := f.templates(ctx); err != nil {
		return nil, err
	}
	began := time.Now()
	err := f.fill(ctx, size)
	f.filled = round(time.Since(began).Seconds())
	return f, err
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

// fill makes copies until there are so many cases: all that are open, then closed ones.
func (f *filler) fill(ctx context.Context, size int) error {
	if err := f.share(ctx, openCases, func(m store.Record) bool { return m.State() == casework.Received }); err != nil {
		return err
	}
	if err := f.share(ctx, size-f.have, func(m store.Record) bool { return m.State() == casework.Closed }); err != nil {
		return err
	}
	if f.hall.Store.Dialect() == "postgres" { // as autovacuum would have done by then
		return f.hall.Store.Write(ctx, store.Plan{{SQL: "ANALYZE"}})
	}
	return nil
}

// share makes n copies, of each model that is meant as many as of any other.
func (f *filler) share(ctx context.Context, n int, meant func(store.Record) bool) error {
	for _, m := range f.models {
		if each := n / modelUnits; each > 0 && meant(m) {
			if err := f.copies(ctx, m, f.have, each); err != nil {
				return err
			}
			f.made = append(f.made, copied{m, f.have + 1, f.have + each})
			f.have += each
		}
	}
	return nil
}

// copyPlan is how many cases are written in one transaction.
const copyPlan = 250

// copies writes n copies of a model, numbered after from.
func (f *filler) copies(ctx context.Context, m store.Record, from, n int) error {
	model, err := f.model(ctx, m)
	if err != nil {
		return err
	}
	for first := from + 1; first <= from+n; first += copyPlan {
		if err := f.hall.Store.Write(ctx, model.plan(first, min(first+copyPlan-1, from+n))); err != nil {
			return err
		}
	}
	return nil
}

// told is the middle round, figure by figure. The first one has only warmed up.
func (f *filler) told() benchReads {
	lines := f.rounds[1:]
	middle := lines[0]
	middle.Queue = middleOf(lines, func(l benchReads) percentile { return l.Queue })
	middle.Case = middleOf(lines, func(l benchReads) percentile { return l.Case })
	middle.History = middleOf(lines, func(l benchReads) percentile { return l.History })
	return middle
}

func middleOf(lines []benchReads, of func(benchReads) percentile) percentile {
	figure := func(get func(percentile) float64) float64 {
		var all []float64
		for _, l := range lines {
			all = append(all, get(of(l)))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return percentile{P50: figure(func(p percentile) float64 { return p.P50 }),
		P95: figure(func(p percentile) float64 { return p.P95 }), P99: figure(func(p percentile) float64 { return p.P99 })}
}

// read reads a round.
func (f *filler) read(ctx context.Context, reads int) error {
	var queue, file, history []time.Duration
	timed := func(times *[]time.Duration, read func() error) error {
		began := time.Now()
		err := read()
		*times = append(*times, time.Since(began))
		return err
	}
	for range reads {
		no, query, id, m := f.pick()
		seat := store.Seat{Unit: m.AcceptUnit, Post: org.Acceptance}
		err := errors.Join(
			timed(&queue, func() error {
				_, err := f.hall.Queue(ctx, benchStaff[0].no, app.View{Seat: seat}, store.Place{Due: period.Date(rand.IntN(2))}, 50)
				return err
			}),
			timed(&file, func() error { _, err := f.hall.Track(ctx, no, query); return err }),
			timed(&history, func() error { _, err := f.hall.Store.Facts(ctx, id); return err }))
		if err != nil {
			return err
		}
	}
	f.rounds = append(f.rounds, benchReads{Database: f.hall.Store.Dialect(), Cases: f.have, Filled: f.filled,
		Queue: percentilesOf(queue), Case: percentilesOf(file), History: percentilesOf(history)})
	return nil
}
