package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/store"
)

// Who watches takes a complaint up and answers it; whom it is about sees nothing of it.
func TestComplaintPages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	made, err := w.hall.Complain(t.Context(), store.Complaint{Unit: community, Kind: "attitude", CaseNo: no, Text: "态度生硬", Name: "李四", Phone: "13800138000"})
	must(t, err)
	watcher := ""
	for _, s := range w.hall.Directory().People() {
		if w.hall.HandlesComplaint(made, s.No) {
			watcher = s.No
		}
	}
	c, page := w.as(watcher), "/desk/complaints/"+made.No
	c.get("/desk/complaints").is(http.StatusOK, made.No, "服务态度", "告知", no, `<option value="">全部</option>`).not("李四", "13800138000")
	c.get("/desk/complaints?state=answered").is(http.StatusOK, "没有这样的投诉")
	c.get("/desk/complaints/files/list.csv").is(http.StatusOK, made.No).not("李四")
	c.get("/desk/complaints/files/list.pdf").is(http.StatusNotFound)
	c.get(page).is(http.StatusOK, "态度生硬", "李四", "受理投诉", "不予受理", "/desk/cases/"+no).not("答复投诉人")
	c.post(page + "/nothing").is(http.StatusNotFound)
	c.post(page+"/take", "staff", "没有这个人").is(http.StatusUnprocessableEntity, "没有这个人")
	c.post(page+"/take", "staff", acceptor).is(http.StatusSeeOther)
	c.get(page).is(http.StatusOK, "已受理", "答复投诉人")
	c.post(page+"/answer", "answer", "已教育").is(http.StatusUnprocessableEntity, "已教育")
	c.post(page+"/answer", "answer", "已教育", "outcome", "upheld").is(http.StatusSeeOther)
	c.get(page).is(http.StatusOK, "属实", "已教育", "已答复").not("答复投诉人")
	c.post(page+"/answer", "answer", "再答", "outcome", "upheld").is(http.StatusUnprocessableEntity)
	c.get(page).is(http.StatusOK, "已完成")
	own := w.as(acceptor)
	own.get("/desk/complaints").is(http.StatusForbidden)
	own.get(page).is(http.StatusForbidden).not("态度生硬")
	own.get("/desk/complaints/TS2026999999").is(http.StatusForbidden)
	c.get(page+"?lang=en").is(http.StatusOK, "Complaint").not("complaint.", "codes.")
}

// Whoever hears a complaint takes it down, and hands over its number and code; then it is for others.
func TestTakeDownComplaint(t *testing.T) {
	w := newWorld(t)
	c, from := w.as(acceptor), "/desk/complaints"
	c.get("/desk/questions").is(http.StatusOK, "/desk/complaints/new")
	c.get(from+"/new?case=330303001260302000001").is(http.StatusOK, "当面", "电话", "来信", `value="330303001260302000001"`)
	what := []string{"unit", "330303001", "kind", "delay", "text", "等了一个月", "name", "李四", "phone", "13800138000"}
	c.post(from, what...).is(http.StatusUnprocessableEntity, "投诉方式", "等了一个月</textarea>", `value="李四"`)
	c.post(from, append(what, "way", "online")...).is(http.StatusUnprocessableEntity)
	c.post(from, append(what, "way", "phone")...).is(http.StatusOK, "TS2026000001", "查询密码", "投诉受理告知时限")
	c.get(from + "/TS2026000001").is(http.StatusForbidden)
	made, err := w.hall.Store.ComplaintByNo(t.Context(), "TS2026000001")
	must(t, err)
	for _, s := range w.hall.Directory().People() {
		if w.hall.HandlesComplaint(made, s.No) {
			w.as(s.No).get(from+"/"+made.No).is(http.StatusOK, "电话", "登记人", "李四")
			break
		}
	}
	c.get(from+"/new?lang=en").is(http.StatusOK, "Take down a complaint", "In person").not("complaint.", "codes.")
}
