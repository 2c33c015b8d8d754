// Package luck gives property tests the same cases in every run, so that a change is judged
// by what it changes and not by the luck of a draw. New cases are looked for by make fuzz,
// which sets YIMEN_LUCK=new; -rapid.seed=N repeats what it found.
package luck

import (
	"flag"
	"os"

	_ "pgregory.net/rapid" // whose flags must be known first
)

func init() {
	if os.Getenv("YIMEN_LUCK") != "new" {
		_ = flag.Set("rapid.seed", "20150710") // day on which the catalogues were due
	}
}

// Checks runs a test with so many cases as often as rapid would by itself, and gives it back
// to what it was.
func Checks(times string) (restore func()) {
	was := flag.Lookup("rapid.checks").Value.String()
	if was == flag.Lookup("rapid.checks").DefValue {
		_ = flag.Set("rapid.checks", times)
	}
	return func() { _ = flag.Set("rapid.checks", was) }
}
