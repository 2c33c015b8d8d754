package admin_test

import (
	"net/http"
	"regexp"
	"testing"
)

var secretCode = regexp.MustCompile(`<code class="secret">([^<]+)</code>`)

// Terminals are registered, given a pairing code that is shown once, changed and taken out of service.
func TestTerminalPages(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.get("/desk/admin/terminals").is(http.StatusOK, "YZ-01", "未配对", "从未")
	b.post("/desk/admin/terminals", "code", "一号", "centre", "330303002-zx", "name", "大厅", "reason", "添置").is(http.StatusUnprocessableEntity, "终端编号由字母")
	at := b.post("/desk/admin/terminals", "code", "PZ-01", "centre", "330303002-zx", "name", "大厅", "reason", "添置").is(http.StatusSeeOther).to()
	b.get(at).is(http.StatusOK, "PZ-01", "登记自助终端 PZ-01", "未配对")
	b.post("/desk/admin/terminals", "code", "PZ-01", "centre", "330303002-zx", "name", "大厅", "reason", "添置").is(http.StatusUnprocessableEntity, "已登记")

	page := b.post(at+"/pair").is(http.StatusOK, "/kiosk/pair")
	m := secretCode.FindStringSubmatch(page.text())
	if m == nil {
		t.Fatal("no pairing code is shown")
	}
	b.get(at).is(http.StatusOK, "已发放").not(m[1])
	_, _, err := w.PairTerminal(ctx, m[1])
	must(t, err)
	b.get(at).is(http.StatusOK, "在用")

	b.post(at, "centre", "330303001-zx", "name", "二楼", "reason", "移机").is(http.StatusSeeOther)
	b.get(at).is(http.StatusOK, "二楼", "移机", "变更自助终端")
	b.post(at+"/revoke", "reason", "").is(http.StatusUnprocessableEntity)
	b.post(at+"/revoke", "reason", "报修").is(http.StatusSeeOther)
	b.get(at).is(http.StatusOK, "已停用", "报修")
	b.post(at+"/revoke", "reason", "报修").is(http.StatusSeeOther) // by somebody else meanwhile
	b.get("/desk/admin/history").is(http.StatusOK, "停用自助终端 PZ-01", "发放配对码")
	b.get("/desk/admin/terminals?lang=en").is(http.StatusOK, "Out of service", "Not paired")

	b.get("/desk/admin/terminals/none").is(http.StatusNotFound)
	b.post("/desk/admin/terminals/none/pair").is(http.StatusNotFound)
	o := w.as(acceptor)
	o.get("/desk/admin/terminals").is(http.StatusForbidden)
	o.post("/desk/admin/terminals/YZ-01/pair").is(http.StatusForbidden)
}
