package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/period"
)

// TestHeard: the applicant states and defends, is told of his right to a hearing until when,
// asks for it, learns when and where it is, and may ask that its presider step aside.
func TestHeard(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	path := "/cases/" + no
	accepted(t, w.hall, no)
	staffDo(t, w.hall, no, casework.Pass{Opinion: "同意"})
	send := func(act string, pairs ...string) page {
		f, err := w.hall.OpenOwn(t.Context(), no)
		w.must(err)
		form := url.Values{"seen": {strconv.Itoa(f.Version)}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return w.post(path, path+"/"+act, form)
	}

	w.get(path).ok(http.StatusOK, "陈述申辩").not("/requestHearing", "/requestRecusal")
	w.get(path+"/makeStatement").ok(http.StatusOK, "您有权陈述和申辩")
	send("makeStatement", "content", "").ok(http.StatusUnprocessableEntity, "请填写“您的意见和理由”")
	send("makeStatement", "content", "林木都在自家山上").ok(http.StatusOK, "您陈述申辩：林木都在自家山上")
	staffDo(t, w.hall, no, casework.AnswerStatement{No: 1, Verdict: casework.Adopted, Why: "与权属证明一致"})
	w.get(path).ok(http.StatusOK, "采纳。理由：与权属证明一致")

	send("requestHearing", "wish", "asked").ok(http.StatusUnprocessableEntity, "没有需要答复的听证告知")
	staffDo(t, w.hall, no, casework.TellHearing{Matter: "邻户异议"})
	w.get(path).ok(http.StatusOK, "您可以要求听证", "2026年3月9日", "不收费用", "要求或者放弃听证")
	send("requestHearing").ok(http.StatusUnprocessableEntity, "请选择“您的意愿”")
	send("requestHearing", "wish", "asked", "reason", "边界不清").ok(http.StatusOK, "要求听证")
	f, err := w.hall.OpenOwn(t.Context(), no)
	w.must(err)
	presider := ""
	w.hall.Paper.Code = app.Coder([]byte("a secret of the deployment"))
	staffDo(t, w.hall, no, casework.FindInterest{Name: "吴邻居", Interest: "相邻"})
	for _, s := range w.hall.Directory().Workers(f.Target(w.hall.Today()).Decider, w.hall.Today()) {
		if s.No != f.Opinions[0].Staff && s.No != staffFor(t, w.hall, no, "scheduleHearing").No {
			presider = s.No
		}
	}
	staffDo(t, w.hall, no, casework.ScheduleHearing{On: period.NewDate(2026, 3, 11), Begins: "09:30", Place: "会议室", Presider: presider})
	w.get(path).ok(http.StatusOK, "将举行听证", "2026年3月11日 09:30", "会议室", "申请主持人回避")
	send("requestRecusal", "reason", " ").ok(http.StatusUnprocessableEntity)
	send("requestRecusal", "reason", "是邻户亲属").ok(http.StatusOK, "是邻户亲属")
	w.get(path+"?lang=en").ok(http.StatusOK, "A hearing will be held", "Notice of the hearing")

	// Each of those told has a notice of his own, under one number; the other's is not the applicant's to read.
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	docs, err := w.hall.Documents(t.Context(), rec)
	w.must(err)
	own, other := docs[len(docs)-2].Document, docs[len(docs)-1].Document
	if own.To.Name != "林秀兰" || other.To.Name != "吴邻居" || own.Kind != notice.HearingNotice || own.Number == "" || own.Number != other.Number || own.Code == other.Code {
		t.Fatalf("%+v\n%+v", own, other)
	}
	doc := func(d notice.Document) string { return path + "/documents/" + strconv.Itoa(d.Seq) + "/" + d.Name() }
	w.get(doc(own)).ok(http.StatusOK, "林秀兰")
	w.get(doc(other)).ok(http.StatusNotFound)
	for _, d := range []notice.Document{own, other} {
		w.post("/verify", "/verify/number", url.Values{"number": {d.Number}, "code": {d.Code}}).ok(http.StatusOK, d.To.Name+"：")
	}
	staffDo(t, w.hall, no, casework.ServeHearing{Party: 1, Serve: casework.Serve{Mode: casework.InPerson, Receiver: "吴邻居", Relation: casework.Self}},
		casework.ServeHearing{Serve: casework.Serve{Mode: casework.InPerson, Receiver: "林秀兰", Relation: casework.Self}})
	w.get(path+"?lang=zh").ok(http.StatusOK, "听证通知书已送达一位利害关系人", "听证通知书已于2026年3月2日送达您（直接送达）")
}
