package desk

import (
	"net/http"
	"strings"
	"testing"
)

func TestFilesOpenForReadersOnly(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	no := inAddress.FindString(c.upload(filing("f"), "scan.m1", "申请表.pdf", paper, "scan.m2", "身份证.PNG", picture(t)).is(http.StatusSeeOther).to())
	m := w.record(no).Materials
	for i, want := range []struct{ kind, body string }{{"application/pdf", paper}, {"image/png", picture(t)}} {
		path := "/desk/cases/" + no + "/files/" + m[i].Files[0].ID
		a := w.as(approver).get(path).is(http.StatusOK)
		h := a.Header()
		if h.Get("Content-Type") != want.kind || a.Body.String() != want.body || h.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(h.Get("Content-Disposition"), "inline; filename*=utf-8''") || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", path, h)
		}
		if sandboxed := strings.Contains(h.Get("Content-Security-Policy"), "sandbox"); sandboxed != (want.kind == "image/png") {
			t.Errorf("%s: sandbox %v", path, sandboxed)
		}
		w.as(stranger).get(path).is(http.StatusForbidden)
		w.as(keeper).get(path).is(http.StatusForbidden)
	}
	other := w.received()
	w.as(acceptor).get("/desk/cases/" + other + "/files/" + m[0].Files[0].ID).is(http.StatusNotFound) // a file of another case
	w.as(acceptor).get("/desk/cases/" + no + "/files/nothing").is(http.StatusNotFound)
	log, err := w.hall.Store.Readings(t.Context(), w.record(no).ID)
	must(t, err)
	found := false
	for _, r := range log {
		found = found || r.Staff == approver && strings.HasPrefix(r.What, m[0].Files[0].ID+":") // for which unit and post
	}
	if !found {
		t.Errorf("the read is not in the log: %v", log)
	}
}
