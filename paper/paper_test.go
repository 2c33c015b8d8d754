package paper_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/testkit/scenario"
)

// press is one press for all tests, with the equipment of the project's folder.
var press = paper.New("..")

func TestMain(m *testing.M) {
	status := m.Run()
	press.Close()
	os.Exit(status)
}

func printed(t *testing.T, d notice.Document) paper.Paper {
	t.Helper()
	p, err := press.Print(context.Background(), d, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// played are the documents of all scenarios of the project, one of each kind and language:
// the longest.
var played = sync.OnceValues(func() ([]notice.Document, error) {
	files, err := filepath.Glob("../testkit/scenarios/*.scn")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no scenarios: %v", err)
	}
	var all []*scenario.Scenario
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		some, err := scenario.Parse(name, string(text), nil)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	docs, err := scenario.Written(all)
	longest := map[string]int{}
	var one []notice.Document
	for _, d := range docs {
		i, seen := longest[d.Name()]
		if !seen {
			longest[d.Name()] = len(one)
			one = append(one, d)
		} else if len(text(d)) > len(text(one[i])) {
			one[i] = d
		}
	}
	return one, err
})

func text(d notice.Document) string {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// kinds gives one document of each kind that the acts of the project leave.
func kinds(t *testing.T) []notice.Document {
	t.Helper()
	docs, err := played()
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) < len(notice.Kinds()) {
		t.Fatalf("%d documents, but there are %d kinds", len(docs), len(notice.Kinds()))
	}
	return docs
}

// decision is a decision with everything that a document can have.
func decision() notice.Document {
	return notice.Document{
		Kind: notice.Denial, Lang: notice.Zh, Form: notice.Decision, Seq: 6, Demo: true,
		Agency: "温州市龙湾区农业农村局", Body: "LW-NYJ", Seal: "LW-NYJ", Title: "不予行政许可决定书",
		Family: "许不准", Year: 2026, Number: "龙农许不准〔2026〕15号",
		CaseNo: "330303001260302000001", Query: "https://yimen.example/cases/330303001260302000001",
		To:   notice.Addressee{Role: notice.Applicant, Name: "王喆堃", IDType: "居民身份证", ID: "33030319900101001X"},
		Item: notice.ItemRef{Code: "330120152000", Name: "农药经营许可（核发）", Version: 1},
		On:   period.NewDate(2026, 5, 6),
		Blocks: []notice.Block{
			{Kind: notice.Text, Text: "你于2026年4月20日提出农药经营许可申请，本机关于2026年4月21日受理。\n经审查，申请不符合法定条件。"},
			{Kind: notice.Heading, Text: "一、事实"},
			{Kind: notice.List, Items: []string{"经营场所与生活区域没有隔离。", "没有配备可追溯电子信息码扫描设备。"}},
			{Kind: notice.Facts, Pairs: []notice.Pair{{Term: "现场核查日期", Text: "2026年4月28日"}, {Term: "核查人员", Text: "林𬭎、金䶮"}}},
			{Kind: notice.Table, Text: "核查的条件", Head: []string{"序号", "条件", "结论"}, Rows: [][]string{{"1", "有专业学历或者培训证明", "符合"}, {"2", "场所与生活区隔离", "不符合"}}},
			{Kind: notice.Sign, Pairs: []notice.Pair{{Term: "核查人签名", Text: "林𬭎"}, {Term: "日期"}}},
		},
		Remedies: []string{"如不服本决定，可以自知道本决定之日起六十日内向温州市龙湾区人民政府申请行政复议。", "也可以自知道本决定之日起六个月内提起行政诉讼。"},
		Note:     "本决定书一式三份",
		Contact:  notice.Contact{Phone: "0577-86966666", Supervision: "0577-12345", Address: "温州市龙湾区永中街道永宁西路555号"},
	}
}

// TestSameContentSameBytes prints twice in one child and once in a new one.
func TestSameContentSameBytes(t *testing.T) {
	first := printed(t, decision())
	again := printed(t, decision())
	press.Close()
	fresh := printed(t, decision())
	if !bytes.Equal(first.PDF, again.PDF) || !bytes.Equal(first.PDF, fresh.PDF) {
		t.Error("the same content gave other bytes")
	}
	other := decision()
	other.Number = "龙农许不准〔2026〕16号"
	if bytes.Equal(first.PDF, printed(t, other).PDF) {
		t.Error("another number gave the same bytes")
	}
}

// TestSealHasItsPlace: the place lies on the last page, within the text area, over unit and day.
func TestSealHasItsPlace(t *testing.T) {
	p := printed(t, decision())
	if len(p.Seals) != 1 {
		t.Fatalf("%d places for the seal, want 1", len(p.Seals))
	}
	s := p.Seals[0]
	if s.Unit != "LW-NYJ" || s.Page != p.Pages || s.Diameter != 42 {
		t.Errorf("place %+v of %d pages", s, p.Pages)
	}
	if s.X < 28 || s.X+s.Diameter > 210 || s.Y < 37 || s.Y+s.Diameter > 297-35 {
		t.Errorf("the seal leaves the text area: %+v", s)
	}
	d := decision()
	d.Lang, d.Seal = notice.En, ""
	if p := printed(t, d); len(p.Seals) > 0 {
		t.Error("a courtesy copy has a place for a seal")
	}
}

// TestRareCharacters: what a font has comes out right, in which place of the document it may
// be; the rest is refused by name, and the press goes on.
func TestRareCharacters(t *testing.T) {
	for _, c := range []string{"\U00030f5e", "\U0001fae8", "\ue000", "\ufffe", "\x1b", "\u202e", "\u3164", "\ufffd", "ع", "ह"} {
		d := decision()
		d.To.Name = "王" + c
		_, err := press.Print(t.Context(), d, "")
		var u *paper.Unprintable
		if !errors.As(err, &u) || len(u.Chars) != 1 || u.Chars[0] != c {
			t.Fatalf("%+q: %v, want it refused by name", c, err)
		}
		if want := fmt.Sprintf("U+%04X", []rune(c)[0]); !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
	two := decision()
	two.Agency, two.Note = "\U0001fae8局", "王\U00030f5e"
	_, err := press.Print(t.Context(), two, "")
	var u *paper.Unprintable
	if !errors.As(err, &u) || len(u.Chars) != 2 {
		t.Errorf("%v, want both characters named", err)
	}
	for _, c := range []string{"喆", "玥", "堃", "䶮", "㛃", "𬭎", "𠮷", "𠀀", "𪚥", "é", "①", "½"} { // in every place, bold ones too
		d := decision()
		d.Agency, d.Title, d.To.Name, d.Note = c+"局", c+"书", "王"+c, c
		d.Blocks = append(d.Blocks, notice.Block{Kind: notice.Heading, Text: c}, notice.Block{Kind: notice.Table, Head: []string{c}, Rows: [][]string{{c}}})
		got := pdftotext(t, printed(t, d).PDF)
		if strings.Count(got, c) < 7 {
			t.Errorf("%s stands %d times on the paper", c, strings.Count(got, c))
		}
	}
}

// TestFontsAreOurs: nothing of the machine or of the compiler is ever used.
func TestFontsAreOurs(t *testing.T) {
	ours := regexp.MustCompile(`^[A-Z]{6}\+(FandolFang|NotoSerifCJK|NotoSansCJK|HanaMin)`)
	for _, d := range append(kinds(t), decision()) {
		out := judge(t, printed(t, d).PDF, "pdffonts", "FILE")
		for _, l := range strings.Split(strings.TrimSpace(out), "\n")[2:] {
			if !ours.MatchString(l) {
				t.Errorf("%s uses %s", d.Title, l)
			}
		}
	}
}

// TestNothingInIt: a document without text is set, if only to be seen.
func TestNothingInIt(t *testing.T) {
	for _, form := range []notice.Form{notice.Decision, notice.Letter, notice.Sheet} {
		printed(t, notice.Document{Lang: notice.Zh, Form: form, On: decision().On, Seal: "x"})
	}
}

// TestNothingIsMarkup prints what would be commands to Typst as it is written.
func TestNothingIsMarkup(t *testing.T) {
	d := decision()
	d.Blocks = []notice.Block{{Kind: notice.Text, Text: `#panic("x") *粗* $x$ @a <b> \u{41} // 不是注释 /* 也不是 */ = 标题`}}
	d.Note = "#read(\"/etc/passwd\")"
	if got := squeezed(pdftotext(t, printed(t, d).PDF)); !strings.Contains(got, squeezed(d.Blocks[0].Text)) || !strings.Contains(got, squeezed(d.Note)) {
		t.Errorf("printed %q", got)
	}
}

// TestLacking: a folder without equipment says which script brings it.
func TestLacking(t *testing.T) {
	bare := paper.New(t.TempDir())
	_, err := bare.Print(context.Background(), decision(), "")
	var lacks *paper.Lacking
	if !errors.As(err, &lacks) || !strings.Contains(err.Error(), "scripts/press.sh") || !strings.Contains(err.Error(), "typst") {
		t.Errorf("%v, want a sentence with the script", err)
	}
	if bare.Lacks() == nil || press.Lacks() != nil {
		t.Error("Lacks says otherwise")
	}
	if strings.Contains(err.Error(), "\n") {
		t.Error("more than a sentence")
	}
}

// TestManyAtOnce: callers take turns and each gets its own.
func TestManyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			d := decision()
			d.Number = fmt.Sprintf("龙农许不准〔2026〕%d号", 100+i)
			p, err := press.Print(context.Background(), d, "")
			if err != nil || !strings.Contains(squeezed(pdftotext(t, p.PDF)), fmt.Sprintf("%d号", 100+i)) {
				t.Errorf("%d: another's document, or %v", i, err)
			}
		})
	}
	wg.Wait()
}

// TestCallerGivesUp: a cancelled context ends the wait, and the next document is printed.
func TestCallerGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := press.Print(ctx, decision(), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
	printed(t, decision())
}
