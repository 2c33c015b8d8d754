package desk

import (
	"net/http"
	"net/url"
	"testing"

	"yimen/app"
)

// What a clerk has typed at the counter waits for him, with its scans, until it is received: whether he set it
// aside, looked for the applicant, or was refused.
func TestCounterIsKept(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	screen := "/desk/receive/" + house
	c.get("/desk/receive").is(http.StatusOK).not("未完成的受理")
	c.upload(filing("kept", "do", "keep", "form.people", "7"), "scan.m1", "申请表.pdf", paper).is(http.StatusOK, "已于 2026-03-02 09:30 保留", "申请表.pdf")
	c.post(screen, filing("sought", "do", "find", "applicant.name", "李秀兰")...).is(http.StatusOK)
	c.post(screen, filing("refused", "applicant.name", "", "applicant.phone", "13800000009")...).is(http.StatusUnprocessableEntity)
	list := c.get("/desk/receive").is(http.StatusOK, "未完成的受理", "王建国", "李秀兰", "还没有填写", screen+"?kept=kept", screen+"?kept=refused")
	again := w.as(acceptor) // another day, another machine
	again.get(screen+"?kept=kept").is(http.StatusOK, `value="王建国"`, `name="form.people"`, `value="7"`, "申请表.pdf", `name="key" value="kept"`)
	again.get(screen+"?kept=refused").is(http.StatusOK, `value="13800000009"`)
	list.not("kept=burnt")

	w.as(atStreet).get("/desk/receive").is(http.StatusOK).not("未完成的受理")
	w.as(atStreet).get(screen + "?kept=kept").is(http.StatusNotFound)
	c.get("/desk/receive/LW-XK-001?kept=kept").is(http.StatusNotFound)

	again.post(screen, filing("sought")...).is(http.StatusSeeOther) // received, it is a case
	again.post(screen, filing("refused", "do", "drop")...).is(http.StatusSeeOther)
	again.get("/desk/receive").is(http.StatusOK, "kept=kept").not("李秀兰", "kept=refused")
	again.post(screen, filing("sought", "do", "keep")...).is(http.StatusOK) // what its tab sends late
	again.get("/desk/receive").is(http.StatusOK).not("kept=sought")

	w.set(2026, 3, 2+app.CounterKept, 23, 0)
	w.as(acceptor).get("/desk/receive").is(http.StatusOK, "kept=kept")
	w.set(2026, 3, 3+app.CounterKept, 0, 1)
	w.as(acceptor).get("/desk/receive").is(http.StatusOK).not("kept=kept")
}

// Nobody keeps what he may not receive, and a screen without its key is none.
func TestCounterKeepsOwn(t *testing.T) {
	w := newWorld(t)
	w.as(reviewer).post("/desk/receive/"+house, filing("theirs", "do", "keep")...).is(http.StatusForbidden)
	c := w.as(acceptor)
	c.post("/desk/receive/"+house, filing("", "do", "keep")...).is(http.StatusOK)
	c.get("/desk/receive").is(http.StatusOK).not("未完成的受理")
	c.post("/desk/receive/"+house, filing(url.QueryEscape("键"), "do", "keep")...).is(http.StatusOK)
	c.get("/desk/receive").is(http.StatusOK, "未完成的受理")
}
