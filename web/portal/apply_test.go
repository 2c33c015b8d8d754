package portal

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/message"
)

func TestDraftIsFoundAgain(t *testing.T) {
	w := newWorld(t)
	draft := w.begun(w.linked())
	w.http = newBrowser() // another device
	if p := w.post("/track", "/apply", url.Values{"draft": {strings.ToUpper(spaced(draft))}}).ok(http.StatusOK, "还没填"); p.path != "/apply/"+draft {
		t.Errorf("the code leads to %s", p.path)
	}
	w.post("/track", "/apply", url.Values{"draft": {"aaaa bbbb cccc dddd"}}).ok(http.StatusUnprocessableEntity, "草稿编号", "aaaa bbbb cccc dddd")
	w.post("/track", "/apply", url.Values{}).ok(http.StatusUnprocessableEntity, "请填写“草稿编号”")
	w.get("/apply/nosuchdraft").ok(http.StatusNotFound)
}

func TestWhere(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	draft, at := w.begun(it), w.staffed(it)
	path := "/apply/" + draft + "/where"
	w.get(path).ok(http.StatusOK, "先选街道", "永中街道", "?street=330303001")
	w.get(path+"?street="+at.Street.Code).ok(http.StatusOK, at.Centre.Name)
	w.step(draft, "where", url.Values{"street": {at.Street.Code}}).ok(http.StatusUnprocessableEntity, "请选择“受理地点”")
	w.step(draft, "where", url.Values{"street": {at.Street.Code}, "unit": {"330303-gaj"}}).ok(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	w.step(draft, "where", url.Values{"street": {at.Street.Code}, "unit": {at.Unit.Code}, "admin": {"1"}}).ok(http.StatusUnprocessableEntity, "表单中没有“admin”这一项")
	w.step(draft, "where", url.Values{"street": {at.Street.Code}, "then": {"later"}}).ok(http.StatusOK, "草稿编号", "还没填")
	if p := w.step(draft, "where", url.Values{"street": {at.Street.Code}, "unit": {at.Unit.Code}}).ok(http.StatusOK); p.path != "/apply/"+draft+"/who" {
		t.Errorf("a chosen place leads to %s", p.path)
	}
	w.get(path).ok(http.StatusOK, `value="`+at.Unit.Code+`"`, "checked")
}

func TestWho(t *testing.T) {
	w := newWorld(t)
	draft := w.begun(w.linked())
	for _, c := range []struct{ field, value, sentence string }{
		{"applicant.name", "", "请填写“姓名”"},
		{"applicant.name", strings.Repeat("长", 101), "最多 100 个字"},
		{"applicant.id", "", "请填写“证件号码”"},
		{"applicant.id", "330302195203084126", "最后一位校验不符"},
		{"applicant.id", "33030219520308", "18 位"},
		{"applicant.id", "330302195213084127", "出生日期不存在"},
		{"applicant.idType", "999", "请从给出的选项中选择“证件类型”"},
		{"applicant.phone", "12345678", "手机号码"},
		{"applicant.phone", "", "请填写“联系电话”"},
	} {
		p := w.step(draft, "who", copyOf(applicant, c.field, c.value)).ok(http.StatusUnprocessableEntity, c.sentence, `href="#`+c.field+`"`)
		if c.field != "applicant.name" {
			p.ok(http.StatusUnprocessableEntity, `value="林秀兰"`)
		}
	}
	w.step(draft, "who", copyOf(applicant, "applicant.idType", casework.Passport, "applicant.id", "E123")).ok(http.StatusUnprocessableEntity, "5 至 30 位")
	w.step(draft, "who", url.Values{"kind": {"person"}, "applicant.name": {"林秀兰"}, "then": {"later"}}).ok(http.StatusOK, "林秀兰", "还没填")
	w.get("/apply/"+draft+"/who").ok(http.StatusOK, `value="林秀兰"`)
	w.step(draft, "who", copyOf(applicant, "applicant.id", "33030219520308 4127")).ok(http.StatusOK)
	f, err := w.hall.OpenDraft(context.Background(), draft)
	w.must(err)
	if f.Applicant.ID != "330302195203084127" || f.Applicant.Phone != "13805776621" {
		t.Errorf("kept as %+v", f.Applicant)
	}
}

func TestWhoForAnOrganisation(t *testing.T) {
	w := newWorld(t)
	it := w.itemThat(func(it *catalog.Item) bool { return len(audiences(it)) == 2 })
	draft := w.begun(it)
	w.get("/apply/"+draft+"/who").ok(http.StatusOK, "您为谁申请？", "?kind=body")
	body := url.Values{"kind": {"body"}, "applicant.name": {"龙湾面馆"}, "applicant.id": {"92330303MA2CB0BK7X"},
		"applicant.holder": {""}, "applicant.phone": {"0577-86968283"}}
	w.step(draft, "who", body).ok(http.StatusUnprocessableEntity, "统一社会信用代码的最后一位校验不符", "请填写“经办人姓名”", "龙湾面馆")
	w.step(draft, "who", copyOf(body, "applicant.id", "92330303ma2cb0bk77", "applicant.holder", "陈国平")).ok(http.StatusOK)
	f, err := w.hall.OpenDraft(context.Background(), draft)
	w.must(err)
	if want := (casework.Party{Name: "龙湾面馆", IDType: casework.CreditCode, ID: "92330303MA2CB0BK77", Phone: "0577-86968283", Holder: "陈国平"}); f.Applicant != want {
		t.Errorf("kept as %+v", f.Applicant)
	}
	w.get("/apply/" + draft + "/who?kind=person").ok(http.StatusOK).not("龙湾面馆") // another kind of applicant begins empty
}

func TestForm(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	draft := w.begun(it)
	if p := w.get("/apply/"+draft+"/form").ok(http.StatusOK, "第 5 页，共 13 页"); p.path != "/apply/"+draft+"/form/1" {
		t.Errorf("the form begins at %s", p.path)
	}
	w.get("/apply/" + draft + "/form/9").ok(http.StatusNotFound)
	w.get("/apply/" + draft + "/form/x").ok(http.StatusNotFound)
	operator := url.Values{"f_shopName": {"老街面馆"}, "f_shopCode": {"1"}, "f_legalPerson": {"陈国平"}}
	w.step(draft, "form/1", operator).ok(http.StatusUnprocessableEntity, "统一社会信用代码", `value="老街面馆"`).not("f_area") // one thing on a page
	w.step(draft, "form/1", copyOf(operator, "f_hidden", "x")).ok(http.StatusUnprocessableEntity, "表单中没有“f_hidden”这一项")
	w.step(draft, "form/1", copyOf(operator, "f_shopName", "a\x00b")).ok(http.StatusUnprocessableEntity, "无法识别的字符")
	w.get("/apply/" + draft + "/form/1").ok(http.StatusOK).not("老街面馆") // nothing was half-saved
	if p := w.step(draft, "form/1", copyOf(operator, "f_shopCode", "92330303MA2CB0BK77")).ok(http.StatusOK); p.path != "/apply/"+draft+"/form/2" {
		t.Errorf("the first section leads to %s", p.path)
	}
	w.step(draft, "form/2", url.Values{"f_area": {"八十"}}).ok(http.StatusUnprocessableEntity, `href="#f_area"`, `value="八十"`, "请填写数字", `href="#f_premises"`)
	w.step(draft, "form/2", url.Values{"f_area": {"八十"}, "then": {"later"}}).ok(http.StatusOK, "还没填")
	w.get("/apply/"+draft+"/form/2").ok(http.StatusOK, `value="八十"`)   // kept as typed
	w.get("/apply/"+draft+"/form/1").ok(http.StatusOK, `value="老街面馆"`) // no page loses another's
	if p := w.fills(draft, w.good(it)).ok(http.StatusOK); p.path != "/apply/"+draft+"/materials/m2" {
		t.Errorf("the form leads to %s", p.path)
	}
	w.get("/apply/"+draft+"/"+w.asks(draft, "f_trade")).ok(http.StatusOK, "checked")
}

// TestOneAnswerChanged: from the check to one page and back.
func TestOneAnswerChanged(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	draft := w.filled(it)
	path := "/apply/" + draft + "/who?from=check"
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, `href="`+path+`"`, "/delivery?from=check", "/form/1?from=check", "/materials/m2?from=check")
	w.get(path).ok(http.StatusOK, `action="`+path+`"`, `href="/apply/`+draft+`/check"`)
	w.post(path, path, copyOf(applicant, "applicant.phone", "12")).ok(http.StatusUnprocessableEntity, `action="`+path+`"`)
	if p := w.post(path, path, copyOf(applicant, "applicant.phone", "13805770001")).ok(http.StatusOK, "13805770001"); p.path != "/apply/"+draft+"/check" {
		t.Errorf("the change leads to %s", p.path)
	}
}

// TestDelivery: how the result comes has its own page, and may stay open.
func TestDelivery(t *testing.T) {
	w := newWorld(t)
	draft := w.filled(w.linked())
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "到时由窗口联系您")
	w.step(draft, "delivery", url.Values{"delivery.mode": {"post"}}).ok(http.StatusUnprocessableEntity, "送达地址")
	w.step(draft, "delivery", url.Values{"delivery.mode": {"post"}, "delivery.address": {"永中街道罗东大街12号"}}).ok(http.StatusOK)
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "永中街道罗东大街12号").not("到时由窗口联系您")
	w.step(draft, "who", copyOf(applicant)).ok(http.StatusOK)
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "永中街道罗东大街12号") // the applicant's page leaves it
}

func TestMaterials(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	draft := w.begun(it)
	if p := w.get("/apply/"+draft+"/materials").ok(http.StatusOK, it.Materials[1].Name); p.path != "/apply/"+draft+"/materials/m2" {
		t.Errorf("the papers begin at %s", p.path)
	}
	w.get("/apply/" + draft + "/materials/m1").ok(http.StatusNotFound) // made of the form
	path := "/apply/" + draft + "/materials/m2"
	p := w.send(path, url.Values{"then": {"upload-m2"}}, upload{"material.m2", "执照.png", picture()}, upload{"material.m2", "execute.pdf", []byte("MZ\x90\x00")},
		upload{"material.m2", "../../etc/passwd.pdf", pdf})
	p.ok(http.StatusUnprocessableEntity, "执照.png", "只能上传 PDF、JPG 或者 PNG 文件", `href="#material.m2"`, ">passwd.pdf<").not("etc/passwd")
	if p := w.send(path, url.Values{"then": {"upload-m2"}}, upload{"material.m2", "背面.png", picture()}).ok(http.StatusOK, "执照.png", "背面.png", "passwd.pdf"); p.path != path {
		t.Errorf("uploading leads to %s", p.path)
	}
	w.send(path, url.Values{}, upload{"material.m99", "x.pdf", pdf}).ok(http.StatusUnprocessableEntity, "表单中没有“material.m99”这一项")
	if p := w.send(path, url.Values{}).ok(http.StatusOK); p.path != "/apply/"+draft+"/materials/m3" {
		t.Errorf("a paper leads to %s", p.path)
	}
	third := "/apply/" + draft + "/materials/m3"
	w.send(third, url.Values{}).ok(http.StatusUnprocessableEntity, "缺少材料："+it.Materials[2].Name)
	w.send(third, url.Values{"then": {"skip"}}, upload{"material.m3", "空.pdf", nil}).ok(http.StatusUnprocessableEntity, "文件是空的")
	if p := w.send(third, url.Values{"then": {"skip"}}).ok(http.StatusOK); p.path != "/apply/"+draft+"/materials/m4" {
		t.Errorf("skipping leads to %s", p.path)
	}
	w.step(draft, "check", copyOf(truth)).ok(http.StatusUnprocessableEntity, "缺少材料："+it.Materials[2].Name) // but it is asked for in the end

	f, err := w.hall.OpenDraft(context.Background(), draft)
	w.must(err)
	files := givenOf(f.Materials, "m2").Files
	if len(files) != 3 {
		t.Fatalf("m2 has %d files, want 3", len(files))
	}
	got := w.get("/apply/" + draft + "/files/" + files[0].ID).ok(http.StatusOK)
	if got.body != string(picture()) || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the file comes back with %v", got.header)
	}
	remove := url.Values{"remove": {files[0].ID}}
	w.send(path, remove).ok(http.StatusOK, "背面.png").not("执照.png")
	w.send(path, copyOf(remove)).ok(http.StatusOK, "背面.png") // removed twice is removed
	w.get("/apply/" + draft + "/files/" + files[0].ID).ok(http.StatusNotFound)
}

// TestPaperCanBeBrought: what exists on paper only may be handed in at the counter.
func TestPaperCanBeBrought(t *testing.T) {
	w := newWorld(t)
	var paper string
	it := w.itemThat(func(it *catalog.Item) bool {
		for _, m := range it.Materials {
			if mayBring(m) && !byForm(it, m) {
				paper = m.Code
				return true
			}
		}
		return false
	})
	draft := w.begun(it)
	w.send("/apply/"+draft+"/materials/"+paper, url.Values{"bring." + paper: {"yes"}, "then": {"later"}}).ok(http.StatusOK)
	f, err := w.hall.OpenDraft(context.Background(), draft)
	w.must(err)
	if g := givenOf(f.Materials, paper); g.How != casework.Original || g.Count < 1 {
		t.Errorf("kept as %+v", g)
	}
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "带纸质原件到窗口")
	w.send("/apply/"+draft+"/materials/"+paper, url.Values{"then": {"later"}}).ok(http.StatusOK) // the tick was taken away
	w.get("/apply/" + draft + "/check").ok(http.StatusOK).not("带纸质原件到窗口")
}

func TestCheck(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	empty := w.begun(it)
	w.step(empty, "check", copyOf(truth)).ok(http.StatusUnprocessableEntity, "没有找到受理单位", "请填写“姓名”", "缺少材料", `href="#applicant.name"`)
	draft := w.filled(it)
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "林秀兰", "330302195203084127", "138****6621", "修改", "/apply/"+draft+"/where")
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "目前不发短信和电子邮件")
	w.hall.Couriers.SMS = &message.Log{} // from now on he will be told by short message, and is told so before
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "短信发到 138****6621").not("目前不发短信")
	w.step(draft, "check", url.Values{}).ok(http.StatusUnprocessableEntity, "请选择“真实性承诺”", `href="#truth-1"`)
	if p := w.step(draft, "check", copyOf(truth)).ok(http.StatusOK, "收件凭证", "2026年3月9日"); !strings.HasSuffix(p.path, "/receipt") {
		t.Errorf("handed in it leads to %s", p.path)
	}
}

func TestDraftNeedsItsToken(t *testing.T) {
	w := newWorld(t)
	draft := w.begun(w.linked())
	res, err := w.http.PostForm(w.url+"/apply/"+draft+"/who", copyOf(applicant))
	w.must(err)
	w.read(res).ok(http.StatusForbidden, "表单已经过期")
}
