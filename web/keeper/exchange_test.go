package keeper

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestExchangePage: the district office sees what a day would send and what is missing, and takes
// the files; others don't.
func TestExchangePage(t *testing.T) {
	w := newWorld(t)
	w.as(office).get("/keeper/exchange").is(http.StatusOK, "2026-03-01", "未取得", "面向法人事项主题分类")
	w.as(office).get("/keeper/exchange?day=2026-01-05").is(http.StatusOK, "基本目录", "国家编码和国家代码由上级给出", "catalog_code", "没有内容", "导出文件")
	w.as(office).get("/keeper/exchange?day=2026-02-28").is(http.StatusOK, "这一天没有变动")
	for _, day := range []string{"2026-03-02", "2027-01-01", "x"} {
		w.as(office).get("/keeper/exchange?day=" + day).is(http.StatusUnprocessableEntity)
		w.as(office).post("/keeper/exchange", url.Values{"day": {day}}).is(http.StatusUnprocessableEntity)
	}
	w.as(office).get("/keeper/exchange?day=2026-01-05").is(http.StatusOK, "怎样补齐", "一条记录也不能报送", "同步类型、数据来源", "基本编码、实施编码", "实施主体编码")
	blank := w.as(office).get("/keeper/exchange/codes.txt").is(http.StatusOK, "== cd_operation\t同步类型", "insert\t?\t新增").not("== task_type")
	if got := blank.Header().Get("Content-Disposition"); !strings.Contains(got, "exchange-codes.txt") {
		t.Error(got)
	}
	w.as(writer).get("/keeper/exchange/codes.txt").is(http.StatusForbidden)
	w.as(writer).get("/keeper/exchange").is(http.StatusForbidden)
	w.as(writer).post("/keeper/exchange", url.Values{"day": {"2026-01-05"}}).is(http.StatusForbidden)
	w.as("").get("/keeper/exchange").is(http.StatusSeeOther)

	a := w.as(office).post("/keeper/exchange", url.Values{"day": {"2026-01-05"}}).is(http.StatusOK)
	z, err := zip.NewReader(bytes.NewReader(a.Body.Bytes()), int64(a.Body.Len()))
	must(t, err)
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	for _, want := range []string{"manifest.json", "report.jsonl", "held/up_task_directory.jsonl"} {
		if !slices.Contains(names, want) {
			t.Errorf("no %s among %v", want, names)
		}
	}
	for _, lang := range []string{"zh", "en"} {
		b := w.as(office)
		b.get("/keeper?lang=" + lang)
		b.get("/keeper/exchange?day=2026-01-05").is(http.StatusOK).not(">exchange.", "\"exchange.what", ">errors.")
	}
}
