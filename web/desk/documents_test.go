package desk

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/store"
)

// The case page lists its documents with their numbers; each opens as it was written.
func TestDocumentsOfACase(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Approving)
	w.done(no, approver, "grant", "opinion", "同意。", "content", "准予在原址翻建住房。")
	c := w.as(approver)
	c.get("/desk/cases/"+no).is(http.StatusOK, "收件凭证", "行政许可申请受理通知书", "温资规龙许受〔2026〕1号", "准予行政许可决定书", "温资规龙许准〔2026〕1号", "英文参考译本")
	rec := w.record(no)
	at := "/desk/cases/" + no + "/documents/"
	c.get(at+plain(rec.Version)+"/grant").is(http.StatusOK, "温州市自然资源和规划局龙湾分局", "准予在原址翻建住房", "温资规龙许准〔2026〕1号",
		"《中华人民共和国行政许可法》第三十八条第一款", "王建国", "paper-decision").not("永上居委会）印章")
	c.get(at+plain(rec.Version)+"/grant.en").is(http.StatusOK, "Decision Granting the Application", "Courtesy translation").not("（印章）")
	for _, wrong := range []string{"99/grant", "1/grant", "x/grant", plain(rec.Version) + "/grant/pdf"} {
		c.get(at + wrong).is(http.StatusNotFound)
	}
	w.as(stranger).get(at + plain(rec.Version) + "/grant").is(http.StatusForbidden).not("王建国")
}

// A printed file is sent as it lies in the file store.
func TestPrintedDocument(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	rec := w.record(no)
	rows, err := w.hall.WriteDocuments(t.Context(), rec.ID, rec.Version)
	must(t, err)
	blob, err := w.hall.Files.Put(t.Context(), strings.NewReader("%PDF-1.7 the voucher"), 1<<20)
	must(t, err)
	kept := rows.Insert()
	rows[0].File = blob.Sum
	must(t, w.hall.Store.Write(t.Context(), store.Plan{kept, rows.Note()}))
	file := "/desk/cases/" + no + "/documents/" + plain(rec.Version) + "/receipt/pdf"
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, file)
	w.as(acceptor).get(file).is(http.StatusOK, "%PDF-1.7 the voucher")
	w.as(stranger).get(file).is(http.StatusForbidden)
}

// What the applicant will get is seen before the act; nothing is done by looking.
func TestPreview(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	c := w.as(acceptor)
	c.get("/desk/cases/"+no).is(http.StatusOK, `formaction="/desk/cases/`+no+`/accept/preview"`)
	c.post("/desk/cases/"+no+"/accept/preview", "seen", "1", "opinion", "材料齐全").is(http.StatusOK, "行政许可申请受理通知书", "签发时编号", "2026年3月2日", "尚未办理")
	c.post("/desk/cases/"+no+"/accept/preview", "seen", "1", "opinion", "").is(http.StatusUnprocessableEntity, "请回到原页面修改")
	c.post("/desk/cases/"+no+"/refuseAcceptance/preview", "seen", "1", "ground", "jurisdiction", "reason", "不归我管", "competent", "").is(http.StatusUnprocessableEntity)
	w.as(reviewer).post("/desk/cases/"+no+"/pass/preview", "seen", "1", "opinion", "同意").is(http.StatusNotFound)
	w.as(stranger).post("/desk/cases/"+no+"/accept/preview", "seen", "1", "opinion", "材料齐全").is(http.StatusForbidden)
	if v := w.record(no).Version; v != 1 {
		t.Errorf("looking left version %d", v)
	}
}
