package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// Whoever is found to have a major interest is told, heard and answered before the decision;
// until then the page says what is missing and offers no decision.
func TestInterestedAreHeard(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	page := func() reply { return w.as(approver).get("/desk/cases/" + no) }
	w.act(no, approver, "findInterest", "name", "", "interest", "采光受影响").is(http.StatusUnprocessableEntity, "请填写“利害关系人”", "采光受影响</textarea>")
	w.done(no, approver, "findInterest", "name", "李四", "interest", "采光受影响")
	page().is(http.StatusOK, "李四有直接的重大利益，还没有告知", `id="act-notifyInterested"`).not(`id="act-grant"`, `id="act-deny"`)
	w.act(no, approver, "grant", "opinion", "同意").is(http.StatusUnprocessableEntity, "利害关系人李四还没有告知")
	w.act(no, approver, "notifyInterested", "party", "1", "facts", "拟批准建房三层", "mode", "direct", "until", "2026-03-02").
		is(http.StatusUnprocessableEntity, "最后一日应当晚于今天", "拟批准建房三层</textarea>")
	c := w.as(approver)
	c.post("/desk/cases/"+no+"/notifyInterested", "seen", plain(w.record(no).Version), "party", "1", "facts", "拟批准建房三层", "mode", "direct", "until", "2026-03-06").is(http.StatusSeeOther)
	c.get("/desk/cases/"+no).is(http.StatusOK, "可以打印：", "利害关系人陈述申辩告知书（李四）").not("打印交给申请人") // it is addressed to another
	page().is(http.StatusOK, "李四可以陈述申辩至 2026-03-06", "已告知李四（直接送达）").not(`id="act-grant"`)
	w.act(no, acceptor, "makeStatement", "party", "1", "receivedOn", "2026-03-02").is(http.StatusUnprocessableEntity, "请填写“陈述申辩内容”")
	w.done(no, acceptor, "makeStatement", "party", "1", "content", "应当退让三米", "receivedOn", "2026-03-02")
	page().is(http.StatusOK, "应当退让三米", "有 1 份陈述申辩没有答复").not(`id="act-grant"`)
	w.act(no, approver, "answerStatement", "statement", "1", "reason", "图纸已退让").is(http.StatusUnprocessableEntity, "请选择“是否采纳”", "图纸已退让</textarea>")
	w.done(no, approver, "answerStatement", "statement", "1", "verdict", "adopted", "reason", "图纸已退让")
	page().is(http.StatusOK, "第 1 份陈述申辩：采纳", "、李四有权要求听证（行政许可法第四十七条）").not(`id="act-grant"`)
	for _, party := range []string{"0", "1"} {
		w.done(no, approver, "tellHearing", "party", party, "matter", "采光受影响")
		w.done(no, acceptor, "requestHearing", "party", party, "wish", "waived", "receivedOn", "2026-03-02")
	}
	page().is(http.StatusOK, `id="act-grant"`).not("还应当告知")
}

// A hearing from the notice of the right to the decision by its minutes.
func TestHearing(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	page := func() reply { return w.as(approver).get("/desk/cases/" + no) }
	w.act(no, approver, "tellHearing", "party", "0", "matter", "").is(http.StatusUnprocessableEntity, "请填写“听证事由”")
	w.done(no, approver, "tellHearing", "party", "0", "matter", "邻户采光")
	page().is(http.StatusOK, "当事人可以要求听证至 2026-03-09", "要求听证的期限").not(`id="act-grant"`)
	w.act(no, acceptor, "requestHearing", "party", "0", "receivedOn", "2026-03-02").is(http.StatusUnprocessableEntity, "请选择“当事人的意愿”")
	w.done(no, acceptor, "requestHearing", "party", "0", "wish", "asked", "receivedOn", "2026-03-02")
	page().is(http.StatusOK, "应当最迟于 2026-03-30 组织听证", "听证最早 2026-03-11 举行", "组织听证的期限", `id="act-scheduleHearing"`)
	plan := []string{"on", "2026-03-11", "begins", "09:30", "place", "区资规分局一楼", "presider", "lw413"}
	w.act(no, approver, "scheduleHearing", with(plan, []string{"on", "2026-03-10"})...).is(http.StatusUnprocessableEntity, "最早 2026-03-11", `value="区资规分局一楼"`)
	w.act(no, approver, "scheduleHearing", with(plan, []string{"presider", approver})...).is(http.StatusUnprocessableEntity, "主持人不能是审查此件的工作人员")
	w.as(approver).get("/desk/cases/"+no+"/scheduleHearing").is(http.StatusOK, `<option value="lw413"`).not(`<option value="`+approver, `<option value="`+planner) // who examined presides over nothing
	w.done(no, approver, "scheduleHearing", plan...)
	page().is(http.StatusOK, "听证定于 2026-03-11 09:30 在区资规分局一楼举行", "特别程序中", `id="act-requestRecusal"`, "听证通知书还没有送达王建国", `id="act-serveHearing"`)
	w.act(no, acceptor, "serveHearing", "party", "0", "mode", "post", "on", "2026-03-02").is(http.StatusUnprocessableEntity, `data-field="proof" data-code="required"`)
	w.done(no, acceptor, "serveHearing", "party", "0", "mode", "direct", "receiver", "王建国", "on", "2026-03-02")
	page().is(http.StatusOK, "王建国；直接送达，送达日期 2026-03-02", `id="act-scheduleHearing">`).not("听证通知书还没有送达", `id="act-serveHearing"`) // another day may be set, and none need be
	w.done(no, approver, "requestRecusal", "party", "0", "reason", "是邻户的亲属")
	w.act(no, approver, "decideRecusal", "granted", "no", "reason", "").is(http.StatusUnprocessableEntity, "请填写“理由”")
	w.done(no, approver, "decideRecusal", "granted", "no", "reason", "经核实不是亲属")
	w.set(2026, 3, 11, 11, 0)
	minutes := []string{"present", "王建国、李四", "evidence", "规划审核意见", "opinions", "李四：退让三米", "signer", "王建国、李四"}
	w.as(approver).get("/desk/cases/" + no).not(`id="act-holdHearing"`)
	w.as("lw413").get("/desk/cases/"+no+"/holdHearing").is(http.StatusOK, "听证定于 2026-03-11 09:30 在区资规分局一楼举行")
	w.act(no, "lw413", "holdHearing", with(minutes, []string{"opinions", ""})...).is(http.StatusUnprocessableEntity, "请填写“申请人、利害关系人的申辩和质证”", "王建国、李四</textarea>")
	w.done(no, "lw413", "holdHearing", minutes...)
	page().is(http.StatusOK, "2026-03-11 举行听证", "决定与听证笔录")
	w.act(no, approver, "grant", "opinion", "同意").is(http.StatusUnprocessableEntity, "请选择“决定与听证笔录”")
	w.done(no, approver, "grant", "opinion", "同意", "minutes", "followed")
}

// Where several wait for the notice of a hearing, the form names no signer: whoever is chosen, another's
// name would stay. The last one's stands there.
func TestServeHearingToSeveral(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.done(no, approver, "findInterest", "name", "李四", "interest", "采光受影响")
	w.done(no, approver, "notifyInterested", "party", "1", "facts", "拟批准建房三层", "mode", "direct", "until", "2026-03-06")
	for _, party := range []string{"0", "1"} {
		w.done(no, approver, "tellHearing", "party", party, "matter", "采光受影响")
		w.done(no, acceptor, "requestHearing", "party", party, "wish", "asked", "receivedOn", "2026-03-02")
	}
	w.done(no, approver, "scheduleHearing", "on", "2026-03-11", "begins", "09:30", "place", "区资规分局一楼", "presider", "lw413")
	form := func() reply { return w.as(acceptor).get("/desk/cases/"+no+"/serveHearing").is(http.StatusOK, "送达") }
	form().not(`value="王建国"`, `value="李四"`)
	w.act(no, acceptor, "serveHearing", "party", "1", "mode", "direct", "receiver", "", "on", "2026-03-02").is(http.StatusUnprocessableEntity, `data-field="receiver" data-code="required"`)
	w.done(no, acceptor, "serveHearing", "party", "0", "mode", "direct", "receiver", "王建国", "on", "2026-03-02")
	form().is(http.StatusOK, `value="李四"`)
}

// Ex officio, and taken to the public first.
func TestAnnouncedHearing(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.act(no, approver, "announceHearing", "ground", "公共利益", "matter", "占用公共通道", "register", "").is(http.StatusUnprocessableEntity, "请填写“报名方式、期限和名额”", "占用公共通道</textarea>")
	w.done(no, approver, "announceHearing", "ground", "公共利益", "matter", "占用公共通道", "register", "三日内报名，十人")
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "应当最迟于 2026-03-30 组织听证", "占用公共通道").not(`id="act-announceHearing"`)
}
