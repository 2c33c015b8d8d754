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

// EachDatabase runs a test on SQLite and on PostgreSQL, each with the URL of a new database
// that has all tables and nothing in them.
func EachDatabase(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives the URL of a new database file with all tables and nothing in them, which is
// removed when the test ends.
func SQLite(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "yimen.db")
	must(t, emptyFiles().write(path))
	return "sqlite:" + path
}

// Files (数据库文件) is a database of SQLite that was closed: its files by what their names end in.
type Files map[string][]byte

// write makes them a database at a path, whatever was there.
func (f Files) write(path string) error {
	for _, end := range []string{"", "-wal"} {
		err := os.Remove(path + end)
		if data, there := f[end]; there {
			err = os.WriteFile(path+end, data, 0o600)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// made gives the files of a database that is made once for all tests of a process.
func made(make func(ctx context.Context, url, folder string) (*store.Store, error)) func() Files {
	return sync.OnceValue(func() Files {
		files, err := closed(make)
		if err != nil {
			panic(err)
		}
		return files
	})
}

func closed(make func(ctx context.Context, url, folder string) (*store.Store, error)) (Files, error) {
	dir, err := os.MkdirTemp("", "made")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "hall.db")
	st, err := make(context.Background(), "sqlite:"+path, dir)
	if err != nil {
		return nil, err
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	files := Files{}
	for _, end := range []string{"", "-wal"} {
		if data, err := os.ReadFile(path + end); err == nil {
			files[end] = data
		}
	}
	return files, nil
}

var emptyFiles = made(func(ctx context.Context, url, _ string) (*store.Store, error) {
	st, err := store.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	return st, st.Migrate(ctx)
})

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
// everybody's password is app.DemoPassword, and its check costs next to nothing.
func Demo(t testing.TB, url string) *World {
	t.Helper()
	if path, embedded := strings.CutPrefix(url, "sqlite:"); embedded {
		must(t, demoFiles().write(path))
	}
	w := enter(t, url)
	must(t, w.demo(context.Background()))
	return w
}

// demo loads the demonstration where nothing is.
func (w *World) demo(ctx context.Context) error {
	fresh, err := w.Hall.Demo(ctx, starter.Data)
	if err != nil {
		return err
	}
	if err := w.reload(ctx); err != nil || !fresh {
		return err
	}
	hash := cheapHash(app.DemoPassword)
	for _, s := range w.staff {
		if err := w.Store.SetCredential(ctx, s.No, hash, w.Now()); err != nil {
			return err
		}
	}
	return nil
}

// demoFiles is a database with the demonstration.
var demoFiles = made(func(ctx context.Context, url, folder string) (*store.Store, error) {
	w, err := Enter(ctx, url, folder)
	if err != nil {
		return nil, err
	}
	return w.Store, w.demo(ctx)
})

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
