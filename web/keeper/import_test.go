package keeper

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/annex"
)

// bring sends a file to the import page.
func (b *browser) bring(unit, name string, data []byte) reply {
	b.t.Helper()
	b.get("/keeper")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	must(b.t, m.WriteField("_token", b.token))
	must(b.t, m.WriteField("unit", unit))
	part, err := m.CreateFormFile("file", name)
	must(b.t, err)
	_, err = part.Write(data)
	must(b.t, err)
	must(b.t, m.Close())
	r := httptest.NewRequest(http.MethodPost, "/keeper/import", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return b.send(r)
}

// workbook is a file with cells typed into its first sheet.
func workbook(t *testing.T, pairs ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i := 0; i < len(pairs); i += 2 {
		must(t, f.SetCellStr("Sheet1", pairs[i], pairs[i+1]))
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	must(t, f.Close())
	return b.Bytes()
}

var sumField = regexp.MustCompile(`name="sum" value="([0-9a-f]{64})"`)

var communityHead = []string{"A1", "附件3", "A2", "序号", "B2", "事项名称", "C2", "服务内容及要求", "D2", "办理程序和时限", "E2", "指导单位", "F2", "备注"}

// TestImport: a filled form is looked at first, then makes its drafts; what is in force already
// makes none.
func TestImport(t *testing.T) {
	w := newWorld(t)
	data := workbook(t, append(communityHead, "A3", "１", "B3", "免费复印", "C3", "每人每天１０页", "D3", "受理→办结→送达；承诺期限：即办", "E3", "区审管办", "F3", "",
		"B5", "代收快递", "C5", "凭取件码", "D5", "受理→办结→送达；承诺期限：1个工作日", "E5", "区邮政分局")...)
	b := w.as(writer)
	a := b.bring(yongzhong, "附件3.xlsx", data).is(http.StatusOK, "免费复印", "代收快递", "330303001-001", "330303001-002", "新事项稿", "将生成 2 份")
	if list := w.drafts(""); len(list) != 0 {
		t.Fatalf("looking made %d drafts", len(list))
	}
	sum := sumField.FindStringSubmatch(a.Body.String())[1]
	confirm := url.Values{"unit": {yongzhong}, "sum": {sum}}
	b.post("/keeper/import", confirm).is(http.StatusSeeOther)
	list := w.drafts(yongzhong)
	if len(list) != 2 {
		t.Fatalf("%+v", list)
	}
	d, err := w.hall.Store.Draft(context.Background(), list[1].ID)
	must(t, err)
	if d.Item.Sheet.Conditions[0].ZH != "每人每天10页" || !d.Item.Quick || len(d.Item.Procedure.Steps) != 3 {
		t.Fatalf("%+v", d.Item)
	}
	w.as(other).post("/keeper/import", confirm).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	b.get("/keeper").is(http.StatusOK, "免费复印")

	same, err := annex.Filled(2, annex.Source{Items: w.hall.Catalogue().All(w.hall.Today()), Directory: w.hall.Directory(), On: w.hall.Today()}).XLSX()
	must(t, err)
	w.as(office).bring("330303-sgb", "附件2.xlsx", same).is(http.StatusOK, "无变化", "不用导入").not("将生成")
}

// TestBrokenFormsAreNotTaken: every row and cell is named, and nothing is half-loaded.
func TestBrokenFormsAreNotTaken(t *testing.T) {
	w := newWorld(t)
	b := w.as(writer)
	b.bring(yongzhong, "附件3.xlsx", workbook(t, append(communityHead, "B3", "免费复印", "C3", "每人每天10页", "E3", "区审管办", "B4", "免费复印", "C4", "x", "D4", "即办", "E4", "区审管办")...)).
		is(http.StatusUnprocessableEntity, "没有导入任何事项", "“Sheet1”第3行", "办理程序和时限", "不能为空", "“Sheet1”第4行", "与第3行重复").not("将生成")
	b.bring(yongzhong, "附件3.xlsx", []byte("这不是表格")).is(http.StatusUnprocessableEntity, "不是可以打开的")
	b.bring("330303007", "附件3.xlsx", workbook(t, communityHead...)).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	b.bring(yongzhong, "附件4.xlsx", workbook(t, "A1", "序号", "B1", "事项名称", "C1", "联动类型", "D1", "涉及单位", "E1", "备注", "B2", "养犬登记", "C2", "区、街道两级", "D2", "公安")).
		is(http.StatusOK, "不产生事项稿", "养犬登记", "系统中的联动类型：街道、社区两级")
	b.bring(yongzhong, "附件1.xlsx", workbook(t, "A1", "序号", "B1", "内容", "C1", "时间要求", "D1", "责任单位", "B2", "整合街道内部政务服务职能", "C2", "2015年7月前完成", "D2", "各街道办事处", "B3", "修路", "C3", "7月底", "D3", "各街道")).
		is(http.StatusOK, "一致", "系统中没有这一项")
	b.bring(yongzhong, "附件2.xlsx", workbook(t, "A1", "序号", "B1", "事项名称", "C1", "事项类型", "D1", "行使依据", "E1", "法定期限", "F1", "承诺期限", "G1", "收费依据与标准",
		"B2", "食品经营许可（新办）", "C2", "行政许可", "D2", "《某法》第一条", "E2", "20个工作日", "F2", "5个工作日", "G2", "不收费")).
		is(http.StatusUnprocessableEntity, "只有本单位的目录管理岗", "不能导入") // of another body
	if list := w.drafts(""); len(list) != 0 {
		t.Errorf("%d drafts were made", len(list))
	}
	w.as(leader).get("/keeper/import").is(http.StatusForbidden)
}
