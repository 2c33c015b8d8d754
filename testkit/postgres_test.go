package testkit_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"yimen/testkit"
)

func TestPostgresGivesEachTestItsOwnDatabaseAndDropsIt(t *testing.T) {
	ctx := context.Background()
	var first string
	t.Run("inner", func(t *testing.T) {
		first = testkit.EmptyPostgres(t)
		conn, err := pgx.Connect(ctx, first) // left open: dropping must not wait for it
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(ctx, "CREATE TABLE x (n int)"); err != nil {
			t.Fatal(err)
		}
	})
	if conn, err := pgx.Connect(ctx, first); err == nil {
		conn.Close(ctx)
		t.Error("the database is still there after its test")
	}

	conn, err := pgx.Connect(ctx, testkit.EmptyPostgres(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var tables int
	var encoding, collation string
	err = conn.QueryRow(ctx, `SELECT count(*) FILTER (WHERE tablename = 'x'), current_setting('server_encoding'), max(datcollate)
		FROM pg_tables, pg_database WHERE datname = current_database()`).Scan(&tables, &encoding, &collation)
	if err != nil {
		t.Fatal(err)
	}
	if tables != 0 || encoding != "UTF8" || collation != "C" {
		t.Errorf("new database: %d tables of another test, %s, collation %s; want 0, UTF8, C", tables, encoding, collation)
	}
}
