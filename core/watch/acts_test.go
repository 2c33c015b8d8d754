package watch

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestActsAreThoseOfTheStateMachine: the table of order and the page that tells people of it
// know the same acts, each in the same stages.
func TestActsAreThoseOfTheStateMachine(t *testing.T) {
	text, err := os.ReadFile("../../docs/state-machine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "\n| act | none ")
	table, _, _ = strings.Cut("| act | none "+table, "\n\n")
	rows := strings.Split(table, "\n")
	if !found || len(rows) < 3 {
		t.Fatal("the page has no table of acts and states")
	}
	stages := cells(rows[0])[1:]
	told := map[string]bool{}
	for _, row := range rows[2:] {
		c := cells(row)
		told[c[0]] = true
		law, known := acts[c[0]]
		if !known {
			t.Errorf("%s is no act here: its line is missing in acts", c[0])
			continue
		}
		for i, s := range stages {
			if marked := c[i+1] != ""; marked != law.allows(stage(s)) {
				t.Errorf("%s when %s: the page says %v", c[0], s, marked)
			}
		}
	}
	for act := range acts {
		if !told[act] {
			t.Errorf("the page does not know %s", act)
		}
	}
}

var bar = regexp.MustCompile(`\s*\|\s*`)

// cells are the texts between the bars of a row.
func cells(row string) []string {
	all := bar.Split(strings.TrimSpace(row), -1)
	return all[1 : len(all)-1]
}
