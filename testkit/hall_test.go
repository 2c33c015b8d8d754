package testkit_test

import (
	"context"
	"testing"

	"yimen/core/casework"
	"yimen/testkit"
)

var states = []casework.State{casework.Drafting, casework.Received, casework.Supplementing, casework.Reviewing, casework.Approving,
	casework.Suspended, casework.Granted, casework.Denied, casework.Issuing, casework.Delivered, casework.Closed}

func TestACaseInEveryState(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		w := testkit.Open(t, url)
		for _, s := range states {
			if rec := w.CaseIn(t, testkit.Felling, testkit.Community, s); rec.State() != s {
				t.Errorf("asked for %s, got %s", s, rec.State())
			}
		}
		n, err := w.Audit(context.Background())
		if err != nil || n != len(states) {
			t.Errorf("audit of %d cases: %v", n, err)
		}
	})
}
