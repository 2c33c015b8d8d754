package watch_test

import (
	"os"
	"path/filepath"
	"testing"

	"yimen/testkit/scenario"
)

// TestScenariosBreakNothing plays every scenario of the project and looks at its cases after
// every act: what the hall allows breaks no rule that the re-checker knows.
func TestScenariosBreakNothing(t *testing.T) {
	files, err := filepath.Glob("../../testkit/scenarios/*.scn")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	found := map[string]int{}
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
			t.Run(filepath.Base(name)+"/"+s.Name, func(t *testing.T) {
				open := func(w scenario.World) (scenario.Hall, error) {
					h, err := scenario.OpenCore(w)
					return &watched{Hall: h, t: t, world: w, found: found, known: w.Calendar}, err
				}
				if err := s.Play(open); err != nil {
					t.Error(err)
				}
			})
		}
	}
	for _, code := range []string{"deemedAccepted", "registeredLate", "stepLate", "statuteLate", "stopsInRow", "hasty"} {
		if found[code] == 0 {
			t.Errorf("no scenario gives %s, but some are late or odd on purpose", code)
		}
	}
	t.Logf("found %v", found)
}
