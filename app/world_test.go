package app_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

var ctx = context.Background()

// each runs a test over a new hall on both databases, at the same time.
func each(t *testing.T, test func(t *testing.T, w *testkit.World)) {
	t.Helper()
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		test(t, testkit.Open(t, url))
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// step does an act that must be done.
func step(t testing.TB, w *testkit.World, rec app.Record, act org.Act) app.Record {
	t.Helper()
	rec, err := w.Step(ctx, rec, act)
	must(t, err)
	return rec
}

// refused asserts a refusal of the whole act.
func refused(t testing.TB, err error, code string) {
	t.Helper()
	var r casework.Refusal
	if !errors.As(err, &r) || r.Code != code {
		t.Errorf("got %v, want the refusal %s", err, code)
	}
}

// outrun asserts that somebody was first, and who with what.
func outrun(t testing.TB, err error, act org.Act, by string) {
	t.Helper()
	var stale *app.Stale
	if !errors.As(err, &stale) || stale.Last.Act != act || stale.Last.By.No != by || stale.Record.Version != stale.Last.Seq {
		t.Errorf("got %v, want to be told that %q did %s first", err, by, act)
	}
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

// later is a moment some days after the opening.
func later(days int) period.Instant { return testkit.Opening.Date().Add(days).At(10, 0) }

// one reads a single number.
func one(t testing.TB, st *store.Store, sql string, args ...any) (n int) {
	t.Helper()
	must(t, st.Query(ctx, sql, args, func(r store.Row) error { return r.Scan(&n) }))
	return n
}

// dump reads every row of every table as text, to tell whether anything was written.
func dump(t testing.TB, st *store.Store) map[string][]string {
	t.Helper()
	columns := map[string][]string{}
	find, text := `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`, `quote(%s)`
	if st.Dialect() == "postgres" {
		find, text = `SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'`, `COALESCE(%s::text, '-')`
	}
	must(t, st.Query(ctx, find, nil, func(r store.Row) error {
		var table, column string
		err := r.Scan(&table, &column)
		columns[table] = append(columns[table], fmt.Sprintf(text, column))
		return err
	}))
	rows := map[string][]string{}
	for _, table := range slices.Sorted(maps.Keys(columns)) {
		must(t, st.Query(ctx, "SELECT "+strings.Join(columns[table], "||'|'||")+" FROM "+table, nil, func(r store.Row) error {
			var row string
			err := r.Scan(&row)
			rows[table] = append(rows[table], row)
			return err
		}))
		slices.Sort(rows[table])
	}
	if len(rows["facts"]) == 0 || len(rows["item_version"]) == 0 {
		t.Fatal("the dump sees nothing")
	}
	return rows
}

// unchanged does something and asserts that no row of any table came, went or changed.
func unchanged(t testing.TB, st *store.Store, do func()) {
	t.Helper()
	before := dump(t, st)
	do()
	after := dump(t, st)
	for table := range after {
		if !slices.Equal(before[table], after[table]) {
			t.Errorf("%s changed:\n was %q\n is  %q", table, before[table], after[table])
		}
	}
}

// audited asserts that the audit finds nothing and sees so many cases.
func audited(t testing.TB, w *testkit.World, cases int) {
	t.Helper()
	n, err := w.Audit(ctx)
	if err != nil || n != cases {
		t.Errorf("audit saw %d of %d cases: %v", n, cases, err)
	}
}
