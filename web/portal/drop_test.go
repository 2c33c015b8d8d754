package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"yimen/app"
)

func TestADraftIsDeletedByWhoKnowsItsCode(t *testing.T) {
	w := newWorld(t)
	draft := w.begun(w.linked())
	at := "/apply/" + draft
	w.get(at).ok(http.StatusOK, "草稿保存到", at+"/drop")
	w.get(at+"/drop").ok(http.StatusOK, "确定要删除这份草稿吗", "不删，回到草稿")
	w.get(at + "/who").ok(http.StatusOK) // asking deletes nothing
	for range 2 {                        // sent twice it is gone
		if p := w.post("/track", at+"/drop", url.Values{}).ok(http.StatusOK, "草稿已经删除"); p.path != "/apply/gone" {
			t.Errorf("after the draft was deleted: %s", p.path)
		}
	}
	w.get(at).ok(http.StatusNotFound)
	w.get(at + "/drop").ok(http.StatusNotFound)
}

func TestWhatWasHandedInIsNotDeleted(t *testing.T) {
	w := newWorld(t)
	draft := w.filled(w.linked())
	no, _ := voucherCodes(t, w.step(draft, "check", copyOf(truth)).ok(http.StatusOK))
	w.post("/track", "/apply/"+draft+"/drop", url.Values{}).ok(http.StatusOK, spacedNo(no))
	if _, err := w.hall.Store.CaseByNo(t.Context(), no); err != nil {
		t.Fatal(err)
	}
}

func TestHelpAndPersonalDataAreToldOnEveryPage(t *testing.T) {
	w := newWorld(t)
	w.get("/").ok(http.StatusOK, `href="/help"`, `href="/privacy"`, `href="/complain"`)
	w.get("/privacy").ok(http.StatusOK, "个人信息保护法第十三条", strconv.Itoa(app.DraftDays)+" 天")
	w.get("/privacy?lang=en").ok(http.StatusOK, "Your rights")
	w.get("/help?lang=zh").ok(http.StatusOK, "长者模式")
	w.get("/help?lang=en").ok(http.StatusOK, "Larger text")
}
