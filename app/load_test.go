package app_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"yimen/app"
	"yimen/core/period"
	"yimen/starter"
	"yimen/store"
)

func newStarterHall(t *testing.T) *app.Hall {
	t.Helper()
	st, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/hall.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	now := func() period.Instant { return period.NewDate(2026, 3, 2).At(9, 0) }
	hall, err := app.NewHall(t.Context(), st, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	return hall
}

// edited is the starter data with one text of one file exchanged.
func edited(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(starter.Data, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(starter.Data, path)
		if path == file {
			if !strings.Contains(string(data), old) {
				t.Fatalf("%s has no %q", file, old)
			}
			data = []byte(strings.Replace(string(data), old, new, 1))
		}
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLoadAgain: the same folder can be loaded twice; a published version can't be changed.
func TestLoadAgain(t *testing.T) {
	hall := newStarterHall(t)
	for range 2 {
		if err := hall.Load(t.Context(), starter.Data, "t"); err != nil {
			t.Fatal(err)
		}
	}
	before := len(hall.Catalogue().All(hall.Today()))
	err := hall.Load(t.Context(), edited(t, "items/LW-JF-001.yaml", "name: 最低生活保障审批", "name: 最低生活保障核定"), "t")
	var problems app.Problems
	if !errors.As(err, &problems) || problems[0].Code != "versionPublished" {
		t.Fatalf("a changed published version gave %v", err)
	}
	if after := len(hall.Catalogue().All(hall.Today())); after != before || before == 0 {
		t.Errorf("%d items before, %d after", before, after)
	}
}

// TestRefresh: what another process loads is seen after Refresh.
func TestRefresh(t *testing.T) {
	hall := newStarterHall(t)
	other, err := app.NewHall(t.Context(), hall.Store, nil, hall.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Load(t.Context(), starter.Data, "t"); err != nil {
		t.Fatal(err)
	}
	if !hall.Empty() {
		t.Fatal("seen before Refresh")
	}
	if err := hall.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if hall.Empty() {
		t.Error("not seen after Refresh")
	}
}
