package watch_test

import (
	"strings"
	"testing"

	"yimen/core/watch"
)

// TestLineAsAWhole: nobody is given a place while somebody accepted before him waits; who left,
// or came into the line only later, was not passed over.
func TestLineAsAWhole(t *testing.T) {
	for name, c := range map[string]struct {
		line []watch.Place
		says string
	}{
		"in order":     {[]watch.Place{{"a", 1, 1, 3, 1}, {"b", 2, 2, 4, 2}}, ""},
		"first left":   {[]watch.Place{{"a", 1, 1, 3, 0}, {"b", 2, 2, 4, 1}}, ""},
		"came later":   {[]watch.Place{{"a", 1, 4, 5, 2}, {"b", 2, 2, 3, 1}}, ""},
		"first waits":  {[]watch.Place{{"a", 1, 1, 0, 0}, {"b", 2, 2, 3, 1}}, "b was given a place while a"},
		"passed over":  {[]watch.Place{{"a", 1, 1, 4, 2}, {"b", 2, 2, 3, 1}}, "b was given a place while a"},
		"same moment":  {[]watch.Place{{"b", 1, 2, 3, 1}, {"a", 1, 1, 4, 2}}, "b was given a place while a"},
		"given twice":  {[]watch.Place{{"a", 1, 1, 3, 1}, {"b", 2, 2, 4, 1}}, "b was given place 1 of 2"},
		"one left out": {[]watch.Place{{"a", 1, 1, 3, 1}, {"b", 2, 2, 4, 3}}, "b was given place 3 of 2"},
	} {
		if got := watch.Line(c.line); (got == "") != (c.says == "") || !strings.HasPrefix(got, c.says) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}
