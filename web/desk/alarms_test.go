package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/store"
)

// A missed day is an alarm of the unit; its people explain it, the supervisor settles it; each
// sees only what is his to do, and the demands stand beside it.
func TestAlarmPages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	w.done(no, overseer, "chase", "ground", "late", "content", "请说明", "until", "2026-03-05")
	w.as(reviewer).get("/desk").is(http.StatusOK, "等您的单位反馈", "反馈期限 2026-03-05")
	w.as(approver).get("/desk").not("等您的单位反馈")
	w.set(2026, 4, 1, 9, 0)
	must(t, w.hall.RaiseAlarms(t.Context()))
	w.as(overseer).get("/desk/oversight").is(http.StatusOK, "效能监察", no)
	w.as(overseer).get("/desk/oversight?light=green").is(http.StatusOK, "没有这样的在办件").not(no + "</a>")
	w.as(overseer).get("/desk/oversight?light=purple&unit=330303001").is(http.StatusOK, no)
	w.as(reviewer).get("/desk/oversight").is(http.StatusForbidden)
	w.as(keeper).get("/desk/alarms").is(http.StatusForbidden)
	w.as(reviewer).get("/desk").is(http.StatusOK, "逾期，已升级")
	w.as(overseer).get("/desk/alarms").is(http.StatusOK, no, "审核岗超过法定期限", "督办到 2026-03-05 没有反馈", "逾期，已升级")
	w.as(overseer).get("/desk/alarms?kind=yellow").is(http.StatusOK, "没有这样的预警")
	w.as(approver).get("/desk/alarms").is(http.StatusOK).not(no)

	list, err := w.hall.Store.AlarmsOf(t.Context(), []string{"330303001"}, store.AlarmPurple, "", 0, 10)
	must(t, err)
	if len(list) != 1 {
		t.Fatalf("%+v", list)
	}
	path := alarmPath(list[0].ID)
	w.as(approver).get(path).is(http.StatusForbidden)
	w.as(overseer).get("/desk/alarms/1").is(http.StatusNotFound)
	w.as(reviewer).get(path).is(http.StatusOK, "说明原因和措施").not("核销预警")
	w.as(reviewer).post(path, "state", "explained", "text", "").is(http.StatusUnprocessableEntity, "请填写“理由”")
	w.as(reviewer).post(path, "state", "upheld", "text", "不对").is(http.StatusUnprocessableEntity, "不对</textarea>")
	w.as(overseer).post(path, "state", "dismissed", "text", "算了").is(http.StatusUnprocessableEntity, "不能核销", "算了</textarea>")
	w.as(reviewer).post(path, "state", "objected", "text", "系统停机两日").is(http.StatusSeeOther)
	w.as(reviewer).get(path).is(http.StatusOK, "系统停机两日", "已申诉").not("说明原因和措施")
	w.as(overseer).post(path, "state", "dismissed", "text", "属实").is(http.StatusSeeOther)
	w.as(overseer).get(path).is(http.StatusOK, "已核销", "属实").not("维持预警")
	w.as(overseer).post(path, "state", "upheld", "text", "再想想").is(http.StatusUnprocessableEntity, "此预警已经处理")
	c := w.as(overseer)
	c.get("/desk?lang=en")
	c.get("/desk/alarms").is(http.StatusOK, "Past the law’s limit").not("supervise.", "codes.")
	c.get(path).is(http.StatusOK, "Dismissed").not("supervise.", "codes.")
	c.get("/desk/oversight").is(http.StatusOK, "Oversight").not("supervise.")
}
