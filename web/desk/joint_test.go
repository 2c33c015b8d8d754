package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

const (
	road    = "LW-XK-004" // 临时占用城市道路: the traffic police examine beside the station
	traffic = "lw426"     // reviews for the traffic police
)

// asked is a case of it, accepted at the street.
func (w *world) asked() (no string) { return w.askedFor(road) }

func (w *world) askedFor(code string) (no string) {
	w.t.Helper()
	item, ok := w.hall.Catalogue().InForce(code, w.hall.Today())
	if !ok {
		w.t.Fatal("no " + code)
	}
	f := casework.Filing{Channel: catalog.AtCounter, AcceptUnit: "330303001", Form: []byte("{}"),
		Applicant: casework.Party{Name: "王建国", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}}
	for _, m := range item.Materials {
		if m.Necessity != catalog.Conditional {
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		}
	}
	rec, err := w.hall.Begin(w.t.Context(), "", code, casework.Receive{Filing: f}, staffActor(w, atStreet))
	must(w.t, err)
	w.done(rec.No, atStreet, "accept", "opinion", "齐全")
	return rec.No
}

// Both bodies find the case in their queue and give their opinions; each sees who is still to
// speak, and the case goes on with the last.
func TestJointOpinion(t *testing.T) {
	w := newWorld(t)
	no := w.asked()
	for _, who := range []string{reviewer, traffic} {
		w.as(who).get("/desk").is(http.StatusOK, no)
	}
	w.as(traffic).get("/desk/cases/"+no).is(http.StatusOK, `id="act-jointOpinion"`, "并联部门尚未提出意见", "并联部门时限", "与主办单位同时审查").not(`id="act-pass"`)
	w.act(no, traffic, "jointOpinion", "opinion", "影响通行").is(http.StatusUnprocessableEntity, "请选择“结论”", "影响通行</textarea>")
	w.act(no, traffic, "jointOpinion", "agree", "object", "opinion", "").is(http.StatusUnprocessableEntity, "请填写“意见”")
	w.act(no, stranger, "jointOpinion", "agree", "object", "opinion", "x").is(http.StatusForbidden)
	w.act(no, atStreet, "jointOpinion", "agree", "agree", "opinion", "x").is(http.StatusForbidden)
	w.done(no, reviewer, "pass", "opinion", "现场符合")
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "区交警大队 · 审核岗").not(`id="act-pass"`)
	w.act(no, reviewer, "pass", "opinion", "再说一次").is(http.StatusUnprocessableEntity, "正在等待并联部门", "再说一次")
	w.as(traffic).get("/desk").is(http.StatusOK, no)
	w.done(no, traffic, "jointOpinion", "agree", "object", "opinion", "影响通行")
	if rec := w.record(no); rec.State() != casework.Approving {
		t.Errorf("the case is %s", rec.State())
	}
	w.as(traffic).get("/desk").is(http.StatusOK).not(no)
	w.as(reviewer).get("/desk/cases/"+no+"?lang=en").is(http.StatusOK, "Objects", "影响通行")
}
