package web_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/a-h/templ"

	"yimen/web/ui"
)

// mostToDraw is the median that drawing a page may take, without what was read for it.
const mostToDraw = 2 * time.Millisecond

// BenchmarkPages draws every page that the mux knows, as the reader to whom it shows most, from
// what was read for it before: the database is closed by then. Its p50 is held to the budget.
func BenchmarkPages(b *testing.B) {
	s := openRights(b)
	s.gets()
	drawn := map[string]func() error{}
	for pattern, at := range s.heaviest {
		drawn[pattern] = s.drawing(at)
	}
	s.must(s.Store.Close())
	for _, pattern := range slices.Sorted(maps.Keys(drawn)) {
		b.Run(nameOfRoute(pattern), func(b *testing.B) { draw(b, drawn[pattern]) })
	}
}

// drawing reads a page once and gives what draws it again.
func (s *sweep) drawing(at weight) (again func() error) {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, at.path, nil)
	s.addr++
	r.RemoteAddr = addressNo(s.addr)
	for name, value := range s.browsers[at.who].cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	s.pages.ServeHTTP(httptest.NewRecorder(), r.WithContext(ui.Keeping(r.Context(), func(ctx context.Context, page templ.Component) {
		again = func() error { return page.Render(ctx, io.Discard) }
	})))
	if again == nil {
		s.t.Fatalf("%s shows nothing to %s", at.path, at.who)
	}
	return again
}

// draw tells the median beside Go's own average.
func draw(b *testing.B, again func() error) {
	var took []time.Duration
	for b.Loop() {
		from := b.Elapsed()
		if err := again(); err != nil {
			b.Fatal(err)
		}
		took = append(took, b.Elapsed()-from)
	}
	slices.Sort(took)
	p50 := took[len(took)/2]
	b.ReportMetric(float64(p50.Microseconds())/1000, "p50-ms")
	if p50 > mostToDraw {
		b.Errorf("p50 %s, at most %s", p50, mostToDraw)
	}
}
