package annex_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yimen/annex"
	"yimen/core/board"
)

// TestRoundTrip: what is written, read and written again is the same, in both formats.
func TestRoundTrip(t *testing.T) {
	s := source(t)
	for _, no := range annex.Numbers {
		want := annex.From(no, s)
		want.Foot = annex.Foot{Leader: "陈某", By: "林某", On: "2015年7月8日", Unit: "永中街道办事处"}
		p := want.Paper()
		for name, write := range map[string]func() ([]byte, error){"xlsx": p.XLSX, "docx": p.DOCX, "docx with charts": func() ([]byte, error) { return p.DOCXWithCharts(s) }} {
			got := read(t, write)
			for _, problem := range got.Problems {
				t.Errorf("annex %d, %s: %+v", no, name, problem)
			}
			if !reflect.DeepEqual(got.Paper(), p) {
				t.Errorf("annex %d as %s comes back otherwise", no, name)
				for i, row := range got.Rows {
					if !slices.Equal(row, want.Rows[i]) {
						t.Fatalf("row %d is %q, was %q", i, row, want.Rows[i])
					}
				}
				t.Fatalf("its foot is %+v, sheets %+v\nwere %+v", got.Foot, got.Sheets[:min(1, len(got.Sheets))], want.Sheets[:min(1, len(want.Sheets))])
			}
		}
	}
}

func read(t *testing.T, write func() ([]byte, error)) annex.Reading {
	t.Helper()
	data, err := write()
	if err != nil {
		t.Fatal(err)
	}
	got, err := annex.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestAsPeopleFillThem: forms typed by hand, each with what people do to them.
func TestAsPeopleFillThem(t *testing.T) {
	linked := func(f *excelize.File) {
		fill(t, f, "A1", "附件4", "A2", "联动事项报送表", "A4", "序 号", "B4", "事项名称", "C4", "联动类型", "D4", "涉及单位", "E4", "备  注")
	}
	for name, c := range map[string]struct {
		fill func(f *excelize.File)
		want string // the rows, then the problems
	}{
		"full-width digits, blank rows, a number without a row": {func(f *excelize.File) {
			linked(f)
			fill(t, f, "A5", "１", "B5", "养犬登记", "C5", "区、街道两级", "D5", "Ａ局、永中街道", "A6", "2", "A8", "3", "B8", "　老年优待证　", "C8", "街道、社区两级联动", "D8", "街道、社区")
		}, "养犬登记 区、街道两级 A局、永中街道 | 老年优待证 街道、社区两级联动 街道、社区 |"},
		"one cell merged over two rows": {func(f *excelize.File) {
			linked(f)
			fill(t, f, "B5", "甲", "C5", "区、街道两级", "D5", "区局、街道", "B6", "乙")
			merge(t, f, "C5", "C6", "D5", "D6")
		}, "甲 区、街道两级 区局、街道 | 乙 区、街道两级 区局、街道 |"},
		"a total and the foot below": {func(f *excelize.File) {
			linked(f)
			fill(t, f, "B5", "甲", "C5", "其他", "D5", "区局、街道", "B6", "合计", "C6", "1", "A7", "分管领导（签名）：张 经办人：李 填报时间：7月1日 单位（盖章）：状元街道", "A8", "没有关系的话")
		}, "甲 其他 区局、街道 | 张李7月1日状元街道"},
		"columns in another order": {func(f *excelize.File) {
			fill(t, f, "A1", "序号", "B1", "涉及单位", "C1", "联动类型", "D1", "事项名称", "E1", "备注", "B2", "区局、街道", "C2", "区、街道两级", "D2", "甲", "E2", "备")
		}, "甲 区、街道两级 区局、街道 备 |"},
		"broken: a column taken out, a kind nobody knows": {func(f *excelize.File) {
			fill(t, f, "A1", "序号", "B1", "事项名称", "C1", "联动类型", "D1", "备注", "B2", "甲", "C2", "四级联动", "C3", "区、街道两级")
		}, "甲 四级联动 |  区、街道两级 | 涉及单位:noColumn@1 联动类型:linkage@2 事项名称:empty@3"},
		"broken: the same twice, a closed type, limits in words, a wrong count": {func(f *excelize.File) {
			fill(t, f, "A1", "审批服务事项共３项；其中行政许可３项", "A2", "序号", "B2", "事项名称", "C2", "事项类型", "D2", "行使依据", "E2", "法定期限", "F2", "承诺期限", "G2", "收费依据与标准",
				"B3", "甲", "C3", "行政许可", "D3", "《法》第一条", "E3", "２０个工作日", "F3", "5天", "G3", "不收费",
				"B4", "甲", "C4", "非行政许可审批", "D4", "《法》第一条", "E4", "尽快", "F4", "即办", "G4", "不收费")
		}, "甲 行政许可 《法》第一条 20个工作日 5天 不收费 | 甲 非行政许可审批 《法》第一条 尽快 即办 不收费 | 事项类型:closedType@4 法定期限:limit@4 事项名称:twice@4 :count@1"},
		"another table":     {func(f *excelize.File) { fill(t, f, "A1", "姓名", "B1", "电话") }, ":noForm@0"},
		"a form left blank": {func(f *excelize.File) { linked(f) }, ":empty@0"},
	} {
		t.Run(name, func(t *testing.T) {
			f := excelize.NewFile()
			c.fill(f)
			var b bytes.Buffer
			if err := errors.Join(f.Write(&b), f.Close()); err != nil {
				t.Fatal(err)
			}
			got, err := annex.Read(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if said := summary(got); said != strings.TrimSpace(c.want) {
				t.Errorf("it reads\n%s\nwant\n%s", said, c.want)
			}
		})
	}
}

func fill(t *testing.T, f *excelize.File, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if err := f.SetCellStr("Sheet1", pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

func merge(t *testing.T, f *excelize.File, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if err := f.MergeCell("Sheet1", pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

func summary(r annex.Reading) string {
	var b strings.Builder
	for _, row := range r.Rows {
		b.WriteString(strings.TrimRight(strings.Join(row, " "), " ") + " | ")
	}
	b.WriteString(r.Foot.Leader + r.Foot.By + r.Foot.On + r.Foot.Unit)
	for i, p := range r.Problems {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.Field + ":" + p.Code + "@" + strconv.Itoa(p.At.Row))
	}
	return strings.TrimSpace(b.String())
}

// TestNoForms: what is no workbook and no text document is refused as a whole.
func TestNoForms(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("PK\x03\x04 broken"), []byte("%PDF-1.7"), zipped(t, "xl/workbook.xml", "<a"), zipped(t, "word/document.xml", "<a"), zipped(t, "a.txt", "a")} {
		if _, err := annex.Read(data); !errors.Is(err, annex.ErrFile) {
			t.Errorf("%.12q is read: %v", data, err)
		}
	}
}

func zipped(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDatesAndForeignFiles: a date that a spreadsheet keeps as a number is read as it is shown, a
// form without its head row is told as a whole, and a .doc under the name of a .docx is refused.
func TestDatesAndForeignFiles(t *testing.T) {
	book := excelize.NewFile()
	for at, value := range map[string]any{"A1": "序号", "B1": "内容", "C1": "时间要求", "D1": "责任单位", "A2": 1, "B2": "甲", "C2": time.Date(2015, 7, 31, 0, 0, 0, 0, time.UTC), "D2": "各街道"} {
		if err := book.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellValue("Sheet1", "C3", time.Date(2015, 8, 31, 0, 0, 0, 0, time.UTC)); err != nil { // as a spreadsheet shows days by itself
		t.Fatal(err)
	}
	fill(t, book, "B3", "乙", "D3", "区府办", "B4", "丙", "C4", "42216", "D4", "区府办")
	style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &[]string{`yyyy"年"m"月"d"日"`}[0]})
	if err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellStyle("Sheet1", "C2", "C2", style); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(book.Write(&b), book.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := annex.Read(b.Bytes())
	if want := "甲 2015年7月31日 各街道 | 乙 2015年8月31日 区府办 | 丙 42216 区府办 | 时间要求:date@4"; err != nil || summary(got) != want {
		t.Errorf("it reads %s, %v", summary(got), err)
	}
	headless := form("附件4\n1|甲|区、街道两级|区局、街道|\n2|乙|区、街道两级|区局、街道|")
	for _, data := range [][]byte{headless.xlsx(t), headless.docx(t)} {
		got, err := annex.Read(data)
		if err != nil || len(got.Rows) != 0 || len(got.Problems) != 1 || got.Problems[0].Code != "noForm" {
			t.Errorf("%+v %v", got, err)
		}
	}
	old := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 1000)...)
	if _, err := annex.Read(old); !errors.Is(err, annex.ErrFile) {
		t.Errorf("a .doc is read: %v", err)
	}
}

// TestHiddenRows: what a workbook hides, a sheet of last year or rows that were filtered away, is not
// taken unseen: each such row is named. A hidden list of choices does no harm.
func TestHiddenRows(t *testing.T) {
	book := excelize.NewFile()
	fill(t, book, "A1", "序号", "B1", "事项名称", "C1", "联动类型", "D1", "涉及单位", "E1", "备注", "B2", "甲", "C2", "区、街道两级", "D2", "区局、街道", "B3", "乙", "C3", "区、街道两级", "D3", "区局、街道")
	_, err := book.NewSheet("选项")
	err = errors.Join(err, book.SetCellStr("选项", "A1", "区、街道两级"), book.SetSheetVisible("选项", false), book.SetRowVisible("Sheet1", 3, false))
	at, copied := book.NewSheet("去年")
	if err := errors.Join(err, copied, book.CopySheet(0, at), book.SetSheetVisible("去年", false)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(book.Write(&b), book.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := annex.Read(b.Bytes())
	if want := "甲 区、街道两级 区局、街道 | :hidden@3 :hidden@2 :hidden@3"; err != nil || summary(got) != want {
		t.Errorf("it reads %s, %v", summary(got), err)
	}
}

// TestAgainst: tasks and linked items are compared with those that the system has.
func TestAgainst(t *testing.T) {
	s := source(t)
	for no, form := range map[int]form{
		1: "序号|内容|时间要求|责任单位\n1|建立网上审批自助点|2015年8月前完成|区府办、各街道办事处\n2|整合街道内部政务服务职能|2015年8月前完成|各街道办事处\n3|修路|7月底|各街道办事处",
		4: "序号|事项名称|联动类型|涉及单位|备注\n1|养犬登记|街道、社区两级联动|公安、街道|\n2|生育登记|区、社区两级|区局、社区|\n3|修路|其他|区局、街道|",
	} {
		s.Round = board.Notice()
		got, err := annex.Read(form.xlsx(t))
		if err != nil || len(got.Problems) > 0 {
			t.Fatalf("%+v %v", got.Problems, err)
		}
		want := map[int][]annex.Match{
			1: {{Known: true}, {true, "时间要求", "2015年7月前完成"}, {}},
			4: {{Known: true}, {true, "联动类型", "街道、社区两级"}, {}},
		}[no]
		if list := got.Against(annex.From(no, s)); !reflect.DeepEqual(list, want) {
			t.Errorf("annex %d: %+v, want %+v", no, list, want)
		}
	}
}
