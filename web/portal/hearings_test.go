package portal

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// TestHearingsAreMasked: a hearing called for the public is published with its matter, and with
// time and place when they are fixed; whose application it is about nobody reads (许可法46、48).
func TestHearingsAreMasked(t *testing.T) {
	w := newWorld(t)
	w.get("/hearings").ok(http.StatusOK, "目前没有听证公告")
	no, _ := w.submitted(w.itemThat(func(it *catalog.Item) bool { return it.Code == "LW-XK-007" }))
	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"},
		casework.AnnounceHearing{Ground: "公共利益", Matter: "林秀兰（330302195203084127）成片采伐林木", Register: "三日内致电 0577-86968283 报名，或者联系申请人林秀兰 13805776621"})
	w.get("/hearings").ok(http.StatusOK, w.authority(no), "成片采伐林木", "0577-86968283", "林**", "2026年3月2日").not(append(secrets, no)...)
	w.get("/hearings?lang=en").ok(http.StatusOK, "Public hearings").not(secrets...)
	w.get("/?lang=zh")

	staffDo(t, w.hall, no, casework.ScheduleHearing{On: w.hall.Today().Add(14), Begins: "09:30", Place: "区政务中心三楼", Presider: w.presider(no)})
	w.get("/hearings").ok(http.StatusOK, "2026年3月16日", "09:30", "区政务中心三楼").not(append(secrets, no)...)
	w.get("/hearings?after=x").ok(http.StatusOK, "成片采伐林木")
	w.get("/hearings?after=1.1").ok(http.StatusOK, "目前没有听证公告")
	w.get("/decisions").ok(http.StatusOK, `href="/hearings"`)
}

// authority is the name of the body that decides on a case (决定机关), whose hearing it is.
func (w *world) authority(no string) string {
	w.t.Helper()
	rec, err := w.hall.Store.CaseByNo(w.t.Context(), no)
	w.must(err)
	item, ok := w.hall.Catalogue().Version(rec.Item, rec.ItemVersion)
	if body := rec.Authority(w.hall.Directory(), item, w.hall.Today()); ok && body.Code != rec.Unit() {
		return w.portal.unitByCode(w.t.Context(), body.Code)
	}
	w.t.Fatal("the unit that has the case is the deciding body itself")
	return ""
}

// presider is somebody of the unit that holds a case.
func (w *world) presider(no string) string {
	w.t.Helper()
	rec, err := w.hall.Store.CaseByNo(w.t.Context(), no)
	w.must(err)
	people := w.hall.Directory().Workers(rec.Unit(), w.hall.Today())
	return people[len(people)-1].No
}
