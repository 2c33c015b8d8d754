package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/seal"
)

// TestVerifyCommand: a sealed document is sound, in either language; one byte changed and it is
// not, with the reason; without an authority the way to one is named.
func TestVerifyCommand(t *testing.T) {
	dir := t.TempDir()
	at := time.Now()
	authority, err := seal.NewAuthority(filepath.Join(dir, "seals"), "测试印章", []byte("correct horse"), true, at)
	if err != nil {
		t.Fatal(err)
	}
	s, err := authority.Issue(seal.Request{ID: "one", Unit: "330303", Name: "龙湾区某局", Kind: seal.Approval, From: at.Add(-time.Hour), To: at.AddDate(1, 0, 0)}, at)
	if err != nil {
		t.Fatal(err)
	}
	press := paper.New("../..")
	defer press.Close()
	printed, err := press.Print(context.Background(), notice.Document{Kind: notice.Grant, Lang: notice.Zh, Form: notice.Decision, Title: "准予行政许可决定书", CaseNo: "330303001260506000001",
		On: period.NewDate(2026, 5, 6), Blocks: []notice.Block{{Kind: notice.Text, Text: "准予。"}}}, s.Picture())
	if err != nil {
		t.Fatal(err)
	}
	file, err := s.Seal(printed.PDF, seal.Stamping{Now: at})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "decision.pdf")
	verify := func(lang string) (string, error) {
		var out bytes.Buffer
		err := (&verifyCmd{sealFolder: sealFolder{Data: dir}, File: name, Lang: lang}).Run(t.Context(), &out)
		return out.String(), err
	}
	write := func(b []byte) {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(file)
	for lang, want := range map[string][]string{"zh": {"有效：", "龙湾区某局", "办件 330303001260506000001：准予行政许可决定书", "演示"}, "en": {"Valid:", "demonstration"}} {
		text, err := verify(lang)
		if err != nil {
			t.Error(err)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q:\n%s", lang, w, text)
			}
		}
	}
	write(append(file[:len(file)/2:len(file)/2], append([]byte{file[len(file)/2] ^ 4}, file[len(file)/2+1:]...)...))
	if text, err := verify("zh"); err == nil || !strings.Contains(text, "被改动过") || strings.Contains(text, "有效：") {
		t.Errorf("%v:\n%s", err, text)
	}
	err = (&verifyCmd{sealFolder: sealFolder{Data: t.TempDir()}, File: name, Lang: "zh"}).Run(t.Context(), &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "yimen seal authority") {
		t.Error(err)
	}
}
