package board_test

import (
	"net/http"
	"testing"
)

// A keeper of a community enters a service, mends it, ends it; residents find it meanwhile.
func TestServicePages(t *testing.T) {
	w := newWorld(t)
	if p := w.as("").get("/board/services"); p.path != "/desk/sign-in?next=%2Fboard%2Fservices" {
		t.Errorf("nobody lands on %s", p.path)
	}
	keeper := w.as(keeperZz)
	keeper.get("/board/services").ok(http.StatusOK, "登记便民服务", "镇中社区便民服务中心", "没有")
	keeper.get("/board/services?street=330303007").ok(http.StatusOK, "瑶溪").not("镇中社区便民服务中心")
	keeper.get("/board/services?centre="+zhenzhong).ok(http.StatusOK, "电费缴纳和用电报修", "待核", "95598")
	keeper.get("/board/services?centre=nowhere").ok(http.StatusNotFound)
	form := []string{"centre", zhenzhong, "kind", "finance", "name", "零钱兑换", "nameEn", "Change", "provider", "龙湾农商银行", "providerEn", "Bank",
		"what", "兑换零钱、残损币", "whatEn", "Coins", "place", "社会服务窗口", "placeEn", "Counter", "hours", "每周三上午", "hoursEn", "Wednesday morning",
		"price", "免费", "priceEn", "Free", "phone", "96596", "from", "2026-03-02"}
	const here = "/board/services/new"
	keeper.post(here, here, with(form, "phone", "", "link", "javascript:x")...).ok(http.StatusUnprocessableEntity, "没有联系电话的服务应标为待核", "写完整", "兑换零钱、残损币")
	keeper.post(here, here, with(form, "name", "", "from", "2026-02-30")...).ok(http.StatusUnprocessableEntity, "请填写“服务名称”", "真实存在的日期")
	keeper.post(here, here, with(form, "centre", "330303001011-zx")...).ok(http.StatusUnprocessableEntity, "请从给出的选项中选择“服务中心”")
	keeper.post(here, here, form...).ok(http.StatusOK, "零钱兑换", "96596")
	keeper.post(here, here, form...).ok(http.StatusUnprocessableEntity, "同一期间已有“零钱兑换”")
	w.as("").get("/search?q=零钱").ok(http.StatusOK, "零钱兑换", "镇中社区便民服务中心", "每周三上午")
	w.as("").get("/centres/"+zhenzhong).ok(http.StatusOK, "零钱兑换", "便民服务", "8 项", "免费")
	w.as("").get("/centres/"+zhenzhong+"?lang=en").ok(http.StatusOK, "Community services", "Wednesday morning", "to be checked")

	const made = "/board/services/330303001010-b08"
	change := with(form[2:], "hours", "每周五上午", "version", "1")
	keeper.post(made, made, change...).ok(http.StatusOK, "每周五上午")
	keeper.post(made, made, change...).ok(http.StatusUnprocessableEntity, "别人先保存了新版本")
	w.as(acceptor).get(made).ok(http.StatusOK, "每周五上午", "苏小曼").not(`name="hours"`)
	if p := w.as(acceptor).get(here); p.status != http.StatusForbidden {
		t.Errorf("who keeps nothing gets %d", p.status)
	}
	w.as(acceptor).post("/desk/stand-ins", made, change...).ok(http.StatusForbidden)
	keeper.post(made, made+"/end", "last", "2026-03-01", "version", "2").ok(http.StatusUnprocessableEntity, "失效日期", `data-field="last"`)
	keeper.post(made, made+"/end", "last", "", "version", "2").ok(http.StatusUnprocessableEntity, "请填写“最后服务日”")
	w.as(keeperYz).post(made, made+"/end", "last", w.Today().String(), "version", "2").ok(http.StatusOK)
	w.Clock.Set(w.Today().Add(1).At(9, 0))
	w.as("").get("/search?q=零钱").ok(http.StatusOK).not("每周五上午")
	w.as(keeperAll).get(made+"?lang=en").ok(http.StatusOK, "History", "Ye Qing").not("End the service")
}

// with replaces values of a form.
func with(form []string, pairs ...string) []string {
	out := append([]string(nil), form...)
next:
	for i := 0; i < len(pairs); i += 2 {
		for k := 0; k < len(out); k += 2 {
			if out[k] == pairs[i] {
				out[k+1] = pairs[i+1]
				continue next
			}
		}
		out = append(out, pairs[i], pairs[i+1])
	}
	return out
}
