package keeper

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"yimen/core/catalog"
	"yimen/store"
)

// TestConditionsAndExamples: a line of the form is asked only with some answers to one above it,
// and the sample form shows what the keeper wrote; both are the lawful schema, and both go again.
func TestConditionsAndExamples(t *testing.T) {
	w := newWorld(t)
	draft := w.beginning("LW-XK-801")
	fields := func() []catalog.Field {
		d, err := w.newest(yongzhong)
		must(t, err)
		all, err := catalog.Fields(d.Item.Form)
		must(t, err)
		return all
	}
	w.write(writer, draft, "form", "do", "fields.add").is(http.StatusSeeOther)
	w.write(writer, draft, "form", "do", "fields.add").is(http.StatusSeeOther)
	w.write(writer, draft, "form", "fields[0].title", "是否雇工", "fields[0].kind", "boolean",
		"fields[1].title", "雇工人数", "fields[1].kind", "integer", "fields[1].lowest", "1", "fields[1].examples", "3").is(http.StatusSeeOther)
	w.as(writer).get(draft+"/form").is(http.StatusOK, `<option value="f1"`)
	w.write(writer, draft, "form", "fields[1].when.field", "f1", "fields[1].when.is", "是", "fields[1].when.need", "yes").is(http.StatusSeeOther)
	got := fields()
	if when := got[1].When; when == nil || when.Field != "f1" || len(when.Is) != 1 || when.Is[0] != "true" || !when.Need || got[1].Example != "3" {
		t.Fatalf("%+v", got[1])
	}
	if asked := catalog.Asked(got, map[string]any{"f1": false}); len(asked) != 1 {
		t.Errorf("asked %v", asked)
	}
	w.as(writer).get(draft+"/form").is(http.StatusOK, ">是</textarea>")
	w.write(writer, draft, "form", "fields[1].when.field", "f2").is(http.StatusUnprocessableEntity) // hangs on itself
	w.write(writer, draft, "form", "fields[1].when.field", "", "fields[1].when.is", "", "fields[1].when.need", "", "fields[1].examples", "").is(http.StatusSeeOther)
	if got := fields(); got[1].When != nil || got[1].Example != "" {
		t.Errorf("%+v", got[1])
	}
}

// TestQuestionsBeforeApplying: questions with the answer that fits and what to do otherwise.
func TestQuestionsBeforeApplying(t *testing.T) {
	w := newWorld(t)
	draft := w.beginning("LW-XK-802")
	w.write(writer, draft, "sheet", "do", "sheet.ask.add").is(http.StatusSeeOther)
	w.write(writer, draft, "sheet", "sheet.ask[0].text.zh", "您年满十八周岁吗？", "sheet.ask[0].want", "yes", "sheet.ask[0].otherwise.zh", "请由监护人代为申请。").is(http.StatusSeeOther)
	d, err := w.newest(yongzhong)
	must(t, err)
	if q := d.Item.Sheet.Ask; len(q) != 1 || !q[0].Want || q[0].Text.ZH != "您年满十八周岁吗？" || q[0].Otherwise.ZH == "" {
		t.Errorf("%+v", q)
	}
	w.as(writer).get(draft+"/sheet").is(http.StatusOK, "您年满十八周岁吗？", "申请前自查")
}

// beginning opens a draft of a new item and gives its address.
func (w *world) beginning(code string) string {
	a := w.as(writer).post("/keeper/new", url.Values{"unit": {yongzhong}, "code": {code}, "name": {"街道小型工程备案"}, "type": {"10"}}).is(http.StatusSeeOther)
	return strings.TrimSuffix(a.to(), "/basic")
}

// newest is the draft of a unit that was begun last.
func (w *world) newest(unit string) (store.DraftAt, error) {
	return w.hall.Store.Draft(context.Background(), w.drafts(unit)[0].ID)
}
