package desk

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
)

const head = "lw414" // the head of 区资规局

// A licence is revoked in three steps: told, heard, decided by the head; then cancelled. The
// form for fraud has no field for compensation, the one for a fault of the body asks for it.
func TestRevokeLicence(t *testing.T) {
	w := newWorld(t)
	no, other := w.at(casework.Closed), w.at(casework.Closed) // the second before the first bars its holder
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "证照", "乡字第330303202600001号", "有效", `id="act-proposeRevocation"`, `id="act-cancelLicence"`).not(`id="act-revokeLicence"`)
	w.act(no, head, "proposeRevocation", "cause", "fraud", "facts", "伪造材料", "article", "", "limit", "5", "unit", "wd").
		is(http.StatusUnprocessableEntity, "请填写“违反的条款”", "伪造材料</textarea>")
	w.done(no, head, "proposeRevocation", "cause", "fraud", "facts", "伪造材料", "article", "土地管理法第七十八条", "limit", "5", "unit", "wd")
	w.as(head).get("/desk/cases/"+no+"/revokeLicence").is(http.StatusOK, `id="licence"`, "伪造材料") // who decides reads what was proposed
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "陈述申辩期限", `name="safety"`).not(`name="compensation"`)
	w.act(no, head, "revokeLicence", "outcome", "revoke", "reason", "伪造").is(http.StatusUnprocessableEntity, "还没有听取持证人陈述申辩")
	w.done(no, head, "hearHolder", "speaker", "王建国", "text", "不知情", "adopted", "no", "why", "与鉴定意见不符")
	w.act(no, head, "revokeLicence", "outcome", "", "reason", "伪造").is(http.StatusUnprocessableEntity, "请选择“处理”", "伪造</textarea>")
	w.done(no, head, "revokeLicence", "outcome", "revoke", "reason", "以欺骗手段取得", "safety", "yes")
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "已撤销", "2029-03-02", "注销时限", "王建国于 2026-03-02 陈述申辩")
	w.act(no, head, "cancelLicence", "ground", "other", "paper", "", "evidence", "撤销决定书").is(http.StatusUnprocessableEntity, "请填写所依据的法律、法规条款")
	w.done(no, head, "cancelLicence", "ground", "taken", "paper", "", "evidence", "撤销决定书")
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "已注销").not(`id="act-cancelLicence"`)

	w.done(other, head, "proposeRevocation", "cause", "body", "facts", "越权", "article", "土地管理法第七十八条", "limit", "5", "unit", "wd")
	w.done(other, head, "hearHolder", "speaker", "王建国", "text", "信赖机关", "adopted", "yes", "why", "属实")
	w.as(head).get("/desk/cases/"+other).is(http.StatusOK, `name="compensation"`).not(`name="safety"`)
	w.act(other, head, "revokeLicence", "outcome", "revoke", "reason", "越权", "compensation", "").is(http.StatusUnprocessableEntity, "请写明怎样赔偿、补偿持证人的损失")
	w.done(other, head, "revokeLicence", "outcome", "harm", "reason", "影响防洪")
	w.as(head).get("/desk/cases/"+other).is(http.StatusOK, "曾拟撤销，未撤销")
}

// A penalty holds a licence back: the register says so on its days and no longer.
func TestHoldLicence(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	w.act(no, head, "suspendLicence", "paper", "龙综执罚〔2026〕5号", "by", "区综合执法局", "until", "2026-03-31", "reason", "").
		is(http.StatusUnprocessableEntity, "请填写“理由”", "龙综执罚〔2026〕5号")
	w.done(no, head, "suspendLicence", "paper", "龙综执罚〔2026〕5号", "by", "区综合执法局", "until", "2026-03-31", "reason", "超出许可的范围")
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "暂扣中", "至 2026-03-31 暂扣", `id="act-returnLicence"`).not(`id="act-suspendLicence"`)
	w.as(head).get("/desk/licences").is(http.StatusOK, "暂扣中")
	w.done(no, head, "returnLicence", "reason", "复议期间停止执行")
	w.as(head).get("/desk/cases/"+no).is(http.StatusOK, "有效", `id="act-suspendLicence"`).not("暂扣中")
}

// The register: whoever decides or makes out sees the licences of his body, nobody else.
func TestLicences(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	w.as(head).get("/desk/licences").is(http.StatusOK, "乡字第330303202600001号", "王建国", "/desk/cases/"+no+"#licence", "有效")
	w.as(head).get("/desk/licences?no=%E4%B9%A1%E5%AD%97%E7%AC%AC330303202600001%E5%8F%B7").is(http.StatusOK, no)
	w.as(head).get("/desk/licences?no=x").is(http.StatusOK, "没有证照")
	w.as(acceptor).get("/desk/licences").is(http.StatusForbidden)
}

// A licence that was shown as a material and has been held back since is marked in the file.
func TestFallenLicenceIsMarked(t *testing.T) {
	m := catalog.Material{Code: "m4", Necessity: catalog.Required}
	g := &casework.Given{Code: "m4", How: casework.Registered, Licence: &casework.Shown{No: "1"}}
	for state, want := range map[casework.LicenceState]string{"": "", casework.LicenceSuspended: "暂扣中", casework.LicenceRevoked: "已撤销"} {
		p := casePage{fallen: map[string]casework.LicenceState{"m5": casework.LicenceCancelled}}
		if state != "" {
			p.fallen["m4"] = state
		}
		var page strings.Builder
		if err := p.materialState(t.Context(), m, g).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
		if text := page.String(); !strings.Contains(text, want) || strings.Contains(text, "已注销") || want == "" && strings.Contains(text, "暂扣") {
			t.Errorf("%q: %s", state, text)
		}
	}
}
