package keeper

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// sendFile posts a form with a file.
func (b *browser) sendFile(path string, form url.Values, file string, data []byte) reply {
	b.t.Helper()
	b.get("/keeper")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	must(b.t, m.WriteField("_token", b.token))
	for name, values := range form {
		for _, v := range values {
			must(b.t, m.WriteField(name, v))
		}
	}
	if file != "" {
		part, err := m.CreateFormFile("file", file)
		must(b.t, err)
		_, err = part.Write(data)
		must(b.t, err)
	}
	must(b.t, m.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return b.send(r)
}

func values(v url.Values, pairs ...string) url.Values {
	v = maps.Clone(v)
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

var aPDF = []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")

// TestCallPages: the office asks for forms with the notice's words, a street sends the scan of its
// signed form, it comes back with a reason, is sent anew and taken in by the other person.
func TestCallPages(t *testing.T) {
	w := newWorld(t)
	w.as(writer).get("/keeper/calls").is(http.StatusOK, "还没有下发填报通知").not("/keeper/calls/new")
	w.as(writer).get("/keeper/calls/new").is(http.StatusForbidden, "只有区审管办")
	w.as(office).get("/keeper/calls/new").is(http.StatusOK, "86968283", "lwsgb@126.com", "区市场监管局")
	call := url.Values{"code": {"2026"}, "name": {"2026年事项报送"}, "from": {"2026-03-02"}, "due2": {"2026-03-10"}, "due3": {"2026-03-10"}, "due4": {"2026-03-17"},
		"units": {"330303-scjg"}, "phone": {"86968283"}, "fax": {""}, "mail": {"lwsgb@126.com"}}
	w.as(office).post("/keeper/calls/new", values(call, "due2", "", "due3", "", "due4", "", "mail", "lwsgb")).is(http.StatusUnprocessableEntity, "至少收一张表", "name@example.com", "2026年事项报送")
	w.as(office).post("/keeper/calls/new", values(call, "due3", "2026-03-01")).is(http.StatusUnprocessableEntity, "早于下达日期")
	w.as(writer).post("/keeper/calls/new", values(call)).is(http.StatusForbidden)
	if a := w.as(office).post("/keeper/calls/new", values(call)).is(http.StatusSeeOther); a.to() != "/keeper/calls?call=2026" {
		t.Error(a.to())
	}

	w.as(office).get("/keeper/calls").is(http.StatusOK, "永中街道", "区市场监管局", "未到期", "2026年3月17日")
	w.as(office).get("/keeper/calls?annex=3&call=2026").is(http.StatusOK, "永中街道").not("/330303-scjg\"")
	w.as(office).get("/keeper/calls?standing=missing").is(http.StatusOK, "没有这样的单位")
	w.as(writer).get("/keeper/calls?call=1999").is(http.StatusNotFound)
	w.set(2026, 3, 11, 9, 0)
	w.as(office).get("/keeper/calls?standing=missing").is(http.StatusOK, "逾期未报").not("没有这样的单位")

	const remind = "/keeper/calls/2026/remind"
	w.as(writer).get("/keeper/calls").not("立即催报")
	w.as(writer).post(remind, url.Values{"unit": {"330303001"}}).is(http.StatusForbidden)
	w.as(office).get("/keeper/calls?annex=4").is(http.StatusOK, "立即催报", "周国平、潘静、叶青")
	w.as(office).get("/keeper/calls/2026/3/330303001").is(http.StatusOK, "立即催报")
	w.as(office).post(remind, url.Values{}).is(http.StatusUnprocessableEntity, "请选择“催报哪些单位”")
	w.as(office).post(remind, url.Values{"unit": {"330303001", "x"}}).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	if a := w.as(office).post(remind, url.Values{"unit": {"330303001", "330303-scjg"}}).is(http.StatusSeeOther); a.to() != "/keeper/calls?call=2026#nudged" {
		t.Error(a.to())
	}
	w.as(office).get("/keeper/calls").is(http.StatusOK, "立即催报记录", "附件2、附件3、附件4", "沈清", "2026-03-11 09:00").not(`value="330303001"`)
	w.as(writer).get("/keeper/calls").is(http.StatusOK, "立即催报记录")
	w.as(office).get("/keeper/calls/2026/3/330303001").is(http.StatusOK, "立即催报", "未读").not(`value="330303001"`)
	w.as(office).post(remind, url.Values{"unit": {"330303001"}}).is(http.StatusUnprocessableEntity, "永中街道办事处今天已经催报过")

	const here = "/keeper/calls/2026/3/330303001"
	w.as(other).get(here).is(http.StatusOK, "还没有报送").not(`name="leader"`)
	form := url.Values{"how": {"scan"}, "leader": {"陈某"}, "by": {"潘静"}, "remark": {""}, "version": {"0"}}
	w.as(writer).sendFile(here, form, "", nil).is(http.StatusUnprocessableEntity, "请上传", "陈某")
	w.as(writer).sendFile(here, values(form, "leader", ""), "附件3.pdf", aPDF).is(http.StatusUnprocessableEntity, "请填写“分管领导”")
	w.as(writer).sendFile(here, form, "附件3.exe", []byte("MZ")).is(http.StatusUnprocessableEntity, "只能上传")
	w.as(writer).sendFile(here, values(form, "how", "made"), "", nil).is(http.StatusUnprocessableEntity, "现在不能生成")
	w.as(other).sendFile(here, form, "附件3.pdf", aPDF).is(http.StatusForbidden)
	w.as(writer).sendFile(here, form, "附件3.pdf", aPDF).is(http.StatusSeeOther)
	w.as(writer).sendFile(here, form, "附件3.pdf", aPDF).is(http.StatusUnprocessableEntity, "别人刚刚改动")
	w.as(office).get(here).is(http.StatusOK, "迟报", "附件3.pdf", "SHA-256", "潘静", "退回修改")
	if a := w.as(office).get(here + "/1").is(http.StatusOK); a.Body.String() != string(aPDF) {
		t.Error("the file is another")
	}
	w.as(office).get(here + "/7").is(http.StatusNotFound)

	w.as(writer).post(here+"/judgment", url.Values{"to": {"accepted"}, "version": {"1"}, "remark": {""}}).is(http.StatusForbidden)
	w.as(office).post(here+"/judgment", url.Values{"to": {"returned"}, "version": {"1"}, "remark": {""}}).is(http.StatusUnprocessableEntity, "请填写“意见”")
	w.as(office).post(here+"/judgment", url.Values{"to": {"sent"}, "version": {"1"}, "remark": {""}}).is(http.StatusUnprocessableEntity, "刷新页面")
	w.as(office).post(here+"/judgment", url.Values{"to": {"returned"}, "version": {"1"}, "remark": {"缺单位盖章"}}).is(http.StatusSeeOther)
	w.as(writer).get(here).is(http.StatusOK, "退回待改", "缺单位盖章")
	w.as(office).sendFile(here, values(form, "version", "2"), "附件3.pdf", aPDF).is(http.StatusSeeOther) // brought on paper
	w.as(office).post(here+"/judgment", url.Values{"to": {"accepted"}, "version": {"3"}, "remark": {""}}).is(http.StatusUnprocessableEntity, "另一人")
	w.as(office2).post(here+"/judgment", url.Values{"to": {"accepted"}, "version": {"3"}, "remark": {""}}).is(http.StatusSeeOther)
	w.as(office).get("/keeper/calls?standing=accepted").is(http.StatusOK, "永中街道", "2026-03-11")

	w.as(office).get("/keeper/calls/2026/list.csv").is(http.StatusOK, "永中街道", "已采纳", "陈某")
	w.as(writer).post("/keeper/calls/2026/end", url.Values{}).is(http.StatusForbidden)
	w.as(office).post("/keeper/calls/2026/end", url.Values{}).is(http.StatusSeeOther)
	w.as(office).post("/keeper/calls/2026/end", url.Values{}).is(http.StatusUnprocessableEntity)
	w.as(writer).get("/keeper/calls/2026/2/330303001").is(http.StatusOK).not(`name="leader"`)
	for _, path := range []string{here, "/keeper/calls/2026/1/330303001", "/keeper/calls/2026/3/330303-scjg", "/keeper/calls/2026/x/330303001"} {
		want := http.StatusNotFound
		if path == here {
			want = http.StatusOK
		}
		w.as(writer).get(path).is(want)
	}
	for _, lang := range []string{"zh", "en"} {
		b := w.as(office)
		b.get("/keeper?lang=" + lang)
		for _, page := range []string{"/keeper/calls", "/keeper/calls/new", here} {
			b.get(page).is(http.StatusOK).not(">report.", ">annex.", ">errors.", ">inbox.")
		}
	}
}
