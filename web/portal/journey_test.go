package portal

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// applicant is the person of the tests: 林秀兰, with a number that GB 11643 accepts.
var applicant = url.Values{
	"kind": {"person"}, "applicant.name": {"林秀兰"}, "applicant.idType": {casework.ResidentID},
	"applicant.id": {"330302195203084127"}, "applicant.phone": {"138 0577 6621"},
}

// itemThat finds an item of the starter catalogue that can be applied for online.
func (w *world) itemThat(fits func(it *catalog.Item) bool) *catalog.Item {
	w.t.Helper()
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		if hasChannel(it, catalog.Online) && len(audiences(it)) > 0 && audiences(it)[0] == "person" && fits(it) {
			return it
		}
	}
	w.t.Fatal("the starter catalogue has no such item")
	return nil
}

// linked is an item that runs through community, street and district, decided by posts of
// their own.
func (w *world) linked() *catalog.Item {
	return w.itemThat(func(it *catalog.Item) bool {
		posts := fmt.Sprint(postsOf(it))
		return it.Linkage() == catalog.DistrictStreetCommunity && posts == "[acceptance review approval issuing]"
	})
}

func postsOf(it *catalog.Item) []org.Post {
	var list []org.Post
	for _, s := range it.Procedure.Steps {
		list = append(list, s.Post)
	}
	return list
}

// staffed is a place that takes the item and has staff for every step of it.
func (w *world) staffed(it *catalog.Item) place {
	w.t.Helper()
	for _, at := range w.hallPortal().placesFor(it) {
		if at.Unit.Code == "330303001004" || at.Unit.Code == "330303001" {
			return at
		}
	}
	w.t.Fatalf("%s is taken nowhere that has staff", it.Code)
	return place{}
}

func (w *world) hallPortal() *portal { return &portal{hall: w.hall} }

// begun opens a draft and gives its code.
func (w *world) begun(it *catalog.Item) string {
	w.t.Helper()
	guide := "/items/" + it.Code
	p := w.post("/track", guide+"/apply", url.Values{}).ok(http.StatusOK)
	parts := strings.Split(p.path, "/")
	if len(parts) != 4 || parts[3] != "where" {
		w.t.Fatalf("a new draft leads to %s", p.path)
	}
	return parts[2]
}

// step posts one page of an application.
func (w *world) step(draft, stage string, form url.Values) page {
	w.t.Helper()
	path := w.base + "/apply/" + draft + "/" + stage
	from := path
	if street := form.Get("street"); street != "" {
		from += "?street=" + street
	}
	if stage == "who" {
		from += "?kind=" + form.Get("kind")
	}
	return w.post(from, path, form)
}

func copyOf(form url.Values, pairs ...string) url.Values {
	out := url.Values{}
	for k, v := range form {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

// fills posts the pages of the item's form, each with what of the values it asks, as far as they
// are taken; it gives the last answer.
func (w *world) fills(draft string, form url.Values) page {
	w.t.Helper()
	var last page
	for _, l := range w.draftNow(draft).Leaves {
		if l.Stage != "form" {
			continue
		}
		v, err := w.hallPortal().formView(w.draftNow(draft), strings.TrimPrefix(l.Page, "form/"))
		if err != nil {
			continue // an answer has closed the page
		}
		part := url.Values{}
		for _, field := range v.Fields {
			if form.Has(field.Name) {
				part[field.Name] = form[field.Name]
			}
		}
		if last = w.step(draft, l.Page, part); last.status != http.StatusOK {
			return last
		}
	}
	return last
}

// draftNow is a draft as it is kept.
func (w *world) draftNow(code string) draft {
	w.t.Helper()
	f, err := w.hall.OpenDraft(context.Background(), code)
	w.must(err)
	d, err := w.hallPortal().draftOf(f, code, false)
	w.must(err)
	return d
}

// gives uploads the papers page by page, each without more of them; it gives the last answer.
func (w *world) gives(draft string, it *catalog.Item, files ...upload) page {
	w.t.Helper()
	var last page
	for _, m := range papers(it) {
		var mine []upload
		for _, f := range files {
			if f.field == filePrefix+m.Code {
				mine = append(mine, f)
			}
		}
		last = w.send(w.base+"/apply/"+draft+"/"+materialAt(m), url.Values{}, mine...).ok(http.StatusOK)
	}
	return last
}

// good is a form of the item that nothing is wrong with.
func (w *world) good(it *catalog.Item) url.Values {
	w.t.Helper()
	fields, err := w.hall.Forms.Fields(*it)
	w.must(err)
	form := url.Values{}
	for _, f := range fields {
		form.Set(formPrefix+f.Name, goodValue(f))
	}
	return form
}

func goodValue(f catalog.Field) string {
	switch {
	case len(f.Options) > 0:
		return f.Options[0].Value
	case f.Type == catalog.YesNoField:
		return "true"
	case f.Type == catalog.IntegerField, f.Type == catalog.NumberField:
		if f.Minimum != nil && *f.Minimum > 1 {
			return number(f.Minimum)
		}
		return "1"
	}
	switch f.Widget {
	case catalog.DateWidget:
		return "2026-03-10"
	case catalog.PhoneWidget:
		return "13805770000"
	case catalog.IDWidget:
		return "330302195203084127"
	case catalog.CreditWidget:
		return "92330303MA2CB0BK77"
	}
	return "龙湾"
}

// upload is a file to send.
type upload struct {
	field, name string
	content     []byte
}

// picture is a small photo, as a telephone would send it.
func picture() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

var pdf = []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

// send posts a form with files.
func (w *world) send(path string, form url.Values, files ...upload) page {
	w.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	form.Set(ui.TokenField, w.token(path))
	for name, values := range form {
		for _, v := range values {
			w.must(m.WriteField(name, v))
		}
	}
	for _, f := range files {
		part, err := m.CreateFormFile(f.field, f.name)
		w.must(err)
		_, err = part.Write(f.content)
		w.must(err)
	}
	w.must(m.Close())
	res, err := w.http.Post(w.url+path, m.FormDataContentType(), &body)
	w.must(err)
	return w.read(res)
}

// required are uploads for every material that must be there.
func required(it *catalog.Item) []upload {
	var list []upload
	for _, m := range it.Materials {
		if m.Necessity == catalog.Required && !byForm(it, m) {
			list = append(list, upload{filePrefix + m.Code, m.Code + ".pdf", pdf})
		}
	}
	return list
}

// filled is a draft that only waits to be handed in.
func (w *world) filled(it *catalog.Item) string {
	w.t.Helper()
	draft, at := w.begun(it), w.staffed(it)
	w.step(draft, "where", url.Values{"street": {at.Street.Code}, "unit": {at.Unit.Code}}).ok(http.StatusOK)
	w.step(draft, "who", copyOf(applicant)).ok(http.StatusOK)
	w.step(draft, "delivery", url.Values{}).ok(http.StatusOK)
	w.fills(draft, w.good(it)).ok(http.StatusOK)
	if p := w.gives(draft, it, required(it)...); p.path != "/apply/"+draft+"/check" {
		w.t.Fatalf("a full draft stops at %s", p.path)
	}
	return draft
}

var truth = url.Values{"truth": {"yes"}}

// submitted is a case that was just handed in; its voucher is open in the browser.
func (w *world) submitted(it *catalog.Item) (no, code string) {
	w.t.Helper()
	p := w.step(w.filled(it), "check", copyOf(truth)).ok(http.StatusOK)
	return voucherCodes(w.t, p)
}

var codes = regexp.MustCompile(`(?s)voucher-codes.*?<dd>([\d ]+)</dd>.*?<dd>(\d{6})</dd>`)

func voucherCodes(t *testing.T, p page) (no, code string) {
	t.Helper()
	found := codes.FindStringSubmatch(p.body)
	if found == nil {
		t.Fatalf("%s is no voucher", p.path)
	}
	return strings.ReplaceAll(found[1], " ", ""), found[2]
}

// TestJourney is the main road without JavaScript: apply, be asked once, supply, be accepted
// at the community, reviewed at the street, granted at the district, issued, handed out –
// and the applicant's page tells the truth after each act.
func TestJourney(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	no, code := w.submitted(it)
	w.http = newBrowser() // another device
	w.get("/cases/"+no).ok(http.StatusOK, "查询密码").not("林秀兰")
	see := func(texts ...string) page {
		t.Helper()
		return w.get("/cases/"+no).ok(http.StatusOK, texts...).not("330302195203084127", "13805776621", secretOpinion)
	}
	if p := w.post("/track", "/track", url.Values{"no": {spacedNo(no)}, "code": {code}}).ok(http.StatusOK); p.path != "/cases/"+no {
		t.Fatalf("tracking leads to %s", p.path)
	}
	see("已经收到，等待受理", "2026年3月9日", "您本人")

	defect := it.Materials[len(it.Materials)-1].Code
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay},
		Defects: []casework.Defect{{Material: defect, What: "第三页不清楚，请重新提交"}}})
	see("请您补正材料", "第三页不清楚，请重新提交", "2026年3月16日", "/supplement")
	path := "/cases/" + no + "/supplement"
	if p := w.send(path, url.Values{}, upload{filePrefix + defect, "清楚.png", picture()}).ok(http.StatusOK); p.path != "/cases/"+no {
		t.Fatalf("a supplement leads to %s", p.path)
	}
	see("已经收到，等待受理", "清楚.png")

	staffDo(t, w.hall, no, casework.Accept{Opinion: secretOpinion})
	see("已经受理，正在审核", "受理日期：2026年3月2日")
	staffDo(t, w.hall, no, casework.Veto{Opinion: secretOpinion})
	see("正在审批", "审核完成").not("审核否决")
	staffDo(t, w.hall, no, casework.Grant{Opinion: secretOpinion, Content: "准予，附图一份"})
	see("已经准予", "准予，附图一份")
	staffDo(t, w.hall, no, casework.Issue{No: "龙证〔2026〕7号"})
	see("已经做好", "龙证〔2026〕7号")
	staffDo(t, w.hall, no, casework.Serve{Mode: casework.InPerson, Receiver: "林秀兰"}, casework.Conclude{})
	see("已经办结", "直接送达，签收人：林秀兰").not("/withdraw", no+"/supplement")

	p := w.get("/cases/" + no + "?lang=en")
	p.ok(http.StatusOK, "Done", "Handed out", it.NameEN)
}

// secretOpinion is what staff wrote to each other: a proposal, not the decision.
const secretOpinion = "内部意见：建议从严"

func TestDenialShowsReasonsAndRemedies(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"}, casework.Pass{Opinion: "同意"},
		casework.Deny{Opinion: "不予", Reasons: "超出限额", Article: "《森林法》第五十六条"})
	w.get("/cases/"+no).ok(http.StatusOK, "决定不予批准", "超出限额", "《森林法》第五十六条", "行政复议", "温州市龙湾区人民政府", "60 日", "6 个月")
	staffDo(t, w.hall, no, casework.Serve{Mode: casework.InPerson, Receiver: "林秀兰"})
	w.get("/cases/"+no).ok(http.StatusOK, "2026年5月6日", "2026年9月2日") // 1 May and its holidays run on; six months do not
}

// TestSubmitOnce sends the same application many times at once, then again later: one case,
// one voucher.
func TestSubmitOnce(t *testing.T) {
	w := newWorld(t)
	draft := w.filled(w.linked())
	path := "/apply/" + draft + "/check"
	before := w.draftNow(draft).Version
	form := copyOf(truth, ui.TokenField, w.token(path))
	numbers := make([]string, 20)
	var all sync.WaitGroup
	for i := range numbers {
		all.Go(func() {
			res, err := w.http.PostForm(w.url+path, form)
			if err != nil {
				t.Error(err)
				return
			}
			res.Body.Close()
			numbers[i] = res.Request.URL.Path
		})
	}
	all.Wait()
	for _, p := range numbers {
		if p != numbers[0] || !strings.HasSuffix(p, "/receipt") {
			t.Fatalf("the same application led to %q and %q", numbers[0], p)
		}
	}
	w.get("/apply/"+draft+"/form").ok(http.StatusOK, "这份申请已经提交") // the back button
	res, err := w.http.PostForm(w.url+path, form)                // and sending it again
	w.must(err)
	if p := w.read(res).ok(http.StatusOK); p.path != numbers[0] {
		t.Errorf("sent again it leads to %s, want %s", p.path, numbers[0])
	}
	rec, err := w.hall.Submitted(context.Background(), draft)
	w.must(err)
	if rec.Version != before+1 { // one submission
		t.Errorf("the case has %d facts, the draft had %d", rec.Version, before)
	}
	w.now.Add(againWithin + 1)
	res, err = w.http.PostForm(w.url+path, form)
	w.must(err)
	w.read(res).ok(http.StatusOK, "这份申请已经提交").not("voucher-codes")
}
