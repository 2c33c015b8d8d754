package desk

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"testing"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// A list of any length leaves in the memory that a batch of its rows takes.
func TestExportStreams(t *testing.T) {
	w := newWorld(t)
	w.many(w.received(), 20_000)
	w.now.Add(1000)
	d := New(w.hall, w.sessions, w.demo)
	r := httptest.NewRequest(http.MethodGet, "/desk/export/list.csv", nil)
	r.SetPathValue("name", "list.csv")
	out := &poured{head: http.Header{}}
	h, now, asked := newHeap(), w.hall.Now, 0
	w.hall.Now = func() period.Instant { // asked for each row
		if asked++; asked%1000 == 0 {
			h.look()
		}
		return now()
	}
	must(t, d.exportQueue(out, r, org.Staff{No: acceptor}))
	h.holds(t, out.n, 3<<20, 1<<20)
}

// A workbook of any length takes what its writer gathers before it turns to a file, 16 MB, which
// grow by doubling.
func TestWorkbookStreams(t *testing.T) {
	out := &poured{head: http.Header{}}
	h, random := newHeap(), rand.New(rand.NewPCG(1, 2))
	out.each = h.look
	must(t, sendTable(out, "list.xlsx", "queue", queueWidths, func(write func([]string) error) error {
		for n := range 100_000 {
			if n%4000 == 0 {
				h.look()
			}
			cells := make([]string, len(exportColumns))
			for i := range cells {
				cells[i] = strconv.FormatUint(random.Uint64(), 36) + strconv.FormatUint(random.Uint64(), 36) // nothing that packs well
			}
			if err := write(cells); err != nil {
				return err
			}
		}
		return nil
	}))
	h.holds(t, out.n, 24<<20, 24<<20)
}

// many makes a list of n rows of one case in the queue that it stands in.
func (w *world) many(no string, n int) {
	w.t.Helper()
	id := w.record(no).ID
	numbers := `WITH RECURSIVE copy (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < $2 - 1) `
	args := []any{id, n}
	must(w.t, w.hall.Store.Write(context.Background(), store.Plan{
		{SQL: numbers + `INSERT INTO cases (id, digest, version, no, query_code, item, accept_unit, head)
SELECT id + k, digest, version, no || '-' || k, query_code, item, accept_unit, head FROM cases, copy WHERE id = $1`, Args: args},
		{SQL: numbers + `INSERT INTO todo (case_id, n, tick, since, yellow, due, last, waiting, unit, post, item, applicant, channel, urged)
SELECT case_id + k, n, tick, since, yellow, due, last, waiting, unit, post, item, applicant, channel, urged FROM todo, copy WHERE case_id = $1`, Args: args},
	}))
}

// poured counts what is sent and keeps none of it; each is called at every megabyte.
type poured struct {
	head http.Header
	n    int64
	each func()
}

func (p *poured) Header() http.Header { return p.head }

func (p *poured) WriteHeader(int) {}

func (p *poured) Write(b []byte) (int, error) {
	n := p.n + int64(len(b))
	if p.each != nil && n>>20 > p.n>>20 {
		p.each()
	}
	p.n = n
	return len(b), nil
}

// heap is what the program holds, in bytes: at first, and the most that was seen.
type heap struct{ first, most int64 }

func newHeap() *heap {
	h := &heap{}
	h.look()
	h.first = h.most
	return h
}

// look measures when nothing in the heap is waste.
func (h *heap) look() {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.most = max(h.most, int64(m.HeapAlloc))
}

// holds tells whether so many bytes were sent as make the test worth something, and that the heap
// grew by no more than it may.
func (h *heap) holds(t *testing.T, sent, least, bound int64) {
	t.Helper()
	grown := h.most - h.first
	t.Logf("%d KB sent, heap grown by %d KB at most", sent>>10, grown>>10)
	if sent < least || grown > bound {
		t.Errorf("%d bytes sent, want %d; heap grown by %d, want at most %d", sent, least, grown, bound)
	}
}
