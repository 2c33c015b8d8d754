package testkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yimen/store"
)

// Postgres gives the URL of a new PostgreSQL database with all tables and nothing in them. It
// is dropped, together with whatever connections are still open, when the test ends. It stands
// on the server of YIMEN_TEST_PG, whose user may create databases; without that variable the
// test fails, because a store tested on one database alone is not tested.
func Postgres(t testing.TB) string {
	t.Helper()
	server(t)
	of, err := tables()
	if err != nil {
		t.Fatalf("a database with the tables: %v", err)
	}
	return newDatabase(t, of)
}

// EmptyPostgres is Postgres without tables, for what makes them.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return newDatabase(t, "template0")
}

func server(t testing.TB) string {
	t.Helper()
	server := os.Getenv("YIMEN_TEST_PG")
	if server == "" {
		t.Fatal("YIMEN_TEST_PG names no PostgreSQL server; start it by: make test, or scripts/with-postgres.sh go test ./…")
	}
	return server
}

// newDatabase copies a database to which nobody connects, so several tests at once never wait
// for each other.
func newDatabase(t testing.TB, of string) string {
	t.Helper()
	name := "yimen_" + strings.ToLower(rand.Text())
	create := "CREATE DATABASE " + name + " TEMPLATE " + of
	if of == "template0" {
		create += collation
	}
	on := server(t)
	must(t, send(on, create))
	t.Cleanup(func() { must(t, send(on, "DROP DATABASE "+name+" WITH (FORCE)")) })
	url, err := database(on, name)
	must(t, err)
	return url
}

// collation C orders text as SQLite does.
const collation = " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"

// tables gives the name of a database on the server that has all tables and is only copied. All
// processes of a test run share it: it is called after the migrations that made it.
var tables = sync.OnceValues(func() (string, error) {
	server := os.Getenv("YIMEN_TEST_PG")
	sum := sha256.New()
	err := fs.WalkDir(store.Migrations, "migrations/postgres", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(store.Migrations, path)
		fmt.Fprintf(sum, "%s %d %s", path, len(text), text)
		return err
	})
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("yimen_tables_%x", sum.Sum(nil)[:8])
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", fmt.Errorf("connect to YIMEN_TEST_PG: %w", err)
	}
	defer conn.Close(ctx) // which lets go of the lock
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(hashtext('yimen_tables'))"); err != nil {
		return "", err
	}
	var there bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if there || err != nil {
		return name, err
	}
	return name, makeTables(ctx, conn, server, name)
})

// makeTables migrates under another name first: one that was killed meanwhile leaves no half of it.
func makeTables(ctx context.Context, conn *pgx.Conn, server, name string) error {
	begun := name + "_begun"
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + begun + " WITH (FORCE)", "CREATE DATABASE " + begun + " TEMPLATE template0" + collation} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	url, err := database(server, begun)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	if err := errors.Join(st.Migrate(ctx), st.Close()); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+begun+" RENAME TO "+name)
	return err
}

// database is the address of another database of the server.
func database(server, name string) (string, error) {
	at, err := url.Parse(server)
	if err != nil {
		return "", fmt.Errorf("YIMEN_TEST_PG is no URL (postgres://user@host/postgres): %w", err)
	}
	at.Path = "/" + name
	return at.String(), nil
}

// send sends one statement to the server itself.
func send(server, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("connect to YIMEN_TEST_PG: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}
