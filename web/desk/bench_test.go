package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// BenchmarkLife plays cases from receipt to service through the pages.
func BenchmarkLife(b *testing.B) {
	w := newWorld(b)
	for b.Loop() {
		w.at(casework.Delivered)
	}
}

// BenchmarkCasePage reads and renders a case with its acts.
func BenchmarkCasePage(b *testing.B) {
	w := newWorld(b)
	no := w.at(casework.Approving)
	c := w.as(approver)
	for b.Loop() {
		c.get("/desk/cases/" + no).is(http.StatusOK)
	}
}

// BenchmarkQueue reads and renders a full page of the queue.
func BenchmarkQueue(b *testing.B) {
	w := newWorld(b)
	for range pageRows + 1 {
		w.received()
	}
	c := w.as(acceptor)
	for b.Loop() {
		c.get("/desk").is(http.StatusOK)
	}
}
