package admin_test

import (
	"encoding/json"
	"html"
	"net/http"
	"os"
	"strings"
	"testing"

	"yimen/app"
	"yimen/store"
	"yimen/testkit"
	adminweb "yimen/web/admin"
)

func TestSelfCheckPage(t *testing.T) {
	w := newWorld(t)
	w.Hall.Setup = app.Setup{Demo: true, Backups: "/nowhere"}
	b := w.as(admin)
	b.get("/desk/admin/check").is(http.StatusOK, "须立即处理", "演示模式", "YIMEN_DEMO", "备份", "/nowhere", "社区", `href="/desk/admin/settings"`, `href="/desk/admin/centres?q=`).not("selfcheck", "chk.", "{")
	page := b.get("/desk/admin/check").text()
	for _, href := range []string{"/desk/admin/posts/new?unit=", "/desk/admin/units/", "/desk/admin/centres?q="} {
		rest := cut(page, `href="`+href, `"`)
		if rest == "" {
			t.Errorf("nothing leads to %s", href)
		}
		b.get(html.UnescapeString(href + rest)).is(http.StatusOK)
	}
	b.get("/desk/admin/check?lang=en").is(http.StatusOK, "YIMEN_DEMO").not("selfcheck", "chk.", "{")
	w.as(reviewer).get("/desk/admin/check").is(http.StatusForbidden)
}

// Each fault that has words leads to a page that an administrator may open, and no page is said to
// mend a fault that is none.
func TestMendingPages(t *testing.T) {
	b := newWorld(t).as(admin)
	text, err := os.ReadFile("../ui/words/selfcheck.zh.json")
	must(t, err)
	var words map[string]any
	must(t, json.Unmarshal(text, &words))
	codes := map[string]bool{}
	for key := range words {
		if code, mend := strings.CutSuffix(strings.TrimPrefix(key, "selfcheck.fault."), ".mend"); mend {
			codes[code] = true
		}
	}
	if len(codes) < 50 {
		t.Fatalf("%d faults", len(codes))
	}
	for code := range codes {
		at := adminweb.MendAt(app.Fault{Code: code, Text: testkit.Felling + " 事项"})
		if code == "itemNowhere" { // a page of the portal
			if at != "/items/"+testkit.Felling {
				t.Errorf("%s leads to %s", code, at)
			}
			continue
		}
		b.get(at).is(http.StatusOK)
	}
	for _, code := range adminweb.Mended() {
		if !codes[code] {
			t.Errorf("%s is no fault", code)
		}
	}
}

// A dead job is seen with its error, put back once, and that is logged.
func TestJobsPage(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.get("/desk/admin/jobs").is(http.StatusOK, "没有放弃的工作")
	j := store.Job{ID: store.NewID(w.Now()), Kind: app.JobRelight, Payload: `{"t":"1/10"}`, RunAt: w.Now()}
	must(t, w.Store.Write(ctx, store.Plan{j.Insert()}))
	must(t, w.Store.Write(ctx, j.Bury("disk full", w.Now())))
	page := b.get("/desk/admin/jobs").is(http.StatusOK, "disk full", "重算灯色")
	b.get("/desk/admin/jobs?lang=en").is(http.StatusOK, "Reckon the lights anew").not("jobs.")
	b.get("/desk/admin/jobs?lang=zh")
	path := cut(page.text(), `action="/desk/admin/jobs/`, `"`)
	b.post("/desk/admin/jobs/x/revive").is(http.StatusNotFound)
	w.as(reviewer).post("/desk/admin/jobs/" + path).is(http.StatusForbidden)
	b.post("/desk/admin/jobs/" + path).is(http.StatusSeeOther)
	b.post("/desk/admin/jobs/"+path).is(http.StatusConflict, "已经放回")
	b.get("/desk/admin/history").is(http.StatusOK, "放回后续工作")
	if n, err := w.Store.JobsWaiting(ctx, w.Now()); err != nil || n < 1 {
		t.Errorf("%d jobs wait, %v", n, err)
	}
}

func TestSettingsPage(t *testing.T) {
	w := newWorld(t)
	b := w.as(admin)
	b.get("/desk/admin/settings").is(http.StatusOK, "YIMEN_YELLOW_DAYS", "2 分钟", "温州市中级人民法院", "未设").not("set.", "settings.")
	b.get("/desk/admin/settings?lang=en").is(http.StatusOK, "not set").not("set.")
}
