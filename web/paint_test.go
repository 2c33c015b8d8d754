package web_test

import (
	"slices"
	"testing"
	"time"

	"yimen/testkit"
)

// What somebody meets who comes for the first time, with a phone of the cheap kind.
const (
	mostToPaint   = time.Second // until the first thing shows
	slowdown      = 6           // times slower than this machine's processor
	mostColdBytes = 50 << 10    // of page, style sheet, scripts and icon, as they go over the wire
)

// firstPages are where residents come in: by the front door, by a list, by a link to an item.
var firstPages = []string{"/", "/services", "/services?at=330303001", "/search?q=低保", "/centres", "/items/LW-XK-003", "/items/LW-XK-003/start", "/track", "/account/sign-in"}

// TestAFirstVisitIsLight: no page by which residents come in brings more than 50 KB, in either language.
func TestAFirstVisitIsLight(t *testing.T) {
	j := setOut(t, testkit.SQLite(t), true, false)
	for _, lang := range []string{"zh", "en"} {
		j.resident.Go("/?lang=" + lang)
		for _, path := range firstPages {
			cold := j.resident.Cold(path, 1)
			t.Logf("%s %s: %d bytes", path, lang, cold.Bytes)
			if cold.Bytes > mostColdBytes || cold.Bytes < 10<<10 {
				t.Errorf("%s in %s brings %d bytes, at most %d", path, lang, cold.Bytes, mostColdBytes)
			}
		}
	}
}

// BenchmarkFirstPaint measures when the first thing of a page shows in a browser that has nothing
// of it, its processor six times slower.
func BenchmarkFirstPaint(b *testing.B) {
	j := setOut(b, testkit.SQLite(b), true, false)
	for _, path := range firstPages {
		b.Run(path, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = append(took, j.resident.Cold(path, slowdown).Painted)
			}
			slices.Sort(took)
			p50 := took[len(took)/2]
			b.ReportMetric(float64(p50.Milliseconds()), "p50-ms")
			b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "max-ms")
			if p50 > mostToPaint {
				b.Errorf("first paint after %s, at most %s", p50, mostToPaint)
			}
		})
	}
}
