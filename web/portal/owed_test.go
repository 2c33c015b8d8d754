package portal

import (
	"net/http"
	"net/url"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// pendingCase is a case that was received without what may come later, and its query code.
func pendingCase(t *testing.T, w *world) app.Record {
	t.Helper()
	item, ok := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	if !ok {
		t.Fatal("no item")
	}
	f := casework.Filing{Channel: catalog.AtCounter, AcceptUnit: "330303001", Form: []byte("{}"),
		Applicant: casework.Party{Name: "王建国", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}}
	for _, m := range item.Materials {
		if m.Necessity == catalog.Required {
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		}
	}
	clerk := org.Actor{Kind: org.ByStaff, No: "lw201"}
	rec, err := w.hall.Begin(t.Context(), "", "LW-XK-003", casework.Receive{Filing: f}, clerk)
	w.must(err)
	return rec
}

var fiveDays = period.Period{N: 5, Unit: period.WorkingDay}

// TestOwedPapers: who was accepted with papers to follow is told which, until when and what
// happens otherwise, and can upload them.
func TestOwedPapers(t *testing.T) {
	w := newWorld(t)
	rec := pendingCase(t, w)
	staffDo(t, w.hall, rec.No, casework.AcceptPending{Opinion: "容缺", Limit: fiveDays, Promise: "王建国"})
	open := func() { w.post("/track", "/track", url.Values{"no": {rec.No}, "code": {rec.Query}}).ok(http.StatusOK) }
	open()
	w.get("/cases/"+rec.No).ok(http.StatusOK, "已经受理，请您补交材料", "2026年3月9日", "现在补正", "容缺受理", "可能撤销受理")
	w.get("/cases/"+rec.No+"/bringPending").ok(http.StatusOK, "补交材料", "您承诺补交的全部材料")
	w.get("/cases/"+rec.No+"/supplement").ok(http.StatusOK, "您承诺补交的全部材料")
	w.now.Store(int64(period.NewDate(2026, 3, 11).At(9, 0)))
	staffDo(t, w.hall, rec.No, casework.RevokeAcceptance{Ground: casework.PendingOverdue, Reason: "3月9日期满未交"})
	open()
	w.get("/cases/"+rec.No).ok(http.StatusOK, "已撤销受理", "3月9日期满未交", "行政复议", "行政诉讼").not("现在补正")
	w.get("/cases/"+rec.No+"/bringPending").ok(http.StatusOK, "已撤销受理")
}
