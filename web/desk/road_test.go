package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// The main road, each act by the post whose turn it is.
func TestRoad(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	if rec := w.record(no); rec.Ended != casework.Concluded || rec.Version != 9 {
		t.Fatalf("%s after %d acts", rec.Ended, rec.Version)
	}
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "已办结", "乡字第330303202600001号", "街道审核同意", "此件已经结束")
}
