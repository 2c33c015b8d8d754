package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// A supervisor presses the unit that holds the case; all who read it see until when it has to
// reply, and that it did not; the demand is a numbered document that the parties don't get.
func TestChase(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	good := []string{"ground", "late", "content", "岗位期限已过，请说明原因", "until", "2026-03-05"}
	w.as(overseer).get("/desk/cases/"+no).is(http.StatusOK, `id="act-chase"`, "永中街道 · 审核岗")
	w.act(no, reviewer, "chase", good...).is(http.StatusForbidden)
	w.act(no, overseer, "chase", with(good, []string{"until", "2026-03-01"})...).is(http.StatusUnprocessableEntity, "日期不能早于今天", "岗位期限已过，请说明原因</textarea>")
	w.act(no, overseer, "chase", with(good, []string{"until", "2026-06-01"})...).is(http.StatusUnprocessableEntity, "日期不能晚于 2026-05-01")
	w.act(no, overseer, "chase", with(good, []string{"content", ""})...).is(http.StatusUnprocessableEntity, "请填写“督办内容”")
	w.act(no, overseer, "chase", with(good, []string{"advice", "yes"})...).is(http.StatusUnprocessableEntity, "先督办；督办逾期没有反馈的，才能提出监察建议")
	w.done(no, overseer, "chase", good...)
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "应当最迟于 2026-03-05 反馈", `id="act-answerChase"`, "督办通知书")
	w.act(no, overseer, "chase", good...).is(http.StatusUnprocessableEntity, "尚未届满")
	w.act(no, approver, "answerChase", "content", "在办").is(http.StatusForbidden)
	w.set(2026, 3, 6, 9, 0)
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "督办已升级")
	w.act(no, reviewer, "answerChase", "content", " ").is(http.StatusUnprocessableEntity, "请填写“反馈：原因和措施”")
	w.done(no, overseer, "chase", with(good, []string{"advice", "yes", "until", "2026-03-09"})...)
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "监察建议：要求永中街道最迟于 2026-03-09 反馈", "监察建议书")
	w.done(no, reviewer, "answerChase", "content", "经办人病假，今日接办")
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "经办人病假，今日接办").not("督办已升级", `id="act-answerChase"`)
	c := w.as(overseer)
	c.get("/desk?lang=en")
	c.get("/desk/cases/"+no).is(http.StatusOK, "Press for a reply").not("supervise.", "codes.")
}
