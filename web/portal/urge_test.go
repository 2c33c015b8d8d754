package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"yimen/core/period"
)

// A case past its day offers the reminder, once; before it none.
func TestUrge(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	accepted(t, w.hall, no)
	path := "/cases/" + no + "/urge"
	w.get("/cases/" + no).ok(http.StatusOK).not(path)
	w.now.Store(int64(period.NewDate(2026, 9, 1).At(9, 0)))
	w.grantAgain(no)
	w.get("/cases/"+no).ok(http.StatusOK, path)
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	w.get(path).ok(http.StatusOK, "已经超过应当办结的日期", "想说的话")
	w.post(path, path, url.Values{"seen": {strconv.Itoa(rec.Version)}, "content": {"请尽快"}}).ok(http.StatusOK, "催办").not(`href="` + path + `"`)
	rec, err = w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	if len(rec.Urged) != 1 {
		t.Errorf("on file: %+v", rec.Urged)
	}
}
