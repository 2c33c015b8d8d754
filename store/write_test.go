package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"yimen/store"
	"yimen/testkit"
)

func insertForm(id int) store.Stmt {
	return store.Stmt{SQL: `INSERT INTO forms (case_id, body) VALUES ($1, $2)`, Args: []any{int64(id), []byte("{}")}}
}

func forms(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	must(t, s.Query(ctx, `SELECT count(*) FROM forms`, nil, func(r store.Row) error { return r.Scan(&n) }))
	return n
}

func TestAPlanIsAllOrNothing(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.Write(ctx, store.Plan{insertForm(1)}))
		err := s.Write(ctx, store.Plan{insertForm(2), insertForm(3), insertForm(1)})
		if !store.ConflictIn(err, "forms") {
			t.Fatalf("a taken key gave %v", err)
		}
		if err := s.Write(ctx, store.Plan{insertForm(2), {SQL: `INSERT INTO nowhere VALUES (1)`}}); err == nil || errors.Is(err, store.ErrConflict) {
			t.Fatalf("a statement without its table gave %v", err)
		}
		if n := forms(t, s); n != 1 {
			t.Fatalf("%d rows stayed", n)
		}
	})
}

func TestAWrongRowCountUndoesThePlan(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		change := store.Stmt{SQL: `UPDATE forms SET body = $1 WHERE case_id = $2`, Args: []any{[]byte("{}"), int64(9)}, Rows: 1}
		mustFail(t, s.Write(ctx, store.Plan{insertForm(1), change}), store.ErrConflict)
		if n := forms(t, s); n != 0 {
			t.Fatalf("%d rows stayed", n)
		}
		must(t, s.Write(ctx, store.Plan{insertForm(9), change}))
		if n := forms(t, s); n != 1 {
			t.Fatalf("%d rows after the right count", n)
		}
	})
}

func TestReturnedRowsAreRead(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for _, rows := range []int{0, 2} { // without and with the counting transaction
			var ids []int64
			read := func(r store.Row) error {
				var id int64
				err := r.Scan(&id)
				ids = append(ids, id)
				return err
			}
			must(t, s.Write(ctx, store.Plan{{SQL: `DELETE FROM forms`}, insertForm(1), insertForm(2),
				{SQL: `UPDATE forms SET body = $1 RETURNING case_id`, Args: []any{[]byte("[]")}, Into: read, Rows: rows}}))
			if len(ids) != 2 || ids[0]+ids[1] != 3 {
				t.Fatalf("returned %v", ids)
			}
		}
	})
}

// Plans that are committed together must not feel each other's failures.
func TestAFailedPlanLeavesItsNeighboursAlone(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		must(t, s.Write(ctx, store.Plan{insertForm(1_000_000)}))
		const n = 400
		errs := atOnce(n, func(i int) error {
			plan := store.Plan{insertForm(i)}
			if i%3 == 0 {
				plan = append(plan, insertForm(1_000_000))
			}
			return s.Write(ctx, plan)
		})
		good := 1
		for i, err := range errs {
			if i%3 == 0 {
				mustFail(t, err, store.ErrConflict)
			} else {
				must(t, err)
				good++
			}
		}
		if got := forms(t, s); got != good {
			t.Fatalf("%d rows, want %d", got, good)
		}
	})
}

func TestACancelledWriteWritesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		gone, cancel := context.WithCancel(ctx)
		cancel()
		mustFail(t, s.Write(gone, store.Plan{insertForm(1)}), context.Canceled)
		if n := forms(t, s); n != 0 {
			t.Fatal("a cancelled plan was written")
		}
	})
}

// What was acknowledged must be in the files already, whatever happens to the process.
func TestAcknowledgedIsInTheFiles(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	s := open(t, "sqlite:"+filepath.Join(from, "yimen.db"))
	for i := range 20 {
		must(t, s.Write(ctx, store.Plan{insertForm(i)}))
		for _, name := range []string{"yimen.db", "yimen.db-wal"} {
			content, err := os.ReadFile(filepath.Join(from, name))
			must(t, err)
			must(t, os.WriteFile(filepath.Join(to, name), content, 0o600))
		}
		survivor, err := store.Open(ctx, "sqlite:"+filepath.Join(to, "yimen.db"))
		must(t, err)
		if n := forms(t, survivor); n != i+1 {
			t.Fatalf("%d of %d acknowledged rows are in the files", n, i+1)
		}
		must(t, survivor.Close())
	}
}

func TestClosingFinishesOrRefusesEveryWrite(t *testing.T) {
	path := "sqlite:" + filepath.Join(t.TempDir(), "yimen.db")
	s := open(t, path)
	done := 0
	errs := atOnce(200, func(i int) error {
		if i == 50 {
			return s.Close()
		}
		return s.Write(ctx, store.Plan{insertForm(i)})
	})
	for i, err := range errs {
		switch {
		case err == nil && i != 50:
			done++
		case err != nil:
			mustFail(t, err, store.ErrClosed)
		}
	}
	again := open(t, path)
	if n := forms(t, again); n != done {
		t.Fatalf("%d rows, %d acknowledged", n, done)
	}
}

func TestAddresses(t *testing.T) {
	dir := t.TempDir()
	for _, address := range []string{"sqlite:" + dir + "/a b/50%/库?.db", "sqlite://" + dir + "/c.db", "file:" + dir + "/d.db?mode=rw"} {
		open(t, address)
	}
	for _, name := range []string{"a b/50%/库?.db", "c.db", "d.db"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	for _, address := range []string{"", "yimen.db", "sqlite:", "mysql://root@/x", "postgres://127.0.0.1:1/none"} {
		if _, err := store.Open(ctx, address); err == nil {
			t.Errorf("opened %q", address)
		}
	}
}

func TestMigratingTwiceAndAtOnce(t *testing.T) {
	for name, address := range map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "yimen.db"), "postgres": testkit.EmptyPostgres(t)} {
		t.Run(name, func(t *testing.T) {
			s := open(t, address)
			for _, err := range atOnce(4, func(int) error { return s.Migrate(ctx) }) {
				must(t, err)
			}
		})
	}
}

func TestRowsThatNeverChange(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		save(t, s, filed(t, 1))
		must(t, s.Write(ctx, store.Plan{
			{SQL: `INSERT INTO item_version (code, version, at, by_no, body) VALUES ('food', 1, 0, '', '{}')`},
			{SQL: `INSERT INTO calendar (seq, at, by_no, name, body) VALUES (1, 0, '', '', '{}')`},
			store.LogRight(store.RightChange{ID: 1}),
		}))
		for table, column := range map[string]string{"facts": "body", "item_version": "body", "calendar": "body", "right_log": "reason"} {
			for _, sql := range []string{"UPDATE %s SET " + column + " = " + column, "DELETE FROM %s"} {
				sql = fmt.Sprintf(sql, table)
				if err := s.Write(ctx, store.Plan{{SQL: sql}}); !errors.Is(err, store.ErrProtected) {
					t.Errorf("%s: %v", sql, err)
				}
			}
		}
	})
}
