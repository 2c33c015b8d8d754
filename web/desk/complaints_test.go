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
	own := w.as(acceptor)
	own.get("/desk/complaints").is(http.StatusForbidden)
	own.get(page).is(http.StatusForbidden).not("态度生硬")
	own.get("/desk/complaints/TS2026999999").is(http.StatusForbidden)
	c.get(page+"?lang=en").is(http.StatusOK, "Complaint").not("complaint.", "codes.")
}
