package keeper

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/web/ui"
)

// changing begins a change of a published item and gives the draft's address.
func (w *world) changing(who, unit, code string) string {
	w.t.Helper()
	a := w.as(who).post("/keeper/new", url.Values{"unit": {unit}, "code": {code}, "copy": {code}}).is(http.StatusSeeOther)
	return strings.TrimSuffix(a.to(), "/basic")
}

// write changes fields of a part as a browser would: the whole form is sent.
func (w *world) write(who, draft, part string, pairs ...string) reply {
	w.t.Helper()
	b := w.as(who)
	form := b.get(draft + "/" + part).is(http.StatusOK).formIn()
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.post(draft+"/"+part, form)
}

// step does a move.
func (w *world) step(who, draft string, m catalog.Move, pairs ...string) reply {
	w.t.Helper()
	id, err := strconv.ParseInt(draft[strings.LastIndex(draft, "/")+1:], 10, 64)
	must(w.t, err)
	d, err := w.hall.Store.Draft(context.Background(), id)
	must(w.t, err)
	form := url.Values{"move": {string(m)}, "seen": {strconv.Itoa(d.Rev)}, "remark": {""}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return w.as(who).post(draft, form)
}

// TestAnItemsLife: a change is drafted, checked, signed, reported, returned, mended, accepted and
// published from a day; until then the version before holds, and it never changes.
func TestAnItemsLife(t *testing.T) {
	w := newWorld(t)
	const code = "LW-XK-003" // of 市场监管
	w.as(writer).post("/keeper/new", url.Values{"unit": {yongzhong}, "code": {code}, "copy": {code}}).is(http.StatusUnprocessableEntity, "只有本单位的目录管理岗")
	draft := w.changing(market, "330303-scjg", code)
	w.as(market).post("/keeper/new", url.Values{"unit": {"330303-scjg"}, "code": {code}, "copy": {code}}).is(http.StatusUnprocessableEntity, "已有一份未办结")
	w.as(other).get(draft).is(http.StatusNotFound)
	w.as(office).get(draft).is(http.StatusNotFound)

	w.write(market, draft, "basic", "promised.period", "９９９个工作日").is(http.StatusUnprocessableEntity, "９９９个工作日", "20个工作日、15日")
	w.write(market, draft, "basic", "promised.period", "999个工作日").is(http.StatusSeeOther)
	w.as(market).get(draft+"/basic").is(http.StatusOK, "承诺期限999 个工作日长于法定期限")
	w.step(market, draft, catalog.CheckDraft).is(http.StatusUnprocessableEntity, "还有必须修改的地方")
	w.write(market, draft, "basic", "promised.period", "6个工作日", "name", "食品经营许可（首次）").is(http.StatusSeeOther)
	w.as(market).get(draft).is(http.StatusOK, "食品经营许可（首次）", "食品经营许可（新办）", "修改对照", "在办办件")

	w.step(marketH, draft, catalog.SignDraft).is(http.StatusUnprocessableEntity, "刷新页面")
	w.step(market, draft, catalog.CheckDraft).is(http.StatusSeeOther)
	w.write(market, draft, "basic", "name", "偷改").is(http.StatusUnprocessableEntity, "不能这样办理")
	w.step(market, draft, catalog.SignDraft).is(http.StatusUnprocessableEntity, "不由您办理")
	w.step(marketH, draft, catalog.SignDraft).is(http.StatusSeeOther)
	w.step(market, draft, catalog.Report).is(http.StatusSeeOther)
	w.step(office, draft, catalog.SendBack).is(http.StatusUnprocessableEntity, "请填写")
	w.step(office, draft, catalog.SendBack, "remark", "请写明承诺依据").is(http.StatusSeeOther)
	w.as(market).get(draft).is(http.StatusOK, "请写明承诺依据", "退回修改")

	w.write(market, draft, "basic", "promised.basis", "本局承诺").is(http.StatusSeeOther)
	w.step(market, draft, catalog.CheckDraft).is(http.StatusSeeOther)
	w.step(marketH, draft, catalog.SignDraft).is(http.StatusSeeOther)
	w.step(market, draft, catalog.Report).is(http.StatusSeeOther)
	w.step(office, draft, catalog.Take).is(http.StatusSeeOther)
	w.step(market, draft, catalog.Publish, "from", "2026-03-10").is(http.StatusUnprocessableEntity, "不由您办理")
	w.step(office2, draft, catalog.Publish, "from", "2026-03-02").is(http.StatusUnprocessableEntity, "2026-03-03")
	w.step(office2, draft, catalog.Publish, "from", "2026-03-10").is(http.StatusSeeOther)

	now, _ := w.hall.Catalogue().InForce(code, period.NewDate(2026, 3, 9))
	next, _ := w.hall.Catalogue().InForce(code, period.NewDate(2026, 3, 10))
	if now.Version != 2 || now.To != period.NewDate(2026, 3, 9) || next.Version != 3 || next.Name != "食品经营许可（首次）" || next.Promised.Basis != "本局承诺" {
		t.Errorf("in force: version %d to %s, then %d %s", now.Version, now.To, next.Version, next.Name)
	}
	written, err := w.hall.Store.Item(context.Background(), code, 2)
	must(t, err)
	if !written.To.IsZero() || written.Name != "食品经营许可（新办）" {
		t.Errorf("the published version changed: %+v", written.To)
	}
	w.as(market).get("/keeper/items/"+code).is(http.StatusOK, "待生效", "2026-03-09", "食品经营许可（首次）")
	w.step(office, draft, catalog.SendBack, "remark", "x").is(http.StatusUnprocessableEntity)
}

// TestDifferencesInWords: between versions fields and limits are told by their words, in the language of
// the page, and a question by what it asks.
func TestDifferencesInWords(t *testing.T) {
	b := newWorld(t).as(market)
	b.get("/keeper/items/LW-XK-003").is(http.StatusOK, "待核字段", "办理地点、办理时间", "20 个工作日").not("sheet.place", ">′<")
	b.get("/keeper?lang=en")
	b.get("/keeper/items/LW-XK-003").is(http.StatusOK, "20 working days", "Place, Hours").not("20个工作日")
}

// TestPartsGoThereAndBack: what a page shows and sends is what was there: no part of any item of
// the starter catalogue changes by being saved.
func TestPartsGoThereAndBack(t *testing.T) {
	w := newWorld(t)
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		tree, err := treeOf(*it)
		must(t, err)
		for _, p := range parts {
			for _, at := range p.in(tree) {
				if code := at.put(tree, at.value(tree)); code != "" {
					t.Errorf("%s %s: %s", it.Code, at.at, code)
				}
			}
		}
		back, err := tree.item()
		must(t, err)
		if list, err := differences(*it, back); err != nil || len(list) > 0 {
			t.Errorf("%s: %v %v", it.Code, list, err)
		}
		if a, b := catalog.Check(*it), catalog.Check(back); len(a) != len(b) {
			t.Errorf("%s: the linter says %v, then %v", it.Code, a, b)
		}
	}
}

// TestRows: rows are added, moved and removed by buttons, without scripts, also parallel bodies
// within a step.
func TestRows(t *testing.T) {
	w := newWorld(t)
	draft := w.changing(market, "330303-scjg", "LW-XK-001")
	steps := func() (names []string) {
		id, _ := strconv.ParseInt(draft[strings.LastIndex(draft, "/")+1:], 10, 64)
		d, err := w.hall.Store.Draft(context.Background(), id)
		must(t, err)
		for _, s := range d.Item.Procedure.Steps {
			names = append(names, s.Name+strings.Repeat("+", len(s.Beside)))
		}
		return names
	}
	before := steps()
	if a := w.write(market, draft, "procedure", "do", "procedure.steps.add").is(http.StatusSeeOther); !strings.Contains(a.to(), "#g-procedure-steps-") {
		t.Errorf("leads to %s", a.to())
	}
	last := len(before)
	at := "procedure.steps[" + strconv.Itoa(last) + "]"
	w.write(market, draft, "procedure", at+".name", "复核", at+".post", "review", "do", at+".up").is(http.StatusSeeOther)
	w.write(market, draft, "procedure", "do", "procedure.steps[1].beside.add").is(http.StatusSeeOther)
	w.write(market, draft, "procedure", "procedure.steps[1].beside[0].name", "会审", "procedure.steps[1].beside[0].unit", "department:police").is(http.StatusSeeOther)
	got := steps()
	if len(got) != last+1 || got[last-1] != "复核" || !strings.HasSuffix(got[1], "+") {
		t.Errorf("steps %v, before %v", got, before)
	}
	w.as(market).get(draft+"/procedure").is(http.StatusOK, "<svg", "会审", "流程图")
	w.write(market, draft, "procedure", "do", "procedure.steps["+strconv.Itoa(last-1)+"].remove").is(http.StatusSeeOther)
	if len(steps()) != last {
		t.Error(steps())
	}
	w.write(market, draft, "procedure", "do", "procedure.steps[99].up").is(http.StatusUnprocessableEntity)
	w.write(market, draft, "procedure", "procedure.steps[0].nonsense", "x").is(http.StatusUnprocessableEntity)
}

// TestANewItem: one of its own, its form with a choice; the abolished type can't be made.
func TestANewItem(t *testing.T) {
	w := newWorld(t)
	form := url.Values{"unit": {yongzhong}, "code": {"YZ-XK-001"}, "name": {"街道小型工程备案"}, "type": {"00"}}
	w.as(writer).post("/keeper/new", form).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	form.Set("type", "10")
	a := w.as(writer).post("/keeper/new", form).is(http.StatusSeeOther)
	draft := strings.TrimSuffix(a.to(), "/basic")
	w.as(writer).get(draft+"/sheet").is(http.StatusOK, "此项必填")
	w.write(writer, draft, "form", "do", "fields.add").is(http.StatusSeeOther)
	w.write(writer, draft, "form", "fields[0].title", "工程类别", "fields[0].kind", "select", "fields[0].options", "道路|Road\n房屋|House", "fields[0].required", "yes").is(http.StatusSeeOther)
	w.as(writer).get(draft+"/form").is(http.StatusOK, "preview.f1", "房屋", "道路|Road")
	w.as(leader).get(draft).is(http.StatusOK, "起草").not("经办人核对</button>")
	w.step(leader, draft, catalog.Comment, "remark", "请补充英文").is(http.StatusSeeOther)
	w.as(writer).get(draft).is(http.StatusOK, "请补充英文")
	w.step(writer, draft, catalog.Drop, "remark", "不办了").is(http.StatusSeeOther)
	w.as(clerk).get("/keeper").is(http.StatusForbidden, "只有目录管理岗和分管领导")
	w.as("").get("/keeper").is(http.StatusSeeOther)
}

// TestACommentDisturbsNobody: who writes while another comments may still save; who writes over
// another's save may not, and loses nothing.
func TestACommentDisturbsNobody(t *testing.T) {
	w := newWorld(t)
	draft := w.changing(market, "330303-scjg", "LW-XK-001")
	b := w.as(market)
	form := b.get(draft + "/basic").is(http.StatusOK).formIn()
	w.step(marketH, draft, catalog.Comment, "remark", "看一下").is(http.StatusSeeOther)
	form.Set("nameEn", "First")
	b.post(draft+"/basic", form).is(http.StatusSeeOther)
	form.Set("nameEn", "Second")
	b.post(draft+"/basic", form).is(http.StatusUnprocessableEntity, "别人刚刚改动", "Second")
}

// TestWithdraw: the district office ends an item; what runs is finished, nothing new begins.
func TestWithdraw(t *testing.T) {
	w := newWorld(t)
	const path = "/keeper/items/LW-XK-002"
	w.as(market).get(path).is(http.StatusOK).not("停用事项")
	w.as(market).post(path, url.Values{"last": {"2026-03-31"}, "reason": {"法律修改"}}).is(http.StatusForbidden, "只有区审管办")
	w.as(office).post(path, url.Values{"last": {"2026-03-01"}, "reason": {"x"}}).is(http.StatusUnprocessableEntity, "不能早于今天", "停用理由")
	w.as(office).post(path, url.Values{"last": {"2026-03-31"}, "reason": {"《促进个体工商户发展条例》施行，改为直接变更"}}).is(http.StatusSeeOther)
	w.as(office).get(path).is(http.StatusOK, "最后有效日 2026-03-31", "直接变更").not("停用理由")
	if _, ok := w.hall.Catalogue().InForce("LW-XK-002", period.NewDate(2026, 3, 31)); !ok {
		t.Error("ended before its last day")
	}
	if _, ok := w.hall.Catalogue().InForce("LW-XK-002", period.NewDate(2026, 4, 1)); ok {
		t.Error("in force after its last day")
	}
}

// TestEveryFieldHasWords: no label of a page is a bare key, in neither language.
func TestEveryFieldHasWords(t *testing.T) {
	for path := range order {
		if !ui.Has(ui.Zh, "keeper.f."+path) || !ui.Has(ui.En, "keeper.f."+path) {
			t.Errorf("keeper.f.%s has no words", path)
		}
	}
	w := newWorld(t)
	draft := w.changing(market, "330303-scjg", "LW-XK-001")
	for _, lang := range []string{"zh", "en"} {
		b := w.as(market)
		b.get("/keeper?lang=" + lang)
		for _, page := range []string{"/keeper", "/keeper/new", draft, draft + "/basic", draft + "/sheet", draft + "/materials", draft + "/procedure", draft + "/form", draft + "/faq", "/keeper/items/LW-XK-001"} {
			b.get(page).is(http.StatusOK).not(">keeper.", "\"keeper.", ">catalog.", ">codes.", ">errors.")
		}
	}
}

// TestLeavesOfAPointer: an item without places has none after it was saved; with places it has
// them, and without again none.
func TestLeavesOfAPointer(t *testing.T) {
	w := newWorld(t)
	draft := w.changing(market, "330303-scjg", "LW-XK-001")
	quota := func() *catalog.Quota {
		d, err := w.newest("330303-scjg")
		must(t, err)
		return d.Item.Quota
	}
	w.write(market, draft, "basic", "nameEn", "Again").is(http.StatusSeeOther)
	if quota() != nil {
		t.Error("places came from nowhere")
	}
	w.write(market, draft, "basic", "quota.places", "20", "quota.per", "year", "quota.basis", "年度计划").is(http.StatusSeeOther)
	if q := quota(); q == nil || q.Places != 20 || q.Per != catalog.EachYear {
		t.Errorf("%+v", q)
	}
	w.write(market, draft, "basic", "quota.places", "", "quota.per", "", "quota.basis", "").is(http.StatusSeeOther)
	if quota() != nil {
		t.Error("places stayed")
	}
}
