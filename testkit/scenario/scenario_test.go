package scenario

import (
	"os"
	"path/filepath"
	"testing"
)

// TestScenarios plays every scenario of the project in the pure core.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("../scenarios/*.scn")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Parse(name, string(text), nil)
		if err != nil {
			t.Error(err)
		}
		for _, s := range all {
			t.Run(filepath.Base(name)+"/"+s.Name, func(t *testing.T) {
				if err := s.Play(OpenCore); err != nil {
					t.Error(err)
				}
			})
		}
	}
}
