package scenario

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	exampleRow = regexp.MustCompile(`(?m)^\| (T\d\d) \|[^|]*\|([^|]*)`)
	inTicks    = regexp.MustCompile("`([^`]+)`")
)

// TestEveryExampleIsPlayed: the worked examples that the manual lists stand where it says, and
// every example of the rules is among them.
func TestEveryExampleIsPlayed(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	told := map[string]bool{}
	for _, row := range exampleRow.FindAllStringSubmatch(read("../../docs/scenarios.md"), -1) {
		told[row[1]] = true
		where := inTicks.FindAllStringSubmatch(row[2], -1)
		if len(where) == 0 {
			t.Errorf("%s is proved nowhere", row[1])
		}
		for _, file := range where {
			path := filepath.Join("../..", file[1])
			if strings.HasSuffix(file[1], ".scn") {
				path = filepath.Join("../scenarios", file[1])
			}
			if !regexp.MustCompile(row[1] + `\b`).MatchString(read(path)) {
				t.Errorf("%s does not stand in %s", row[1], file[1])
			}
		}
	}
	ruled := exampleRow.FindAllStringSubmatch(read("../../docs/law/rules.md"), -1)
	if len(ruled) < 20 {
		t.Fatalf("the rules list %d examples", len(ruled))
	}
	for _, row := range ruled {
		if !told[row[1]] {
			t.Errorf("the manual does not say where %s is played", row[1])
		}
	}
}
