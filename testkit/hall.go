package testkit

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/crypto/argon2"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/starter"
	"yimen/store"
)

// Clock (测试时钟) stands still until it is set. It is safe for concurrent use.
type Clock struct{ at atomic.Int64 }

// Now is the moment the clock was set to.
func (c *Clock) Now() period.Instant { return period.Instant(c.at.Load()) }

// Set moves the clock, forward or back.
func (c *Clock) Set(at period.Instant) { c.at.Store(int64(at)) }

// Opening is what a new clock shows: Monday, 2026-03-02, 9:30.
var Opening = period.NewDate(2026, 3, 2).At(9, 30)

// World (测试大厅) is a hall with a clock that a test can set.
type World struct {
	*app.Hall
	Clock  *Clock
	URL    string // of its database
	Folder string // of its uploaded files
	staff  []org.Staff
}

// EachDatabase runs a test on SQLite and on PostgreSQL, each with the URL of a new, empty
// database.
func EachDatabase(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives the URL of a database file that does not exist yet and is removed when the
// test ends.
func SQLite(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "yimen.db") }

// Hall opens a hall over an empty database, with the test district and its items.
func Hall(t testing.TB, url string) *app.Hall {
	t.Helper()
	return Open(t, url).Hall
}

// Open opens a world over an empty database: the test district with two people for every
// post, and the items of Items.
func Open(t testing.TB, url string) *World {
	t.Helper()
	w := enter(t, url)
	ctx := context.Background()
	_, version, err := w.Store.Directory(ctx)
	must(t, err)
	must(t, w.Store.SaveDirectory(ctx, Staffed(), version))
	must(t, w.Store.Publish(ctx, Items(), "test", Opening))
	must(t, w.reload(ctx))
	return w
}

// Demo opens a world over an empty database with the demonstration that yimen serve loads;
// everybody's password is app.DemoPassword.
func Demo(t testing.TB, url string) *World {
	t.Helper()
	if path, embedded := strings.CutPrefix(url, "sqlite:"); embedded {
		for end, data := range demoFiles() {
			must(t, os.WriteFile(path+end, data, 0o600))
		}
	}
	w := enter(t, url)
	_, err := w.Hall.Demo(context.Background(), starter.Data)
	must(t, err)
	must(t, w.reload(context.Background()))
	return w
}

// demoFiles is a database file with the demonstration, made once for all tests: its files by
// what their names end in.
var demoFiles = sync.OnceValue(func() map[string][]byte {
	files, err := makeDemo(context.Background())
	if err != nil {
		panic(err)
	}
	return files
})

func makeDemo(ctx context.Context) (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hall.db")
	w, err := Enter(ctx, "sqlite:"+path, dir)
	if err != nil {
		return nil, err
	}
	if _, err := w.Hall.Demo(ctx, starter.Data); err != nil {
		return nil, errors.Join(err, w.Store.Close())
	}
	if err := w.Store.Close(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, end := range []string{"", "-wal"} {
		if data, err := os.ReadFile(path + end); err == nil {
			files[end] = data
		}
	}
	return files, nil
}

func enter(t testing.TB, url string) *World {
	t.Helper()
	w, err := Enter(context.Background(), url, t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, w.Store.Close()) })
	return w
}

// Enter opens the world of a database as it is, with its uploaded files in a folder. The
// tables are made if need be. Whoever enters closes the store.
func Enter(ctx context.Context, url, files string) (*World, error) {
	st, err := store.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	if err := st.Migrate(ctx); err != nil {
		return nil, err
	}
	kept, err := store.OpenFiles(files, nil)
	if err != nil {
		return nil, err
	}
	w := &World{Clock: &Clock{}, URL: url, Folder: files}
	w.Clock.Set(Opening)
	if w.Hall, err = app.NewHall(ctx, st, kept, w.Clock.Now); err != nil {
		return nil, err
	}
	if w.Vault, err = app.NewVault([]byte("the secret of a hall that tests use")); err != nil {
		return nil, err
	}
	return w, w.reload(ctx)
}

// SetPassword gives a member of staff a password whose check costs next to nothing.
func (w *World) SetPassword(t testing.TB, staff, password string) {
	t.Helper()
	must(t, w.Store.SetCredential(context.Background(), staff, cheapHash(password), w.Now()))
}

// Resident opens an account whose password is checked as cheaply.
func (w *World) Resident(t testing.TB, r store.Resident, password string) store.Resident {
	t.Helper()
	r.ID, r.Since, r.ChangedAt, r.Hash = store.NewID(w.Now()), w.Now(), w.Now(), cheapHash(password)
	must(t, w.Store.AddResident(context.Background(), r))
	return r
}

func cheapHash(password string) string {
	salt := []byte("0123456789abcdef")
	key := argon2.IDKey([]byte(password), salt, 1, 64, 1, 32)
	return fmt.Sprintf("$argon2id$v=%d$m=64,t=1,p=1$%s$%s", argon2.Version,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// reload reads the definitions again, and who works here.
func (w *World) reload(ctx context.Context) error {
	snap, _, err := w.Store.Directory(ctx)
	if err != nil {
		return err
	}
	w.staff = snap.Staff
	return w.Reload(ctx)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
