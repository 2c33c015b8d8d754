package desk

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
)

const (
	fellow   = "lw102" // also 受理, 永上社区
	seatHere = community + ".acceptance"
)

// Marked cases are claimed together; what a colleague has stays his. Handing over needs a
// colleague of the seat and a reason.
func TestClaiming(t *testing.T) {
	w := newWorld(t)
	one, two := w.received(), w.received("applicant.name", "陈秀英")
	w.as(acceptor).post("/desk/claims", "back", "/desk").is(http.StatusSeeOther)
	w.as(fellow).post("/desk/cases/"+one+"/claim", "seat", seatHere, "do", "claim").is(http.StatusSeeOther)
	c := w.as(acceptor)
	c.token = ""
	c.get("/desk").is(http.StatusOK, `value="`+workValue(two, readSeat(seatHere))).not(`value="` + workValue(one, readSeat(seatHere)))
	claim := func(no string) reply {
		a := c.post("/desk/claims", "back", "/desk?q=陈", "work", workValue(no, readSeat(seatHere)))
		a.is(http.StatusSeeOther)
		if strings.ToLower(a.to()) != "/desk?q=%e9%99%88" {
			t.Errorf("leads to %s", a.to())
		}
		return c.get("/desk")
	}
	claim(two).is(http.StatusOK, "已认领 1 件")
	claim(one).is(http.StatusOK, "已认领 0 件；另有 1 件已由同事认领")
	c.post("/desk/claims", "back", "https://example.org", "work", "nonsense").is(http.StatusSeeOther)
	for address, want := range map[string][]string{
		"?claimed=mine": {two}, "?claimed=others": {one}, "?claimed=free": nil, "?claimed=nonsense": {one, two},
	} {
		if got := w.as(acceptor).get("/desk" + address).is(http.StatusOK).numbers(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	page := "/desk/cases/" + one + "/claim"
	w.as(acceptor).get("/desk/cases/"+one).is(http.StatusOK, "经办人：")
	w.as(acceptor).post(page, "seat", seatHere, "do", "back").is(http.StatusUnprocessableEntity, "不是由您认领")
	w.as(acceptor).post(page, "seat", seatHere, "do", "claim").is(http.StatusUnprocessableEntity, "已经认领了这一件")
	w.as(acceptor).post(page, "seat", seatHere, "do", "over", "to", acceptor, "why", "").is(http.StatusUnprocessableEntity, "请填写“转交原因”")
	w.as(acceptor).post(page, "seat", seatHere, "do", "over", "to", reviewer, "why", "他更熟悉").is(http.StatusUnprocessableEntity, "同一岗位的同事", "他更熟悉")
	w.as(acceptor).post(page, "seat", seatHere, "do", "over", "to", fellow, "why", "在他手上").is(http.StatusUnprocessableEntity, "已经在这位同事手上")
	w.as(acceptor).post(page, "seat", seatHere, "do", "over", "to", acceptor, "why", "同事休假，由我接手").is(http.StatusSeeOther)
	w.as(acceptor).get(page+"?lang=en").is(http.StatusOK, "took it over", "同事休假", "Give back").not("queue.")
	w.as(reviewer).post(page, "seat", seatHere, "do", "claim").is(http.StatusUnprocessableEntity, "只有这个岗位")
	w.as(acceptor).post(page, "seat", "nonsense", "do", "claim").is(http.StatusUnprocessableEntity, "不在这个岗位")
	w.as(acceptor).post(page, "seat", seatHere, "do", "steal").is(http.StatusNotFound)
	w.as(stranger).get(page).is(http.StatusForbidden)
	// The claim stays with its seat: at the next one nobody has the case, and anybody may act.
	w.done(one, fellow, "accept", "opinion", "材料齐全")
	w.as(reviewer).get("/desk/cases/"+one).is(http.StatusOK, "尚未认领")
}

func TestUnitQueueAndFilters(t *testing.T) {
	w := newWorld(t)
	one := w.received("channel", "agent", "agent.name", "林代办", "agent.idType", "111", "agent.id", "330303198502140029", "agent.phone", "13900000002")
	two := w.at(casework.Issuing) // with the street, which is not the acceptor's unit
	asked := w.received("applicant.name", "陈秀英")
	w.done(asked, acceptor, "requestSupplement", "what.m1", "没有签名", "limit", "10", "unit", "wd")
	w.as(issuer).get("/desk").is(http.StatusOK).not(one)
	w.as(issuer).get("/desk/unit").is(http.StatusOK, one, asked, "本单位待办").not(two, `name="work"`)
	w.as(keeper).get("/desk/unit").is(http.StatusOK, "所以没有待办")
	for address, want := range map[string][]string{
		"?channel=agent": {one}, "?channel=counter": {asked}, "?turn=supplement": {asked}, "?turn=acceptance": {one}, "?turn=special": nil,
		"?from=2026-03-03": nil, "?to=2026-03-01": nil, "?from=2026-03-02&to=2026-03-02&turn=acceptance": {one}, "?urged=yes": nil,
		"?q=wjg": {one}, "?q=chenxiuying": {asked}, "?q=宅基地+陈": {asked}, "?q=宅基地+李": nil, "?q=nmzf": nil,
	} {
		if got := w.as(acceptor).get("/desk" + address).is(http.StatusOK).numbers(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	late := w.at(casework.Reviewing)
	w.as(reviewer).get("/desk?urged=yes").is(http.StatusOK).not(late, "edge-red")
	w.set(2026, 9, 1, 9, 0)
	if _, err := w.hall.Do(t.Context(), late, 0, casework.Urge{Text: "请尽快"}, app.Applicant(w.record(late).Case)); err != nil {
		t.Fatal(err)
	}
	w.as(reviewer).get("/desk?urged=yes").is(http.StatusOK, late, "tag-bad\">申请人催办")
}

func TestSavedViewPages(t *testing.T) {
	w := newWorld(t)
	c := w.as(acceptor)
	c.get("/desk?light=red").is(http.StatusOK, "保存这组条件")
	c.get("/desk").is(http.StatusOK).not("保存这组条件")
	c.post("/desk/views", "name", "", "query", "light=red", "base", "/desk").is(http.StatusUnprocessableEntity, "请填写“视图名称”", "保存这组条件")
	c.post("/desk/views", "name", "盯紧的", "query", "light=red&evil=1", "base", "/desk/unit").is(http.StatusSeeOther)
	c.get("/desk").is(http.StatusOK, "视图已保存", `href="/desk/unit?light=red"`, "盯紧的")
	c.get("/desk").is(http.StatusOK).not("视图已保存")
	w.as(fellow).get("/desk").is(http.StatusOK).not("盯紧的")
	c.post("/desk/views", "name", "越界", "query", "q=x", "base", "https://example.org").is(http.StatusSeeOther)
	c.get("/desk").is(http.StatusOK, `href="/desk?q=x"`).not("example.org")
	c.post("/desk/views/drop", "name", "盯紧的").is(http.StatusSeeOther)
	c.get("/desk").is(http.StatusOK, "视图已删除").not("盯紧的")
	for range mostViews {
		c.post("/desk/views", "name", "第"+plain(int(keys.Add(1))), "query", "q=x", "base", "/desk")
	}
	c.post("/desk/views", "name", "多余", "query", "q=x", "base", "/desk").is(http.StatusUnprocessableEntity, "最多保存 20 个视图", `value="多余"`)
}

// A day of a year whose holidays are not announced may move: the files say so as the pages do.
func TestExportOfProvisionalDays(t *testing.T) {
	w := newWorld(t)
	w.set(2026, 12, 30, 9, 0)
	w.received("receivedOn", "2026-12-30")
	w.as(acceptor).get("/desk").is(http.StatusOK, "2027-01-07（暂定）")
	w.as(acceptor).get("/desk/export/list.csv").is(http.StatusOK, ",2027-01-07（暂定）,")
	a := w.as(acceptor).get("/desk/export/list.xlsx?lang=en").is(http.StatusOK)
	book, err := excelize.OpenReader(bytes.NewReader(a.Body.Bytes()))
	must(t, err)
	sheet, err := book.GetRows(book.GetSheetName(0))
	must(t, err)
	if at := slices.Index(exportColumns, "due"); len(sheet) != 2 || sheet[1][at] != "2027-01-07 (provisional)" {
		t.Errorf("%q", sheet)
	}
}

// A list leaves as it is filtered, whole, and what people typed is never a formula.
func TestExport(t *testing.T) {
	w := newWorld(t)
	for range pageRows + 2 {
		w.received()
	}
	bad := w.received("applicant.name", "=HYPERLINK(A1)")
	a := w.as(acceptor).get("/desk/export/list.csv").is(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.Body.String(), "\ufeff"))).ReadAll()
	must(t, err)
	if len(rows) != pageRows+4 || rows[0][1] != "办件编号" {
		t.Fatalf("%d rows, head %v", len(rows), rows[0])
	}
	if last := rows[len(rows)-1]; last[1] != bad || last[3] != "'=HYPERLINK(A1)" {
		t.Errorf("%q", last)
	}
	w.now.Add(1000)
	b := w.as(acceptor).get("/desk/export/list.xlsx?q=HYPERLINK&of=unit&lang=en").is(http.StatusOK)
	book, err := excelize.OpenReader(bytes.NewReader(b.Body.Bytes()))
	must(t, err)
	sheet, err := book.GetRows(book.GetSheetName(0))
	must(t, err)
	formula, err := book.GetCellFormula(book.GetSheetName(0), "D2")
	must(t, err)
	if len(sheet) != 2 || sheet[1][1] != bad || sheet[1][3] != "=HYPERLINK(A1)" || formula != "" {
		t.Errorf("%q %q", sheet, formula)
	}
	w.as(acceptor).get("/desk/export/list.doc").is(http.StatusNotFound)
	w.as(stranger).get("/desk/export/list.csv").is(http.StatusOK).not(bad)
	rec, err := w.hall.Store.CaseByNo(context.Background(), bad)
	must(t, err)
	log, err := w.hall.ReadingsOf(context.Background(), rec)
	must(t, err)
	lists := slices.DeleteFunc(log, func(r app.Read) bool { return !r.List })
	if len(lists) != 2 || lists[0].Staff != acceptor || lists[0].Post != org.Acceptance {
		t.Errorf("two lists with the name left the hall, the log says %+v", lists)
	}
}
