package app_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/testkit"
)

// What publishing an item would touch counts cases, not the bodies that work on one side by side.
func TestImpactCountsCases(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := w.CaseIn(t, testkit.Occupy, testkit.Community, casework.Reviewing) // two pieces of work
		got, err := w.ImpactOf(ctx, testkit.Occupy)
		must(t, err)
		if got.Running != 1 || !slices.Equal(got.Nos, []string{rec.No}) {
			t.Errorf("running: %d %v", got.Running, got.Nos)
		}
	})
}
