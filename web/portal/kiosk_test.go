package portal

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// terminal registers a terminal in a centre and makes the browser that device.
func (w *world) terminal(centre string) {
	w.t.Helper()
	t := store.Terminal{Code: "T-1", Centre: centre, Name: "一号机"}
	w.must(w.hall.Store.AddTerminal(w.t.Context(), store.Terminal{ID: store.NewID(w.hall.Now()), MadeAt: w.hall.Now(), Code: t.Code, Centre: t.Centre, Name: t.Name},
		store.RightChange{ID: store.NewID(w.hall.Now()), At: w.hall.Now(), Kind: app.TerminalKept, Code: t.Code, By: "x", Reason: "添置"}))
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {w.pairing()}}).ok(http.StatusOK, "您要办什么事", "T-1")
}

// pairing gives a pairing code of the terminal.
func (w *world) pairing() string {
	w.t.Helper()
	code, _, err := w.hall.OfferPairing(w.t.Context(), "T-1", app.DemoAdministrator)
	w.must(err)
	return code
}

func (w *world) later(d time.Duration) { w.now.Add(d.Milliseconds()) }

var leads = regexp.MustCompile(`(?:href|action|src)="([^"]*)"`)

// stays fails where a page at the terminal leads out of it.
func (w *world) stays(p page) {
	w.t.Helper()
	for _, m := range leads.FindAllStringSubmatch(p.body, -1) {
		if at := m[1]; at != "/kiosk" && !strings.HasPrefix(at, "/kiosk/") && !strings.HasPrefix(at, "/kiosk?") && !strings.HasPrefix(at, "/assets/") && !strings.HasPrefix(at, "#") {
			w.t.Errorf("%s leads out to %s", p.path, at)
		}
	}
}

// Another browser gets one sentence everywhere; a code works once and in time; a terminal out of service
// is closed at once.
func TestPairing(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/kiosk", "/kiosk/track", "/kiosk/items/LW-JF-001/start", "/kiosk/cases/330303001260302000001"} {
		w.get(path).ok(http.StatusForbidden, "还没有登记为自助终端")
	}
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {"ABCD 2345"}}).ok(http.StatusUnprocessableEntity, "配对码不对", `value="ABCD 2345"`)
	w.terminal("330303001010-zx")
	w.stays(w.get("/kiosk").ok(http.StatusOK, "镇中社区", "查办件进度"))
	w.get("/kiosk?q=低保").ok(http.StatusOK, "/kiosk/items/LW-JF-001/start")

	late := w.pairing()
	w.later(16 * time.Minute)
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {late}}).ok(http.StatusUnprocessableEntity, "配对码不对")
	once := w.pairing()
	first := w.http
	w.http = newBrowser()
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {once}}).ok(http.StatusOK)
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {once}}).ok(http.StatusUnprocessableEntity, "配对码不对")
	w.http, first = first, w.http
	w.get("/kiosk").ok(http.StatusForbidden, "还没有登记为自助终端") // another device took its place
	w.http = first
	w.must(w.hall.RevokeTerminal(t.Context(), "T-1", "搬走", app.DemoAdministrator))
	w.get("/kiosk/track").ok(http.StatusForbidden, "已经停用")
	for range app.PairBurst {
		w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {"ABCD 2345"}})
	}
	w.post("/kiosk/pair", "/kiosk/pair", url.Values{"code": {"ABCD 2345"}}).ok(http.StatusTooManyRequests)
}

// fillAt goes through an application at the terminal up to its check, and gives the address of the draft.
func (w *world) fillAt(item string) string {
	w.t.Helper()
	p := w.post("/kiosk/items/"+item+"/start", "/kiosk/items/"+item+"/apply", url.Values{}).ok(http.StatusOK)
	draft := strings.TrimSuffix(p.path, "/who")
	w.stays(p)
	w.stays(w.post(draft+"/who", draft+"/who", url.Values{"kind": {"person"}, "applicant.name": {"林秀兰"}, "applicant.idType": {"111"},
		"applicant.id": {"33030319900101001X"}, "applicant.phone": {"13857700001"}}).ok(http.StatusOK))
	return draft
}

// What was begun at a terminal is gone when it is ended, or when its time is over; its address opens
// nothing, there or elsewhere.
func TestEnd(t *testing.T) {
	w := newWorld(t)
	w.terminal("330303001010-zx")
	draft := w.fillAt("LW-JF-001")
	w.get(draft+"/who").ok(http.StatusOK, "林秀兰")
	own := w.http
	w.http = newBrowser()
	w.get(strings.TrimPrefix(draft, "/kiosk")).not("林秀兰")
	w.http = own
	w.post("/kiosk", "/kiosk/end", url.Values{}).ok(http.StatusOK, "已经清除", "请带好证件")
	w.get(draft + "/who").not("林秀兰")
	if _, err := w.hall.OpenDraft(t.Context(), strings.TrimPrefix(draft, "/kiosk/apply/")); err == nil {
		t.Error("the draft is still there")
	}

	draft = w.fillAt("LW-JF-001")
	w.later(w.hall.IdleUnwatched() - time.Second)
	w.get(draft+"/who").ok(http.StatusOK, "林秀兰")
	w.post(draft+"/who", "/kiosk/stay", url.Values{})
	w.later(w.hall.Idle() + time.Minute)
	w.get(draft+"/who").ok(http.StatusOK, "已经清除").not("林秀兰")

	draft = w.fillAt("LW-JF-001")
	w.later(w.hall.IdleUnwatched() + time.Minute)
	w.must(w.hall.EndVisits(t.Context()))
	if _, err := w.hall.OpenDraft(t.Context(), strings.TrimPrefix(draft, "/kiosk/apply/")); err == nil {
		t.Error("a draft outlives its visit")
	}
}

// An item that does not offer the channel, and one that the centre may not receive, are refused with a sentence.
func TestNotOfferedHere(t *testing.T) {
	w := newWorld(t)
	w.terminal("330303001-zx")
	none := ""
	at, _ := w.hall.Directory().Unit("330303001", w.hall.Today())
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		if hasChannel(it, catalog.AtKiosk) && !w.hall.Takes(it, at) {
			none = it.Code
		}
	}
	if none == "" {
		t.Fatal("the street takes every item")
	}
	w.get("/kiosk/items/"+none+"/start").ok(http.StatusUnprocessableEntity, "永中街道行政服务中心 不受理此事项", "请问大厅工作人员").not("请另选")
	if han := regexp.MustCompile(`\p{Han}+`).FindString(noChoice.ReplaceAllString(w.get("/kiosk/items/"+none+"/start?lang=en").ok(http.StatusUnprocessableEntity, "Yongzhong Subdistrict Administrative Service Centre does not accept this item").body, "")); han != "" {
		t.Errorf("the English page says %q", han)
	}
	w.get("/kiosk?lang=zh")
	w.post("/kiosk", "/kiosk/items/"+none+"/apply", url.Values{}).ok(http.StatusUnprocessableEntity, "不受理此事项")
}

// noChoice is what is Chinese on an English page and says so.
var noChoice = regexp.MustCompile(`<[a-z]+[^>]* lang="zh-CN"[^>]*>[^<]*`)

// The first page lists what can be applied for, each once; where that is too much for a page, the ways to it. No
// complaint is opened there.
func TestFirstPageListsWhatIsOffered(t *testing.T) {
	w := newWorld(t)
	w.terminal("330303001-zx")
	at := store.Terminal{Centre: "330303001-zx"}
	offered := w.hall.AllAt(at, w.hall.Catalogue().All(w.hall.Today()))
	home := w.get("/kiosk").ok(http.StatusOK)
	for _, it := range offered {
		if n := strings.Count(home.body, "/kiosk/items/"+it.Code+"/start"); n != 1 {
			t.Errorf("%s is listed %d times", it.Code, n)
		}
	}
	w.get("/kiosk/track").ok(http.StatusOK, "21 位数字").not("投诉")

	if list := shelve(t.Context(), offered[:fewItems]); len(list) != 1 || list[0].Name != "" {
		t.Errorf("%d items stand under headings: %v", fewItems, list)
	}
	all := w.hall.AllAt(store.Terminal{Centre: "330303001010-zx"}, w.hall.Catalogue().All(w.hall.Today()))
	n, under := 0, shelve(t.Context(), all)
	for i, s := range under {
		if n += len(s.Items); s.Name == "" || len(s.Items) < 2 && i < len(under)-1 {
			t.Errorf("under %q stand %d", s.Name, len(s.Items))
		}
	}
	if n != len(all) || n <= fewItems {
		t.Errorf("%d of %d items stand under headings", n, len(all))
	}
	var many kioskView
	many.offer(t.Context(), slices.Repeat(offered, mostItems/len(offered)+1))
	if len(many.Shelves) > 0 || len(many.Themes) < 5 {
		t.Errorf("of %d items the page shows %d headings and %d themes", many.Offered, len(many.Shelves), len(many.Themes))
	}
	w.get("/kiosk?theme="+url.QueryEscape("准营准办")).ok(http.StatusOK, "/kiosk/items/LW-XK-003/start").not("/kiosk/items/LW-GG-001/start")
}

// What is handed in at a terminal names it, in the case and in its fact; its query code opens it there, for
// that visit alone.
func TestHandIn(t *testing.T) {
	w := newWorld(t)
	w.terminal("330303001010-zx")
	draft := w.fillAt("LW-JF-001")
	code := strings.TrimPrefix(draft, "/kiosk/apply/")
	f, err := w.hall.OpenDraft(t.Context(), code)
	w.must(err)
	if f.Channel != catalog.AtKiosk || f.Terminal != "T-1" || f.AcceptUnit != "330303001010" {
		t.Errorf("the draft came by %s, at %q, to %s", f.Channel, f.Terminal, f.AcceptUnit)
	}
	p := w.post(draft+"/who", draft+"/check", url.Values{"truth": {"yes"}}).ok(http.StatusUnprocessableEntity)
	w.stays(p)
	for _, m := range papers(f.Item) {
		w.stays(w.get(draft+"/materials/"+m.Code).ok(http.StatusOK, "用摄像头拍照"))
	}
	w.stays(w.get("/kiosk/track").ok(http.StatusOK, "查询密码"))
	no, query := w.submitted(w.linked())
	p = w.post("/kiosk/track", "/kiosk/track", url.Values{"no": {no}, "code": {query}}).ok(http.StatusOK, spacedNo(no))
	w.stays(p)
	w.stays(w.get("/kiosk/cases/"+no+"/receipt").ok(http.StatusOK, query))
	w.post("/kiosk", "/kiosk/end", url.Values{})
	w.get("/kiosk/cases/" + no).not("等待受理")
}

// What was missing may be brought to any terminal (通知二(四)2), whichever way the case came; its fact names the terminal.
func TestSupplementAtATerminal(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, query := w.submitted(it)
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay}, Defects: []casework.Defect{{Material: "form", What: "请改正第一项"}}})
	w.terminal("330303001010-zx")
	w.post("/kiosk/track", "/kiosk/track", url.Values{"no": {no}, "code": {query}}).ok(http.StatusOK, "请改正第一项")
	w.stays(w.send("/kiosk/cases/"+no+"/supplement", w.good(it)).ok(http.StatusOK, "补正材料", "在自助终端 T-1提交"))
	f, err := w.hall.OpenOwn(t.Context(), no)
	w.must(err)
	if brought, is := f.Facts[len(f.Facts)-1].Body.(*casework.Supplement); !is || brought.Terminal != "T-1" {
		t.Errorf("the fact of the supplement is %+v", f.Facts[len(f.Facts)-1].Body)
	}
}

// From what one needs to the voucher at the terminal, with papers: it is a case of the centre, whose fact names
// the terminal; the next person sees nothing of it, nor of the address at which it was written.
func TestFromStartToVoucherAtATerminal(t *testing.T) {
	w := newWorld(t)
	w.terminal("330303001010-zx")
	draft := w.fillAt("LW-JF-001")
	code := strings.TrimPrefix(draft, "/kiosk/apply/")
	w.base = "/kiosk"
	it := w.draftNow(code).File.Item
	w.stays(w.step(code, "delivery", url.Values{}).ok(http.StatusOK))
	w.stays(w.fills(code, w.good(it)).ok(http.StatusOK))
	p := w.gives(code, it, required(it)...)
	if p.path != draft+"/check" {
		t.Fatalf("a full application stops at %s", p.path)
	}
	w.stays(p)
	p = w.step(code, "check", copyOf(truth)).ok(http.StatusOK)
	w.stays(p.ok(http.StatusOK, "自助终端", "永中街道镇中社区便民服务中心 T-1", "自助填写"))
	no, query := voucherCodes(t, p)
	f, err := w.hall.OpenOwn(t.Context(), no)
	w.must(err)
	if f.Channel != catalog.AtKiosk || f.Terminal != "T-1" || f.AcceptUnit != "330303001010" {
		t.Errorf("%s came by %s, at %q, to %s", no, f.Channel, f.Terminal, f.AcceptUnit)
	}
	if sent, is := f.Facts[len(f.Facts)-1].Body.(*casework.Submit); !is || sent.Terminal != "T-1" {
		t.Errorf("the fact of the submission is %+v", f.Facts[len(f.Facts)-1].Body)
	}
	w.stays(w.get(draft+"/form").ok(http.StatusOK, "这份申请已经提交"))
	w.post("/kiosk", "/kiosk/end", url.Values{}).ok(http.StatusOK, "已经清除")
	for _, path := range []string{draft + "/form", draft + "/check", "/kiosk/cases/" + no, "/kiosk/cases/" + no + "/receipt"} {
		w.get(path).ok(http.StatusOK).not("林秀兰", query, "330302195203084127")
	}
	draft = w.fillAt("LW-JF-001")
	w.post("/kiosk", "/kiosk/end", url.Values{}).ok(http.StatusOK)
	w.get(draft+"/who").ok(http.StatusOK, "已经清除") // the back button
}
