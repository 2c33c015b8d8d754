package desk

import (
	"encoding/json"
	"net/http"
	"testing"

	"yimen/core/casework"
)

// Papers that the applicant brings to the counter end the supplement like his own uploads.
func TestSupplementAtTheCounter(t *testing.T) {
	w := newWorld(t)
	no := w.received("material.m4", "", "form.people", "")
	w.done(no, acceptor, "requestSupplement", "what.m4", "没有交", "what.form", "人数没有填", "limit", "10", "unit", "wd")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "正在等待申请人补正", `id="act-supplement" href="/desk/cases/`+no+`/supplement"`)
	w.as(acceptor).get("/desk/cases/"+no+"/supplement").is(http.StatusOK, "农村宅基地使用承诺书", "要求补正：没有交", "要求补正：人数没有填",
		`value="永上村前街12号，东至河，南至路"`).not(`name="material.m1"`)
	form := []string{"form.householdHead", "王建国", "form.householdHeadId", "33030319900101001X",
		"form.members", "妻李秀兰，子王小明，女王小红", "form.reason", "原址翻建", "form.site", "永上村前街12号",
		"form.land", "原有宅基地、村内空闲地", "form.landArea", "120", "form.floorArea", "360", "form.storeys", "3", "form.neighboursAgree", "true"}
	w.act(no, acceptor, "supplement", with(form, []string{"form.people", "4"})...).is(http.StatusUnprocessableEntity, "请补正：没有交", `href="#supplement-material.m4"`)
	w.act(no, acceptor, "supplement", with(form, []string{"material.m4", "original"})...).is(http.StatusUnprocessableEntity, "户内人数")
	w.act(no, acceptor, "supplement", with(form, []string{"material.m4", "original", "form.people", "many"})...).is(http.StatusUnprocessableEntity, "请填写数字")
	w.act(no, acceptor, "supplement", with(form, []string{"material.m4", "original", "form.people", "4", "receivedOn", "2026-03-09"})...).
		is(http.StatusUnprocessableEntity, "日期不能晚于今天")
	w.done(no, acceptor, "supplement", with(form, []string{"material.m4", "copy", "count.m4", "2", "form.people", "4", "receivedOn", "2026-03-02"})...)
	rec := w.record(no)
	if rec.State() != casework.Received || rec.SupplementedOn != date("2026-03-02") {
		t.Errorf("%s on %s", rec.State(), rec.SupplementedOn)
	}
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "已补正", "复印件 × 2", "必要材料 7 / 7").not("未填写")
}

// A correction is signed and dated; where it is of the form, the form is corrected too.
func TestCorrectOnTheSpot(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, `id="act-correctOnSpot"`, "户内人数")
	w.act(no, acceptor, "correctOnSpot", "signer", "王建国").is(http.StatusUnprocessableEntity, "请写明更正了什么")
	w.act(no, acceptor, "correctOnSpot", "where.1", "m1", "before.1", "王建围", "after.1", "", "signer", "王建国").is(http.StatusUnprocessableEntity, "请填写", "王建围")
	w.act(no, acceptor, "correctOnSpot", "where.2", "people", "before.2", "4", "after.2", "four", "signer", "王建国").is(http.StatusUnprocessableEntity, "请填写整数")
	w.act(no, acceptor, "correctOnSpot", "where.1", "m1", "before.1", "王建围", "after.1", "王建国", "signer", "").is(http.StatusUnprocessableEntity, "请填写“更正人签名”")
	w.done(no, acceptor, "correctOnSpot", "where.1", "m1", "before.1", "王建围", "after.1", "王建国", "where.3", "people", "before.3", "4", "after.3", "5",
		"signer", "王建国", "signedOn", "2026-03-02")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "更正 2 处，王建国于 2026-03-02 签名", "户内人数：“4”改为“5”", "已收件，待受理")
	form, err := w.hall.Store.Form(t.Context(), w.record(no).ID)
	must(t, err)
	var values map[string]any
	must(t, json.Unmarshal(form, &values))
	if values["people"] != 5.0 || values["storeys"] != 3.0 {
		t.Errorf("the form says %v", values)
	}
}

// What the applicant says he has posted is noted by the acceptance post, once, with the day of
// the postmark; then the letter is taken in when it is there.
func TestPostedSupplement(t *testing.T) {
	w := newWorld(t)
	no := w.received("material.m4", "")
	w.done(no, acceptor, "requestSupplement", "what.m4", "没有交", "limit", "10", "unit", "wd")
	w.act(no, acceptor, "notePosted", "postedOn", "2026-03-05", "slip", "中国邮政 1023456789012").
		is(http.StatusUnprocessableEntity, "日期不能晚于今天", `value="中国邮政 1023456789012"`)
	w.act(no, acceptor, "notePosted", "postedOn", "2026-03-02").is(http.StatusUnprocessableEntity, "请填写“邮寄方式和邮件号”")
	w.done(no, acceptor, "notePosted", "postedOn", "2026-03-02", "slip", "中国邮政 1023456789012")
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "补正在途期限", "补正材料于 2026-03-02 寄出，邮件号：中国邮政 1023456789012", `id="act-supplement"`).not(`id="act-notePosted"`)
	w.set(2026, 3, 20, 9, 0) // four days after the last day
	w.done(no, acceptor, "supplement", "material.m4", "original", "receivedOn", "2026-03-19")
	if rec := w.record(no); rec.State() != casework.Received || rec.SupplementedOn != date("2026-03-19") {
		t.Errorf("%s on %s", rec.State(), rec.SupplementedOn)
	}
}
