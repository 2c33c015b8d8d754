package keeper

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/app"
	"yimen/paper"
)

// TestSealedSubmission: what the system makes goes in under the seal of the body that sends it, and
// holds before a verifier; nobody else's hand moves that seal, and a body without one is told.
func TestSealedSubmission(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	w.hall.Press = paper.New("../..")
	t.Cleanup(w.hall.Press.Close)
	w.hall.Seals = &app.SealRoom{Folder: filepath.Join(t.TempDir(), "seals"), Demo: true}
	call := url.Values{"code": {"2026"}, "name": {"2026年事项报送"}, "from": {"2026-03-02"}, "due2": {""}, "due3": {"2026-03-10"}, "due4": {"2026-03-17"},
		"units": {"330303-scjg"}, "phone": {"86968283"}, "fax": {""}, "mail": {"lwsgb@126.com"}}
	w.as(office).post("/keeper/calls/new", call).is(http.StatusSeeOther)
	const here = "/keeper/calls/2026/3/330303001"
	form := url.Values{"how": {"made"}, "leader": {"陈某"}, "by": {"潘静"}, "remark": {""}, "version": {"0"}}

	w.as(other).sendFile(here, form, "", nil).is(http.StatusForbidden)
	w.as(writer).sendFile(here, values(form, "version", "3"), "", nil).is(http.StatusUnprocessableEntity, "别人刚刚改动")
	if all, err := w.hall.SealRegister(ctx); err != nil || len(all) != 0 {
		t.Fatalf("a seal was made for a form that was not sent: %v %v", all, err)
	}
	w.as(writer).sendFile(here, form, "", nil).is(http.StatusSeeOther)
	w.as(office).get(here).is(http.StatusOK, "已加盖报送单位的电子印章")
	file := w.as(office).get(here + "/1").is(http.StatusOK).Body.Bytes()
	if out := os.Getenv("YIMEN_SHOTS"); out != "" {
		must(t, os.WriteFile(filepath.Join(out, "submission-sealed.pdf"), file, 0o600))
	}
	trust, err := w.hall.Trust()
	must(t, err)
	if r := trust.Verify(file); !r.Valid() || len(r.Seals) != 1 || r.Seals[0].Unit != yongzhong {
		t.Errorf("%+v", r)
	}
	file[len(file)/2] ^= 1
	if trust.Verify(file).Valid() {
		t.Error("a changed form holds")
	}
	all, err := w.hall.SealRegister(ctx)
	must(t, err)
	uses, err := w.hall.Store.SealUses(ctx, all[0].ID, w.hall.Now()+1, 10)
	must(t, err)
	if len(all) != 1 || len(uses) != 1 || uses[0].Who != writer || uses[0].After == "" || uses[0].Seq != 0 {
		t.Errorf("%+v", uses)
	}

	w.hall.Seals.Demo = false // nothing is made by itself any more
	w.as(office).sendFile("/keeper/calls/2026/4/330303-scjg", form, "", nil).is(http.StatusUnprocessableEntity, "没有在用的电子印章")
}

// What belongs to some choices only is shown by style: each of these choices has its rule, or the file
// of a scan could not be chosen.
func TestChoicesShowWhatBelongsToThem(t *testing.T) {
	css, err := os.ReadFile("../assets/css/forms.css")
	must(t, err)
	for _, f := range (submissionPage{}).fields(context.Background()) {
		for _, value := range f.Only {
			if !strings.Contains(string(css), `input[value="`+value+`"]:checked) > .only-`+value) {
				t.Errorf("%s is never shown with %s", f.Name, value)
			}
		}
	}
}
