package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "yimen/testkit/luck"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// model is the store as plain maps: what both databases must agree with.
type model struct {
	t      *testing.T
	stores []*store.Store
	unit   string // of this run; no run sees another's rows
	ids    []int64
	record map[int64]store.Record
	stale  map[int64]store.Record // each case as it was one act earlier
	form   map[int64]string
	task   map[int64]casework.Task
	key    map[string]int64
	last   int // running number
}

// TestBothStoresAgreeWithAModel drives the two in lockstep through acts chosen by chance.
func TestBothStoresAgreeWithAModel(t *testing.T) {
	stores := []*store.Store{open(t, testkit.SQLite(t)), open(t, testkit.Postgres(t))}
	run := int64(0)
	rapid.Check(t, func(r *rapid.T) {
		run++
		m := &model{t: t, stores: stores, unit: fmt.Sprintf("%09d", run), record: map[int64]store.Record{},
			stale: map[int64]store.Record{}, form: map[int64]string{}, task: map[int64]casework.Task{}, key: map[string]int64{}}
		nextID := run << 32
		r.Repeat(map[string]func(*rapid.T){
			"file": func(r *rapid.T) {
				nextID++
				c := m.change(r, store.NewRecord(nextID, fmt.Sprint("d", nextID), "123456", now), org.Submit, submitBody)
				c.Prefix, c.Key = m.unit, rapid.SampledFrom([]string{"", "k1", "k2", "k3"}).Draw(r, "key")
				m.save(r, c)
			},
			"draft": func(r *rapid.T) {
				nextID++
				m.save(r, m.change(r, store.NewRecord(nextID, fmt.Sprint("d", nextID), "123456", now), org.Draft, draftBody))
			},
			"act":   func(r *rapid.T) { m.save(r, m.act(r, m.pick(r, m.record))) },
			"stale": func(r *rapid.T) { m.save(r, m.act(r, m.pick(r, m.stale))) },
			"queue": func(r *rapid.T) { m.queue(r) },
			"":      func(r *rapid.T) { m.read(r) },
		})
	})
}

func (m *model) pick(r *rapid.T, from map[int64]store.Record) store.Record {
	if len(m.ids) == 0 {
		r.Skip("no case yet")
	}
	picked, ok := from[rapid.SampledFrom(m.ids).Draw(r, "case")]
	if !ok {
		r.Skip("no earlier version")
	}
	return picked
}

func (m *model) act(r *rapid.T, from store.Record) store.Change {
	if from.Draft == "" {
		return m.change(r, from, org.Accept, acceptBody)
	}
	if rapid.Bool().Draw(r, "again a draft") {
		item := rapid.SampledFrom([]string{"food", "dog"}).Draw(r, "item")
		return m.change(r, from, org.Draft, strings.Replace(draftBody, "food", item, 1))
	}
	c := m.change(r, from, org.Submit, submitBody)
	c.Prefix = m.unit
	return c
}

func (m *model) change(r *rapid.T, from store.Record, act org.Act, body string) store.Change {
	c := next(m.t, from, act, body)
	if rapid.Bool().Draw(r, "form") {
		c.Form = []byte(rapid.SampledFrom([]string{`{}`, `{"名":"玥"}`, `[1]`}).Draw(r, "form text"))
	}
	if act != org.Draft && rapid.Bool().Draw(r, "task") {
		due := today.Add(rapid.IntRange(-2, 2).Draw(r, "due"))
		c.Task = &casework.Task{Unit: m.unit, Post: org.Review, Due: due, YellowOn: due, Since: today, Waiting: rapid.Bool().Draw(r, "waiting")}
	}
	return c
}

// save expects from both databases what the model says.
func (m *model) save(r *rapid.T, c store.Change) {
	id := c.Case.ID
	_, used := m.key[c.Key]
	refusedIn := ""
	switch {
	case used && c.Key != "":
		refusedIn = "idem"
	case c.From.Version != m.record[id].Version:
		refusedIn = "facts"
	}
	key := c.Key
	if key != "" {
		c.Key = m.unit + key
	}
	var saved []store.Record
	for _, s := range m.stores {
		got, err := s.Save(ctx, c)
		if refusedIn != "" && !store.ConflictIn(err, refusedIn) || refusedIn == "" && err != nil {
			r.Fatalf("%s: error is %v, want a conflict in %q", s.Dialect(), err, refusedIn)
		}
		saved = append(saved, got)
	}
	if refusedIn != "" {
		return
	}
	m.same(r, "saved", saved[0], saved[1])
	m.keep(c, saved[0], key)
}

func (m *model) keep(c store.Change, saved store.Record, key string) {
	id := c.Case.ID
	want := store.Record{Case: c.Case, Draft: c.From.Draft, Head: saved.Head, Facts: append(slices.Clip(c.From.Facts), c.Fact)}
	want.CreatedAt = want.Facts[0].At
	want.No, want.Query = c.From.No, c.From.Query
	if c.Prefix != "" {
		m.last++
		want.No, want.Draft = fmt.Sprintf("%s260302%06d", m.unit, m.last), ""
	}
	if c.From.Version == 0 {
		m.ids = append(m.ids, id)
	} else {
		m.stale[id] = c.From
	}
	m.record[id] = want
	if key != "" {
		m.key[key] = id
	}
	if c.Form != nil {
		m.form[id] = string(c.Form)
	}
	delete(m.task, id)
	if c.Task != nil {
		m.task[id] = *c.Task
	}
}

// read compares one case, read each way, after every step.
func (m *model) read(r *rapid.T) {
	if len(m.ids) == 0 {
		return
	}
	want := m.record[m.ids[len(m.ids)-1]]
	for _, s := range m.stores {
		got, err := s.Case(ctx, want.ID)
		if err != nil {
			r.Fatal(err)
		}
		m.same(r, "case in "+s.Dialect(), got, want)
		byAddress := s.CaseByNo
		address := want.No
		if want.Draft != "" {
			byAddress, address = s.CaseByDraft, want.Draft
		}
		got, err = byAddress(ctx, address)
		if err != nil {
			r.Fatal(err)
		}
		m.same(r, "case by address in "+s.Dialect(), got, want)
		form, err := s.Form(ctx, want.ID)
		if text, has := m.form[want.ID]; has != (err == nil) || string(form) != text || !has && !errors.Is(err, store.ErrNotFound) {
			r.Fatalf("%s: form is %s (%v), want %s", s.Dialect(), form, err, text)
		}
		for key, id := range m.key {
			got, err := s.CaseByKey(ctx, m.unit+key)
			if err != nil || got.ID != id {
				r.Fatalf("%s: key %s gives case %d (%v), want %d", s.Dialect(), key, got.ID, err, id)
			}
		}
		rows, err := s.StoredFacts(ctx, want.ID)
		if err != nil {
			r.Fatal(err)
		}
		if _, err := store.Verify(want.ID, rows, want.Head); err != nil || len(rows) != want.Version {
			r.Fatalf("%s: %d facts, %v", s.Dialect(), len(rows), err)
		}
	}
}

func (m *model) queue(r *rapid.T) {
	want := []store.Work{}
	for id, task := range m.task {
		c := m.record[id]
		want = append(want, store.Work{CaseID: id, No: c.No, Item: c.Item, Applicant: c.Applicant.Name, Channel: c.Channel, Task: task})
	}
	slices.SortFunc(want, func(a, b store.Work) int {
		if a.Due != b.Due {
			return int(a.Due - b.Due)
		}
		return int(a.CaseID - b.CaseID)
	})
	seats := []store.Seat{{Unit: m.unit, Post: org.Review}}
	skip := rapid.IntRange(0, len(want)).Draw(r, "skip")
	after := store.Place{Due: period.NewDate(2000, 1, 1)}
	if skip > 0 {
		after = want[skip-1].Place()
	}
	for _, s := range m.stores {
		got, err := s.Queue(ctx, seats, after, 5)
		if err != nil {
			r.Fatal(err)
		}
		m.same(r, "queue in "+s.Dialect(), append([]store.Work{}, got...), want[skip:min(skip+5, len(want))])
	}
}

// text writes a value out, with the columns that its JSON leaves out.
func text(v any) string {
	if r, ok := v.(store.Record); ok {
		v = []any{r, r.ID, r.No, r.Query, r.Version}
	}
	written, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(written)
}

func (m *model) same(r *rapid.T, what string, got, want any) {
	if g, w := text(got), text(want); g != w {
		r.Fatalf("%s:\n got %s\nwant %s", what, g, w)
	}
}
