package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit"
)

// TestAuditCommand: the counts on one line; with --findings one line for each finding, in
// words; with --json one object for each and nothing else; a breach ends it with its words.
func TestAuditCommand(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Approving)
	w.Clock.Set(period.NewDate(2026, 4, 1).At(9, 0))
	run := func(c auditCmd) (string, error) {
		var out bytes.Buffer
		err := c.audit(t.Context(), w.Hall, &out)
		return out.String(), err
	}

	text, err := run(auditCmd{})
	if err != nil || text != "1 件办件：事实、哈希链、内容、表单和待办一致。违规 0 处，超期 2 处，异常 1 处。\n" {
		t.Errorf("%q, %v", text, err)
	}
	text, err = run(auditCmd{Findings: true})
	late := rec.No + " 现状 超期：法定期限到 2026-03-30，办到 2026-04-01（许可法42）\n"
	if err != nil || !strings.Contains(text, late) || strings.Count(text, "\n") != 4 {
		t.Errorf("%v:\n%s", err, text)
	}
	text, err = run(auditCmd{JSON: true})
	lines := strings.Split(strings.TrimSpace(text), "\n")
	var first struct {
		Case, Code, Severity, Rule, Text string
		Seq                              int
		Args                             []string
	}
	if e := json.Unmarshal([]byte(lines[0]), &first); err != nil || e != nil || len(lines) != 3 {
		t.Fatalf("%v %v:\n%s", err, e, text)
	}
	if first.Case != rec.No || first.Code != "hasty" || first.Severity != "odd" || first.Seq != 4 || first.Text != "“审核同意”距收到只有 0 秒" {
		t.Errorf("%+v", first)
	}

	w.Clock.Set(period.NewDate(2026, 3, 3).At(9, 0))
	right := w.Rules
	w.Rules.ExtendBy.N = 30
	if rec, err = w.Step(t.Context(), rec, org.Extend); err != nil {
		t.Fatal(err)
	}
	w.Rules = right
	_, err = run(auditCmd{})
	if want := rec.No + " 第5号事实 违规：延长的时间不合规定：30wd（许可法42）"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
