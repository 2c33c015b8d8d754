package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"yimen/app"
	"yimen/chart"
	"yimen/core/catalog"
	"yimen/starter"
)

// What is drawn of a starter item comes back as the procedure in its file; of another tool's
// file the draft is printed too, and what it lacks gives exit 1.
func TestBPMN(t *testing.T) {
	items, err := app.ReadItems(starter.Data, "items")
	if err != nil {
		t.Fatal(err)
	}
	it := items[0]
	text, err := chart.Power(&it, func(int, int) catalog.Text { return catalog.Text{} }).BPMN(&it)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "flow.bpmn")
	write := func(text []byte) {
		t.Helper()
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(text)
	var out bytes.Buffer
	if err := (&bpmnCmd{file}).Run(&out); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Procedure struct {
			Steps []struct{ Name, Unit, Limit string }
		}
	}
	if err := yaml.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for i, s := range it.Procedure.Steps {
		if i >= len(back.Procedure.Steps) || back.Procedure.Steps[i].Name != s.Name || back.Procedure.Steps[i].Unit != string(s.Unit) || back.Procedure.Steps[i].Limit != s.Limit.String() {
			t.Fatalf("step %d is not %+v:\n%s", i, s, out.String())
		}
	}
	write([]byte(strings.ReplaceAll(string(text), `limit="`, `old="`)))
	out.Reset()
	if err := (&bpmnCmd{file}).Run(&out); !errors.Is(err, errUnmapped) || !strings.Contains(out.String(), it.Procedure.Steps[0].Name) {
		t.Errorf("without limits: %v\n%s", err, out.String())
	}
	write([]byte("<html/>"))
	if err := (&bpmnCmd{file}).Run(&out); !errors.Is(err, chart.ErrNoBPMN) {
		t.Errorf("no BPMN: %v", err)
	}
}
