package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yimen/starter"
)

// TestExchange: the command writes a day's files, says what is missing, and names the flag where
// words are wrong.
func TestExchange(t *testing.T) {
	at := place{DB: "sqlite:" + filepath.Join(t.TempDir(), "y.db"), Data: t.TempDir(), YellowDays: 1, YellowPart: 10}
	hall, err := at.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := hall.Demo(t.Context(), starter.Data); err != nil {
		t.Fatal(err)
	}
	today := hall.Today().String()
	if err := hall.Store.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	dir := filepath.Join(t.TempDir(), "out")
	for flag, c := range map[string]*exchangeCmd{"--day": {By: "lw801", Day: today}, "--by": {By: "lw101"}, "--day: a day such": {By: "lw801", Day: "gestern"}} {
		c.place, c.Out = at, dir
		if err := c.Run(t.Context(), &out); err == nil || !strings.HasPrefix(err.Error(), flag) {
			t.Errorf("%v, want %s", err, flag)
		}
	}
	if err := (&exchangeCmd{place: at, By: "lw801", Out: dir}).Run(t.Context(), &out); err != nil {
		t.Errorf("the day before, on which nothing was done: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "manifest.json")); err != nil || !strings.Contains(string(text), `"batch": "330303-`) {
		t.Errorf("%s %v", text, err)
	}
	if !strings.Contains(out.String(), "批次 330303-") {
		t.Errorf("said %q", out.String())
	}
	list := filepath.Join(t.TempDir(), "codes.txt")
	for text, want := range map[string]string{"== apply_type\t申请类型\t省平台\ncounter\t1\t窗口\n": "", "== apply_type\tx\n": "line 1"} {
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		at.Codes = list
		err := (&exchangeCmd{place: at, By: "lw801", Out: filepath.Join(t.TempDir(), "out")}).Run(t.Context(), &out)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, errHeldRows)) {
			t.Errorf("own codes %q: %v", text, err)
		}
	}
}
