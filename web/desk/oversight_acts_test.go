package desk

import (
	"net/http"
	"testing"
)

const overseer = "lw804" // 监察, 永中街道

// A second notice must say what the first could not know, or be allowed by a supervisor:
// then the case carries the risk.
func TestSecondNotice(t *testing.T) {
	w := newWorld(t)
	no := w.received("material.m4", "")
	supplement := "/desk/cases/" + no + "/requestSupplement"
	w.as(acceptor).get(supplement).is(http.StatusOK).not(`name="because"`)
	w.done(no, acceptor, "requestSupplement", "what.m4", "没有交", "limit", "10", "unit", "wd")
	w.done(no, acceptor, "supplement", "material.m4", "original")
	w.as(acceptor).get(supplement).is(http.StatusOK, `name="because"`, "首次告知时不能知道的情况")
	again := []string{"what.m1", "没有签名", "limit", "5", "unit", "wd"}
	w.act(no, acceptor, "requestSupplement", again...).is(http.StatusUnprocessableEntity, "2026-03-02 已经告知过", `value="没有签名"`)
	w.act(no, acceptor, "allowSupplement", "reason", "遗漏").is(http.StatusForbidden)
	w.act(no, overseer, "allowSupplement", "reason", "").is(http.StatusUnprocessableEntity, "请填写“理由”")
	w.done(no, overseer, "allowSupplement", "reason", "首次告知遗漏签名")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "许可法72(4)：首次告知遗漏签名")
	w.done(no, acceptor, "requestSupplement", again...)
	w.done(no, acceptor, "supplement", "material.m1", "original")
	w.done(no, acceptor, "requestSupplement", append(again, "because", "邻户来函提出异议")...)
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "再次告知的原因：邻户来函提出异议", "许可法72(4)")
}
