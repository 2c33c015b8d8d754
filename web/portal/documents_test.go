package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/notice"
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
	page := w.get("/cases/"+no).ok(http.StatusOK, "文书", "受理通知书", "受〔2026〕1号", "收件凭证", "英文参考译本")
	// On a Chinese page the courtesy copies are folded away below the documents; an English one lists them beside.
	if own, copies, folded := strings.Cut(page.body, "英文参考译本（2 份）"); !folded || strings.Contains(own, "Notice of Acceptance") || !strings.Contains(copies, "Notice of Acceptance") {
		t.Error("the courtesy copies are not folded away")
	}
	if english := w.get("/cases/" + no + "?lang=en").body; strings.Contains(english, "Translations (") || !strings.Contains(english, "Notice of Acceptance") {
		t.Error("on an English page the courtesy copies are folded away")
	}
	w.get("/cases/" + no + "?lang=zh")
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

// TestGenuine: the QR code of a sealed document leads to what was written. The party and the
// text are for who knows the code; vouchers, other kinds and other cases lead nowhere.
func TestGenuine(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	w.hall.Paper.Code = app.Coder([]byte("a secret of the deployment"))
	staffDo(t, w.hall, no, casework.Accept{Opinion: "材料齐全"})
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	docs, err := w.hall.Documents(t.Context(), rec)
	w.must(err)
	d := docs[len(docs)-2].Document
	at := notice.VerifyPath(d)
	w.http = newBrowser()
	w.get(at).ok(http.StatusOK, "签发过这份文书", d.Number, d.Agency, d.Title, "核验码").not("林秀兰", "法定办结期限", rec.Query, d.Code, d.ShownCode())
	w.get(at+"?lang=en").ok(http.StatusOK, "This system issued this document", d.Number).not("portal.", "林秀兰")
	w.get(at + "?lang=zh").ok(http.StatusOK)
	wrong := strings.Repeat(string('0'+(rec.Query[0]-'0'+1)%10), 6)
	w.post(at, at, url.Values{"code": {wrong}}).ok(http.StatusUnprocessableEntity, "没有这份文书，或者密码不正确").not("林秀兰", wrong)
	w.post(at, at, url.Values{"code": {rec.Query}}).ok(http.StatusOK, "林秀兰", "法定办结期限", d.Number).not("330302195203084127")
	for _, no := range []string{"/verify/" + no + "/1/receipt", at + ".en", "/verify/" + no + "/1/acceptance", "/verify/330303010260302999999/2/acceptance", "/verify/" + no + "/x/acceptance"} {
		w.get(no).ok(http.StatusNotFound)
		w.post("/verify", no, url.Values{"code": {rec.Query}}).ok(http.StatusNotFound)
	}

	// The document's own code opens it and nothing else of the case, however it is typed.
	for _, code := range []string{d.Code, d.ShownCode(), d.Code[:5] + "-" + d.Code[5:]} {
		w.post(at, at, url.Values{"code": {code}}).ok(http.StatusOK, "林秀兰", "法定办结期限", d.ShownCode())
	}
	w.post("/track", "/track", url.Values{"no": {no}, "code": {d.Code[:6]}}).not("林秀兰")
	if english := docs[len(docs)-1].Document; english.Lang != notice.En || english.Code != d.Code {
		t.Errorf("the courtesy copy bears %q, its document %q", english.Code, d.Code)
	}

	typed := strings.NewReplacer("〔", "[", "〕", "] ").Replace(d.Number)
	w.get("/verify").ok(http.StatusOK, "按文号核验")
	for _, code := range []string{rec.Query, d.Code} {
		w.post("/verify", "/verify/number", url.Values{"number": {typed}, "code": {code}}).ok(http.StatusOK, "林秀兰", d.Number)
	}
	for _, f := range []url.Values{
		{"number": {typed}, "code": {wrong}},
		{"number": {strings.Replace(d.Number, "1号", "2号", 1)}, "code": {rec.Query}},
		{"number": {"随便写"}, "code": {rec.Query}},
	} {
		w.post("/verify", "/verify/number", f).ok(http.StatusUnprocessableEntity, "没有这份文书", f.Get("number")).not("林秀兰", rec.Query)
	}
	w.post("/verify", "/verify/number", url.Values{}).ok(http.StatusUnprocessableEntity)
	for range 20 {
		w.post("/verify", "/verify/number", url.Values{"number": {typed}, "code": {wrong}})
	}
	w.post("/verify", "/verify/number", url.Values{"number": {typed}, "code": {rec.Query}}).ok(http.StatusTooManyRequests).not("林秀兰")
	w.post(at, at, url.Values{"code": {rec.Query}}).ok(http.StatusTooManyRequests).not("林秀兰")
}
