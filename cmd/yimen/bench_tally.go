package main

import (
	"cmp"
	"slices"
	"time"
)

// benchTally is what came of some cases.
type benchTally struct {
	times    map[string][]time.Duration
	finished []string // case numbers
	failed   int
	first    error
}

func newTally() benchTally { return benchTally{times: map[string][]time.Duration{}} }

func (t *benchTally) fail(err error) {
	t.failed++
	t.first = cmp.Or(t.first, err)
}

func (t *benchTally) add(more benchTally) {
	for act, times := range more.times {
		t.times[act] = append(t.times[act], times...)
	}
	t.finished = append(t.finished, more.finished...)
	t.failed += more.failed
	t.first = cmp.Or(t.first, more.first)
}

// percentile is a distribution in milliseconds.
type percentile struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

func percentilesOf(times []time.Duration) percentile {
	if len(times) == 0 {
		return percentile{}
	}
	slices.Sort(times)
	at := func(q float64) float64 {
		return round(float64(times[min(len(times)-1, int(q*float64(len(times))))].Microseconds()) / 1000)
	}
	return percentile{at(0.50), at(0.95), at(0.99)}
}

func (l *benchLoad) percentiles() map[string]percentile {
	out := map[string]percentile{}
	for name, times := range l.times {
		out[name] = percentilesOf(times)
	}
	return out
}
