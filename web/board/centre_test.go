package board_test

import (
	"net/http"
	"regexp"
	"testing"
)

const yongzhong = "330303001-zx" // 永中街道行政服务中心

// Gaps are told against 100 %; a keeper fixes a post, adds a thing, checks it and takes it out.
func TestCentrePages(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/board/centres").ok(http.StatusOK, "永中街道行政服务中心", "缺：", "有缺口", "齐全")
	w.as(acceptor).get("/board/centres?lacks=self&street=330303001").ok(http.StatusOK, "龙水社区", "缺：扫描仪").not("镇中社区便民服务中心", "瑶溪街道瑶溪社区")
	w.as(acceptor).get("/board/centres?lacks=in&lang=en").ok(http.StatusOK, "Stationing")
	w.as(acceptor).get("/board/centres/"+yongzhong).ok(http.StatusOK, "温龙授〔2015〕12号", "街道自有事项", "综合受理", "没有定岗").not("登记定岗")
	w.as(admin).get("/board/centres/"+yongzhong).ok(http.StatusOK, "/desk/admin/centres/"+yongzhong, "/desk/admin/stationings?q=")
	w.as(acceptor).get("/board/centres/none").ok(http.StatusNotFound)

	keeper, here := w.as(keeperYz), "/board/centres/"+yongzhong
	post := []string{"counter", "2", "post", "review", "staff", "lw202", "from", "2026-03-02"}
	keeper.post(here, here+"/posts", with(post, "counter", "9")...).ok(http.StatusUnprocessableEntity, "请从给出的选项中选择“窗口”")
	keeper.post(here, here+"/posts", with(post, "post", "approval")...).ok(http.StatusUnprocessableEntity, "在这一天不在本中心任此岗位")
	keeper.post(here, here+"/posts", with(post, "staff", "lw201", "post", "acceptance")...).ok(http.StatusUnprocessableEntity, "同一期间已经定岗")
	page := keeper.post(here, here+"/posts", post...).ok(http.StatusOK, "离岗")
	end := regexp.MustCompile(`/board/posts/330303001-d04/end`).FindString(page.body)
	if end == "" {
		t.Fatal("the new post can't be ended")
	}
	w.as(keeperZz).post("/board/services/new", end, "version", "1").ok(http.StatusForbidden)
	keeper.post(here, end, "version", "0").ok(http.StatusUnprocessableEntity, "别人先保存")
	keeper.post(here, end, "version", "1").ok(http.StatusOK)

	thing := []string{"kind", "printer", "name", "票据打印机", "count", "1", "place", "6 号窗口", "from", "2026-03-02"}
	keeper.post(here, here+"/facilities", with(thing, "count", "1.5")...).ok(http.StatusUnprocessableEntity, "数量应为1至999", "票据打印机")
	keeper.post(here, here+"/facilities", thing...).ok(http.StatusOK, "票据打印机", "没有检查过")
	const made = "/board/facilities/330303001-e06"
	check := []string{"on", "2026-03-02", "ok", "no", "note", "缺纸", "version", "1"}
	keeper.post(made, made, with(check, "note", "")...).ok(http.StatusUnprocessableEntity, "有故障的应写明")
	keeper.post(made, made, with(check, "on", "2026-03-03")...).ok(http.StatusUnprocessableEntity, "不能晚于今天", "缺纸")
	keeper.post(made, made, check...).ok(http.StatusOK, "有故障", "缺纸", "叶青")
	keeper.post(made, made, with(check, "ok", "yes", "note", "", "version", "2")...).ok(http.StatusOK, "完好", "缺纸")
	keeper.post(made, made+"/end", "version", "3").ok(http.StatusOK)
	w.Clock.Set(w.Today().Add(1).At(9, 0))
	keeper.get(here).ok(http.StatusOK).not("票据打印机")
	w.as(acceptor).get(made+"?lang=en").ok(http.StatusOK, "Out of use", "Out of order").not("Enter a check")
	w.as(acceptor).get("/board/facilities/none").ok(http.StatusNotFound)
}
