package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// promised publishes an item that is granted on a commitment in place of its first material, and
// receives an application without it.
func (w *world) promised() (no string) {
	w.t.Helper()
	item, _ := w.hall.Catalogue().InForce(road, w.hall.Today())
	it := *item
	it.Code, it.Procedure.Joint, it.Sheet.Fee = "LW-XK-905", false, catalog.Fee{}
	it.Procedure.Steps = []catalog.Step{item.Procedure.Steps[0], item.Procedure.Steps[2]}
	it.Materials = append([]catalog.Material{{Code: "mc", Name: "安全证明", NameEN: "Proof of safety", Necessity: catalog.Required, Commit: true, Copies: 1, Source: "10"}}, item.Materials...)
	it.Sheet.CommitInstead = true
	must(w.t, w.hall.Store.Publish(w.t.Context(), []catalog.Item{it}, "test", period.Instant(w.now.Load())))
	must(w.t, w.hall.Reload(w.t.Context()))
	f := casework.Filing{Channel: catalog.AtCounter, AcceptUnit: "330303001", Form: []byte("{}"),
		Applicant: casework.Party{Name: "王建国", IDType: "111", ID: "33030319900101001X", Phone: "13800000001"}}
	for _, m := range item.Materials {
		if m.Necessity != catalog.Conditional {
			f.Materials = append(f.Materials, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		}
	}
	rec, err := w.hall.Begin(w.t.Context(), "", it.Code, casework.Receive{Filing: f}, staffActor(w, atStreet))
	must(w.t, err)
	return rec.No
}

// Accepted on a commitment, decided, inspected by two, put right or taken back: each is done and
// seen on the desk.
func TestCommitment(t *testing.T) {
	w := newWorld(t)
	no := w.promised()
	const decider = "lw412" // 审批, 区执法局
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, `id="act-acceptCommitted"`, "安全证明")
	w.act(no, atStreet, "acceptCommitted", "opinion", "已告知", "promise", "").is(http.StatusUnprocessableEntity, "已告知")
	w.done(no, atStreet, "acceptCommitted", "opinion", "已告知", "promise", "王建国")
	w.as(decider).get("/desk").is(http.StatusOK, no)
	w.as(decider).get("/desk/cases/"+no).is(http.StatusOK, "承诺人：王建国", "已由承诺代替")
	w.done(no, decider, "grant", "opinion", "同意")
	w.done(no, atStreet, "serve", "mode", "direct", "receiver", "王建国")
	w.done(no, atStreet, "conclude")
	w.as(decider).get("/desk").is(http.StatusOK, no)
	w.as(decider).get("/desk/cases/"+no).is(http.StatusOK, "承诺核查时限", `id="act-inspectCommitment"`).not(`id="act-revokeCommitted"`)
	w.act(no, decider, "inspectCommitment", "finding", "rectify", "checker.1", decider, "cert.1", "执1", "checker.2", decider, "cert.2", "执2", "findings", "围挡不足", "limit", "5", "unit", "wd").
		is(http.StatusUnprocessableEntity, "围挡不足")
	w.done(no, decider, "inspectCommitment", "finding", "rectify", "checker.1", decider, "cert.1", "执1", "checker.2", "lw411", "cert.2", "执2", "findings", "围挡不足", "limit", "5", "unit", "wd")
	w.as(decider).get("/desk/cases/"+no).is(http.StatusOK, "整改期限", "围挡不足", "整改期限 5 个工作日")
	w.act(no, decider, "revokeCommitted", "heard", "无", "reasons", "未整改", "article", "第十四条", "credit", "记入").is(http.StatusUnprocessableEntity, "承诺没有查实不符", "未整改")
	w.done(no, decider, "inspectCommitment", "finding", "broken", "checker.1", decider, "cert.1", "执1", "checker.2", "lw411", "cert.2", "执2", "findings", "仍未整改")
	w.as(decider).get("/desk/cases/"+no).is(http.StatusOK, `id="act-revokeCommitted"`, "龙湾区人民法院")
	w.act(no, decider, "revokeCommitted", "heard", "", "reasons", "未整改", "article", "第十四条", "credit", "").is(http.StatusUnprocessableEntity, "请填写“信用记录”", "请填写“陈述申辩情况”")
	w.done(no, decider, "revokeCommitted", "heard", "未提出异议", "reasons", "未整改", "article", "第十四条", "credit", "记入区平台")
	w.as(decider).get("/desk").is(http.StatusOK).not(no)
	w.as(decider).get("/desk/cases/"+no+"?lang=en").is(http.StatusOK, "Credit record", "Inspect the commitment").not("roads.", "codes.", "acts.")
}
