package testkit

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Postgres gives the URL of a new, empty PostgreSQL database that is dropped,
// together with whatever connections are still open, when the test ends. It
// stands on the server of YIMEN_TEST_PG, whose user may create databases;
// without that variable the test fails, because a store tested on one
// database alone is not tested.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv("YIMEN_TEST_PG")
	if server == "" {
		t.Fatal("YIMEN_TEST_PG names no PostgreSQL server; start it by: make test, or scripts/with-postgres.sh go test ./…")
	}
	at, err := url.Parse(server)
	if err != nil {
		t.Fatalf("YIMEN_TEST_PG is no URL (postgres://user@host/postgres): %v", err)
	}
	name := "yimen_" + strings.ToLower(rand.Text())
	// template0 is empty and nobody connects to it, so several tests at once
	// never wait for each other; collation C orders text as SQLite does.
	run(t, server, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
	t.Cleanup(func() { run(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })
	at.Path = "/" + name
	return at.String()
}

// run sends one statement to the server itself.
func run(t testing.TB, server, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("connect to YIMEN_TEST_PG: %v", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
