package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// Every test of this package runs on both databases: they are interchangeable only if
// one suite holds on both.
func both(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, open(t, testkit.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, testkit.Postgres(t))) })
}

func open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	must(t, s.Migrate(context.Background()))
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustFail(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}

func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	g, err := json.Marshal(got)
	must(t, err)
	w, err := json.Marshal(want)
	must(t, err)
	if string(g) != string(w) {
		t.Fatalf("%s:\n got %s\nwant %s", what, g, w)
	}
}

var (
	ctx   = context.Background()
	today = period.NewDate(2026, 3, 2)
	now   = today.At(9, 30)
)

// The acts a test needs, as they lie in the table.
const (
	draftBody   = `{"ch":"online","who":{"name":"陈喆玥","idT":"111","id":"33030319900101001X","tel":"13800000000"},"accU":"330303001012","item":"food","itemV":1,"form":"00"}`
	submitBody  = `{"ch":"online","who":{"name":"陈喆玥","idT":"111","id":"33030319900101001X","tel":"13800000000"},"accU":"330303001012","item":"food","itemV":2,"form":"ff","in":{"route":["330303001012","330303001","330303-scjg"],"posts":["acceptance","review","approval"],"recOn":"2026-03-02"}}`
	acceptBody  = `{"t":"材料齐全","on":"2026-03-02"}`
	passBody    = `{"t":"同意"}`
	withdrawing = `{"r":"不再需要"}`
)

// fact makes the next fact of a case from its act and stored body.
func fact(t testing.TB, seq int, act org.Act, body string) casework.Fact {
	t.Helper()
	text := fmt.Sprintf(`{"n":%d,"act":%q,"at":%d,"by":{"kind":"staff","no":"LW001","name":"王芳"},"right":{"unit":"330303001012","post":"acceptance"},"body":%s}`,
		seq, act, int64(now)+int64(seq), body)
	var f casework.Fact
	must(t, json.Unmarshal([]byte(text), &f))
	return f
}

// next is the change that one more act makes of a record.
func next(t testing.TB, from store.Record, act org.Act, body string) store.Change {
	t.Helper()
	f := fact(t, from.Version+1, act, body)
	return store.Change{From: from, Case: casework.Replay(from.Case, f), Fact: f}
}

const prefix = "330303012"

// filed is a change that files a new case with a number at once.
func filed(t testing.TB, id int64) store.Change {
	t.Helper()
	form := `{"name":"喆玥小吃店"}`
	body := strings.Replace(submitBody, `"form":"ff"`, `"form":"`+casework.FormSum([]byte(form))+`"`, 1)
	c := next(t, store.NewRecord(id, store.NewCode(), "123456", now), org.Submit, body)
	c.Prefix, c.Form = prefix, []byte(form)
	c.Task = &casework.Task{Unit: "330303001012", Post: org.Acceptance, Due: today.Add(5), YellowOn: today.Add(4), Last: today.Add(5), Since: today}
	return c
}

// save saves what must succeed.
func save(t testing.TB, s *store.Store, c store.Change) store.Record {
	t.Helper()
	r, err := s.Save(ctx, c)
	must(t, err)
	return r
}

// atOnce runs n functions that start together and gives their errors.
func atOnce(n int, run func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = run(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}
