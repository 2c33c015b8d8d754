package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// Suspensions back to back, or begun on the last day, are shown to the supervisor and to
// nobody else.
func TestSupervisorSeesRisks(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.as(overseer).get("/desk/cases/"+no).is(http.StatusOK, "监察提示")
	stop := []string{"kind", "expertReview", "ground", "城乡规划法第二十六条", "notice", "1号"}
	w.done(no, approver, "suspend", with(stop, []string{"from", "2026-03-02", "told", "2026-03-06"})...)
	w.set(2026, 3, 4, 9, 0)
	w.done(no, approver, "resume", "endedOn", "2026-03-04")
	w.done(no, approver, "suspend", with(stop, []string{"from", "2026-03-05", "told", "2026-03-06"})...)
	w.as(overseer).get("/desk/cases/"+no).is(http.StatusOK, "监察提示", "异常：启动特别程序", "许可法45")
	w.as(approver).get("/desk/cases/" + no).not("监察提示")
	c := w.as(overseer)
	c.get("/desk?lang=en")
	c.get("/desk/cases/"+no).is(http.StatusOK, "For supervisors", "Odd: ")
}
