package paper_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"yimen/core/notice"
	"yimen/paper"
)

func itoa(n int) string { return strconv.Itoa(n) }

// longest is a voucher for many materials with long names, of a unit with 60 characters.
func longest() notice.Document {
	d := decision()
	d.Kind, d.Form, d.Seal, d.Number, d.Remedies = notice.Receipt, notice.Sheet, "", "", nil
	d.Title = "收件凭证"
	d.Agency = "温州市龙湾区人民政府永中街道办事处便民服务中心综合受理窗口暨龙湾区一门式政务服务永中街道分中心联合受理处第一窗口组"
	rows := make([][]string, 120)
	for i := range rows {
		name := "第" + itoa(i+1) + "项材料：食品经营场所布局流程图及卫生设施说明"
		if i%7 == 0 {
			name += strings.Repeat("（含从业人员健康证明、委托代理人身份证明及授权委托书原件）", 4)
		}
		rows[i] = []string{itoa(i + 1), name, "原件", "1"}
	}
	d.Blocks = []notice.Block{
		{Kind: notice.Text, Text: "你提交的申请材料已收到。清单如下："},
		{Kind: notice.Table, Head: []string{"序号", "材料名称", "形式", "份数"}, Rows: rows},
		{Kind: notice.Sign, Pairs: []notice.Pair{{Term: "收件人签名", Text: "林𬭎"}, {Term: "申请人签名"}}},
	}
	return d
}

// widest is a letter of a unit with 60 characters to a company with 60, with long unbroken
// runs of Latin letters and reasons over several pages.
func widest() notice.Document {
	d := longest()
	d.Kind, d.Form, d.Seal, d.Number = notice.SupplementNotice, notice.Letter, "LW-YZ", "龙永许补〔2026〕1203号"
	d.Title = "申请材料补正告知书"
	d.To.Name = "温州市龙湾区永中街道某某某某某某某某农副产品贸易有限责任公司（集团）瑶溪片区第三分公司筹备处暨仓储物流配送中心"
	d.Blocks = []notice.Block{
		{Kind: notice.Text, Text: strings.Repeat("经审查，申请材料不齐全、不符合法定形式，现一次性告知需要补正的全部内容。", 40)},
		{Kind: notice.Table, Text: "需要补正的材料", Head: []string{"材料", "存在的问题", "补正要求"}, Rows: [][]string{
			{"平面图", "缺少仓储区域", "见https://yimen.example/" + strings.Repeat("abcdefghij", 12)},
			{"证明" + strings.Repeat("，编号1234567890", 20), "不清晰", "重新提交"},
		}},
		{Kind: notice.Text, Text: "电子邮件：" + strings.Repeat("longan.", 20) + "example"},
	}
	return d
}

// TestLongTables: the head is repeated on every page, rows stay whole, nothing is cut off at
// the edge.
func TestLongTables(t *testing.T) {
	p := printed(t, longest())
	pages := strings.Split(strings.TrimSuffix(pdftotext(t, p.PDF), "\f"), "\f")
	if len(pages) != p.Pages || p.Pages < 4 {
		t.Fatalf("%d pages of text in %d pages", len(pages), p.Pages)
	}
	for i, page := range pages[:len(pages)-1] {
		if !strings.Contains(page, "材料名称") {
			t.Errorf("page %d has no table head", i+1)
		}
		if want := "—" + itoa(i+1) + "—"; !strings.Contains(squeezed(page), want) {
			t.Errorf("page %d is not numbered %s", i+1, want)
		}
	}
	all := squeezed(strings.Join(pages, ""))
	for i := range 120 {
		if !strings.Contains(all, squeezed("第"+itoa(i+1)+"项材料")) {
			t.Errorf("row %d is broken or lost", i+1)
		}
	}
}

// TestNothingLeavesThePage looks where each word of a wide document stands.
func TestNothingLeavesThePage(t *testing.T) {
	for _, d := range append(kinds(t), longest(), widest(), decision()) {
		for _, w := range words(t, printed(t, d).PDF) {
			// the demo mark lies askew and large; above the text area stand a letter's mark and what names a translation
			if w.text == "演示" || w.text == "演" || w.text == "示" || w.text == "DEMO" {
				continue
			}
			if w.xMin < mm(25) || w.xMax > mm(210-23) || w.yMin < mm(21) || w.yMax > mm(297-20) {
				t.Errorf("%s: %q stands at %.0f–%.0f, %.0f–%.0f", d.Title, w.text, w.xMin, w.xMax, w.yMin, w.yMax)
			}
		}
	}
}

// ofLength is a document of so many paragraphs of one line, as a decision or as a letter.
func ofLength(form notice.Form, lines int) notice.Document {
	d := decision()
	d.Form = form
	d.Blocks = []notice.Block{{Kind: notice.Text, Text: strings.TrimSuffix(strings.Repeat("经审查，符合条件。\n", lines), "\n")}}
	return d
}

// TestSealBearsText: no seal stands on a page without text of the document, and nothing but unit
// and day lies under it, however long the text is.
func TestSealBearsText(t *testing.T) {
	for _, form := range []notice.Form{notice.Decision, notice.Letter} {
		for lines := range 44 {
			d := ofLength(form, lines+1)
			p := printed(t, d)
			pages := strings.Split(strings.TrimSuffix(pdftotext(t, p.PDF), "\f"), "\f")
			last := squeezed(pages[len(pages)-1])
			before, _, found := strings.Cut(last, d.Agency)
			if p.Seals[0].Page != p.Pages || !found && p.Pages > 1 || p.Pages > 1 && !strings.Contains(before, "六个月内") {
				t.Fatalf("%s, %d lines: the seal is on page %d of %d, which says %q", form, lines+1, p.Seals[0].Page, p.Pages, last)
			}
			underTheSeal(t, d, p)
		}
	}
}

// underTheSeal looks at each word whose middle lies in the square of the seal.
func underTheSeal(t *testing.T, d notice.Document, p paper.Paper) {
	t.Helper()
	s := p.Seals[0]
	y, m, day := d.On.Civil()
	may := d.Agency + itoa(y) + "年" + itoa(m) + "月" + itoa(day) + "日"
	for _, w := range wordsOn(t, p.PDF, s.Page) {
		x, y := (w.xMin+w.xMax)/2, (w.yMin+w.yMax)/2
		if x < mm(s.X) || x > mm(s.X+s.Diameter) || y < mm(s.Y) || y > mm(s.Y+s.Diameter) || strings.Contains("演示", w.text) {
			continue
		}
		if !strings.Contains(may, w.text) {
			t.Errorf("%s: %q lies under the seal", d.Title, w.text)
		}
	}
}

// TestOnePage: lines come closer (GB/T 9704, 5.2.2 and 7.3.5.4) before a document takes a second page
// for its seal; one that takes two anyway has its usual spacing.
func TestOnePage(t *testing.T) {
	bare := func(lines int) paper.Paper {
		d := ofLength(notice.Letter, lines)
		d.Remedies, d.Note = nil, ""
		return printed(t, d)
	}
	most := 2
	for bare(most+1).Pages == 1 {
		most++
	}
	first, tight, after := pitchOf(t, bare(2).PDF), pitchOf(t, bare(most).PDF), pitchOf(t, bare(most+1).PDF)
	if most < 15 || first != after || tight >= first || tight < mm(225.0/28)-0.5 {
		t.Errorf("%d lines on one page; few, many and more lie %.1f, %.1f and %.1f points from each other", most, first, tight, after)
	}
	for _, d := range kinds(t) {
		// 补正 asked for twice and 告知承诺 have more to say than a page holds
		if p := printed(t, d); d.Form == notice.Letter && p.Pages > 1 && d.Kind != notice.SupplementNotice && d.Kind != notice.Commitment {
			t.Errorf("%s of %s, %s, takes %d pages", d.Title, d.Item.Name, d.CaseNo, p.Pages)
		}
	}
}

// pitchOf is how far the first two lines of the text lie from each other.
func pitchOf(t *testing.T, pdf []byte) float64 {
	t.Helper()
	var at []float64
	for _, w := range words(t, pdf) {
		if strings.Contains(w.text, "经审查") {
			at = append(at, w.yMin)
		}
	}
	if len(at) < 2 {
		t.Fatal("no lines")
	}
	return math.Round((at[1]-at[0])*10) / 10
}

func mm(n float64) float64 { return n * 72 / 25.4 }
