package board_test

import (
	"net/http"
	"testing"
)

// The board shows Annex 1 with its dates; units report with evidence; each number opens its list.
func TestTaskPages(t *testing.T) {
	w := newWorld(t)
	reader := w.as(acceptor)
	reader.get("/board").ok(http.StatusOK, "2015年8月前完成", "2015-08-31", "2015年10月前全面完成", "逾期", "/board/measures/stationsIn", "0/").not("下达一轮任务")
	reader.get("/board?round=1999").ok(http.StatusNotFound)
	reader.get("/board?lang=en").ok(http.StatusOK, "Station the local offices", "Late", "last day 2015-09-30")
	reader.get("/board?lang=zh")
	reader.get("/board/tasks/2015/1").ok(http.StatusOK, "永中街道", "公安", "规划", "事权下放的职能部门", "还没有报送进展")
	reader.get("/board/tasks/2015/9").ok(http.StatusNotFound)
	reader.get("/board/tasks/2015/1/330303-fb").ok(http.StatusNotFound)

	const here = "/board/tasks/2015/1/330303001"
	reader.get(here).ok(http.StatusOK, "还没有报送进展").not(`name="percent"`)
	keeper := w.as(keeperYz)
	pdf := []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")
	keeper.upload(here, here, "file", "", nil, "percent", "100", "text", "全部清理完毕", "version", "0").ok(http.StatusUnprocessableEntity, "报100%时应附佐证材料", "全部清理完毕")
	keeper.upload(here, here, "file", "", nil, "percent", "40.5", "text", "x", "version", "0").ok(http.StatusUnprocessableEntity, "0至100的整数")
	keeper.upload(here, here, "file", "", nil, "percent", "140", "text", "", "version", "0").ok(http.StatusUnprocessableEntity, "不能大于 100", "请填写“进展说明”")
	keeper.upload(here, here, "file", "a.exe", []byte("MZ"), "percent", "40", "text", "x", "version", "0").ok(http.StatusUnprocessableEntity)
	keeper.upload(here, here, "file", "清理表.pdf", pdf, "percent", "100", "text", "全部清理完毕", "version", "0").ok(http.StatusOK, "清理表.pdf", "已完成", "叶青")
	keeper.upload(here, here, "file", "", nil, "percent", "90", "text", "又发现两项", "version", "0").ok(http.StatusUnprocessableEntity, "别人先保存")
	keeper.upload(here, here, "file", "", nil, "percent", "90", "text", "又发现两项", "version", "1").ok(http.StatusOK, "逾期", "又发现两项", "全部清理完毕")
	if p := reader.get(here + "/1").ok(http.StatusOK); p.body != string(pdf) || p.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("the evidence is %q, %v", p.body, p.header)
	}
	reader.get(here + "/9").ok(http.StatusNotFound)
	w.as(keeperZz).upload("/board/services/new", here, "file", "", nil, "percent", "1", "text", "x", "version", "2").ok(http.StatusForbidden)

	keeper.get("/board/rounds/new").ok(http.StatusForbidden)
	office := w.as(keeperAll)
	const set = "/board/rounds/new"
	round := []string{"code", "2026", "name", "2026年任务", "from", "2026-03-02", "due1", "2026-08-31", "due2", "2026-08-31", "due3", "2026-07-31", "due4", "2026-09-30", "due5", "2026-09-30", "due6", "2026-10-31", "due7", "2026-03-10"}
	office.post(set, set, with(round, "due3", "2026-03-01", "code", "二")...).ok(http.StatusUnprocessableEntity, "早于下达日期2026-03-02", "只能用数字和连字符", "2026年任务")
	office.post(set, set, round...).ok(http.StatusOK, "2026年任务", "进行中", "有风险", "2015")
	office.post(set, set, round...).ok(http.StatusUnprocessableEntity, "别人先保存")
	office.get("/board/tasks/2026/4").ok(http.StatusOK, "资规").not("逾期")

	for _, m := range []string{"sheetsComplete", "sheetsSure", "ownIn", "stationsIn", "authorised", "linkedOnline", "selfService", "communities", "dailyLife", "seats"} {
		reader.get("/board/measures/"+m).ok(http.StatusOK, "缺什么")
		reader.get("/board/measures/" + m + "?street=330303001&show=gaps&lang=en").ok(http.StatusOK).not("Meets it")
		reader.get("/board/measures/" + m + "?lang=zh")
	}
	reader.get("/board/measures/selfService?street=330303001").ok(http.StatusOK, "扫描仪", "龙水社区")
	reader.get("/board/measures/none").ok(http.StatusNotFound)
}
