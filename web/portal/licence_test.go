package portal

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// ended is a case that was decided and closed, with a licence or without.
func (w *world) ended(granted bool) string {
	w.t.Helper()
	return w.endedOf(w.itemThat(func(it *catalog.Item) bool {
		posts := postsOf(it)
		return it.Type == "01" && it.Result.Kind == "licence" && slices.Contains(posts, org.Review) && posts[len(posts)-1] == org.Issuing &&
			!slices.ContainsFunc(it.Materials, func(m catalog.Material) bool { return m.Necessity == catalog.Deferrable }) &&
			!slices.ContainsFunc(it.Procedure.Steps, func(s catalog.Step) bool { return s.Check })
	}), granted)
}

// endedOf is ended for an item.
func (w *world) endedOf(it *catalog.Item, granted bool) string {
	w.t.Helper()
	no, _ := w.submitted(it)
	staffDo(w.t, w.hall, no, casework.Accept{Opinion: "齐全"})
	for rec, err := w.hall.Store.CaseByNo(w.t.Context(), no); rec.State() == casework.Reviewing; rec, err = w.hall.Store.CaseByNo(w.t.Context(), no) {
		w.must(err)
		if rec.SaidOn.IsZero() {
			staffDo(w.t, w.hall, no, casework.Pass{Opinion: "同意"})
		} else { // the body beside has still to speak
			staffDo(w.t, w.hall, no, casework.JointOpinion{Agree: casework.Agrees, Opinion: "同意"})
		}
	}
	if granted {
		staffDo(w.t, w.hall, no, casework.Grant{Opinion: "同意", Content: "林秀兰（330302195203084127，13805776621）采伐 120 株", Until: w.until})
		rec, err := w.hall.Store.CaseByNo(w.t.Context(), no)
		w.must(err)
		if item, _ := w.hall.Catalogue().InForce(rec.Item, w.hall.Today()); item.Sheet.Fee.PayFirst {
			staffDo(w.t, w.hall, no, casework.OrderFee{Lines: []casework.FeeLine{{Name: item.Sheet.Fee.Items[0].Name, Fen: 500}}}, casework.PayFee{Fen: 500, Receipt: "浙财票1号"})
		}
		staffDo(w.t, w.hall, no, casework.Issue{No: "龙证〔2026〕7号"})
	} else {
		staffDo(w.t, w.hall, no, casework.Deny{Opinion: "不予", Reasons: "超出限额", Article: "《森林法》第五十六条"})
	}
	staffDo(w.t, w.hall, no, casework.Serve{Mode: casework.InPerson, Receiver: "林秀兰"}, casework.Conclude{})
	return no
}

// A licence of the register serves as a material: its number is enough, and a number that is
// not the applicant's is refused at its field with what was typed.
func TestLicenceInsteadOfPaper(t *testing.T) {
	w := newWorld(t)
	shop, _ := w.hall.Catalogue().InForce("LW-XK-001", w.hall.Today())
	power, _ := w.hall.Catalogue().InForce("LW-GG-009", w.hall.Today())
	w.endedOf(shop, true)
	draft := w.filled(power)
	const field = "licence.m3"
	w.get("/apply/"+draft+"/materials/m3").ok(http.StatusOK, field, "的电子证照编号（可以代替上传）")
	w.step(draft, "materials/m3", url.Values{field: {"龙证〔2020〕1号"}}).ok(http.StatusUnprocessableEntity, "登记簿上没有申请人名下现在有效的这本证照（龙证〔2020〕1号）", `value="龙证〔2020〕1号"`)
	w.step(draft, "materials/m3", url.Values{field: {" 龙证〔2026〕7号 "}}).ok(http.StatusOK)
	w.get("/apply/"+draft+"/materials/m3").ok(http.StatusOK, `value="龙证〔2026〕7号"`)
	w.get("/apply/"+draft+"/check").ok(http.StatusOK, "电子证照 龙证〔2026〕7号")
}

// A licence serves as well where a supplement notice asked for the material; one that the register
// doesn't know is refused at its field, and what was typed stays.
func TestLicenceInSupplement(t *testing.T) {
	w := newWorld(t)
	shop, _ := w.hall.Catalogue().InForce("LW-XK-001", w.hall.Today())
	power, _ := w.hall.Catalogue().InForce("LW-GG-009", w.hall.Today())
	w.endedOf(shop, true)
	no, _ := w.submitted(power)
	staffDo(t, w.hall, no, casework.RequestSupplement{Limit: period.Period{N: 10, Unit: period.WorkingDay}, Defects: []casework.Defect{{Material: "m3", What: "请提供营业执照"}}})
	path := "/cases/" + no + "/supplement"
	w.get(path).ok(http.StatusOK, `name="licence.m3"`, "的电子证照编号（可以代替上传）")
	w.send(path, url.Values{"licence.m3": {"龙证〔2020〕1号"}}).ok(http.StatusUnprocessableEntity, "登记簿上没有申请人名下现在有效的这本证照（龙证〔2020〕1号）", `value="龙证〔2020〕1号"`, `href="#licence.m3"`)
	w.send(path, url.Values{"licence.m3": {"龙证〔2026〕7号"}}).ok(http.StatusOK, "已经收到")
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	if g := givenOf(rec.Materials, "m3"); g.How != casework.Registered || g.Licence == nil || g.Licence.On.IsZero() {
		t.Errorf("on file: %+v", g)
	}
}

// secrets are personal data of the applicant, which no public page may show.
var secrets = []string{"林秀兰", "秀兰", "330302195203084127", "3084127", "13805776621"}

// A grant is published with its licence, without personal data, also where the decision's
// text holds some; a refusal never is (T54).
func TestDecisionsAreMasked(t *testing.T) {
	w := newWorld(t)
	no := w.ended(true)
	w.get("/decisions").ok(http.StatusOK, "行政许可决定公示", "龙证〔2026〕7号", "有效", "林**", "采伐 120 株").not(append(secrets, no)...)
	w.get("/decisions?q="+url.QueryEscape("龙证")).ok(http.StatusOK, "龙证〔2026〕7号")
	w.get("/decisions?q=%25").ok(http.StatusOK, "没有符合条件的决定")
	w.get("/decisions?after=x&item=y").ok(http.StatusOK, "没有符合条件的决定")

	w = newWorld(t)
	w.ended(false)
	w.get("/decisions").ok(http.StatusOK, "没有符合条件的决定")
}

// Whoever holds a licence in his hands sees what it is worth; a wrong end tells nothing, and
// is counted.
func TestFindLicence(t *testing.T) {
	w := newWorld(t)
	no := w.ended(true)
	ask := func(last string) page {
		return w.post("/licences", "/licences", url.Values{"no": {"龙证〔2026〕7号"}, "last": {last}})
	}
	ask("").ok(http.StatusUnprocessableEntity, "持证人证件号码的最后四位", `value="龙证〔2026〕7号"`)
	ask("0000").ok(http.StatusUnprocessableEntity, "没有找到相符的证照").not("查询结果")
	ask("4127").ok(http.StatusOK, "查询结果", "有效", "林**").not(append(secrets, no)...)
	for range 5 {
		ask("0000")
	}
	ask("4127").ok(http.StatusTooManyRequests)
}

// The holder is told what is meant to be done to his licence, and until when he may speak.
func TestHolderIsTold(t *testing.T) {
	w := newWorld(t)
	no := w.ended(true)
	see := func(texts ...string) page { t.Helper(); return w.get("/cases/"+no).ok(http.StatusOK, texts...) }
	see("证照编号", "有效")
	staffDo(t, w.hall, no, casework.ProposeRevocation{Cause: casework.BodyAtFault, Facts: "超越职权核发", Article: "森林法第五十七条",
		Limit: period.Period{N: 5, Unit: period.WorkingDay}})
	see("机关拟撤销（撤回）您的许可", "2026年3月9日", "超越职权核发")
	staffDo(t, w.hall, no, casework.HearHolder{Speaker: "林秀兰", Text: "信赖机关", Why: "属实", Adopted: true},
		casework.RevokeLicence{Outcome: casework.DoRevoke, Reason: "越权", Compensation: "退还费用"})
	see("已撤销", "撤销、撤回许可。越权").not("机关拟撤销（撤回）您的许可")
	w.get("/decisions").ok(http.StatusOK, "已撤销")
}

// From the page of a licence one applies for its renewal without typing its number again.
func TestRenewFromLicence(t *testing.T) {
	w := newWorld(t)
	w.until = w.hall.Today().Add(400)
	rec, err := w.hall.Store.CaseByNo(t.Context(), w.ended(true))
	w.must(err)
	link := startRenewal(rec.Item, rec.Issued.No)
	w.post("/licences", "/licences", url.Values{"no": {rec.Issued.No}, "last": {"4127"}}).ok(http.StatusOK, `href="`+link+`"`, "申请延续")
	w.get(link).ok(http.StatusOK, `name="renew" value="龙证〔2026〕7号"`)
	answer := w.post(link, "/items/"+rec.Item+"/apply", url.Values{"renew": {rec.Issued.No}})
	draft := strings.Split(answer.path, "/")[2]
	w.get("/apply/"+draft+"/about").ok(http.StatusOK, `value="龙证〔2026〕7号"`, `<option value="renew" selected`)
	w.get("/items/" + rec.Item + "/start?renew=").ok(http.StatusOK).not(`name="renew"`)

	it, _ := w.hall.Catalogue().InForce(rec.Item, w.hall.Today())
	draft = w.filled(it)
	w.step(draft, "about", url.Values{"about.kind": {"renew"}, "about.no": {rec.Issued.No}}).ok(http.StatusOK)
	no, _ := voucherCodes(t, w.step(draft, "check", copyOf(truth)).ok(http.StatusOK))
	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"})
	w.get("/cases/"+no).ok(http.StatusOK, "承诺期限", "法定期限", "延续决定时限（证照届满前）", "证照有效期的最后一天：应在这一天之前（含当天）作出决定", "第五十条")
}
