package desk

import (
	"net/http"
	"slices"
	"testing"

	"yimen/core/casework"
)

// The supervisor calls back and answers a poor rating; whom it rates does not see it.
func TestRatingPages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	must(t, err)
	f, err := w.hall.Track(t.Context(), no, rec.Query)
	must(t, err)
	must(t, w.hall.Rate(t.Context(), f, "dissatisfied", "跑了三次"))
	watcher := ""
	for _, s := range w.hall.Directory().People() {
		if slices.Contains(w.hall.Overseen(s.No), f.Decision.Unit) {
			watcher = s.No
		}
	}
	path := "/desk/ratings/" + no
	w.as(reviewer).get("/desk/ratings").is(http.StatusForbidden)
	w.as(reviewer).get(path).is(http.StatusForbidden)
	w.as(watcher).get("/desk/ratings/1").is(http.StatusNotFound)
	w.as(watcher).get("/desk/oversight").is(http.StatusOK, "好差评台账")
	w.as(watcher).get("/desk/ratings").is(http.StatusOK, no, "等回访或者答复的差评", "差评回访时限")
	w.as(watcher).get("/desk/ratings?level=fair").is(http.StatusOK, "没有这样的评价")
	w.as(watcher).get(path).is(http.StatusOK, "跑了三次", "登记回访", "差评整改答复时限", "为什么是这一天")
	w.as(watcher).post(path, "text", "").is(http.StatusUnprocessableEntity, "请填写“回访情况”")
	w.as(watcher).post(path, "text", "已经致电").is(http.StatusSeeOther)
	w.as(watcher).get(path).is(http.StatusOK, "已经致电", "登记整改答复")
	w.as(watcher).post(path, "text", "改为一次办结").is(http.StatusSeeOther)
	w.as(watcher).get(path).is(http.StatusOK, "改为一次办结").not("name=\"text\"")
	w.as(watcher).post(path, "text", "再答").is(http.StatusUnprocessableEntity, "已经登记过了")
	w.as(watcher).get("/desk/ratings").is(http.StatusOK, no).not("等回访或者答复的差评")
	w.as(watcher).get(path).is(http.StatusOK, "已完成", "误评、恶意差评的申诉复核", "提请不予采信").not("维持评价")
	w.as(reviewer).post(path+"/judge", "decision", "doubt", "why", "误评").is(http.StatusForbidden)
	w.as(watcher).post(path+"/judge", "decision", "aside", "why", "误评").is(http.StatusUnprocessableEntity, "误评</textarea>")
	w.as(watcher).post(path+"/judge", "decision", "doubt", "why", "申请人称按错").is(http.StatusSeeOther)
	w.as(watcher).get(path).is(http.StatusOK, "申请人称按错").not("name=\"why\"")
	w.as(watcher).post(path+"/judge", "decision", "aside", "why", "同意").is(http.StatusUnprocessableEntity, "应当由另一人做")
	second := ""
	for _, s := range w.hall.Directory().People() {
		if s.No != watcher && slices.Contains(w.hall.Overseen(s.No), f.Decision.Unit) {
			second = s.No
		}
	}
	w.as(second).post(path+"/judge", "decision", "uphold", "why", "确有其事").is(http.StatusSeeOther)
	w.as(second).get(path).is(http.StatusOK, "确有其事", "维持评价")
	if r, err := w.hall.Rating(t.Context(), no, watcher); err != nil || len(w.hall.RatingClocks(r)) != 2 {
		t.Errorf("%+v: %v", r, err)
	}
	c := w.as(watcher)
	c.get("/desk?lang=en")
	c.get("/desk/ratings").is(http.StatusOK, "Ratings").not("rating.c", "codes.")
	c.get(path).is(http.StatusOK, "Reply to the rating").not("rating.c", "codes.")
}
