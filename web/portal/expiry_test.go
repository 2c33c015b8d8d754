package portal

import (
	"net/http"
	"testing"
)

// TestADraftIsToldThatItsItemEnds: before its version ends, on which day; after it, that it can't
// be sent, with the way to the guide as it is now.
func TestADraftIsToldThatItsItemEnds(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	draft := w.filled(it)
	w.get("/apply/" + draft).ok(http.StatusOK).not("改版或停用")
	last := w.hall.Today()
	if err := w.hall.WithdrawItem(t.Context(), it.Code, last, "依据废止", "lw801"); err != nil {
		t.Fatal(err)
	}
	w.get("/apply/"+draft).ok(http.StatusOK, "将要改版或停用")
	w.now.Add(24 * 3600 * 1000)
	w.get("/apply/"+draft).ok(http.StatusOK, "已经改版或停用", "/items/LW-XK-003")
	w.get("/apply/"+draft+"/who").ok(http.StatusOK, "不能再提交")
	w.step(draft, "check", copyOf(truth)).ok(http.StatusUnprocessableEntity, "今天不能申请")
}
