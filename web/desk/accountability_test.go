package desk

import (
	"net/http"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
)

// Who watches records a finding from a complaint found true; the one concerned states his case, another
// confirms it, and the list goes out as a file.
func TestAccountabilityPages(t *testing.T) {
	w := newWorld(t)
	w.at(casework.Reviewing)
	made, err := w.hall.Complain(t.Context(), store.Complaint{Unit: community, Kind: "attitude", Text: "态度生硬"})
	must(t, err)
	watchers := []string{}
	for _, s := range w.hall.Directory().People() {
		if w.hall.ReadsComplaint(made, s.No) {
			watchers = append(watchers, s.No)
		}
	}
	handler, other := "", ""
	for _, no := range watchers {
		if w.hall.HandlesComplaint(made, no) {
			handler = no
		} else {
			other = no
		}
	}
	c := w.as(handler)
	c.get("/desk/accountability").is(http.StatusOK, "问责登记", "没有这样的登记", "/desk/accountability/new")
	ground := []string{"source", "complaint", "ref", made.No, "unit", community, "staff", acceptor, "rule", "72.7", "measure", "talk", "facts", "没有说明理由"}
	c.post("/desk/accountability", ground...).is(http.StatusUnprocessableEntity, "没有查到这样的依据")
	for _, a := range []app.ComplaintAct{{Deed: store.TakeComplaint}, {Deed: store.AnswerComplaint, Outcome: "upheld", Text: "属实"}} {
		must(t, w.hall.FollowComplaint(t.Context(), made.No, a, handler))
	}
	c.get("/desk/complaints/"+made.No).is(http.StatusOK, "/desk/accountability/new?ref="+made.No)
	c.get("/desk/accountability/new?source=complaint&ref="+made.No+"&unit="+community).is(http.StatusOK, made.No, "许可法第七十二条第（七）项")
	to := c.post("/desk/accountability", ground...).is(http.StatusSeeOther).to()
	c.get(to).is(http.StatusOK, "没有说明理由", "待核定", "/desk/complaints/"+made.No).not("陈述申辩</button>", "核定问责")

	own := w.as(acceptor)
	own.get("/desk/inbox").is(http.StatusOK, to, "问责登记")
	own.get("/desk/accountability").is(http.StatusOK, to).not("/desk/accountability/new")
	own.get("/desk/accountability/new").is(http.StatusForbidden)
	own.post(to+"/settle", "decision", "drop", "opinion", "算了").is(http.StatusUnprocessableEntity)
	own.post(to+"/state", "said", "当天有三十人排队").is(http.StatusSeeOther)
	own.post(to + "/nothing").is(http.StatusNotFound)
	w.as(approver).get(to).is(http.StatusForbidden).not("没有说明理由")

	second := w.as(other)
	second.get(to).is(http.StatusOK, "当天有三十人排队", "核定问责")
	second.post(to+"/settle", "opinion", "属实").is(http.StatusUnprocessableEntity, "属实</textarea>")
	second.post(to+"/settle", "decision", "confirm", "opinion", "事实清楚").is(http.StatusSeeOther)
	second.get(to).is(http.StatusOK, "已核定", "事实清楚")
	c.get("/desk/accountability/files/list.csv").is(http.StatusOK, "提醒谈话", "没有说明理由")
	c.get("/desk/accountability?state=proposed").is(http.StatusOK, "没有这样的登记")
	c.get("/desk/accountability?lang=en").is(http.StatusOK, "Accountability", "72(7)").not("blame.")
}
