package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"yimen/chart"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/paper"
)

func TestGuide(t *testing.T) {
	w := newWorld(t)
	it, _ := w.hall.Catalogue().InForce("LW-XK-003", w.hall.Today())
	ready := w.hall.Calendar().Due(period.Clock{From: monday.Date(), Limit: it.Promised.Period}).On
	if ready.String() != "2026-03-09" {
		t.Fatalf("five working days from Monday, 2 March 2026 end on %s", ready)
	}
	p := w.get("/items/LW-XK-003").ok(http.StatusOK, it.Name, "法定期限", "承诺期限", "5 个工作日", "不收费", "最多 1 次",
		"2026年3月9日", "为什么是这一天", "周末", "待核", "行政许可", "区、街道两级联动", "咨询电话", "监督电话", "第三十五条",
		"/centres?item=LW-XK-003", "/items/LW-XK-003/v/2")
	for _, m := range it.Materials {
		p.ok(http.StatusOK, m.Name)
	}
	w.get("/items/LW-XK-003?lang=en").ok(http.StatusOK, it.NameEN, it.Materials[1].NameEN, "9 March 2026", "To be verified")
	w.get("/items/LW-XK-008?lang=en").ok(http.StatusOK, "Longwan District Agriculture and Rural Affairs Bureau, The street office").not("龙湾区农业农村局")
}

func TestGuideOfAnotherVersion(t *testing.T) {
	w := newWorld(t)
	w.get("/items/LW-XK-003/v/1").ok(http.StatusOK, "这不是现行版本", "第 1 版").not("/items/LW-XK-003/apply", "最迟办结")
	if p := w.get("/items/LW-XK-003?version=1").ok(http.StatusOK); p.path != "/items/LW-XK-003/v/1" {
		t.Errorf("?version=1 leads to %s", p.path)
	}
	for _, path := range []string{"/items/NO", "/items/LW-XK-003/v/99", "/items/LW-XK-003/v/x", "/items/LW-XK-003?version=99", "/items/LW-XK-003?version=x"} {
		w.get(path).ok(http.StatusNotFound)
	}
}

// TestEveryGuide: no starter item breaks the page, in either language.
func TestEveryGuide(t *testing.T) {
	w := newWorld(t)
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		w.get("/items/"+it.Code+"?lang=zh").ok(http.StatusOK, it.Name, sheetWord(t.Context(), "linkage."+string(it.Linkage())))
		w.get("/items/"+it.Code+"?lang=en").ok(http.StatusOK, "Statutory limit")
	}
}

// TestEnglishTopics: every theme and life event of the starter has an English word.
func TestEnglishTopics(t *testing.T) {
	w := newWorld(t)
	p := w.get("/?lang=en").body + w.get("/services?lang=en").body
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		for _, topic := range append(themes(it), it.Sheet.LifeEvents...) {
			if strings.Contains(p, ">"+topic+"<") {
				t.Errorf("%s has no English", topic)
			}
		}
	}
}

func TestApplyOnlyWhereOffered(t *testing.T) {
	w := newWorld(t)
	for _, it := range w.hall.Catalogue().All(w.hall.Today()) {
		if hasChannel(it, catalog.Online) {
			continue
		}
		w.get("/items/" + it.Code).ok(http.StatusOK).not("/apply")
		w.post("/track", "/items/"+it.Code+"/apply", url.Values{}).ok(http.StatusUnprocessableEntity, "申请方式")
	}
	w.post("/track", "/items/NO/apply", url.Values{}).ok(http.StatusNotFound)
}

// The guide draws both charts of Annex 2, in the page's language, and gives the procedure as
// a file; a case's page marks its way in the chart.
func TestFlowCharts(t *testing.T) {
	w := newWorld(t)
	it := w.linked()
	path := "/items/" + it.Code + "/v/" + strconv.Itoa(it.Version)
	w.get("/items/"+it.Code).ok(http.StatusOK, path+"/charts")
	w.get("/items/" + it.Code + "/v/99/charts").ok(http.StatusNotFound)
	w.get(path+"/charts").ok(http.StatusOK, "图一、"+it.Name+"外部流程图", "图二、"+it.Name+"权力运行流程图", "<ellipse", "领导批准")
	w.get(path+"/charts?lang=en").ok(http.StatusOK, "Figure 1: ", "Examination").not("领导批准")
	w.get(path + "/charts?lang=zh").ok(http.StatusOK)
	p := w.get(path+"/flow.bpmn").ok(http.StatusOK, "bpmn:userTask", "bpmndi:BPMNShape")
	if procedure, missed, err := chart.ReadBPMN(strings.NewReader(p.body)); err != nil || len(missed) > 0 || len(procedure.Steps) != len(it.Procedure.Steps) {
		t.Errorf("the file gives %v, missed %v, %v", procedure.Steps, missed, err)
	}
	w.get("/items/" + it.Code + "/v/99/flow.bpmn").ok(http.StatusNotFound)

	w.get("/items/" + it.Code + "/v/99/sheet.pdf").ok(http.StatusNotFound)
	w.get(path+"/sheet.pdf").ok(http.StatusServiceUnavailable, "文件暂时无法制作")
	w.hall.Press = paper.New("../..")
	defer w.hall.Press.Close()
	if sheet := w.get(path + "/sheet.pdf").ok(http.StatusOK); !strings.HasPrefix(sheet.body, "%PDF-") {
		t.Error("the standard sheet is not printed")
	}

	no, _ := w.submitted(it)
	w.get("/cases/"+no).ok(http.StatusOK, "看流程图", `class="current"`).not("✓ 办件受理")
	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"})
	w.get("/cases/"+no).ok(http.StatusOK, "✓ 办件受理", `class="current"`)
}

// A limited number is told with how much of it is left, and where an applicant stands in line
// (许可法57).
func TestQuotaIsTold(t *testing.T) {
	w := newWorld(t)
	item := *w.linked()
	item.Code, item.Quota = "LW-XK-904", &catalog.Quota{Places: 3, Per: catalog.EachYear, Basis: "夜市管理计划"}
	w.must(w.hall.Store.Publish(t.Context(), []catalog.Item{item}, "test", monday))
	w.must(w.hall.Reload(t.Context()))
	w.get("/items/LW-XK-904").ok(http.StatusOK, "每年 3 个名额", "今年已准予 0 个，还有 3 个", "夜市管理计划")
	w.get("/items/LW-XK-904?lang=en").ok(http.StatusOK, "3 places a year", "0 granted this year, 3 left")
	w.get("/items/LW-XK-904?lang=zh").ok(http.StatusOK)
	it, _ := w.hall.Catalogue().InForce(item.Code, w.hall.Today())
	no, _ := w.submitted(it)
	w.get("/cases/" + no).ok(http.StatusOK).not("名额有限")
	staffDo(t, w.hall, no, casework.Accept{Opinion: "齐全"})
	w.get("/cases/"+no).ok(http.StatusOK, "共 3 个，已准予 0 个；您前面没有未决定的申请")
}

// What was granted on a commitment is told from the word to its end (告知承诺).
func TestCommitmentIsTold(t *testing.T) {
	w := newWorld(t)
	item := *w.linked()
	item.Code, item.Sheet.CommitInstead = "LW-XK-905", true
	item.Materials = append([]catalog.Material{{Code: "mc", Name: "安全证明", NameEN: "Proof of safety", Necessity: catalog.Required, Commit: true, Copies: 1, Source: "10"}}, item.Materials...)
	w.must(w.hall.Store.Publish(t.Context(), []catalog.Item{item}, "test", monday))
	w.must(w.hall.Reload(t.Context()))
	w.get("/items/LW-XK-905").ok(http.StatusOK, "可由承诺代替")
	w.get("/items/LW-XK-905?lang=en").ok(http.StatusOK, "Replaceable by a commitment")
}
