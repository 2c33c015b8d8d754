package chart_test

import (
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/chart"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/starter"
)

// example is the item of the notice's charts: registration as it was in 2015.
func example() *catalog.Item {
	day := func(n int) period.Period { return period.Period{N: n, Unit: period.NaturalDay} }
	return &catalog.Item{
		Name: "个体工商户设立登记", Type: "01", Registration: true,
		Channels:  []catalog.Channel{catalog.AtCounter, catalog.ByPost, catalog.ByFax, catalog.ByEmail},
		Statutory: catalog.Limit{Period: day(15)},
		Result:    catalog.Result{Kind: "licence", Name: "营业执照", NameEN: "Business licence"},
		Procedure: catalog.Procedure{ClockStart: catalog.FromOriginals, Steps: []catalog.Step{
			{Post: org.Acceptance, Name: "受理", Unit: "accepting", Limit: day(1)},
			{Post: org.Review, Name: "审核", Unit: "station:market", Limit: day(2), OnSpot: true},
			{Post: org.Approval, Name: "审批", Unit: "department:market", Limit: day(1)},
		}},
		Sheet: catalog.Sheet{Fee: catalog.Fee{Charged: true}},
	}
}

func unit(int) catalog.Text { return catalog.Text{ZH: "某单位", EN: "Some unit"} }

// texts is everything that a chart says in Chinese, in no order.
func texts(c chart.Chart, notes bool) []string {
	var list []string
	for _, n := range c.Nodes() {
		list = append(list, n.Text.ZH)
		if notes && n.Note.ZH != "" {
			list = append(list, n.Note.ZH)
		}
	}
	for _, r := range c.Rows {
		if r.Down.ZH != "" {
			list = append(list, r.Down.ZH)
		}
	}
	return list
}

// lines of the notice's chart, as its last pages have them.
func noticeLines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// The two charts at the end of the notice come out of a definition, word for word.
func TestChartsOfTheNotice(t *testing.T) {
	ours := append(texts(chart.External(example()), true), "结束", "结束")
	for _, line := range noticeLines(t, "testdata/notice-1.txt") {
		i := slices.Index(ours, line)
		if i < 0 {
			t.Errorf("图一 has no 「%s」", line)
			continue
		}
		ours = slices.Delete(ours, i, i+1)
	}
	if rest := slices.DeleteFunc(ours, func(s string) bool { return s == "结束" }); len(rest) > 0 {
		t.Errorf("图一 says more than the notice: %q", rest)
	}

	all := texts(chart.Power(example(), unit), false)
	want := noticeLines(t, "testdata/notice-2.txt")
	count := func(list []string, s string) (n int) {
		for _, have := range list {
			n += strings.Count("，"+have+"，", "，"+s+"，")
		}
		return n
	}
	for _, line := range want {
		if a, b := count(all, line), count(want, line); a != b {
			t.Errorf("图二 has 「%s」 %d times, the notice %d", line, a, b)
		}
	}
}

// The arrows of 图二 are those of the notice: passed on, waiting, refused, sent back.
func TestArrowsOfTheNotice(t *testing.T) {
	var got []string
	for _, e := range chart.Power(example(), unit).Edges() {
		got = append(got, e.From+">"+e.To)
	}
	want := strings.Fields(`start>s0 s0>d0 d0>s1 d0>x0.refuse x0.refuse>x0.refuse.end d0>x0.wait x0.wait>s0
		s1>d1 d1>s2 d1>x1.wait x1.wait>s1 s2>d2 d2>end d2>x2.back x2.back>s1`)
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func starterItems(t *testing.T) []catalog.Item {
	t.Helper()
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// Every item has its two charts: whole, well-formed, with all the words of every symbol.
func TestEveryItemIsDrawn(t *testing.T) {
	for _, it := range starterItems(t) {
		for _, c := range []chart.Chart{chart.External(&it), chart.Power(&it, unit)} {
			begins, ends := c.Rows[0].Nodes, c.Rows[len(c.Rows)-1].Nodes
			if begins[0].Shape != chart.Terminal || ends[0].Shape != chart.Terminal {
				t.Errorf("%s %s does not begin and end with an ellipse", it.Code, c.Title.ZH)
			}
			for _, en := range []bool{false, true} {
				svg := c.SVG(en)
				if svg != c.SVG(en) {
					t.Errorf("%s %s differs from itself", it.Code, c.Title.ZH)
				}
				said := spoken(t, svg)
				for _, n := range c.Nodes() {
					text := n.Text.ZH
					if en {
						text = n.Text.EN
					}
					if text == "" || !strings.Contains(said, strings.ReplaceAll(text, " ", "")) {
						t.Errorf("%s %s (English %v) lacks 「%s」 %s", it.Code, c.Title.ZH, en, text, n.ID)
					}
				}
			}
		}
	}
}

// spoken reads the text of an SVG as a reader would copy it, without blanks.
func spoken(t *testing.T, svg string) string {
	t.Helper()
	var text strings.Builder
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return strings.ReplaceAll(text.String(), " ", "")
		}
		if err != nil {
			t.Fatal(err)
		}
		if chars, ok := token.(xml.CharData); ok {
			text.Write(chars)
		}
	}
}

func TestProgress(t *testing.T) {
	c := chart.Power(example(), unit)
	c.Progress(func(step int) chart.Mark { return []chart.Mark{chart.Passed, chart.Current, chart.Todo}[step] })
	got := map[string]chart.Mark{}
	for _, n := range c.Nodes() {
		got[n.ID] = n.Mark
	}
	for id, want := range map[string]chart.Mark{"start": chart.Passed, "s0": chart.Passed, "d0": chart.Passed, "x0.refuse": chart.Todo,
		"s1": chart.Current, "d1": chart.Todo, "s2": chart.Todo, "end": chart.Todo} {
		if got[id] != want {
			t.Errorf("%s is marked %d, want %d", id, got[id], want)
		}
	}
	if n := strings.Count(c.SVG(false), "✓"); n != 1 {
		t.Errorf("%d steps are ticked", n)
	}
}

// What BPMN writes, ReadBPMN reads: every procedure comes back whole, nothing is missed.
func TestBPMNComesBack(t *testing.T) {
	for _, it := range starterItems(t) {
		text, err := chart.Power(&it, unit).BPMN(&it)
		if err != nil {
			t.Fatal(err)
		}
		back, missed, err := chart.ReadBPMN(strings.NewReader(string(text)))
		if err != nil || len(missed) > 0 {
			t.Fatalf("%s: %v %v", it.Code, missed, err)
		}
		if !reflect.DeepEqual(back.Steps, it.Procedure.Steps) {
			t.Errorf("%s\n got %+v\nwant %+v", it.Code, back.Steps, it.Procedure.Steps)
		}
	}
}

// A file of another tool: its tasks become steps, and all that is not understood is named.
func TestBPMNOfAnotherTool(t *testing.T) {
	const foreign = `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
		<laneSet id="l"/><startEvent id="a"/><userTask id="b" name="窗口受理"/><parallelGateway id="g"/><task id="c" name="部门会商"/>
		<serviceTask id="s" name="发短信"/><userTask id="d" name="局长审批"/><task id="lost" name="归档"/><endEvent id="e"/>
		<sequenceFlow id="1" sourceRef="a" targetRef="b"/><sequenceFlow id="2" sourceRef="b" targetRef="g"/><sequenceFlow id="3" sourceRef="g" targetRef="c"/>
		<sequenceFlow id="4" sourceRef="c" targetRef="d"/><sequenceFlow id="5" sourceRef="d" targetRef="b"/><sequenceFlow id="6" sourceRef="d" targetRef="e"/></process></definitions>`
	p, missed, err := chart.ReadBPMN(strings.NewReader(foreign))
	if err != nil {
		t.Fatal(err)
	}
	var posts, codes []string
	for _, s := range p.Steps {
		posts = append(posts, string(s.Post)+" "+s.Name)
	}
	for _, m := range missed {
		codes = append(codes, m.Code+" "+m.ID)
		if m.String() == "" {
			t.Errorf("%+v says nothing", m)
		}
	}
	if want := []string{"acceptance 窗口受理", "review 部门会商", "approval 局长审批"}; !slices.Equal(posts, want) {
		t.Errorf("steps %q, want %q", posts, want)
	}
	want := []string{"element l", "element g", "element s", "order lost", "unit b", "limit b", "post c", "unit c", "limit c", "unit d", "limit d"}
	if !slices.Equal(codes, want) {
		t.Errorf("missed\n got %q\nwant %q", codes, want)
	}
	for _, bad := range []string{"", "<html/>", "<definitions/>", "no xml"} {
		if _, _, err := chart.ReadBPMN(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// An independent reader, bpmn-moddle, takes the files without a warning and finds a place for
// every symbol and arrow.
func TestBPMNForOthers(t *testing.T) {
	if _, err := os.Stat("../node_modules/bpmn-moddle"); err != nil {
		t.Fatal("node_modules/bpmn-moddle is missing: npm ci --ignore-scripts")
	}
	dir := t.TempDir()
	for _, it := range append(starterItems(t), *example()) {
		for _, c := range []chart.Chart{chart.External(&it), chart.Power(&it, unit)} {
			text, err := c.BPMN(&it)
			if err != nil {
				t.Fatal(err)
			}
			name := dir + "/" + it.Code + "-" + string(rune('0'+it.Version)) + c.Title.ZH + ".bpmn"
			if err := os.WriteFile(name, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := exec.Command("node", "testdata/moddle.mjs", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
