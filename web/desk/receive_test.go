package desk

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

func TestChooseItem(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/receive").is(http.StatusOK, "农村村民建房审批", "10 个工作日", "/desk/receive/"+house).not("/desk/receive/LW-XK-004")
	w.as(acceptor).get("/desk/receive?q=jianfang").is(http.StatusOK, "农村村民建房审批").not("养犬登记")
	// What is received elsewhere is named, so that nobody is sent away without an answer.
	w.as(acceptor).get("/desk/receive?q=临时占用城市道路").is(http.StatusOK, "不在您的窗口受理", "街道")
	w.as(acceptor).get("/desk/receive?q=飞船").is(http.StatusOK, "没有可以在这里收件的事项", `value="飞船"`)
	w.as(keeper).get("/desk/receive").is(http.StatusOK, "没有可以在这里收件的事项")
}

func TestCounterScreen(t *testing.T) {
	w := newWorld(t)
	w.as(acceptor).get("/desk/receive/"+house).is(http.StatusOK, "户主姓名", "建房户", "农村宅基地使用承诺书", `value="`+community+`"`,
		"承诺期限", "2026年3月16日", "一户一宅", "到时再联系申请人", `value="2026-03-02"`, `name="key" value="`).not(`value="online"`, `value="330303007207"`)
	w.as(acceptor).get("/desk/receive/"+house+"?lang=en").is(http.StatusOK, "Head of the household", "one homestead", "Original").not("desk.", "codes.")
	w.as(reviewer).get("/desk/receive/" + house).is(http.StatusForbidden)
	w.as(atStreet).get("/desk/receive/" + house).is(http.StatusForbidden) // this item is received in communities
	w.as(acceptor).get("/desk/receive/LW-XK-999").is(http.StatusNotFound)
}

func TestReceive(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.post("/desk/receive/"+house, filing("k1", "channel", "agent", "receivedOn", "2026-02-27", "material.m1", "copy", "count.m1", "3",
		"agent.name", "林代办", "agent.idType", "111", "agent.id", "330303198502140029", "agent.phone", "13900000002")...)
	no := inAddress.FindString(a.is(http.StatusSeeOther).to())
	rec := w.record(no)
	if rec.Channel != catalog.ByAgent || rec.ReceivedOn != date("2026-02-27") || rec.Agent.Name != "林代办" || rec.AcceptUnit != community {
		t.Errorf("%+v", rec.Case)
	}
	if m := rec.Materials; len(m) != 7 || m[0].How != casework.Copy || m[0].Count != 3 || m[1].How != casework.Original || m[1].Count != 1 {
		t.Errorf("%+v", rec.Materials)
	}
	c.get(a.to()).is(http.StatusOK, "办理成功：收件", "林代办", "复印件 × 3", "收件凭证")
	if !strings.HasPrefix(no, "330303") || len(rec.Query) != 6 {
		t.Errorf("number %s, code %s", no, rec.Query)
	}
}

// One key is one case, however often and from how many hands at once it is sent.
func TestReceiveOnce(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	c.tokenOf("/desk/receive/" + house)
	var all sync.WaitGroup
	seen := sync.Map{}
	for range 12 {
		one := &clerk{world: w, no: c.no, cookies: map[string]string{"yimen": c.cookies["yimen"], "yimen_form": c.cookies["yimen_form"]}, token: c.token}
		all.Go(func() { seen.Store(one.post("/desk/receive/"+house, filing("once")...).to(), true) })
	}
	all.Wait()
	n := 0
	seen.Range(func(k, _ any) bool { n++; return inAddress.MatchString(k.(string)) })
	if n != 1 {
		t.Errorf("%d cases were made", n)
	}
}

func TestReceiveRefused(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		change []string
		status int
		says   []string
	}{
		"no applicant":    {[]string{"applicant.name", ""}, 422, []string{"请填写“姓名或者名称”", `href="#applicant.name"`}},
		"wrong identity":  {[]string{"applicant.id", "330303199001010018"}, 422, []string{"身份号码的最后一位校验不符", `value="330303199001010018"`}},
		"no key":          {[]string{"key", ""}, 422, []string{"key"}},
		"unknown field":   {[]string{"sneaked", "in"}, 422, []string{"表单中没有“sneaked”这一项"}},
		"unknown answer":  {[]string{"form.sneaked", "in"}, 422, []string{"表单中没有“sneaked”这一项"}},
		"unknown paper":   {[]string{"material.m99", "original"}, 422, []string{"表单中没有“material.m99”这一项"}},
		"number":          {[]string{"form.people", "很多"}, 422, []string{`href="#form.people"`, `value="很多"`}},
		"too many":        {[]string{"form.people", "31"}, 422, []string{"“户内人数”不能大于 30"}},
		"no such day":     {[]string{"receivedOn", "2026-02-30"}, 422, []string{"“收件日期”请填写真实存在的日期"}},
		"tomorrow":        {[]string{"receivedOn", "2026-03-03"}, 422, []string{"日期不能晚于今天"}},
		"long ago":        {[]string{"receivedOn", "2025-03-03"}, 422, []string{"日期不能早于 2026-01-01"}},
		"no unit":         {[]string{"acceptUnit", ""}, 422, []string{"请填写“受理单位”"}},
		"foreign unit":    {[]string{"acceptUnit", "330303007207"}, 403, []string{"您的岗位不能对此件办理“收件”"}},
		"no such unit":    {[]string{"acceptUnit", "nowhere"}, 403, []string{"您的岗位不能"}},
		"online":          {[]string{"channel", "online"}, 422, []string{"请从给出的选项中选择“申请方式”"}},
		"no agent":        {[]string{"channel", "agent"}, 422, []string{"请填写“代办人姓名或者名称”", `href="#agent.name"`, `href="#agent.id"`, `href="#agent.phone"`}},
		"half an agent":   {[]string{"agent.name", "林代办"}, 422, []string{"林代办", "agent.id"}},
		"how":             {[]string{"material.m1", "stolen"}, 422, []string{"请从给出的选项中选择"}},
		"how many":        {[]string{"count.m1", "0"}, 422, []string{"不能小于 1"}},
		"hostile":         {[]string{"applicant.name", "<script>alert(1)</script>"}, 303, nil},
		"control":         {[]string{"applicant.name", "王\x00建国"}, 422, []string{"无法识别的字符"}},
		"not even a form": {[]string{"form.landArea", "NaN"}, 422, []string{`href="#form.landArea"`}},
	} {
		a := w.as(acceptor).post("/desk/receive/"+house, filing(name, c.change...)...)
		if a.Code != c.status {
			t.Errorf("%s: %d, want %d: %s", name, a.Code, c.status, visible(a.text()))
			continue
		}
		a.is(c.status, c.says...)
		if c.status == 422 && !strings.Contains(a.text(), "妻李秀兰，子王小明，女王小红</textarea>") {
			t.Errorf("%s: what was typed is lost", name)
		}
	}
	no := w.received("applicant.name", "<script>alert(1)</script>")
	if body := w.as(acceptor).get("/desk/cases/" + no).is(200).Body.String(); strings.Contains(body, "<script>alert") {
		t.Error("a script gets through")
	}
	w.as(reviewer).post("/desk/receive/"+house, filing("x")...).is(http.StatusForbidden)
}

// upload sends the counter's form with scans: field, file name, content.
func (c *clerk) upload(form []string, files ...string) reply {
	c.t.Helper()
	if c.token == "" {
		c.get("/desk")
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	must(c.t, m.WriteField("_token", c.token))
	last := map[string]string{}
	for i := 0; i < len(form); i += 2 {
		last[form[i]] = form[i+1]
	}
	for name, value := range last {
		must(c.t, m.WriteField(name, value))
	}
	for i := 0; i < len(files); i += 3 {
		part, err := m.CreateFormFile(files[i], files[i+1])
		must(c.t, err)
		_, err = part.Write([]byte(files[i+2]))
		must(c.t, err)
	}
	must(c.t, m.Close())
	r := httptest.NewRequest(http.MethodPost, "/desk/receive/"+house, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return c.send(r)
}

func picture(t testing.TB) string {
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))))
	return b.String()
}

const paper = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

func TestScans(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.upload(filing("scan", "material.m1", ""), "scan.m1", "申请表.pdf", paper, "scan.m2", "身份证.png", picture(t), "scan.m2", "反面.png", picture(t))
	no := inAddress.FindString(a.is(http.StatusSeeOther).to())
	m := w.record(no).Materials
	if len(m) != 7 || m[0].How != casework.Upload || len(m[0].Files) != 1 || m[1].How != casework.Original || len(m[1].Files) != 2 {
		t.Fatalf("%+v", m)
	}
	c.get("/desk/cases/"+no).is(http.StatusOK, "申请表.pdf", "身份证.png", "电子文件").not("填写申请")
	c.get("/desk/cases/"+no+"/receipt").is(http.StatusOK, "2个文件")
	// The same form once more is the same case.
	if again := c.upload(filing("scan", "material.m1", ""), "scan.m1", "申请表.pdf", paper); inAddress.FindString(again.to()) != no {
		t.Errorf("a second case: %s", again.to())
	}
}

// A refused form keeps the scans that were good, and says what is wrong with the others.
func TestScansAreKept(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.upload(filing("kept", "applicant.name", ""), "scan.m1", "申请表.pdf", paper, "scan.m2", "病毒.pdf", "MZ\x90\x00", "scan.m3", "户口.png", paper).
		is(http.StatusUnprocessableEntity, "请填写“姓名或者名称”", "只能上传 PDF、JPG 或者 PNG", "已保存：申请表.pdf", `href="#scan.m2"`).not("已保存：病毒.pdf", "已保存：户口.png")
	draft := regexp.MustCompile(`name="draft" value="([a-z0-9]+)"`).FindStringSubmatch(a.Body.String())[1]
	a = c.upload(filing("kept", "draft", draft)).is(http.StatusSeeOther)
	if m := w.record(inAddress.FindString(a.to())).Materials; len(m[0].Files) != 1 || m[0].Files[0].Name != "申请表.pdf" {
		t.Errorf("%+v", m)
	}
	// Sent again, it is the same case; with another's draft code it is a case without scans.
	if again := c.upload(filing("kept", "draft", draft)); again.to() != a.to() {
		t.Errorf("leads to %s", again.to())
	}
	other := c.upload(filing("other", "draft", "nosuchdraftatall")).is(http.StatusSeeOther)
	if m := w.record(inAddress.FindString(other.to())).Materials; len(m[0].Files) != 0 {
		t.Errorf("%+v", m)
	}
}
