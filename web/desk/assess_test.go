package desk

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/core/casework"
	"yimen/core/period"
)

// The supervisor sees all units, a head his own, a clerk himself; each number opens its list, and
// the files hold the same.
func TestAssessmentPages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	must(t, err)
	f, err := w.hall.Track(t.Context(), no, rec.Query)
	must(t, err)
	must(t, w.hall.Rate(t.Context(), f, "dissatisfied", "跑了三次"))
	watcher := ""
	for _, s := range w.hall.Directory().People() {
		if slices.Contains(w.hall.Overseen(s.No), f.Decision.Unit) && slices.Contains(w.hall.Overseen(s.No), community) {
			watcher = s.No
		}
	}
	c := w.as(watcher)
	c.get("/desk/assessment").is(http.StatusOK, "考核", "合计", "收件", "承诺期限内", "差评", "这些数字怎么计", "100.0%", "span=month")
	c.get("/desk/assessment?by=staff").is(http.StatusOK, "收件").not("逾期反馈", "assess.")
	c.get("/desk/assessment?span=lastYear").is(http.StatusOK, "这段时间没有可计的工作")
	c.get("/desk/assessment?span=free&from=2026-03-02&to=2020-01-01").is(http.StatusOK, "2026-03-01 至") // nonsense is this month
	c.get("/desk/assessment/received").is(http.StatusOK, no, "收件")
	c.get("/desk/assessment/granted?span=month&of="+rec.Decision.Unit).is(http.StatusOK, no, "承诺")
	c.get("/desk/assessment/poor").is(http.StatusOK, "/desk/ratings/"+no, "尚未答复")
	c.get("/desk/assessment/nothing").is(http.StatusNotFound)
	c.get("/desk/assessment/overdue").is(http.StatusOK, "这段时间没有可计的工作")
	c.get("/desk/assessment/received/list.pdf").is(http.StatusNotFound)
	c.get("/desk/assessment/received/list.csv").is(http.StatusOK, "办件编号", no)
	c.get("/desk/assessment/files/list.csv").is(http.StatusOK, "平均用时（工作日）", "收件")
	book, err := excelize.OpenReader(bytes.NewReader(c.get("/desk/assessment/files/list.xlsx").Body.Bytes()))
	must(t, err)
	rows, err := book.GetRows(book.GetSheetName(0))
	must(t, err)
	if len(rows) < 3 || rows[0][4] != "收件" || !slices.ContainsFunc(rows, func(r []string) bool { return strings.Contains(r[2], "永上") && r[4] == "1" }) {
		t.Errorf("the workbook: %q", rows)
	}

	head := w.as(approver) // 区资规局, its head
	head.get("/desk/assessment").is(http.StatusOK, "作出决定", "区资规分局，2026").not("永上社区")
	head.get("/desk/assessment/granted?of="+rec.Decision.Unit).is(http.StatusOK, no)
	head.get("/desk/assessment/received?of=" + community).is(http.StatusForbidden)
	head.get("/desk/assessment/poor").is(http.StatusForbidden) // whom it rates does not see which case it was
	own := w.as(acceptor)
	own.get("/desk/assessment?unit="+rec.Decision.Unit).is(http.StatusOK, "收件").not("差评", "逾期反馈", "区资规分局")
	own.get("/desk/assessment/received?of="+rec.Decision.Unit+"&staff="+approver).is(http.StatusOK, no) // still his own
	own.get("/desk/assessment/granted?staff="+approver).is(http.StatusOK, "这段时间没有可计的工作")
	own.get("/desk/assessment/alarms").is(http.StatusForbidden)
	c.get("/desk?lang=en")
	c.get("/desk/assessment").is(http.StatusOK, "Assessment", "Within promise").not("assess.")
	c.get("/desk/assessment/granted").is(http.StatusOK, "working days").not("assess.")
}

// A span by name ends today or where the month, quarter or year did.
func TestAssessSpans(t *testing.T) {
	for _, row := range []struct{ today, name, from, to string }{
		{"2026-01-31", "month", "2026-01-01", "2026-01-31"}, {"2026-01-31", "lastMonth", "2025-12-01", "2025-12-31"},
		{"2026-05-09", "quarter", "2026-04-01", "2026-05-09"}, {"2026-02-09", "lastQuarter", "2025-10-01", "2025-12-31"},
		{"2026-12-31", "lastQuarter", "2026-07-01", "2026-09-30"}, {"2026-03-01", "lastMonth", "2026-02-01", "2026-02-28"},
		{"2026-05-09", "year", "2026-01-01", "2026-05-09"}, {"2026-05-09", "lastYear", "2025-01-01", "2025-12-31"},
	} {
		today, err := period.ParseDate(row.today)
		must(t, err)
		if from, to := spanOf(row.name, today); from.String() != row.from || to.String() != row.to {
			t.Errorf("%s on %s: %s to %s", row.name, row.today, from, to)
		}
	}
}
