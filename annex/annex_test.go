package annex_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yimen/annex"
	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/starter"
)

var today = period.NewDate(2026, 3, 2)

// source is the starter's catalogue and directory.
func source(t testing.TB) annex.Source {
	t.Helper()
	list, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	var all []*catalog.Item
	for i := range list {
		all = append(all, &list[i])
	}
	snapshot, err := app.ReadDirectory(starter.Data, "org")
	if err != nil {
		t.Fatal(err)
	}
	directory, problems := org.NewDirectory(snapshot)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return annex.Source{Items: app.NewCatalogue(all).All(today), Directory: directory, On: today}
}

// papers are all annexes, filled and blank, by the name of their file.
func papers(t testing.TB) map[string]annex.Paper {
	t.Helper()
	s, all := source(t), map[string]annex.Paper{}
	for _, no := range annex.Numbers {
		n := string(rune('0' + no))
		all["filled-"+n], all["blank-"+n] = annex.Filled(no, s), annex.Blank(no)
	}
	return all
}

// TestWorkbooks reads every workbook again: each cell says what the paper says, in merged
// cells as wide, on A4 one page wide with the list's head on every page.
func TestWorkbooks(t *testing.T) {
	for name, p := range papers(t) {
		data, err := p.XLSX()
		if err != nil {
			t.Fatal(name, err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(name, err)
		}
		for _, page := range p.Pages {
			row := 0
			for _, part := range page.Parts {
				rows := part.Rows
				if part.Kind == annex.Figure && !page.Sample {
					continue // a workbook has no charts
				}
				if part.Kind != annex.Table {
					rows = []annex.Row{{Cells: []annex.Cell{{Text: part.Text, Span: len(page.Widths)}}}}
				}
				for _, r := range rows {
					row++
					sameRow(t, f, page, row, r)
				}
			}
			layout, err := f.GetPageLayout(page.Name)
			if err != nil || *layout.Size != 9 || (*layout.Orientation == "landscape") != page.Wide || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
				t.Errorf("%s, %s is printed on %+v, %v", name, page.Name, layout, err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func sameRow(t *testing.T, f *excelize.File, page annex.Page, row int, r annex.Row) {
	t.Helper()
	merged, err := f.GetMergeCells(page.Name)
	if err != nil {
		t.Fatal(err)
	}
	col := 1
	for _, c := range r.Cells {
		span := max(1, c.Span)
		from, _ := excelize.CoordinatesToCellName(col, row)
		to, _ := excelize.CoordinatesToCellName(col+span-1, row)
		if got, _ := f.GetCellValue(page.Name, from); got != c.Text {
			t.Errorf("%s %s says %q, want %q", page.Name, from, got, c.Text)
		}
		if wide := slices.ContainsFunc(merged, func(m excelize.MergeCell) bool { return m[0] == from+":"+to }); wide != (span > 1) {
			t.Errorf("%s %s:%s merged: %v", page.Name, from, to, wide)
		}
		col += span
	}
}

// TestDocuments: every part of every text document is well-formed XML, and each text of the
// paper stands in it, in order.
func TestDocuments(t *testing.T) {
	for name, p := range papers(t) {
		data, err := p.DOCXWithCharts(source(t))
		if err != nil {
			t.Fatal(name, err)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(name, err)
		}
		var said strings.Builder
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			text := texts(t, r)
			if part.Name == "word/document.xml" {
				said.WriteString(text)
			}
		}
		rest := said.String()
		for _, want := range strings.FieldsFunc(spoken(p), func(r rune) bool { return r == '\n' }) {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Fatalf("%s does not say %q after what came before", name, want)
			}
			rest = after
		}
	}
}

// texts are the characters of an XML file, which must be well-formed.
func texts(t *testing.T, r io.Reader) string {
	t.Helper()
	var b strings.Builder
	for dec := xml.NewDecoder(r); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if chars, ok := token.(xml.CharData); ok {
			b.Write(chars)
		}
	}
}

// spoken is every text of a paper, a line each.
func spoken(p annex.Paper) string {
	var b strings.Builder
	for _, page := range p.Pages {
		for _, part := range page.Parts {
			b.WriteString(part.Text + "\n")
			for _, r := range part.Rows {
				for _, c := range r.Cells {
					b.WriteString(c.Text + "\n")
				}
			}
		}
	}
	return b.String()
}

// TestWordsOfTheNotice: the forms say what the notice's forms say, blank or filled.
func TestWordsOfTheNotice(t *testing.T) {
	all := papers(t)
	for no, words := range map[string]string{
		"1": "附件1 序号 内容 时间要求 责任单位 2015年10月前全面完成 区府办、各街道办事处",
		"2": "附件2 龙湾区街道（基层站所）行政审批服务事项目录 行使依据 法定期限 承诺期限 收费依据与标准 分管领导（签名）： 龙湾区行政审批服务事项办理规范标准 实施主体： 事项编码： 办理条件 申报资料 监督电话 服务表格 常见问题解答 可否网上办理 在线办理链接 岗位说明 岗位职能 受理岗 审批岗 制证岗 流程图采用简单规范的符号，要求有开始和结束的标示。 菱形框表示一个逻辑条件；箭头表示控制流向。 注：附件3内容请于7月10日之前报区审管办",
		"3": "附件3 服务内容及要求 办理程序和时限 指导单位 单位（盖章）： 7月10日之前报区审管办 lwsgb＠126.com",
		"4": "附件4 联动类型 涉及单位 7月17日之前报区审管办 4.涉及单位是指跨层级联动审批涉及的部门。",
	} {
		for _, state := range []string{"filled-", "blank-"} {
			said := spoken(all[state+no])
			for word := range strings.FieldsSeq(words) {
				if !strings.Contains(said, word) {
					t.Errorf("%s%s does not say %s", state, no, word)
				}
			}
		}
	}
	if said := spoken(all["blank-2"]); !strings.Contains(said, "图一、XX事项外部流程图（示例）") || !strings.Contains(said, "图二、XX事项权力运行流程图（示例）") {
		t.Error("the blank sheet has no room for the two charts")
	}
	if said := spoken(all["blank-2"]); !strings.Contains(said, "审核岗") || strings.Contains(said, "生育登记") {
		t.Error("the blank sheet lacks its four posts, or is not blank")
	}
}

// TestCounts: the head of Annex 2 counts its rows by type, and no item is of the type that
// 国发〔2015〕27号 closed.
func TestCounts(t *testing.T) {
	p := annex.Filled(2, source(t))
	n := map[string]int{}
	rows := p.Pages[0].Parts[3].Rows[1:]
	for _, r := range rows {
		n[r.Cells[2].Text]++
	}
	want := "审批服务事项共 " + strconv.Itoa(len(rows)) + " 项；其中行政许可 " + strconv.Itoa(n["行政许可"]) + " 项；非行政许可审批 0 项；行政确认 " + strconv.Itoa(n["行政确认"]) +
		" 项；其他 " + strconv.Itoa(n["其他"]) + " 项；便民服务事项 " + strconv.Itoa(n["便民服务事项"]) + " 项。"
	if got := p.Pages[0].Parts[2].Text; got != want || len(rows) < 20 || n["行政许可"] == 0 {
		t.Errorf("it counts %s, want %s", got, want)
	}
	if len(p.Pages) != len(rows)+1 {
		t.Errorf("%d items have %d sheets", len(rows), len(p.Pages)-1)
	}
	for _, r := range annex.Filled(4, source(t)).Pages[0].Parts[3].Rows[1:] {
		if r.Cells[2].Text == "" || !strings.Contains(r.Cells[3].Text, "、") {
			t.Errorf("linked item %s: %q by %q", r.Cells[1].Text, r.Cells[2].Text, r.Cells[3].Text)
		}
	}
}

// soffice is LibreOffice, the judge of our files: without it a test fails, none is skipped.
func soffice(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: scripts/need.sh test brings it (libreoffice-writer-nogui, libreoffice-calc-nogui)")
	}
	return path
}

// TestOffice: LibreOffice opens every file and prints it.
func TestOffice(t *testing.T) {
	dir := t.TempDir()
	if out := os.Getenv("YIMEN_SHOTS"); out != "" {
		dir = out
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var files []string
	s := source(t)
	s.Items = s.Items[:3] // whose charts are drawn: TestChartsInDocuments reads them
	for name, p := range papers(t) {
		for end, write := range map[string]func() ([]byte, error){".xlsx": p.XLSX, ".docx": func() ([]byte, error) { return p.DOCXWithCharts(s) }} {
			data, err := write()
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, filepath.Join(dir, "annex-"+name+end))
			if err := os.WriteFile(files[len(files)-1], data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	office := soffice(t)
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir"}
	for _, end := range []string{"xlsx", "docx"} {
		out := filepath.Join(dir, end)
		mine := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return !strings.HasSuffix(f, end) })
		if said, err := exec.Command(office, slices.Concat(args, []string{out}, mine)...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		for _, f := range mine {
			pdf := filepath.Join(out, strings.TrimSuffix(filepath.Base(f), end)+"pdf")
			if info, err := os.Stat(pdf); err != nil || info.Size() < 1000 {
				t.Errorf("LibreOffice does not print %s: %v", f, err)
			}
			if os.Getenv("YIMEN_SHOTS") != "" {
				judged(t, "pdftoppm", "-r", "60", "-png", pdf, strings.TrimSuffix(pdf, ".pdf"))
			}
		}
	}
}

// TestWordForWord: each blank form says what the notice prints, every word of it in its order, and nothing
// else but the two charts, which the notice has at its end (TestChartsOfTheNotice of package chart reads them).
func TestWordForWord(t *testing.T) {
	text, err := os.ReadFile("testdata/notice.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ = bytes.Cut(text, []byte("\n")) // what the file is
	squeezed := func(s string) string { return strings.Join(strings.Fields(s), "") }
	var said strings.Builder
	for _, no := range annex.Numbers {
		said.WriteString(spoken(annex.Blank(no)))
	}
	got, want := []rune(squeezed(said.String())), []rune(squeezed(string(text)))
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("it says %q, the notice %q", string(got[max(0, i-20):min(len(got), i+20)]), string(want[max(0, i-20):min(len(want), i+20)]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d characters, the notice has %d", len(got), len(want))
	}
	for no, rows := range map[int]int{1: 7, 2: 6, 3: 6, 4: 12} {
		if n := annex.Blank(no).Count(); n != rows {
			t.Errorf("annex %d has %d rows, in the notice %d", no, n, rows)
		}
	}
}
