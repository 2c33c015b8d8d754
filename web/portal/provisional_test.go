package portal

import (
	"net/http"
	"net/url"
	"testing"

	"yimen/core/period"
	"yimen/store"
)

// A day of a year whose holidays are not announced may still move, and says so wherever it stands (暂定).
func TestDaysThatMayMoveSaySo(t *testing.T) {
	w := newWorld(t)
	w.now.Store(int64(period.NewDate(2026, 12, 29).At(9, 30)))
	it := w.linked()
	for _, page := range []string{"/items/" + it.Code, "/items/" + it.Code + "/start", "/items/" + it.Code + "/v/1/bring"} {
		w.get(page).ok(http.StatusOK, "（暂定）")
	}
	no, code := w.submitted(it)
	w.get("/cases/"+no+"/receipt").ok(http.StatusOK, "（暂定）")
	w.http = newBrowser()
	w.post("/track", "/track", url.Values{"no": {no}, "code": {code}}).ok(http.StatusOK, "（暂定）")
	w.get("/cases/"+no+"?lang=en").ok(http.StatusOK, "(provisional)")

	c, err := w.hall.Complain(t.Context(), store.Complaint{Unit: "330303001", Kind: "delay", Text: "等了一个月"})
	w.must(err)
	w.http = newBrowser()
	w.post("/track", "/track", url.Values{"no": {c.No}, "code": {c.Code}}).ok(http.StatusOK, "（暂定）")

	ended := w.ended(true)
	f, err := w.hall.Store.CaseByNo(t.Context(), ended)
	w.must(err)
	w.http = newBrowser()
	w.post("/track", "/track", url.Values{"no": {ended}, "code": {f.Query}}).ok(http.StatusOK)
	w.post("/cases/"+ended+"/rate", "/cases/"+ended+"/rate", url.Values{"level": {"dissatisfied"}, "text": {"材料来回补了三次"}}).ok(http.StatusOK)
	w.get("/cases/"+ended+"/rate").ok(http.StatusOK, "（暂定）")
}
