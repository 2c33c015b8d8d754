package desk

import (
	"net/http"
	"testing"
)

// Whoever was asked first has the question until he answers it or hands it over.
func TestQuestionPages(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	c.get("/desk/questions").is(http.StatusOK, "没有问题", "登记问题")
	c.post("/desk/questions", "asker", "王建国", "text", "").is(http.StatusUnprocessableEntity, "请填写“问什么”", "王建国")
	path := c.post("/desk/questions", "asker", "王建国", "phone", "13800000001", "item", house, "text", "翻建要不要邻居签字？").is(http.StatusSeeOther).to()
	c.get(path).is(http.StatusOK, "未答复", "翻建要不要邻居签字？", "13800000001")
	c.get("/desk/questions").is(http.StatusOK, `href="`+path)
	w.as(fellow).get("/desk/questions").is(http.StatusOK).not(path)
	w.as(fellow).get("/desk/questions?show=unit").is(http.StatusOK, path)
	w.as(fellow).get(path).is(http.StatusOK).not("/answer", "/over")
	w.as(fellow).post(path+"/answer", "text", "要").is(http.StatusUnprocessableEntity, "不由您负责")
	w.as(stranger).get(path).is(http.StatusNotFound)
	w.as(stranger).post(path+"/answer", "text", "要").is(http.StatusNotFound)
	c.post(path+"/over", "to", "查无此人", "why", "您主管").is(http.StatusUnprocessableEntity, "没有找到与“查无此人”相符的", "您主管")
	c.post(path+"/over", "to", "永中街道", "why", "您主管").is(http.StatusUnprocessableEntity, "与“永中街道”相符的有几项", `type="radio" name="to" value="`+reviewer+`"`, "您主管")
	c.post(path+"/over", "to", acceptor, "why", "x").is(http.StatusUnprocessableEntity, "请转给别的同事")
	c.post(path+"/over", "to", reviewer, "why", "").is(http.StatusUnprocessableEntity, "请填写“需要对方知道的”")
	c.post(path+"/over", "to", "张海波", "why", "街道主管审核").is(http.StatusSeeOther)
	c.get("/desk/questions").is(http.StatusOK).not(path)
	c.get(path).is(http.StatusOK, "转交给 张海波", "街道主管审核").not("/over")
	w.as(reviewer).get("/desk/questions").is(http.StatusOK, path)
	w.as(reviewer).get("/desk/inbox").is(http.StatusOK, "首问转办", "已经转给您", `href="`+path+`"`)
	c.get("/desk/inbox").is(http.StatusOK).not(path)
	w.as(reviewer).post(path+"/answer", "text", "").is(http.StatusUnprocessableEntity, "请填写“答复”")
	w.as(reviewer).post(path+"/answer", "text", "要，相邻权利人应当书面同意。").is(http.StatusSeeOther)
	w.as(reviewer).post(path+"/answer", "text", "再答一次").is(http.StatusUnprocessableEntity, "已经答复", "再答一次")
	c.get(path+"?lang=en").is(http.StatusOK, "Answered", "相邻权利人应当书面同意").not("question.")
	w.as(reviewer).get("/desk/questions?show=answered").is(http.StatusOK, path)
	at := c.post("/desk/questions", "asker", "老人", "text", "几点下班", "answer", "下午五点").is(http.StatusSeeOther).to()
	c.get(at+"?lang=zh").is(http.StatusOK, "已答复", "下午五点").not("/over")
	c.get("/desk/questions/nonsense").is(http.StatusNotFound)
}

// TestCaseQuestions: what an applicant asks about his case waits at the unit that has it, for anybody
// there; the case and the question lead to each other.
func TestCaseQuestions(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	rec := w.record(no)
	f, err := w.hall.Track(t.Context(), no, rec.Query)
	must(t, err)
	must(t, w.hall.AskAbout(t.Context(), f, "地基可以先挖吗？"))
	asked, err := w.hall.Store.QuestionsOf(t.Context(), rec.ID)
	must(t, err)
	path := questionPath(asked[0])
	for _, who := range []string{acceptor, fellow} {
		w.as(who).get("/desk/questions").is(http.StatusOK, "地基可以先挖吗？", path)
	}
	w.as(stranger).get("/desk/questions").is(http.StatusOK).not(path)
	w.as(stranger).get(path).is(http.StatusNotFound)
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, path, "等待答复")
	w.as(acceptor).get(path).is(http.StatusOK, "/desk/cases/"+no, rec.Applicant.Name)
	w.as(fellow).post(path+"/answer", "text", "批准以后再动工").is(http.StatusSeeOther)
	w.as(acceptor).post(path+"/answer", "text", "可以").is(http.StatusUnprocessableEntity, "已经答复", "可以")
	w.as(acceptor).get("/desk/questions").is(http.StatusOK).not(path)
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "已答复")
}
