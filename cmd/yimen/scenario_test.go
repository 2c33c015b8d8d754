package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/testkit/scenario"
)

const story = `事项 甲事项 法定期限=20个工作日
环节 受理 受理单位 1个工作日
环节 审批 区部门：农林 10个工作日
场景 收件
依据 许可法32
2026-03-02 受理岗 收件
应 状态=待受理
`

// TestScenarioCommand: one line for each scenario that holds; the first broken one and a
// file that is not in the language are told apart.
func TestScenarioCommand(t *testing.T) {
	good := written(t, "good.scn", story)
	wrong := written(t, "wrong.scn", strings.Replace(story, "=待受理", "=审核中", 1))
	faulty := written(t, "faulty.scn", story+"明天 再说\n")
	for _, db := range []string{"", "sqlite:" + filepath.Join(t.TempDir(), "s.db")} {
		var out bytes.Buffer
		if err := (&scenarioCmd{DB: db, Files: []string{good, good}}).Run(t.Context(), &out); err != nil {
			t.Error(err)
		}
		if got := strings.Count(out.String(), "通过 "+good+":4 收件〔许可法32〕\n"); got != 2 {
			t.Errorf("%q", out.String())
		}
		out.Reset()
		var broken *scenario.Broken
		err := (&scenarioCmd{DB: db, Files: []string{good, wrong, good}}).Run(t.Context(), &out)
		if !errors.As(err, &broken) || broken.Line != 7 || broken.File != wrong || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%v after %q", err, out.String())
		}
		for _, file := range []string{faulty, filepath.Join(t.TempDir(), "none.scn")} {
			out.Reset()
			var words interface{ Usage() bool }
			err := (&scenarioCmd{DB: db, Files: []string{good, file}}).Run(t.Context(), &out)
			if !errors.As(err, &words) || !words.Usage() || out.Len() > 0 {
				t.Errorf("%v after %q", err, out.String())
			}
		}
	}
}

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
