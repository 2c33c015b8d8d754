package desk

import (
	"net/http"
	"regexp"
	"testing"

	"yimen/core/casework"
)

// Each mode says what proves it, at its field, and keeps what was typed.
func TestModesOfService(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Issuing)
	w.as(streetZz).get("/desk/cases/"+no).is(http.StatusOK, "留置送达", "公告送达", `class="field kind-text only only-left"`)
	// What a mode can't do without is not called optional.
	if a := w.as(streetZz).get("/desk/cases/" + no).text(); regexp.MustCompile(`(受委托的机关|原因|凭证编号)\s*<span class="optional"`).MatchString(a) {
		t.Error("what proves a service is called optional")
	}
	w.act(no, streetZz, "serve", "mode", "post", "receiver", "王建国", "on", "2026-03-02").is(http.StatusUnprocessableEntity, `data-field="proof" data-code="required"`)
	w.act(no, streetZz, "serve", "mode", "left", "receiver", "王建国", "reason", "拒绝接收", "place", "家中").
		is(http.StatusUnprocessableEntity, "请写明见证人，或者照片、录像的编号", "拒绝接收</textarea>")
	w.act(no, streetZz, "serve", "mode", "electronic", "receiver", "a@example.cn").is(http.StatusUnprocessableEntity, "还没有同意的记录", `value="a@example.cn"`)
	w.act(no, streetZz, "serve", "mode", "direct", "receiver", "王建国", "witness", "李四").is(http.StatusUnprocessableEntity, `data-field="witness" data-code="notForMode"`, `value="李四"`)
	w.done(no, streetZz, "serve", "mode", "public", "receiver", "王建国", "place", "区政府网站", "reason", "下落不明", "from", "2026-03-02", "on", "2026-03-02")
	w.as(streetZz).get("/desk/cases/"+no).is(http.StatusOK, "公告送达，送达日期 2026-04-01", "地点：区政府网站", "公告送达尚未期满").not(`id="act-conclude"`)
	w.set(2026, 4, 1, 9, 0)
	w.done(no, streetZz, "conclude")
}

// What the applicant confirmed when he applied is what the form begins with.
func TestConfirmedService(t *testing.T) {
	w := newWorld(t)
	no := w.received("delivery.mode", "post", "delivery.address", "永中街道永昌社区1号", "delivery.recipient", "李四")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "邮寄 · 永中街道永昌社区1号", "指定代收人")
	if d := w.record(no).Delivery; d == nil || d.Mode != casework.PostMail || d.Recipient != "李四" {
		t.Errorf("%+v", d)
	}
}
