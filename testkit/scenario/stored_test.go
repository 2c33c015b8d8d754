package scenario_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
	"yimen/testkit/scenario"
)

// TestStoredScenarios plays every scenario through the store on both databases, and then
// derives every case anew from its facts.
func TestStoredScenarios(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		st := opened(t, url)
		files := append(scenarios(t, "../scenarios/*.scn"), scenarios(t, "../scenarios/ledger/*.scn")...)
		var last *scenario.Stored
		open := func(w scenario.World) (scenario.Hall, error) {
			h, err := scenario.OpenStored(t.Context(), st)(w)
			last, _ = h.(*scenario.Stored)
			return h, err
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all, err := scenario.Parse(name, string(text), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				if s.Arranges() {
					playAlone(t, s)
					continue
				}
				if err := s.Play(open); err != nil {
					t.Error(err)
				}
			}
		}
		if err := last.Audit(); err != nil {
			t.Error(err)
		}
	})
}

// playAlone plays a scenario with a calendar of its own, in databases of its own.
func playAlone(t *testing.T, s *scenario.Scenario) {
	t.Helper()
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		st := opened(t, url)
		var hall *scenario.Stored
		open := func(w scenario.World) (scenario.Hall, error) {
			h, err := scenario.OpenStored(t.Context(), st)(w)
			hall, _ = h.(*scenario.Stored)
			return h, err
		}
		if err := s.Play(open); err != nil {
			t.Error(err)
		}
		if err := hall.Audit(); err != nil {
			t.Error(err)
		}
		if err := s.Play(open); !errors.Is(err, scenario.ErrOwnCalendar) {
			t.Errorf("a second time in the same database: %v", err)
		}
	})
}

// TestStoredSparesOtherDatabases: a database with another directory is left alone.
func TestStoredSparesOtherDatabases(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		st := opened(t, url)
		other := scenario.District()
		other.Units[0].Name = "别的城市"
		_, version, err := st.Directory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := st.SaveDirectory(t.Context(), other, version); err != nil {
			t.Fatal(err)
		}
		_, err = scenario.OpenStored(t.Context(), st)(scenario.World{District: scenario.District()})
		if !errors.Is(err, scenario.ErrInUse) {
			t.Errorf("got %v", err)
		}
		kept, _, err := st.Directory(t.Context())
		if err != nil || !hasName(kept, "别的城市") {
			t.Errorf("the directory was lost: %v", err)
		}
	})
}

func hasName(s org.Snapshot, name string) bool {
	for _, u := range s.Units {
		if u.Name == name {
			return true
		}
	}
	return false
}

func opened(t *testing.T, url string) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return st
}

func scenarios(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios %s: %v", pattern, err)
	}
	return files
}
