package web_test

import (
	"testing"

	"yimen/testkit"
)

// TestPrinted: what people print and take along stands on as few sheets as it fills, from the top of
// the first: a frame that would not break once left that one empty.
func TestPrinted(t *testing.T) {
	t.Parallel()
	j := setOut(t, testkit.SQLite(t), true, false)
	for path, sheets := range map[string]int{"/items/LW-XK-003/v/2/bring": 1, "/items/LW-XK-001/v/2/form": 1, "/items/LW-XK-001/v/2/sample": 2, "/items/LW-JF-001": 5} {
		j.resident.Go(path)
		if n := j.resident.Printed(); n < 1 || n > sheets {
			t.Errorf("%s is printed on %d sheets, and fills %d", path, n, sheets)
		}
	}
}
