package desk

import (
	"net/http"
	"strings"
	"testing"

	"yimen/core/casework"
)

// One screen, one button: received and accepted, and the slips are there to hand over.
func TestOnePass(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	c.get("/desk/receive/"+house).is(http.StatusOK, `name="do"`, `value="accept"`, `<option value="1" selected`)
	for range 2 { // sent twice it is one case, accepted once
		a := c.post("/desk/receive/"+house, filing("pass", "do", "accept", "phrase", "1", "opinion", "原件已核对。")...).is(http.StatusSeeOther)
		no := inAddress.FindString(a.to())
		rec := w.record(no)
		if rec.State() != casework.Reviewing || rec.Version != 2 {
			t.Fatalf("%s, version %d", rec.State(), rec.Version)
		}
		c.get(a.to()).is(http.StatusOK, "办理成功：受理", "可以打印交给申请人", "收件凭证", "受理通知书", "予以受理。原件已核对")
	}
}

// Who wrote does not stand at the counter: the slips are to be sent.
func TestSlipsOfALetter(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.post("/desk/receive/"+house, filing("letter", "channel", "post", "do", "accept", "phrase", "1")...).is(http.StatusSeeOther)
	c.get(a.to()).is(http.StatusOK, "办理成功：受理", "可以打印寄给申请人").not("可以打印交给申请人")
}

// With scans it is the same pass, and the receipt is among the slips.
func TestOnePassWithScans(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.upload(filing("scanned", "do", "accept", "phrase", "1"), "scan.m1", "申请表.pdf", paper).is(http.StatusSeeOther)
	_, page, _ := strings.Cut(c.get(a.to()).is(http.StatusOK, "办理成功：受理").text(), `class="slips"`)
	slips, _, _ := strings.Cut(page, "</p>")
	if !strings.Contains(slips, "收件凭证</a>") || !strings.Contains(slips, "受理通知书</a>") {
		t.Errorf("slips: %s", slips)
	}
}

// What can't be accepted is received all the same, and the page says what is missing.
func TestOnePassRefused(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.post("/desk/receive/"+house, filing("lacks", "do", "accept", "phrase", "1", "material.m4", "")...)
	a.is(http.StatusUnprocessableEntity, "办理成功：收件", "缺少材料：农村宅基地使用承诺书", `id="act-accept" open`, "予以受理。</textarea>")
	a = c.post("/desk/receive/"+house, filing("silent", "do", "accept")...).is(http.StatusUnprocessableEntity, "办理成功：收件", "请填写“意见”")
	if rec := w.record(inAddress.FindString(a.text())); rec.State() != casework.Received {
		t.Error(rec.State())
	}
	c.post("/desk/receive/"+house, filing("odd", "do", "burn")...).is(http.StatusSeeOther)
	c.post("/desk/receive/"+house, filing("noname", "do", "accept", "phrase", "1", "applicant.name", "")...).
		is(http.StatusUnprocessableEntity, "请填写“姓名或者名称”").not("办理成功")
}

// The supplement notice begins with what did not come.
func TestOnePassSupplement(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	a := c.post("/desk/receive/"+house, filing("mend", "do", "supplement", "material.m4", "")...).is(http.StatusSeeOther)
	no := inAddress.FindString(a.to())
	if want := "/desk/cases/" + no + "/requestSupplement"; a.to() != want {
		t.Errorf("leads to %s", a.to())
	}
	c.get("/desk/cases/" + no + "?act=requestSupplement").is(http.StatusSeeOther)
	c.get("/desk/cases/"+no+"/requestSupplement").is(http.StatusOK, "办理成功：收件", `class="card" id="act-requestSupplement"`,
		`name="what.m4" value="缺少此项材料"`, `name="what.m1" value=""`)
}

// Who applied before is filled in where the clerk may read it, and the look-up is logged.
func TestFindApplicant(t *testing.T) {
	w := newWorld(t)
	no := w.received("applicant.phone", "13800000077")
	c := w.as(acceptor)
	ask := []string{"key", "k", "do", "find", "acceptUnit", community, "applicant.idType", "516", "applicant.id", "33030319900101001x", "form.people", "4"}
	c.post("/desk/receive/"+house, ask...).is(http.StatusOK, "已按办件 "+no+" 填写", `value="王建国"`, `value="13800000077"`, `name="form.people"`, `value="4"`)
	c.post("/desk/receive/"+house, append(ask, "applicant.phone", "13911112222")...).is(http.StatusOK, `value="13911112222"`).not("13800000077")
	c.post("/desk/receive/"+house, append(ask, "applicant.id", "330303198502140029")...).is(http.StatusOK, "没有您可以查阅的同一证件号的办件").not("王建国")
	c.post("/desk/receive/"+house, append(ask, "applicant.id", "")...).is(http.StatusUnprocessableEntity, `href="#applicant.id"`)
	w.as(atStreet).post("/desk/receive/"+house, ask...).is(http.StatusForbidden).not("王建国")
	readings, err := w.hall.Store.Readings(t.Context(), w.record(no).ID)
	must(t, err)
	if len(readings) == 0 || readings[0].Staff != acceptor {
		t.Errorf("the look-up is not logged: %+v", readings)
	}
}
