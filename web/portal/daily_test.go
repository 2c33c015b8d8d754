package portal

import (
	"net/http"
	"strings"
	"testing"
)

// Services of daily life stand beside the items: in the search, once for all centres that
// offer the same, and on the page of each centre.
func TestDailyServices(t *testing.T) {
	w := newWorld(t)
	p := w.get("/search?q=电费").ok(http.StatusOK, "便民服务", "电费缴纳和用电报修", "待核", "14 个中心", "用电报装")
	if n := strings.Count(p.body, "国网温州供电公司龙湾供电分局"); n != 1 {
		t.Errorf("one service of one provider stands %d times", n)
	}
	w.get("/search?q=jieshu").ok(http.StatusOK, "书报刊零售和借阅").not("没有找到")
	w.get("/search?q=零钱兑换机").ok(http.StatusOK).not("便民服务</h2>")
	w.get("/centres/330303001010-zx?lang=en").ok(http.StatusOK, "Community services", "State Grid Wenzhou", "https://www.95598.cn/", "to be checked")
	w.get("/centres/330303001201-zx").ok(http.StatusOK).not("Community services")
}
