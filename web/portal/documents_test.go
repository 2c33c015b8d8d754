package portal

import (
	"net/http"
	"strconv"
	"testing"

	"yimen/core/casework"
)

// The applicant sees the documents that are addressed to him, and opens each.
func TestOwnDocuments(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	staffDo(t, w.hall, no, casework.Accept{Opinion: "材料齐全"})
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	if err != nil {
		t.Fatal(err)
	}
	at := "/cases/" + no + "/documents/" + strconv.Itoa(rec.Version)
	w.get("/cases/"+no).ok(http.StatusOK, "文书", "受理通知书", "受〔2026〕1号", "收件凭证", "英文参考译本")
	w.get(at+"/acceptance").ok(http.StatusOK, "法定办结期限", "受〔2026〕1号", "林秀兰").not("330302195203084127")
	w.get(at+"/acceptance.en").ok(http.StatusOK, "Notice of Acceptance", "Courtesy translation")
	for _, wrong := range []string{"/grant", "x/acceptance", "/acceptance/pdf"} {
		w.get(at + wrong).ok(http.StatusNotFound)
	}
	w.http = newBrowser()
	if p := w.get(at + "/acceptance"); p.path != "/track?no="+no {
		t.Errorf("without a grant the document leads to %s", p.path)
	}
}
