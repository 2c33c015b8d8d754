package desk

import (
	"net/http"
	"strings"
	"testing"

	press "yimen/paper"
)

// TestDossier: whoever may read the case gets it as one file, nobody else; without a press a
// sentence says so, and the case page offers it all the same.
func TestDossier(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	path := "/desk/cases/" + no + "/dossier"
	if page := w.as(acceptor).get("/desk/cases/" + no).is(http.StatusOK); !strings.Contains(page.Body.String(), path) {
		t.Error("the case page does not offer the dossier")
	}
	if page := w.as(acceptor).get(path).is(http.StatusServiceUnavailable).Body.String(); !strings.Contains(page, "文件暂时无法制作") {
		t.Error("it is not said why there is no dossier")
	}
	w.hall.Press = press.New("../..")
	t.Cleanup(w.hall.Press.Close)
	w.as(stranger).get(path).is(http.StatusForbidden)
	w.as(keeper).get(path).is(http.StatusForbidden)
	a := w.as(acceptor).get(path).is(http.StatusOK)
	if h := a.Header(); h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "private, no-store" || !strings.HasPrefix(a.Body.String(), "%PDF-1.7") {
		t.Errorf("%v %.20q", h, a.Body.String())
	}
}
