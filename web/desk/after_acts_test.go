package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// roadHead decides on 临时占用城市道路.
const roadHead = "lw412"

// The fee is ordered from what the item publishes, paid at the counter, and until then nothing
// is made out where the item says so.
func TestFee(t *testing.T) {
	w := newWorld(t)
	no := w.asked()
	w.done(no, reviewer, "pass", "opinion", "现场符合")
	w.done(no, traffic, "jointOpinion", "agree", "agree", "opinion", "不影响通行")
	w.done(no, roadHead, "grant", "opinion", "同意")
	w.act(no, streetZz, "issue", "no", "占字1号").is(http.StatusUnprocessableEntity, "应当先缴费", "占字1号")
	line := "fen.城市道路占用费"
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, `name="`+line+`"`, "城市道路管理条例")
	w.act(no, atStreet, "orderFee").is(http.StatusUnprocessableEntity, "请填写应缴的金额")
	w.act(no, atStreet, "orderFee", line, "一百").is(http.StatusUnprocessableEntity, "金额", `value="一百"`)
	w.act(no, atStreet, "orderFee", line, "100", "reduced.城市道路占用费", "20").is(http.StatusUnprocessableEntity, "依据", `value="20"`)
	w.act(no, atStreet, "orderFee", "fen.押金", "100").is(http.StatusUnprocessableEntity, "表单中没有“fen.押金”这一项")
	w.act(no, stranger, "orderFee", line, "100").is(http.StatusForbidden)
	w.done(no, atStreet, "orderFee", line, "100.50", "reduced.城市道路占用费", "20", "by.城市道路占用费", "浙江省减免政策")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "80.50", "浙江省减免政策")
	w.act(no, atStreet, "payFee", "fen", "100.50", "receipt", "浙财票1号").is(http.StatusUnprocessableEntity, "浙财票1号")
	w.done(no, atStreet, "payFee", "fen", "80.50", "receipt", "浙财票1号")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "浙财票1号")
	w.as(atStreet).get("/desk/cases/"+no).is(http.StatusOK, "缴款单号", "浙财票1号")
	w.as(atStreet).get("/desk/payments").is(http.StatusOK, "缴费对账", "80.50", "浙财票1号", "窗口收讫", "没有欠缴")
	w.as(overseer).get("/desk/payments?from=2026-03-02&to=2026-03-02&unit=nowhere").is(http.StatusOK, "80.50")
	w.as(atStreet).get("/desk/payments?from=2025-03-02&to=2025-03-02").is(http.StatusOK, "这段时间没有收款").not("浙财票1号")
	w.as(stranger).get("/desk/payments").is(http.StatusOK).not("浙财票1号")
	w.as(keeper).get("/desk/payments").is(http.StatusForbidden)
	sheet := w.as(atStreet).get("/desk/payments.csv").is(http.StatusOK, "浙财票1号", "80.50")
	if kind := sheet.Header().Get("Content-Type"); kind != "text/csv; charset=utf-8" {
		t.Errorf("the table is sent as %s", kind)
	}
	c := w.as(atStreet)
	c.get("/desk?lang=en")
	c.get("/desk/payments").is(http.StatusOK, "Reconciliation of fees", "Taken at the counter")
	w.done(no, streetZz, "issue", "no", "占字1号")
}

// A closed case is filed with the pages of each paper, once; its contents can be printed.
func TestFileAway(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	w.as(streetZz).get("/desk/cases/"+no).is(http.StatusOK, `id="act-fileAway"`)
	w.as(streetZz).get("/desk/cases/" + no + "/contents").is(http.StatusNotFound)
	pages := []string{"keep", "30y"}
	for _, code := range casework.Contents(w.record(no).Case) {
		pages = append(pages, "pages."+code, "2")
	}
	w.act(no, streetZz, "fileAway", with(pages, []string{"pages.decision", "0"})...).is(http.StatusUnprocessableEntity, "不能小于 1")
	w.act(no, streetZz, "fileAway", with(pages, []string{"keep", "99"})...).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	w.done(no, streetZz, "fileAway", pages...)
	w.as(streetZz).get("/desk/cases/"+no+"/contents").is(http.StatusOK, "卷内目录", "1–2", "3–4").not("存放")
	w.as(streetZz).get("/desk/cases/"+no+"/contents?lang=en").is(http.StatusOK, "1–2").not("handout.")
}

// A clerical error of a closed case is proposed by one and settled by another; the outcome
// stays, both texts stay in the history.
func TestAmendment(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Closed)
	good := []string{"what", "no", "after", "乡字第330303202600002号", "reason", "证号抄错"}
	w.act(no, streetZz, "proposeAmendment", with(good, []string{"reason", ""})...).is(http.StatusUnprocessableEntity, "请填写", "乡字第330303202600002号</textarea>")
	w.act(no, streetZz, "proposeAmendment", with(good, []string{"what", "outcome"})...).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	w.done(no, streetZz, "proposeAmendment", good...)
	w.as(approver).get("/desk/cases/"+no).is(http.StatusOK, "证号抄错", `id="act-settleAmendment"`)
	w.act(no, approver, "settleAmendment", "agreed", "yes", "opinion", "").is(http.StatusUnprocessableEntity, "请填写“意见”")
	w.act(no, streetZz, "settleAmendment", "agreed", "yes", "opinion", "同意").is(http.StatusForbidden)
	w.done(no, approver, "settleAmendment", "agreed", "yes", "opinion", "核对原件，同意更正")
	rec := w.record(no)
	if rec.State() != casework.Closed || rec.Ended != casework.Concluded || rec.Issued.No != "乡字第330303202600002号" {
		t.Errorf("%s, %s, %+v", rec.State(), rec.Ended, rec.Issued)
	}
	w.as(streetZz).get("/desk/cases/"+no).is(http.StatusOK, "乡字第330303202600001号", "乡字第330303202600002号", "核对原件，同意更正")
}
