package portal

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/app"
)

// TestStart: what is needed stands before the application begins; an answer that is in the way
// is told with what to do instead, and keeps nobody from applying (许可法32).
func TestStart(t *testing.T) {
	w := newWorld(t)
	start, ask := "/items/LW-XK-003/start", "/items/LW-XK-003/questions"
	w.get("/items/LW-XK-003").ok(http.StatusOK, `href="`+start+`"`).not(`action="/items/LW-XK-003/apply"`)
	w.get(start).ok(http.StatusOK, "请准备好", "营业执照或者其他主体资格证明", "5 个工作日", "2026年3月9日", `href="`+ask+`"`).not("设备布局和工艺流程合理", "已经领取营业执照？")
	w.get(ask).ok(http.StatusOK, "已经领取营业执照？", `href="`+start+`"`)
	w.get(ask+"?lang=en").ok(http.StatusOK, "Do you hold a business licence?")
	w.get("/?lang=zh")

	w.post(ask, ask, url.Values{"q1": {"true"}}).ok(http.StatusUnprocessableEntity, "经营场所使用面积在五十平方米以下", `href="#q2-1"`)
	p := w.post(ask, ask, url.Values{"q1": {"false"}, "q2": {"false"}}).ok(http.StatusOK, "先办理个体工商户或者企业登记", "/items/LW-XK-001", "仍要申请")
	p.not("符合小餐饮店认定条件的，办理")
	if p := w.post(ask, "/items/LW-XK-003/apply", url.Values{}).ok(http.StatusOK); !strings.HasPrefix(p.path, "/apply/") {
		t.Errorf("applying all the same leads to %s", p.path)
	}
	if p := w.post(ask, ask, url.Values{"q1": {"true"}, "q2": {"false"}}).ok(http.StatusOK); !strings.HasSuffix(p.path, "/where") {
		t.Errorf("nothing in the way leads to %s", p.path)
	}
	w.get("/items/NO/start").ok(http.StatusNotFound)
	const no = "renew=%E9%BE%99%E8%AF%81%E3%80%942026%E3%80%957%E5%8F%B7" // the licence to be renewed goes along
	w.get(start+"?"+no).ok(http.StatusOK, `href="`+ask+"?"+no+`"`)
	w.get(ask+"?"+no).ok(http.StatusOK, `name="renew" value="龙证〔2026〕7号"`)
	w.get("/items/NO/questions").ok(http.StatusNotFound)
}

func TestBring(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	p := w.get(versionPath(it.Code, it.Version)+"/bring").ok(http.StatusOK, "材料清单", it.Sheet.Phone, it.Sheet.Supervision, "2026年3月9日", "一次告知")
	for _, m := range it.Materials {
		p.ok(http.StatusOK, m.Name)
	}
	w.get("/items/LW-XK-003/v/1/bring").ok(http.StatusOK, "第 1 版").not("最迟办结")
	w.get("/items/LW-XK-003/v/9/bring").ok(http.StatusNotFound)
}

// TestForms: the blank form names every line, the sample fills them and says what it is; an
// item without examples has none.
func TestForms(t *testing.T) {
	w := newWorld(t)
	w.get("/items/LW-XK-001/v/2/form").ok(http.StatusOK, "拟用名称", "个人经营", "家庭经营").not("张三面馆", "样表（")
	w.get("/items/LW-XK-001/v/2/sample").ok(http.StatusOK, "龙湾区永中张三面馆", "样表（仅供参考").not("李四")
	w.get("/items/LW-XK-001/v/2/sample?lang=en").ok(http.StatusOK, "Sample: for guidance only", "Run by one person")
	if body := docx(t, w.get("/items/LW-XK-001/v/2/files/sample.docx").ok(http.StatusOK).body); !strings.Contains(body, "龙湾区永中张三面馆") || !strings.Contains(body, "样表") {
		t.Error("the sample document is not filled in")
	}
	if body := docx(t, w.get("/items/LW-XK-001/v/2/files/form.docx").ok(http.StatusOK).body); strings.Contains(body, "张三") || !strings.Contains(body, "□ 家庭经营") {
		t.Error("the blank document is not blank")
	}
	for _, path := range []string{"/items/LW-JF-001/v/1/sample", "/items/LW-JF-001/v/1/files/sample.docx", "/items/LW-XK-001/v/2/files/x.docx", "/items/LW-XK-001/v/7/form"} {
		w.get(path).ok(http.StatusNotFound)
	}
}

func docx(t *testing.T, data string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(data)), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// piece asks for a part of a page, as a script does.
func (w *world) piece(path string) page {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.url+path, nil)
	w.must(err)
	req.Header.Set("X-Piece", "1")
	res, err := w.http.Do(req)
	w.must(err)
	return w.read(res)
}

// TestSuggest: a piece for the script of the search box, and the search itself for people.
func TestSuggest(t *testing.T) {
	w := newWorld(t)
	w.piece("/search/suggest?q="+url.QueryEscape("开店")).ok(http.StatusOK, `href="/items/LW-XK-001"`).not("<html", "养犬登记")
	if p := w.get("/search/suggest?q="+url.QueryEscape("开店")).ok(http.StatusOK, "个体工商户"); !strings.HasPrefix(p.path, "/search?q=") {
		t.Errorf("somebody who comes here is sent to %s", p.path)
	}
}

// Units are suggested by a part of their names, those alone that a field asks for; people are sent to the centres.
func TestSuggestUnits(t *testing.T) {
	w := newWorld(t)
	w.piece("/units/all?q="+url.QueryEscape("永中")).ok(http.StatusOK, `href="#330303001"`).not("<html", "瑶溪")
	w.piece("/units/all?q="+url.QueryEscape("市政府")).ok(http.StatusOK, `href="#330300"`)
	w.piece("/units/local?q=" + url.QueryEscape("市政府")).ok(http.StatusOK).not(`href="#330300"`)
	w.piece("/units/sealing?q=" + url.QueryEscape("镇中社区")).ok(http.StatusOK).not("href")
	w.get("/units/none?q=x").ok(http.StatusNotFound)
	if p := w.get("/units/all?q=x").ok(http.StatusOK); p.path != "/centres" {
		t.Errorf("somebody who comes here is sent to %s", p.path)
	}
}

// TestServicesByPlace: by street, and by one of its communities.
func TestServicesByPlace(t *testing.T) {
	w := newWorld(t)
	w.get("/services?at=330303001").ok(http.StatusOK, "个体工商户设立登记", "最低生活保障审批", `value="330303001004"`)
	w.get("/services?at=330303001004").ok(http.StatusOK, "最低生活保障审批").not("个体工商户设立登记")
	w.get("/services?at=nowhere").ok(http.StatusOK, "共 30 项")
	w.get("/centres?street=330303001").ok(http.StatusOK, `href="/services?at=330303001"`)
}

// TestConditionalField: asked only with its answer, in words for who has no script.
func TestConditionalField(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-001", w.hall.Today())
	draft := w.begun(it)
	form := "/apply/" + draft + "/" + w.asks(draft, "f_familyMembers")
	w.get(form).ok(http.StatusOK, "“组成形式”选“家庭经营”时填写", `data-when="f_formation"`)
	values := w.good(it)
	values.Set("f_formation", "家庭经营")
	values.Del("f_familyMembers")
	w.fills(draft, values).ok(http.StatusUnprocessableEntity, "参加经营的家庭成员", `href="#f_familyMembers"`)
	values.Set("f_formation", "个人经营")
	values.Set("f_familyMembers", "李四")
	if p := w.fills(draft, values).ok(http.StatusOK); !strings.HasSuffix(p.path, "/materials/m2") {
		t.Fatalf("the form leads to %s\n%s", p.path, p.body)
	}
	w.get("/apply/" + draft + "/check").ok(http.StatusOK).not("李四")
}

// asks is the page of a draft that asks a field.
func (w *world) asks(draft, name string) string {
	w.t.Helper()
	d := w.draftNow(draft)
	asked, err := w.hallPortal().askedSections(d)
	w.must(err)
	for i, s := range asked {
		for _, f := range s.Fields {
			if f.Name == name {
				return formPage(i)
			}
		}
	}
	w.t.Fatalf("no page asks %s", name)
	return ""
}

// TestFieldOfALaterPage: what hangs on an answer of an earlier page has its page only with that
// answer, and is asked there without condition.
func TestFieldOfALaterPage(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-001", w.hall.Today())
	split := *it
	split.Code, split.Form = "LW-XK-901", []byte(`{"type":"object","additionalProperties":false,"required":["dog"],"x-order":["dog","breed"],"properties":{
		"dog":{"type":"boolean","title":"养犬","x-group":"一"},
		"breed":{"type":"string","title":"犬种","maxLength":20,"x-group":"二","x-when":{"field":"dog","is":["true"],"need":true}}}}`)
	pages := func(form string) (list []string) {
		d, err := w.hallPortal().draftOf(app.File{Item: &split, Form: []byte(form)}, "x", false)
		w.must(err)
		for _, l := range d.Leaves {
			if l.Stage == "form" {
				v, err := w.hallPortal().formView(d, strings.TrimPrefix(l.Page, "form/"))
				w.must(err)
				list = append(list, l.Page)
				for _, f := range v.Fields {
					if f.When != nil || !f.Required {
						t.Errorf("%s is asked %+v", f.Name, f)
					}
				}
			}
		}
		return list
	}
	for form, want := range map[string]string{"": "[form/1]", `{"dog":false}`: "[form/1]", `{"dog":true}`: "[form/1 form/2]"} {
		if got := fmt.Sprint(pages(form)); got != want {
			t.Errorf("with %s the form has the pages %s, want %s", form, got, want)
		}
	}
}
