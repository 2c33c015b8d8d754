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
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/starter"
)

func unit(int, int) catalog.Text { return catalog.Text{ZH: "某单位", EN: "Some unit"} }

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
	ours := append(texts(chart.External(chart.Example()), true), "结束", "结束")
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

	all := texts(chart.Power(chart.Example(), unit), false)
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
	for _, e := range chart.Power(chart.Example(), unit).Edges() {
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
	c := chart.Power(chart.Example(), unit)
	c.Progress(func(step, _ int) chart.Mark { return []chart.Mark{chart.Passed, chart.Current, chart.Todo}[step] })
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

// Bodies that examine at the same time stand side by side; in BPMN the flow parts and comes
// together at parallel gateways, and comes back as it was.
func TestParallelBodies(t *testing.T) {
	i := slices.IndexFunc(starterItems(t), func(it catalog.Item) bool { return len(it.Procedure.Steps[1].Beside) > 0 })
	it := starterItems(t)[i]
	c := chart.Power(&it, unit)
	row := c.Rows[3]
	if len(row.Nodes) != 2 || row.Nodes[0].Body != 0 || row.Nodes[1].Body != 1 || row.Nodes[1].Step != 1 {
		t.Fatalf("the row of the joint review is %+v", row.Nodes)
	}
	text, err := c.BPMN(&it)
	if err != nil {
		t.Fatal(err)
	}
	for _, flow := range []string{`"n_d0" targetRef="n_s1.fork"`, `"n_s1.fork" targetRef="n_s1"`, `"n_s1.fork" targetRef="n_s1.b1"`,
		`"n_s1" targetRef="n_s1.join"`, `"n_s1.b1" targetRef="n_s1.join"`, `"n_s1.join" targetRef="n_d1"`, `"n_x1.wait" targetRef="n_s1.fork"`} {
		if !strings.Contains(string(text), "sourceRef="+flow) {
			t.Errorf("the file has no flow %s", flow)
		}
	}
	if n := strings.Count(string(text), "<bpmn:parallelGateway"); n != 2 {
		t.Errorf("%d parallel gateways", n)
	}

	said := casework.Case{At: 1, Parts: []casework.Part{{Step: 1, Unit: "x", Since: 1, On: 2}}}
	for spoken, want := range map[string]chart.Mark{"beside": chart.Passed, "own": chart.Current} {
		for _, n := range chart.OfCase(said, &it, unit).Rows[3].Nodes {
			if (n.Body > 0) == (spoken == "beside") && n.Mark != want {
				t.Errorf("%s is marked %d, want %d", n.ID, n.Mark, want)
			}
		}
	}
}

// TestParallelBodiesOfAnotherTool: tasks alone between two gateways are one step with bodies
// beside it; what is more than that is named.
func TestParallelBodiesOfAnotherTool(t *testing.T) {
	file := func(more string) string {
		return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="a"/>
		<userTask id="b" name="窗口受理"/><parallelGateway id="g"/><task id="c" name="街道审核"/><task id="d" name="消防会审"/><parallelGateway id="h"/>
		<userTask id="e" name="局长审批"/>` + more + `<sequenceFlow id="1" sourceRef="a" targetRef="b"/><sequenceFlow id="2" sourceRef="b" targetRef="g"/>
		<sequenceFlow id="3" sourceRef="g" targetRef="c"/><sequenceFlow id="4" sourceRef="g" targetRef="d"/><sequenceFlow id="5" sourceRef="c" targetRef="h"/>
		<sequenceFlow id="6" sourceRef="d" targetRef="h"/><sequenceFlow id="7" sourceRef="h" targetRef="e"/></process></definitions>`
	}
	p, missed, err := chart.ReadBPMN(strings.NewReader(file("")))
	if err != nil || len(p.Steps) != 3 || p.Steps[1].Name != "街道审核" || len(p.Steps[1].Beside) != 1 || p.Steps[1].Beside[0].Name != "消防会审" {
		t.Fatalf("%+v %v", p.Steps, err)
	}
	if !slices.ContainsFunc(missed, func(m chart.Unmapped) bool { return m.Code == "unit" && m.ID == "d" }) ||
		slices.ContainsFunc(missed, func(m chart.Unmapped) bool { return m.Code == "element" }) {
		t.Errorf("missed %v", missed)
	}
	p, missed, err = chart.ReadBPMN(strings.NewReader(file(`<sequenceFlow id="8" sourceRef="d" targetRef="e"/>`)))
	if err != nil || len(p.Steps) != 4 || !slices.ContainsFunc(missed, func(m chart.Unmapped) bool { return m.Code == "element" && m.ID == "g" }) {
		t.Errorf("a road out of the middle: %+v, missed %v, %v", p.Steps, missed, err)
	}
}

// An independent reader, bpmn-moddle, takes the files without a warning and finds a place for
// every symbol and arrow.
func TestBPMNForOthers(t *testing.T) {
	if _, err := os.Stat("../node_modules/bpmn-moddle"); err != nil {
		t.Fatal("node_modules/bpmn-moddle is missing: npm ci --ignore-scripts")
	}
	dir := t.TempDir()
	for _, it := range append(starterItems(t), *chart.Example()) {
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
