package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
)

// limited publishes an item of which one is granted a year, and accepts so many for it.
func (w *world) limited(n int) (nos []string) {
	w.t.Helper()
	item, _ := w.hall.Catalogue().InForce(road, w.hall.Today())
	only := *item
	only.Code, only.Quota = "LW-XK-904", &catalog.Quota{Places: 1, Per: catalog.EachYear, Basis: "夜市管理计划"}
	only.Procedure.Steps = []catalog.Step{item.Procedure.Steps[0], item.Procedure.Steps[2]}
	must(w.t, w.hall.Store.Publish(w.t.Context(), []catalog.Item{only}, "test", period.Instant(w.now.Load())))
	must(w.t, w.hall.Reload(w.t.Context()))
	for range n {
		nos = append(nos, w.askedFor(only.Code))
	}
	return nos
}

// The page says how the line stands; who is not first is not granted, and when the place is
// given the next is denied for that reason (许可法57).
func TestLimitedNumber(t *testing.T) {
	w := newWorld(t)
	nos := w.limited(2)
	const decider = "lw412" // 审批, 区执法局
	w.as(decider).get("/desk/cases/"+nos[0]).is(http.StatusOK, `id="act-grant"`, "已给 0/1 个，在先未决 0 件")
	w.as(decider).get("/desk/cases/"+nos[1]).is(http.StatusOK, "已给 0/1 个，在先未决 1 件", "名额已满").not(`id="act-grant"`)
	w.act(nos[1], decider, "grant", "opinion", "同意").is(http.StatusUnprocessableEntity, "先受理的还没有决定：在先 1 件，第一件是 "+nos[0], "同意")
	w.act(nos[1], decider, "deny", "ground", "quota", "opinion", "不同意", "reasons", "名额已满", "article", "许可法第五十七条").
		is(http.StatusUnprocessableEntity, "还有名额")
	w.done(nos[0], decider, "grant", "opinion", "同意")
	w.as(decider).get("/desk/cases/"+nos[0]).is(http.StatusOK, "第 1 个名额")
	w.act(nos[1], decider, "grant", "opinion", "同意").is(http.StatusUnprocessableEntity, "1 个名额已经全部给出")
	w.done(nos[1], decider, "deny", "ground", "quota", "opinion", "不同意", "reasons", "名额已满", "article", "许可法第五十七条")
	if rec := w.record(nos[1]); rec.State() != casework.Denied {
		t.Errorf("the case is %s", rec.State())
	}
	w.as(decider).get("/desk/cases/"+nos[1]+"?lang=en").is(http.StatusOK, "No place left")
}
