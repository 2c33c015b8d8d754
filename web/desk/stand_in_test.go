package desk

import (
	"net/http"
	"regexp"
	"testing"

	"yimen/core/casework"
)

// One names a colleague for his days away; the colleague finds the work in his queue, does it,
// and all see for whom; handed back, it is over.
func TestStandInPages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing) // with the street
	const maker = streetZz
	w.as(maker).get("/desk").is(http.StatusOK).not(no)
	w.as(reviewer).get("/desk/stand-ins").is(http.StatusOK, "指定代岗人", "还没有与您有关的代岗").not("代行负责人")
	form := []string{"absent", reviewer, "by", maker, "from", "2026-03-02", "to", "2026-03-06", "reason", "外出学习"}
	w.as(reviewer).post("/desk/stand-ins", with(form, []string{"to", "2026-03-01"})...).is(http.StatusUnprocessableEntity, "外出学习", `data-field="to"`)
	w.as(reviewer).post("/desk/stand-ins", with(form, []string{"reason", ""})...).is(http.StatusUnprocessableEntity, "请填写“缺岗原因”")
	w.as(reviewer).post("/desk/stand-ins", with(form, []string{"absent", maker, "by", reviewer})...).is(http.StatusUnprocessableEntity, `data-field="absent"`)
	w.as(reviewer).post("/desk/stand-ins", form...).is(http.StatusSeeOther)
	w.as(reviewer).post("/desk/stand-ins", form...).is(http.StatusUnprocessableEntity, "已经指定了代岗人")
	w.as(maker).get("/desk").is(http.StatusOK, no, "您正在代岗")
	w.done(no, maker, "pass", "opinion", "符合条件")
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "（代")
	page := w.as(reviewer).get("/desk/stand-ins").is(http.StatusOK, "代岗中", "外出学习", "交还")
	path := regexp.MustCompile(`/desk/stand-ins/\d+`).FindString(page.Body.String())
	w.as(reviewer).get(path).is(http.StatusOK, no, "审核同意")
	w.as(acceptor).get(path).is(http.StatusNotFound)
	w.as(acceptor).post(path + "/hand-back").is(http.StatusNotFound)
	w.as(admin).get("/desk/stand-ins?lang=en").is(http.StatusOK, "Register of stand-ins", "Now").not("/hand-back", "roads.")
	w.as(maker).post(path + "/hand-back").is(http.StatusSeeOther)
	w.as(maker).post(path+"/hand-back").is(http.StatusUnprocessableEntity, "代岗已经结束")
	w.as(maker).get("/desk/stand-ins?lang=zh").is(http.StatusOK, "已交还").not("/hand-back")
	w.as(maker).get("/desk").is(http.StatusOK).not("您正在代岗")
}

// A head names one for his staff, and lends his own power only by his word.
func TestHeadNamesAStandIn(t *testing.T) {
	w := newWorld(t)
	const head = "lw204"
	w.as(head).get("/desk/stand-ins").is(http.StatusOK, "由代岗人代行负责人职权")
	w.as(head).post("/desk/stand-ins", "absent", reviewer, "by", streetZz, "from", "2026-03-02", "to", "2026-03-02", "reason", "病假", "head", "yes").
		is(http.StatusUnprocessableEntity, "负责人的职权只能由负责人自己")
	w.as(head).post("/desk/stand-ins", "absent", acceptor, "by", "lw102", "from", "2026-03-02", "to", "2026-03-02", "reason", "病假").is(http.StatusSeeOther)
	w.as(head).post("/desk/stand-ins", "absent", head, "by", reviewer, "from", "2026-03-03", "to", "2026-03-04", "reason", "出差", "head", "yes").is(http.StatusSeeOther)
	w.as(head).get("/desk/stand-ins").is(http.StatusOK, "病假", "出差", "尚未开始")
}
