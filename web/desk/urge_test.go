package desk

import (
	"net/http"
	"testing"

	"yimen/app"
	"yimen/core/casework"
)

// Who opens a late case sees that the applicant pressed, until the work is done.
func TestUrgedIsSeen(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	w.set(2026, 9, 1, 9, 0)
	w.as(reviewer).get("/desk/cases/" + no).not("申请人已经催办")
	rec := w.record(no)
	if _, err := w.hall.Do(t.Context(), no, rec.Version, casework.Urge{Text: "请尽快"}, app.Applicant(rec.Case)); err != nil {
		t.Fatal(err)
	}
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "申请人已经催办", "请优先处理", "请尽快")
}
