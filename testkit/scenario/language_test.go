package scenario

import (
	"errors"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/watch"
	"yimen/starter"
)

// TestEveryCodeHasAWord: each code and field by which the core refuses has a word, and
// each word has its code: none is left over.
func TestEveryCodeHasAWord(t *testing.T) {
	codes, fields := coreCodes(t)
	codes = append(codes, "idShape", "idArea", "idDate", "idCheck", "creditShape", "creditCheck", "phone") // catalog's
	own := []string{"timeFirst", "recountFirst", "nothingMoved", "notedBefore"}                            // time and calendar act before every line
	for _, code := range codes {
		if _, ok := codeWords.say(code); !ok && !slices.Contains(own, code) {
			t.Errorf("no word for the code %q", code)
		}
	}
	for _, c := range codeWords {
		if !slices.Contains(codes, c.is) {
			t.Errorf("the word %s stands for %q, which the core never says", c.word, c.is)
		}
	}
	for _, f := range fields {
		if _, ok := fieldWords.say(f); !ok {
			t.Errorf("no word for the field %q", f)
		}
	}
}

// coreCodes reads the codes and fields out of the core's source: the literals of Refusal
// and of the calls that add a field's error.
func coreCodes(t *testing.T) (codes, fields []string) {
	t.Helper()
	calls := map[string]int{"need": 2, "text": -1, "short": -1, "code": -1} // where the code stands
	for _, file := range glob(t, "../../core/casework/*.go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := goparser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if name, ok := n.Type.(*ast.Ident); ok && name.Name == "Refusal" && len(n.Elts) > 0 {
					codes = appendLiteral(codes, n.Elts[0])
				}
			case *ast.ReturnStmt:
				for _, r := range n.Results {
					if lit, ok := r.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, `"document`) {
						codes = appendLiteral(codes, r)
					}
				}
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
					if at, ok := calls[sel.Sel.Name]; ok && len(n.Args) > 1 {
						fields = appendLiteral(fields, n.Args[1])
						if at > 0 {
							codes = appendLiteral(codes, n.Args[at])
						}
					}
				}
			}
			return true
		})
	}
	return append(codes, "required"), fields
}

func appendLiteral(all []string, e ast.Expr) []string {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Value
	}
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			return append(all, text)
		}
	}
	return all
}

// ofTheHall are the acts that the hall writes down by itself, when others are done.
var ofTheHall = []org.Act{org.Recount, org.NoteRenewal}

// linesOf are the lines of files.
func linesOf(t *testing.T, pattern string) (lines []string) {
	t.Helper()
	for _, file := range glob(t, pattern) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(string(b), "\n")...)
	}
	return lines
}

// TestEveryActIsTold: the scenario files show each act done, and each refused in a wrong
// state; each act that asks for something, refused without it.
func TestEveryActIsTold(t *testing.T) {
	lines := linesOf(t, "../scenarios/*.scn")
	told := func(word string, is func(string) bool) bool {
		return slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l+" ", " "+word+" ") && is(l) })
	}
	for _, act := range casework.Acts() {
		if _, has := actWords.say(act); has == slices.Contains(ofTheHall, act) {
			t.Errorf("%s: a word is wanted: %v", act, !has)
		}
	}
	asksNothing := []org.Act{org.Conclude, org.Withdraw, org.Urge, org.Tick, org.Resume, org.Draft}
	for _, a := range actWords {
		if !told(a.word, func(l string) bool { return dated(word{text: l}) }) {
			t.Errorf("no scenario does %s", a.word)
		}
		if a.is != org.Draft && !told(a.word, func(l string) bool { return strings.HasPrefix(l, "拒") && strings.Contains(l, "因=状态不符") }) {
			t.Errorf("no scenario refuses %s in a wrong state", a.word)
		}
		if !slices.Contains(asksNothing, a.is) && !told(a.word, func(l string) bool {
			return strings.HasPrefix(l, "拒") && strings.Contains(l, "→") && !strings.Contains(l, "因=")
		}) {
			t.Errorf("no scenario refuses %s for want of something", a.word)
		}
	}
	for _, f := range forgetWords {
		if !told(f.word, func(l string) bool { return dated(word{text: l}) }) {
			t.Errorf("no scenario does %s", f.word)
		}
	}
}

// TestEveryDeedIsTold: the files on ledgers show each deed done and each refused, each reason for which one
// is refused, and each check; each reason has a sentence for people.
func TestEveryDeedIsTold(t *testing.T) {
	lines := linesOf(t, "../scenarios/ledger/*.scn")
	told := func(begins func(string) bool, word string) bool {
		return slices.ContainsFunc(lines, func(l string) bool { return begins(l) && strings.Contains(l+" ", word) })
	}
	done := func(l string) bool { return dated(word{text: l}) }
	refused := func(l string) bool { return strings.HasPrefix(l, "拒") }
	for _, d := range deedWords {
		if !told(done, " "+d.word+" ") {
			t.Errorf("no scenario does %s", d.word)
		}
		if d.word != "生成预警" && !told(refused, " "+d.word+" ") {
			t.Errorf("no scenario refuses %s", d.word)
		}
	}
	codes, err := os.ReadFile("../../web/ui/words/codes.zh.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ledgerCodes {
		if !told(refused, "="+c.word+" ") {
			t.Errorf("no scenario refuses for %s", c.word)
		}
		if ofEveryForm := []string{"notYours", "required", "choose"}; !slices.Contains(ofEveryForm, c.is) && !strings.Contains(string(codes), `"codes.`+c.is+`"`) {
			t.Errorf("%s has no sentence", c.is)
		}
	}
	for _, c := range ledgerCheckWords() {
		if !told(func(l string) bool { return strings.HasPrefix(l, "台账") }, " "+c+"=") {
			t.Errorf("no scenario looks at %s", c)
		}
	}
}

// TestEveryFindingIsTold: what the re-checker can find late or odd has a word, and a scenario that
// looks for it; but what no story can bring about.
func TestEveryFindingIsTold(t *testing.T) {
	lines := linesOf(t, "../scenarios/*.scn")
	looked := map[string]bool{}
	for _, l := range lines {
		if _, found, is := strings.Cut(l, " 监察="); is && strings.HasPrefix(l, "应 ") {
			for _, word := range list(strings.Fields(found)[0]) {
				looked[word] = true
			}
		}
	}
	for _, w := range watchWords {
		if !looked[w.word] {
			t.Errorf("no scenario looks for %s", w.word)
		}
	}
	beside := []string{"callLate", "replyLate", "complaintTakeLate", "complaintReplyLate"}                                                   // found on ledgers, not on a case
	past := []string{"lapseOff", "supplementLate", "twoTesters", "hearingBySuspend", "hearingResumed", "stopAfterPromise", "remoteOriginal"} // by another setting, or an older program
	damage := []string{"recountMissing", "decisionBeforeReview", "editAfterDecision"}
	unsaid := slices.Concat(beside, past, damage)
	for _, code := range watch.Codes() {
		word, has := watchWords.say(code)
		if is := watch.SeverityOf(code) != watch.Broken && !slices.Contains(unsaid, code); has != is {
			t.Errorf("%s %q: a word is wanted: %v", code, word, is)
		}
	}
}

// TestLedgerNeedsADatabase: the pure core keeps no ledgers, and says so.
func TestLedgerNeedsADatabase(t *testing.T) {
	all, err := Parse("f.scn", small+"台账 投诉=无\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := all[0].Play(OpenCore); !errors.Is(err, errNoLedger) {
		t.Errorf("got %v", err)
	}
}

// TestManualIsComplete: docs/scenarios.md names every word of the language.
func TestManualIsComplete(t *testing.T) {
	b, err := os.ReadFile("../../docs/scenarios.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(b)
	want := slices.Concat(openings[:len(openings)-1], actWords.words(), forgetWords.words(), stateWords.words(), endingWords.words(), lightWords.words(),
		postWords.words(), channelWords.words(), howWords.words(), groundWords.words(), revokeWords.words(), terminateWords.words(), chaseWords.words(), denyWords.words(), startWords.words(), modeWords.words(), kindWords.words(),
		watchWords.words(), verdictWords.words(), wishWords.words(), minutesWords.words(),
		idWords.words(), levelWords.words(), typeWords.words(), ruleWords.words(), functionWords.words(), necessityWords.words(),
		decisionWords.words(), codeWords.words(), checkWords(), ledgerCheckWords(), ratingWords.words(), alarmWords.words(), alarmStates.words(), complaintWords.words(), wayWords.words(),
		complaintStates.words(), outcomesOfComplaint.words(), sourceWords.words(), measureWords.words(), accountStates.words(), ledgerCodes.words(), ledgerFields.words(), []string{theApplicant, theSystem, theSame, theOther, theHead, provisional})
	for act, build := range builders {
		a := &args{}
		build(a)
		for _, key := range a.asked {
			if key != "" && !strings.Contains(manual, key+"=") {
				t.Errorf("the manual does not tell %s= of %s", key, act)
			}
		}
	}
	for _, d := range deedWords {
		a := &args{}
		d.build(a)
		want = append(want, d.word)
		for _, key := range a.asked {
			if !strings.Contains(manual, key+"=") {
				t.Errorf("the manual does not tell %s= of %s", key, d.word)
			}
		}
	}
	for _, u := range town.Units {
		want = append(want, u.Short)
	}
	for _, w := range want {
		if !strings.Contains(manual, w) {
			t.Errorf("the manual does not tell %q", w)
		}
	}
}

// TestManualExamples: the examples of the manual are played as they stand.
func TestManualExamples(t *testing.T) {
	b, err := os.ReadFile("../../docs/scenarios.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(b), "```")
	played := 0
	for i := 1; i < len(blocks); i += 2 {
		example, ok := strings.CutPrefix(blocks[i], "scn\n")
		if !ok {
			continue
		}
		all, err := Parse("docs/scenarios.md", example, library(t))
		if err != nil {
			t.Errorf("%v\n%s", err, example)
		}
		for _, s := range all {
			played++
			if err := s.Play(OpenCore); err != nil {
				t.Error(err)
			}
		}
	}
	if played < 3 {
		t.Errorf("the manual has %d examples", played)
	}
}

// TestStarterItems: every item of the starter catalogue goes its whole road in the test
// district, from receipt to conclusion.
func TestStarterItems(t *testing.T) {
	today := "2026-03-02"
	for _, item := range library(t) {
		if !item.To.IsZero() {
			today = item.To.String()
		} else {
			today = max("2026-03-02", item.From.String())
		}
		all, err := Parse(item.Code, wholeRoad(item, today), []catalog.Item{item})
		if err != nil {
			t.Errorf("%s: %v", item.Name, err)
			continue
		}
		if err := all[0].Play(OpenCore); err != nil {
			t.Error(err)
		}
	}
}

// wholeRoad writes the scenario of an item whose every step says yes.
func wholeRoad(item catalog.Item, today string) string {
	unit := map[org.Level]string{org.Community: "永昌社区", org.Street: "永中街道", org.District: "区市场监管局"}[item.AcceptAt[0]]
	if kind, function, _ := item.Procedure.Steps[0].Unit.Parse(); kind == "department" {
		unit = townUnit(function)
	}
	channel, _ := channelWords.say(item.Channels[0])
	lines := []string{"场景 " + item.Name, "依据 事项目录", "事项 " + item.Code, "受理单位 " + unit,
		today + " 受理岗 收件 渠道=" + channel + " 材料=" + needed(item), today + " 受理岗 受理 意见=齐全"}
	last := "受理岗"
	for _, s := range item.Procedure.Steps[1:] {
		if s.Check {
			at := stepUnit(s.Unit)
			word, _ := postWords.say(s.Post)
			lines = append(lines, today+" "+word+" 核查 核查人="+at+"审核员、"+at+"制证员 执法证号=浙C1、浙C2 开始=08:00 终了=08:30 地点=现场 情况=一致 签名=张三")
		}
		switch s.Post {
		case org.Review:
			lines = append(lines, today+" 审核岗 审核同意 意见=同意")
			for _, b := range s.Beside {
				_, function, _ := b.Unit.Parse()
				lines = append(lines, today+" 审核岗@"+townUnit(function)+" 并联意见 结论=同意 意见=同意")
			}
		case org.Approval:
			lines = append(lines, today+" 审批岗 准予 意见=同意")
		case org.Issuing:
			if fee := item.Sheet.Fee; fee.PayFirst {
				lines = append(lines, today+" 制证岗 缴费通知 收费="+fee.Items[0].Name+":10", today+" 制证岗 缴费 金额=10 票据=1")
			}
			lines = append(lines, today+" 制证岗 制证 证号=1号")
			last = "制证岗"
		}
	}
	return strings.Join(append(lines, today+" "+last+" 送达 方式=直接 签收人=张三", today+" "+last+" 办结", "应 状态=已结束 结果=办结"), "\n")
}

// stepUnit is the unit of a step of 永中街道.
func stepUnit(rule catalog.UnitRule) string {
	kind, function, _ := rule.Parse()
	for _, u := range town.Units {
		if kind == "station" && u.Kind == org.Station && u.Division == "330303001" && slices.Contains(strings.Fields(u.Function), function) {
			return u.Short
		}
	}
	return "永中街道"
}

// needed are the codes of all materials without which nothing is accepted.
func needed(item catalog.Item) string {
	codes := []string{"无"}
	for _, m := range item.Materials {
		if m.Necessity != catalog.Conditional {
			codes = append(codes, m.Code)
		}
	}
	return strings.Join(codes, "、")
}

func townUnit(function string) string {
	for _, u := range town.Units {
		if u.Level == org.District && slices.Contains(strings.Fields(u.Function), function) {
			return u.Short
		}
	}
	return ""
}

func library(t *testing.T) []catalog.Item {
	t.Helper()
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	return files
}
