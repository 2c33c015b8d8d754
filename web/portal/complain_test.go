package portal

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"yimen/app"
	"yimen/store"
)

var complaintShown = regexp.MustCompile(`(TS[0-9]{10})[\s\S]*?查询密码</dt>[^0-9]*([0-9]{6})`)

// Whoever complains gets a number and a code, and sees with both what is answered; without them
// nothing.
func TestComplain(t *testing.T) {
	w := newWorld(t)
	w.get("/track").ok(http.StatusOK, "/complain")
	w.get("/complain?case=330303001260302000001").ok(http.StatusOK, "330303001260302000001", "15 个工作日", "不转给被投诉的单位")
	w.post("/complain", "/complain", url.Values{"kind": {"delay"}, "text": {"等了一个月"}}).ok(http.StatusUnprocessableEntity, "被投诉的单位", "等了一个月</textarea>")
	said := url.Values{"unit": {"330303001"}, "kind": {"delay"}, "text": {"等了一个月"}, "phone": {"13800138000"}}
	page := w.post("/complain", "/complain", said).ok(http.StatusOK, "已登记", "等了一个月", "拖延")
	m := complaintShown.FindStringSubmatch(page.body)
	if m == nil {
		t.Fatal("no number and code")
	}
	no, code := m[1], m[2]
	c, err := w.hall.OpenComplaint(t.Context(), no, code)
	if err != nil {
		t.Fatal(err)
	}
	watcher := ""
	for _, s := range w.hall.Directory().People() {
		if w.hall.HandlesComplaint(c, s.No) {
			watcher = s.No
		}
	}
	for _, a := range []app.ComplaintAct{{Deed: store.TakeComplaint}, {Deed: store.AnswerComplaint, Outcome: "upheld", Text: "已责令改正"}} {
		if err := w.hall.FollowComplaint(t.Context(), no, a, watcher); err != nil {
			t.Fatal(err)
		}
	}
	w.get("/complaints/"+no).ok(http.StatusOK, "已责令改正", "属实", "已答复").not(watcher)
	w.http = newBrowser() // somebody else
	w.get("/complaints/"+no).ok(http.StatusOK, "查询密码").not("等了一个月")
	w.post("/track", "/track", url.Values{"no": {no}, "code": {"000000"}}).ok(http.StatusUnprocessableEntity).not("等了一个月")
	w.post("/track", "/track", url.Values{"no": {" " + no + " "}, "code": {code}}).ok(http.StatusOK, "已责令改正")
	w.get("/complaints/"+no+"?lang=en").ok(http.StatusOK, "Answered", "True").not("complaint.", "codes.")
}
