package app

import (
	"testing"
	"time"

	"yimen/core/period"
)

func TestTriesForgetWhatSaysNothing(t *testing.T) {
	monday := period.NewDate(2026, 3, 2).At(9, 30)
	tr, later := NewTries(), monday+period.Instant(time.Hour.Milliseconds())
	for i := range 50 {
		tr.Wrong("n"+string(rune('a'+i)), "10.0.0.1", monday)
	}
	if tr.Doubtful("x", "10.0.0.1", later) || !tr.Doubtful("x", "10.0.0.1", monday) {
		t.Error("an address is remembered for ever, or not at all")
	}
	makeRoom(tr.pairs, 50, monday)
	if len(tr.pairs) != 49 {
		t.Errorf("%d buckets that say something are kept in a room of 50, want 49", len(tr.pairs))
	}
	makeRoom(tr.pairs, 49, later)
	if len(tr.pairs) != 0 {
		t.Errorf("%d buckets that say nothing are kept", len(tr.pairs))
	}
}
