package desk

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/store"
)

// What a clerk finds in a material stands in the case, and what is unfit is taken into the
// supplement's checklist; two at once don't overlook each other.
func TestMaterialCheckPages(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	page := "/desk/cases/" + no + "/materials/m1"
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, `href="`+page)
	w.as(acceptor).get(page).is(http.StatusOK, "没有电子文件", "不合格", "下一份", `name="seen" value="0"`).not("上一份")
	w.as(acceptor).post(page+"/check", "seen", "0").is(http.StatusUnprocessableEntity, "请选择“核验结果”")
	w.as(acceptor).post(page+"/check", "seen", "0", "verdict", "unfit").is(http.StatusUnprocessableEntity, "请填写“哪里不合格")
	a := w.as(acceptor).post(page+"/check", "seen", "0", "verdict", "unfit", "note", "申请表没有签名").is(http.StatusSeeOther)
	if !strings.HasSuffix(a.to(), "/materials/m2") {
		t.Errorf("leads to %s", a.to())
	}
	w.as(fellow).post(page+"/check", "seen", "0", "verdict", "fit", "note", "我看过了").is(http.StatusUnprocessableEntity, "同事刚刚也记录了", "我看过了", `name="seen" value="1"`)
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "tag-bad\">不合格")
	supplement := "/desk/cases/" + no + "/requestSupplement"
	w.as(acceptor).get(supplement).is(http.StatusOK, `name="what.m1" value="申请表没有签名"`)
	w.as(fellow).post(page+"/check", "seen", "1", "verdict", "fit").is(http.StatusSeeOther)
	w.as(acceptor).get("/desk/cases/"+no).is(http.StatusOK, "tag-good\">合格")
	w.as(acceptor).get(supplement).is(http.StatusOK, `name="what.m1" value=""`)
	w.as(acceptor).get(page+"?lang=en").is(http.StatusOK, "Unfit", "申请表没有签名").not("notes.")
	w.as(reviewer).get(page).is(http.StatusOK, "合格").not("记下，看下一份")
	w.as(reviewer).post(page+"/check", "seen", "2", "verdict", "fit").is(http.StatusUnprocessableEntity, "只有正在办理")
	w.as(stranger).get(page).is(http.StatusForbidden)
	w.as(acceptor).get("/desk/cases/" + no + "/materials/m99").is(http.StatusNotFound)
	last := w.as(acceptor).post("/desk/cases/"+no+"/materials/m9/check", "seen", "0", "verdict", "note", "note", "不需要")
	if last.Code != http.StatusNotFound && !strings.HasSuffix(last.to(), "#materials") {
		t.Errorf("the last leads to %s", last.to())
	}
}

// Files are shown beside the note: a picture in the page, a PDF in a frame of our own.
func TestMaterialViewer(t *testing.T) {
	w := newWorld(t)
	no := inAddress.FindString(w.as(acceptor).upload(filing("look"), "scan.m1", "form.pdf", paper, "scan.m1", "photo.png", picture(t)).is(http.StatusSeeOther).to())
	page := "/desk/cases/" + no + "/materials/m1"
	all := w.as(acceptor).get(page).is(http.StatusOK, "form.pdf", "photo.png").text()
	at := func(name string) string {
		return regexp.MustCompile(`href="([^"]+\?file=[^"]+)"[^>]*>` + name).FindStringSubmatch(all)[1]
	}
	a := w.as(acceptor).get(at("form.pdf")).is(http.StatusOK, `<iframe class="viewer"`)
	file := regexp.MustCompile(`<iframe class="viewer" src="([^"]+)"`).FindStringSubmatch(a.text())[1]
	if got := w.as(acceptor).get(file).is(http.StatusOK).Header(); got.Get("X-Frame-Options") != "SAMEORIGIN" || !strings.Contains(got.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
		t.Errorf("a file's headers are %v", got)
	}
	w.as(acceptor).get(at("photo.png")).is(http.StatusOK, `alt="photo.png"`).not("<iframe")
}

// The case names the applicant's other cases, and who else looks at it just now.
func TestRelatedAndLooking(t *testing.T) {
	w := newWorld(t)
	one, two := w.received(), w.received()
	other := w.received("applicant.id", "330303199001010036", "applicant.name", "别的人")
	w.as(acceptor).get("/desk/cases/"+two).is(http.StatusOK, "关联办件", one, "同一事项").not(other, "其他人也在看")
	w.as(fellow).get("/desk/cases/"+two).is(http.StatusOK, "其他人也在看", "刚刚打开")
	w.set(2026, 3, 2, 9, 34)
	w.as(fellow).get("/desk/cases/"+two).is(http.StatusOK, "4 分钟前打开")
	w.set(2026, 3, 2, 9, 45)
	w.as(fellow).get("/desk/cases/" + two).is(http.StatusOK).not("其他人也在看")
	for _, clerk := range []string{acceptor, issuer, reviewer, planner, approver, streetZz, atStreet} {
		must(t, w.hall.Store.AddReading(t.Context(), store.Reading{CaseID: w.record(two).ID, Staff: clerk, At: w.hall.Now(), What: "case"}))
	}
	w.as(fellow).get("/desk/cases/"+two).is(http.StatusOK, "另有 2 人")
	w.as(acceptor).get("/desk/cases/"+other).is(http.StatusOK).not("关联办件", one)
	for range relatedShown {
		w.received()
	}
	w.as(acceptor).get("/desk/cases/"+two).is(http.StatusOK, "查看全部 6 件").not(one)
	w.as(acceptor).get("/desk/cases/"+two+"?related=all").is(http.StatusOK, one).not("查看全部")
}

// Both sides of a race are shown: what was done first, and that what was typed is still there.
func TestStaleShowsBothSides(t *testing.T) {
	w := newWorld(t)
	no := w.received()
	seen := plain(w.record(no).Version)
	w.done(no, fellow, "requestSupplement", "what.m1", "没有签名", "limit", "10", "unit", "wd")
	w.as(acceptor).post("/desk/cases/"+no+"/accept", "seen", seen, "opinion", "我认为材料齐全").
		is(http.StatusConflict, "对方刚才办理的", "没有签名", "我认为材料齐全")
}

func TestPhrasePages(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	c := w.as(reviewer)
	c.get("/desk/phrases").is(http.StatusOK, "添加常用语").not("供所有人使用")
	c.post("/desk/phrases", "act", "pass", "text", "").is(http.StatusUnprocessableEntity, "请填写“内容”")
	c.post("/desk/phrases", "act", "tick", "text", "x").is(http.StatusUnprocessableEntity, `data-field="act"`)
	c.post("/desk/phrases", "act", "pass", "text", "经现场查看，情况属实。").is(http.StatusSeeOther)
	c.post("/desk/phrases", "act", "pass", "item", "LW-XK-001", "text", "只用于别的事项。").is(http.StatusSeeOther)
	w.as(keeper).post("/desk/phrases", "act", "pass", "item", house, "text", "大家都能用的。", "all", "yes").is(http.StatusSeeOther)
	page := c.get("/desk/cases/"+no).is(http.StatusOK, "经现场查看，情况属实。", "大家都能用的。").not("只用于别的事项。")
	w.as(planner).get("/desk/phrases").is(http.StatusOK, "大家都能用的。").not("经现场查看", "/desk/phrases/drop")
	value := regexp.MustCompile(`value="(p\d+)">经现场查看`).FindStringSubmatch(page.text())[1]
	w.act(no, reviewer, "pass", "phrase", value, "opinion", "").is(http.StatusSeeOther)
	if got := w.record(no).Opinions[0].Text; got != "经现场查看，情况属实。" {
		t.Errorf("the opinion is %q", got)
	}
	id := strings.TrimPrefix(value, "p")
	w.as(planner).post("/desk/phrases/drop", "id", id).is(http.StatusSeeOther)
	c.get("/desk/phrases").is(http.StatusOK, "经现场查看")
	c.post("/desk/phrases/drop", "id", id).is(http.StatusSeeOther)
	c.get("/desk/phrases?lang=en").is(http.StatusOK, "everybody’s").not("经现场查看", "notes.")
}

func TestKeysPage(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	c.get("/desk/keys").is(http.StatusOK, "<kbd>g q</kbd>", "到我的待办", "关闭单键快捷键")
	c.post("/desk/keys").is(http.StatusSeeOther)
	c.get("/desk/keys").is(http.StatusOK, "单键快捷键已关闭", "打开单键快捷键")
	c.post("/desk/keys").is(http.StatusSeeOther)
	c.get("/desk/keys?lang=en").is(http.StatusOK, "Turn single keys off").not("notes.")
	for _, g := range keyGroups {
		for _, k := range g.Keys {
			if keyWord[k] == "" {
				t.Errorf("%s has no sentence", k)
			}
		}
	}
}
