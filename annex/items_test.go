package annex_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/annex"
	"yimen/core/catalog"
	"yimen/core/org"
)

// blank is what a new item begins with in these tests.
var blank = catalog.Item{Type: "01", Procedure: catalog.Procedure{Steps: []catalog.Step{{Post: org.Acceptance, Name: "受理", Unit: "accepting"}}}}

// TestWhatIsSentBackUnchangedChangesNothing: the catalogue written as a form and read again is
// the same, to the last field that the form has no words for.
func TestWhatIsSentBackUnchangedChangesNothing(t *testing.T) {
	s := source(t)
	known := func(code, name string) *catalog.Item {
		for _, it := range s.Items {
			if it.Code == code || code == "" && it.Name == name {
				return it
			}
		}
		return nil
	}
	for _, no := range []int{2, 3} {
		p := annex.Filled(no, s)
		for _, write := range []func() ([]byte, error){p.XLSX, p.DOCX} {
			list := read(t, write).Entries(known, blank, s)
			if len(list) == 0 {
				t.Fatalf("annex %d has no item", no)
			}
			for _, e := range list {
				if e.Was == nil {
					t.Errorf("annex %d: %s is not known", no, e.Item.Name)
					continue
				}
				want := *e.Was
				want.Version, want.From, want.To = 0, 0, 0
				if !reflect.DeepEqual(e.Item, want) {
					t.Errorf("annex %d: %s changed", no, e.Code)
				}
			}
		}
	}
}

// TestWhatIsReadAsNewSaysTheSame: read into a hall that knows none of the items, and written
// again, the list and the sheets say what they said.
func TestWhatIsReadAsNewSaysTheSame(t *testing.T) {
	s := source(t)
	for _, no := range []int{2, 3} {
		want := annex.From(no, s)
		p := want.Paper()
		list := read(t, p.XLSX).Entries(func(string, string) *catalog.Item { return nil }, blank, annex.Source{Directory: s.Directory, On: s.On})
		again := annex.Source{Directory: s.Directory, On: s.On}
		for i := range list {
			list[i].Item.Code, list[i].Item.AcceptAt = list[i].Code, []org.Level{org.Street}
			if no == 3 {
				list[i].Item.AcceptAt = []org.Level{org.Community}
			}
			again.Items = append(again.Items, &list[i].Item)
		}
		got := annex.From(no, again)
		if len(got.Rows) != len(want.Rows) {
			t.Fatalf("annex %d: %d rows, had %d", no, len(got.Rows), len(want.Rows))
		}
		for i, row := range got.Rows {
			if !reflect.DeepEqual(row, want.Rows[i]) {
				t.Errorf("annex %d row %d:\n%q\n%q", no, i+1, row, want.Rows[i])
			}
		}
		for i, sheet := range got.Sheets {
			if !reflect.DeepEqual(sheet.Values, want.Sheets[i].Values) {
				for k, v := range sheet.Values {
					if v != want.Sheets[i].Values[k] {
						t.Errorf("annex %d %s %s:\n%q\n%q", no, sheet.Code, k, v, want.Sheets[i].Values[k])
					}
				}
			}
		}
	}
}

// TestEntriesAsPeopleWriteThem: an item typed into a sheet by hand.
func TestEntriesAsPeopleWriteThem(t *testing.T) {
	f := excelize.NewFile()
	fill(t, f, "A1", "龙湾区行政审批服务事项办理规范标准", "A2", "实施主体：永中街道办事处　事项编码：YZ-1",
		"A3", "事项名称", "B3", "小型工程备案", "D3", "事项分类", "E3", "其 他",
		"A4", "行使依据", "B4", "《某条例》第三条；《关于某事的通知》（温龙委办发〔2013〕63号）",
		"A5", "办理条件", "B5", "1.在本街道；\n2、投资额不超过１００万元\n的工程",
		"A6", "申报资料", "B6", "1.申请表（原件１份）\n2.身份证（复印件2份，委托他人的）\n3.图纸（可容缺后补）",
		"A7", "收费依据和标准", "B7", "工本费：每本5元（某文件）",
		"A8", "法定期限", "B8", "20个工作日", "D8", "办理部门", "E8", "城建办",
		"A9", "承诺期限", "B9", "即办", "D9", "办理地点", "E9", "街道中心3号窗口",
		"A10", "联系电话", "B10", "0577-86960001", "D10", "监督电话", "E10", "0577-86960002",
		"A11", "常见问题解答", "B11", "问：要多久？答：当天。",
		"A12", "可否网上办理", "B12", "是", "D12", "在线办理链接",
		"A13", "岗位说明", "A14", "序号", "B14", "岗位名称", "C14", "岗位职能", "D14", "办理人员", "E14", "承诺期限",
		"A15", "1", "B15", "受理岗", "C15", "收件", "D15", "王", "E15", "即办", "A16", "2", "B16", "审批岗", "C16", "决定", "D16", "李", "E16", "即办")
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := annex.Read(b.Bytes())
	if err != nil || len(r.Problems) > 0 {
		t.Fatal(err, r.Problems)
	}
	list := r.Entries(func(string, string) *catalog.Item { return nil }, blank, annex.Source{})
	if len(list) != 1 {
		t.Fatal(list)
	}
	it := list[0].Item
	if list[0].Code != "YZ-1" || it.Type != "10" || len(it.Sheet.Basis) != 2 || it.Sheet.Basis[1].Paper != "温龙委办发〔2013〕63号" || it.Sheet.Basis[0].Article != "第三条" {
		t.Errorf("%+v", it.Sheet.Basis)
	}
	if len(it.Sheet.Conditions) != 2 || it.Sheet.Conditions[1].ZH != "投资额不超过100万元\n的工程" {
		t.Errorf("%q", it.Sheet.Conditions)
	}
	m := it.Materials
	if len(m) != 3 || m[0].Original != 1 || m[1].Copies != 2 || m[1].When != "委托他人的" || m[2].Necessity != catalog.Deferrable || m[1].Name != "身份证" {
		t.Errorf("%+v", m)
	}
	if !it.Quick || !it.Sheet.Online || it.Sheet.Fee.Items[0].Basis != "某文件" || it.Sheet.FAQ[0].A != "当天。" || it.Sheet.Implementer.Name != "永中街道办事处" {
		t.Errorf("%+v", it.Sheet)
	}
	if s := it.Procedure.Steps; len(s) != 2 || s[1].Post != org.Approval || s[1].Duty != "决定" || s[0].Limit.String() != "0wd" {
		t.Errorf("%+v", s)
	}
}
