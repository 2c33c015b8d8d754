package portal

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"yimen/store"
	"yimen/web/ui"
)

// TestHandedInOnce: a double click, twenty at the same time, the back button, a reload and a
// lost connection make one case.
func TestHandedInOnce(t *testing.T) {
	w := newWorld(t)
	draft := w.filled(w.linked())
	check := "/apply/" + draft + "/check"
	form := url.Values{"truth": {"yes"}, ui.TokenField: {w.token(check)}}

	// the connection is lost before the answer comes
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url+check, strings.NewReader(form.Encode()))
	w.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if res, err := w.http.Do(r); err == nil {
		res.Body.Close()
	}

	numbers := make([]string, 20)
	var all sync.WaitGroup
	for i := range numbers {
		all.Go(func() {
			res, err := w.http.PostForm(w.url+check, form)
			if err != nil {
				return
			}
			defer res.Body.Close()
			numbers[i], _, _ = strings.Cut(strings.TrimPrefix(res.Request.URL.Path, "/cases/"), "/")
		})
	}
	all.Wait()
	no := numbers[0]
	for i, n := range numbers {
		if len(n) != 21 || n != no {
			t.Errorf("click %d leads to case %q, the first to %q", i+1, n, no)
		}
	}
	if p := w.read(must(w.http.PostForm(w.url+check, form))); p.path != "/cases/"+no+"/receipt" { // reload
		t.Errorf("the form sent again leads to %s", p.path)
	}
	w.get(check).ok(http.StatusOK, spacedNo(no)) // back
	if n := w.count("330303"); n != 1 {
		t.Errorf("%d cases were filed", n)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// count is how many cases have a number that begins so.
func (w *world) count(prefix string) int {
	w.t.Helper()
	n := 0
	w.must(w.hall.Store.EachWhole(w.t.Context(), func(c store.Whole) error {
		if strings.HasPrefix(c.No, prefix) {
			n++
		}
		return nil
	}))
	return n
}
