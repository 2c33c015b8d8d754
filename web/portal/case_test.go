package portal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

func TestReceipt(t *testing.T) {
	w := newWorld(t)
	it := w.itemThat(func(it *catalog.Item) bool { return it.Code == "LW-XK-003" }) // its form is among its materials
	no, code := w.submitted(it)
	p := w.get("/cases/"+no+"/receipt").ok(http.StatusOK, spacedNo(no), code, it.Name, "林秀兰", "3303**********4127", "2026年3月9日", "为什么是这一天", "网上填写", "电子文件")
	p.not("330302195203084127")
	w.http = newBrowser()
	if p := w.get("/cases/" + no + "/receipt").ok(http.StatusOK).not(code); p.path != "/track?no="+no {
		t.Errorf("without a grant the voucher leads to %s", p.path)
	}
}

// TestEveryEnding: each way out of the hall has its own words.
func TestEveryEnding(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	refused, _ := w.submitted(it)
	staffDo(t, w.hall, refused, casework.RefuseAcceptance{Ground: casework.NotOurPower, Reason: "由省级办理", Competent: "省林业局"})
	w.get("/cases/"+refused).ok(http.StatusOK, "不予受理", "由省级办理", "省林业局", "行政复议")

	needless, _ := w.submitted(it)
	staffDo(t, w.hall, needless, casework.TellNoLicence{Reason: "房前屋后的零星林木"})
	w.get("/cases/"+needless).ok(http.StatusOK, "您要办的事不需要许可", "房前屋后的零星林木", "不受理告知").not("理由和救济途径见下面", "行政复议", "行政诉讼")

	ended, _ := w.submitted(it)
	staffDo(t, w.hall, ended, casework.Terminate{Ground: casework.MatterGone, Evidence: "林木已被烧毁"})
	w.get("/cases/"+ended).ok(http.StatusOK, "已终止办理", "林木已被烧毁", "行政复议").not("不予批准决定")

	lapsed, _ := w.submitted(it)
	staffDo(t, w.hall, lapsed, casework.RequestSupplement{Limit: period.Period{N: 1, Unit: period.WorkingDay},
		Defects: []casework.Defect{{Material: it.Materials[0].Code, What: "缺签名"}}})
	deemed, _ := w.submitted(it)
	w.now.Store(int64(period.NewDate(2026, 3, 10).At(9, 0)))
	for _, no := range []string{lapsed, deemed} {
		_, err := w.hall.Do(context.Background(), no, 0, casework.Tick{}, org.Actor{Kind: org.BySystem})
		w.must(err)
	}
	w.grantAgain(lapsed, deemed)
	w.get("/cases/"+lapsed).ok(http.StatusOK, "逾期未补正，视为撤回", "依法发生").not("/withdraw")
	w.get("/cases/"+deemed).ok(http.StatusOK, "已经受理，正在审核", "自收到材料之日起即为受理", "受理时限")
}

// TestSuspension shows that the clock stands, why and until when.
func TestSuspension(t *testing.T) {
	w := newWorld(t)
	it := w.itemThat(func(it *catalog.Item) bool {
		i := slices.IndexFunc(it.Procedure.Steps, func(s catalog.Step) bool { return len(casework.StopKinds(s)) > 0 })
		return i > 0 && slices.Contains(it.AcceptAt, org.Street)
	})
	no, _ := w.submitted(it)
	accepted(t, w.hall, no)
	for i, s := range it.Procedure.Steps {
		if len(casework.StopKinds(s)) == 0 {
			continue
		}
		for at := 1; at < i; at++ {
			staffDo(t, w.hall, no, casework.Pass{Opinion: "同意"})
		}
		from := w.hall.Today()
		staffDo(t, w.hall, no, casework.Suspend{Kind: casework.StopKinds(s)[0], Ground: "许可法46", Notice: "龙听〔2026〕1号", From: from, Told: from.Add(9),
			Testers: []string{"周一鸣", "吴二平"}})
		w.get("/cases/"+no).ok(http.StatusOK, "计时暂停", "2026年3月11日", "不计入")
		staffDo(t, w.hall, no, casework.Resume{EndedOn: from})
		w.get("/cases/"+no).ok(http.StatusOK, "继续计时")
		return
	}
}

func TestDownload(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, _ := w.submitted(it)
	f, err := w.hall.OpenOwn(context.Background(), no)
	w.must(err)
	id := ""
	for _, g := range f.Materials {
		if len(g.Files) > 0 {
			id = g.Files[0].ID
		}
	}
	p := w.get("/cases/" + no + "/files/" + id).ok(http.StatusOK)
	if p.body != string(pdf) || p.header.Get("Content-Type") != "application/pdf" || p.header.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(p.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file comes with %v", p.header)
	}
	another, _ := w.submitted(it)
	w.get("/cases/" + another + "/files/" + id).ok(http.StatusNotFound) // of another case
	w.get("/cases/" + no + "/files/none").ok(http.StatusNotFound)
	w.http = newBrowser()
	w.get("/cases/"+no+"/files/"+id).ok(http.StatusOK, "查询密码") // the way in, not the file
}

func TestSupplement(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, _ := w.submitted(it)
	path := "/cases/" + no + "/supplement"
	w.get(path).ok(http.StatusOK, "已经收到") // nothing was asked for
	material := required(it)[0].field[len(filePrefix):]
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay}, Defects: []casework.Defect{
		{Material: material, What: "请补第二页"}, {Material: "form", What: "请改正第一项"}}})
	form := w.good(it)
	w.get(path).ok(http.StatusOK, "请补第二页", "请改正第一项", "2026年3月16日", "原来的文件", material+".pdf")
	keep := oldFile(w, no, material)
	form.Set("keep", keep)

	w.send(path, copyOf(form)).ok(http.StatusUnprocessableEntity, "请补正：请补第二页")
	broken := copyOf(form)
	name := firstText(w, it)
	broken.Set(name, "")
	w.send(path, copyOf(broken, "then", "upload-"+material), upload{filePrefix + material, "第二页.png", picture()}).ok(http.StatusOK, "第二页.png") // kept although the form is not ready
	w.send(path, copyOf(form, "then", "upload-"+material), upload{filePrefix + material, "x.exe", []byte("MZ")}).ok(http.StatusUnprocessableEntity, "只能上传")
	w.send(path, broken).ok(http.StatusUnprocessableEntity, "有 1 处需要修改", "第二页.png")
	if p := w.send(path, copyOf(form)).ok(http.StatusOK, "已经收到", "第二页.png", material+".pdf"); p.path != "/cases/"+no {
		t.Errorf("a supplement leads to %s", p.path)
	}
	w.get(path).ok(http.StatusOK, "已经收到") // sent once, there is nothing more to supply
}

// TestSupplementTakesBack: a file that was uploaded by mistake can be removed, and the files
// handed in before go when they are not kept.
func TestSupplementTakesBack(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, _ := w.submitted(it)
	path := "/cases/" + no + "/supplement"
	material := required(it)[0].field[len(filePrefix):]
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay}, Defects: []casework.Defect{{Material: material, What: "请重新提交"}}})
	w.send(path, url.Values{"then": {"upload-" + material}}, upload{filePrefix + material, "错.png", picture()}, upload{filePrefix + material, "对.png", picture()}).ok(http.StatusOK, "错.png", "对.png")
	f, err := w.hall.OpenOwn(context.Background(), no)
	w.must(err)
	waiting, err := w.hall.Waiting(context.Background(), f.Record)
	w.must(err)
	w.send(path, url.Values{"remove": {waiting[0].ID}}).ok(http.StatusOK).not(">" + waiting[0].Name + "<")
	w.send(path, url.Values{}).ok(http.StatusOK, waiting[1].Name).not(waiting[0].Name, material+".pdf")
}

func oldFile(w *world, no, material string) string {
	f, err := w.hall.OpenOwn(context.Background(), no)
	w.must(err)
	return givenOf(f.Materials, material).Files[0].ID
}

func TestWithdraw(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	path := "/cases/" + no + "/withdraw"
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	seen, later := fmt.Sprint(rec.Version), fmt.Sprint(rec.Version+1)
	w.get(path).ok(http.StatusOK, "确定要撤回吗？", `name="seen" value="`+seen+`"`)
	w.post(path, path, url.Values{"seen": {seen}, "reason": {strings.Repeat("长", 501)}}).ok(http.StatusUnprocessableEntity, "最多 500 个字")
	w.get("/cases/"+no).ok(http.StatusOK, "已经收到")

	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"}) // while the page was open
	w.post(path, path, url.Values{"seen": {seen}, "reason": {"不办了"}}).ok(http.StatusUnprocessableEntity, "受理岗", "受理", "不办了", `name="seen" value="`+later+`"`)
	w.post(path, path, url.Values{"seen": {later}, "reason": {"不办了"}}).ok(http.StatusOK, "您已撤回申请")
	w.get(path).ok(http.StatusOK, "您已撤回申请") // nothing more to withdraw
}

// grantAgain opens cases anew after time has passed.
func (w *world) grantAgain(numbers ...string) {
	w.t.Helper()
	for _, no := range numbers {
		rec, err := w.hall.Store.CaseByNo(context.Background(), no)
		w.must(err)
		w.post("/track", "/track", url.Values{"no": {no}, "code": {rec.Query}}).ok(http.StatusOK)
	}
}

// TestPagesAreCheap: no page of the portal is heavier than it should be (8 KB compressed).
func TestPagesAreCheap(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	for path, most := range map[string]int{"/": 8, "/services": 20, "/centres": 20, "/items/LW-XK-003": 8, "/track": 8, "/cases/" + no: 8,
		"/search?q=%E5%BC%80%E5%BA%97": 8, "/centres/330303001-zx": 20, "/items/LW-XK-003/start": 8, "/items/LW-XK-003/v/2/bring": 8,
		"/items/LW-XK-001/v/2/form": 8, "/items/LW-XK-001/v/2/sample": 8, "/decisions": 8, "/hearings": 8, "/licences": 8, "/verify": 8,
		"/cases/" + no + "/questions": 8, "/cases/" + no + "/receipt": 8, "/cases/" + no + "/withdraw": 8} {
		r, err := http.NewRequest(http.MethodGet, w.url+path, nil)
		w.must(err)
		r.Header.Set("Accept-Encoding", "gzip")
		res, err := w.http.Do(r)
		w.must(err)
		if p := w.read(res); len(p.body) > most<<10 {
			t.Errorf("%s weighs %d bytes compressed, at most %d KB", path, len(p.body), most)
		}
	}
}

// firstText is the name of a required field of the item's form.
func firstText(w *world, it *catalog.Item) string {
	fields, err := w.hall.Forms.Fields(*it)
	w.must(err)
	for _, f := range fields {
		if f.Required {
			return formPrefix + f.Name
		}
	}
	w.t.Fatal("the form asks for nothing")
	return ""
}

// TestToldMark: what a message was sent of is marked in the history.
func TestToldMark(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	w.get("/cases/" + no).ok(http.StatusOK).not("已发消息告知您")
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	w.must(w.hall.Store.Write(t.Context(), store.Plan{store.Tell(rec.ID, rec.Version, nil)}))
	w.get("/cases/"+no).ok(http.StatusOK, "您，已发消息告知您")
}

// TestDraftOutlivedByItsVersion: a draft keeps the version it was begun with; once that is
// out of force it is refused with a sentence, and nothing typed is lost.
func TestDraftOutlivedByItsVersion(t *testing.T) {
	w := newWorld(t)
	w.now.Store(int64(period.NewDate(2023, 11, 30).At(9, 0)))
	it, ok := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	if !ok || it.Version != 1 {
		t.Fatalf("on 30 November 2023 version %d is in force", it.Version)
	}
	draft := w.filled(it)
	w.now.Store(int64(period.NewDate(2023, 12, 1).At(9, 0)))
	w.step(draft, "check", copyOf(truth)).ok(http.StatusUnprocessableEntity, "今天不能申请", `href="#item"`, "林秀兰")
}

// TestLate: past the promise and past the law the page says so, and what can be done.
func TestLate(t *testing.T) {
	w := newWorld(t)
	it := w.itemThat(func(it *catalog.Item) bool { return it.Code == "LW-XK-003" })
	no, _ := w.submitted(it)
	accepted(t, w.hall, no)
	w.get("/cases/" + no).ok(http.StatusOK).not("已经超过")
	w.now.Store(int64(period.NewDate(2026, 3, 10).At(9, 0))) // promised for the 9th, by law the 16th
	w.grantAgain(no)
	w.get("/cases/"+no).ok(http.StatusOK, "已经超过承诺期限", "法定期限是2026年3月16日", "0577-86968283", "/complain?case="+no+"&amp;unit=330303001").not("行政复议")
	w.now.Store(int64(period.NewDate(2026, 3, 17).At(9, 0)))
	w.grantAgain(no)
	w.get("/cases/"+no).ok(http.StatusOK, "已经超过法定期限", "行政复议法第二十三条")
}
