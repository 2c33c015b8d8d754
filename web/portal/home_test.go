package portal

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/catalog"
)

func TestHome(t *testing.T) {
	w := newWorld(t)
	w.get("/").ok(http.StatusOK, "您要办什么事？", `action="/search"`, "开店", "永中街道", `href="/track"`)
	w.get("/?lang=en").ok(http.StatusOK, "What do you need to get done?", "Opening a shop", `lang="en"`)
	w.get("/?lang=zh&large=1").ok(http.StatusOK, "12345", "请人代办", "养老").not("养宠物", "按主题找")
	w.get("/?large=0&contrast=1").ok(http.StatusOK, `class="portal contrast"`, "标准颜色")
	w.get("/?contrast=0").ok(http.StatusOK, `class="portal"`, "高对比度")
	w.get("/nowhere").ok(http.StatusNotFound)
}

func TestSearch(t *testing.T) {
	w := newWorld(t)
	for query, name := range map[string]string{
		"开店":           "个体工商户",
		"gtgsh":        "个体工商户",
		"shipinjingyi": "食品经营许可",
		"狗":            "养犬登记",
		"open a shop":  "个体工商户",
	} {
		w.get("/search?lang=zh&q="+strings.ReplaceAll(query, " ", "+")).ok(http.StatusOK, name)
	}
	w.get("/search?q=zzzzzz").ok(http.StatusOK, "没有找到“zzzzzz”", "12345", "/services")
	w.get("/search").ok(http.StatusOK, "请输入要办的事")
	w.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").ok(http.StatusOK).not("<script>alert")
	if p := w.get("/search?q=330303+100+260302+000001").ok(http.StatusOK); p.path != "/track?no=330303100260302000001" {
		t.Errorf("a case number in the search box leads to %s", p.path)
	}
}

func TestServices(t *testing.T) {
	w := newWorld(t)
	w.get("/services").ok(http.StatusOK, "共 30 项", "食品经营许可")
	w.get("/services?event=%E5%BC%80%E5%BA%97").ok(http.StatusOK, "个体工商户", "清除条件").not("养犬登记")
	w.get("/services?type=01&audience=body&linkage=districtStreet").ok(http.StatusOK, "食品经营许可").not("养犬登记")
	w.get("/services?theme=none").ok(http.StatusOK, "没有符合条件的事项")
}

func TestServicesPageByPage(t *testing.T) {
	items := make([]*catalog.Item, servicesShown+5)
	for i := range items {
		items[i] = &catalog.Item{Code: "X-" + string(rune('A'+i/26)) + string(rune('A'+i%26))}
	}
	first := listView{Items: items, Total: len(items)}
	first.page(t.Context(), "")
	if len(first.Items) != servicesShown || first.Pager.Older == "" || first.Pager.Newer != "" {
		t.Fatalf("first page: %d items, pager %+v", len(first.Items), first.Pager)
	}
	last := listView{Items: items, Total: len(items)}
	last.page(t.Context(), first.Items[servicesShown-1].Code)
	if len(last.Items) != 5 || last.Items[0] != items[servicesShown] || last.Pager.Older != "" || last.Pager.Newer != "/services?" {
		t.Fatalf("last page: %d items, pager %+v", len(last.Items), last.Pager)
	}
}

func TestCentres(t *testing.T) {
	w := newWorld(t)
	w.get("/centres").ok(http.StatusOK, "永中街道行政服务中心", "星海街道", "地址待核实")
	w.get("/centres?street=330303001").ok(http.StatusOK, "永中街道行政服务中心", "社区便民服务中心").not("蒲州街道行政服务中心")
	w.get("/centres?item=LW-XK-003").ok(http.StatusOK, "在哪里办", "永中街道行政服务中心").not("社区便民服务中心")
	w.get("/centres?item=NO").ok(http.StatusNotFound)
	w.get("/centres/330303001-zx").ok(http.StatusOK, "综合受理", "高拍仪", "待核实", "监督电话", "食品经营许可")
	w.get("/centres/330303001-zx?lang=en").ok(http.StatusOK, "Yongzhong Subdistrict Administrative Service Centre", "Document camera")
	w.get("/centres/none").ok(http.StatusNotFound)
}
