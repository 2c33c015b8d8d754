package portal

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/core/org"
	"yimen/store"
)

// TestQuestionsWithinACase: the applicant asks, once though he presses twice; it stands in the
// register of questions at the unit that has the case; what the desk answers he reads here.
func TestQuestionsWithinACase(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	path := casePath(no) + "/questions"
	w.get(casePath(no)).ok(http.StatusOK, `href="`+path+`"`)
	w.get(path).ok(http.StatusOK, "您想问什么")
	w.post(path, path, url.Values{}).ok(http.StatusUnprocessableEntity, `href="#text"`)
	w.post(path, path, url.Values{"text": {strings.Repeat("问", 1001)}}).ok(http.StatusUnprocessableEntity, "最多 1000 个字")
	for range 2 {
		w.post(path, path, url.Values{"text": {"材料要原件吗？"}}).ok(http.StatusOK, "材料要原件吗？", "首问负责", "等待")
	}
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	asked, err := w.hall.Store.QuestionsOf(t.Context(), rec.ID)
	w.must(err)
	if len(asked) != 1 || asked[0].Unit != rec.Unit() || asked[0].Holder != "" || asked[0].Asker != rec.Applicant.Name {
		t.Fatalf("sent twice it stands %d times: %+v", len(asked), asked)
	}

	staff := w.acceptor(rec.Unit())
	w.must(w.hall.Answer(t.Context(), asked[0].ID, "核对后退还", staff.No))
	w.get(path).ok(http.StatusOK, "核对后退还").not("等待", staff.Name, staff.No)
	w.get(casePath(no)).ok(http.StatusOK, "核对后退还")
	w.get(path+"?lang=en").ok(http.StatusOK, "You asked", "Answer").not("talk.", "portal.case")
	w.get("/?lang=zh")
	done, err := w.hall.Store.AnsweredQuestions(t.Context(), staff.No, 9)
	w.must(err)
	if len(done) != 1 {
		t.Errorf("%d answered", len(done))
	}

	for _, text := range []string{"材料要原件吗？", "几天能好？", "能寄吗？"} { // what was answered may be asked again
		w.post(path, path, url.Values{"text": {text}}).ok(http.StatusOK, text)
	}
	w.post(path, path, url.Values{"text": {"第四个"}}).ok(http.StatusUnprocessableEntity, "等答复以后再问", "第四个")
	w.post("/track", casePath(no)+"/leave", url.Values{}).ok(http.StatusOK)
	if p := w.get(path); p.path == path {
		t.Error("without the code the page is open")
	}
}

// TestQuestionsGoToWhoHasTheCase: who claimed the case was asked first; passed on, the applicant reads
// which unit will answer and not what colleagues told each other.
func TestQuestionsGoToWhoHasTheCase(t *testing.T) {
	w := newWorld(t)
	no, _ := w.submitted(w.linked())
	rec, err := w.hall.Store.CaseByNo(t.Context(), no)
	w.must(err)
	staff := w.acceptor(rec.Unit())
	w.must(w.hall.Claim(t.Context(), no, store.Seat{Unit: rec.Unit(), Post: org.Acceptance}, staff.No))
	path := casePath(no) + "/questions"
	w.post(path, path, url.Values{"text": {"还缺什么？"}}).ok(http.StatusOK)
	asked, err := w.hall.Store.QuestionsOf(t.Context(), rec.ID)
	w.must(err)
	if asked[0].First != staff.No || asked[0].Holder != staff.No {
		t.Fatalf("in the hands of %q, want %q", asked[0].Holder, staff.No)
	}
	var other org.Staff
	for _, s := range w.hall.Directory().People() {
		if s.Unit != staff.Unit {
			other = s
		}
	}
	w.must(w.hall.PassOn(t.Context(), asked[0].ID, other.No, "这位申请人着急", staff.No))
	u, _ := w.hall.Directory().UnitOrLast(other.Unit, w.hall.Today())
	name := u.Short
	if name == "" {
		name = u.Name
	}
	w.get(path).ok(http.StatusOK, "转给能答复的单位", "等待"+name+"答复").not("着急", other.Name)
}

// acceptor is somebody who accepts at a unit.
func (w *world) acceptor(unit string) org.Staff {
	w.t.Helper()
	for _, s := range w.hall.Directory().People() {
		for _, seat := range w.hall.Seats(s.No) {
			if seat.Unit == unit && seat.Post == org.Acceptance {
				return s
			}
		}
	}
	w.t.Fatalf("nobody accepts at %s", unit)
	return org.Staff{}
}
