package paper

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"yimen/core/notice"
	"yimen/core/period"
)

var short = notice.Document{Kind: notice.Service, Lang: notice.Zh, Form: notice.Sheet, Title: "送达回证", Agency: "某局",
	On: period.NewDate(2026, 5, 6), Blocks: []notice.Block{{Kind: notice.Text, Text: "已送达。"}}}

func (p *Press) try(t *testing.T) error {
	t.Helper()
	_, err := p.Print(context.Background(), short, "")
	return err
}

func open(t *testing.T) *Press {
	p := New("..")
	t.Cleanup(p.Close)
	if err := p.try(t); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestChildLives: one process serves documents, one after the other.
func TestChildLives(t *testing.T) {
	p := open(t)
	first := p.child.cmd.Process.Pid
	if err := p.try(t); err != nil || p.child.cmd.Process.Pid != first {
		t.Errorf("another process, or %v", err)
	}
}

// TestChildDies: the next document gets a new one, and nobody notices.
func TestChildDies(t *testing.T) {
	p := open(t)
	first := p.child.cmd.Process.Pid
	if err := p.child.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := p.try(t); err != nil || p.child.cmd.Process.Pid == first {
		t.Errorf("no new process, or %v", err)
	}
}

// TestChildTooSlow: the wait ends with a sentence, and the next document is printed.
func TestChildTooSlow(t *testing.T) {
	p := open(t)
	p.child.patience = time.Nanosecond
	if err := p.try(t); err == nil || !strings.Contains(err.Error(), "not set within") {
		t.Errorf("%v, want the bound named", err)
	}
	if p.child != nil {
		t.Error("the slow child was kept")
	}
	if err := p.try(t); err != nil {
		t.Error(err)
	}
}

// TestChildTooLarge: past its memory it is ended during a document, past half of it after.
func TestChildTooLarge(t *testing.T) {
	p := open(t)
	c := p.child
	c.memory = 1
	_, err := c.ask(context.Background(), request{Main: "none.typ", Inputs: map[string]string{}})
	if err == nil && c.used <= 1 {
		t.Error("the child does not tell its memory")
	}
	if got := resident(c.cmd.Process.Pid); got < 50<<20 || got > usual.memory {
		t.Errorf("a child with its fonts holds %d bytes", got)
	}
	p.bounds.memory = 2
	if err := p.try(t); err != nil || p.child != nil {
		t.Errorf("a child that grew too large was kept, or %v", err)
	}
}

// TestChildWithoutEnd: memory and time end also a document that would never be set.
func TestChildWithoutEnd(t *testing.T) {
	p := open(t)
	c := p.child
	if _, err := c.ask(context.Background(), map[string]any{"fonts": []string{}, "sources": map[string]string{
		"endless.typ": "#let f(n) = if n > 0 { f(n - 1) + f(n - 1) } else { (1,) }\n#let a = f(40)",
	}}); err != nil {
		t.Fatal(err)
	}
	c.memory = 1
	_, err := c.ask(context.Background(), request{Main: "endless.typ", Inputs: map[string]string{}})
	if err == nil || !strings.Contains(err.Error(), "MB to set") {
		t.Errorf("%v, want the bound named", err)
	}
}

// TestChildEndsWithUs: it ends by itself when its input ends, as it does when we are killed.
func TestChildEndsWithUs(t *testing.T) {
	p := open(t)
	_ = p.child.in.Close()
	if err := p.child.cmd.Wait(); err != nil {
		t.Error(err)
	}
	p.child = nil
}

// TestBrokenNode: what the child said before it died stands in the error.
func TestBrokenNode(t *testing.T) {
	e, err := find("..")
	if err != nil {
		t.Fatal(err)
	}
	e.fonts = []string{t.TempDir() + "/none.otf"}
	if _, err := start(context.Background(), e, usual); err == nil || !strings.Contains(err.Error(), "none.otf") {
		t.Errorf("%v, want the font named", err)
	}
	e.modules = t.TempDir()
	if _, err := start(context.Background(), e, usual); err == nil || !errors.Is(err, errDied) || !strings.Contains(err.Error(), compiler) {
		t.Errorf("%v, want the package named", err)
	}
}

// TestRefusalReads what Typst says of characters, in each way it quotes them.
func TestRefusalReads(t *testing.T) {
	for said, want := range map[string]string{
		"the text `\"𰽞\"` could not be displayed":                 "𰽞 (U+30F5E)",
		"message: \"the text `\\\"𰽞\\\"` could not":               "𰽞 (U+30F5E)",
		"the PDF contains the codepoint `\"\\u{e000}\"`":          "U+E000",
		"the codepoint `\\\"\\\\u{e000}\\\"` and `\"\\u{e000}\"`": "U+E000",
	} {
		if err := refusal(said); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", said, err, want)
		}
	}
	var u *Unprintable
	if err := refusal("unknown variable: x"); errors.As(err, &u) {
		t.Errorf("%v is no matter of characters", err)
	}
}

// TestFontOfTheFolderFirst: a font in the folder goes before one of the system.
func TestFontOfTheFolderFirst(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/"+fontFiles[1], []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := findFont(dir, fontFiles[1]); got != dir+"/"+fontFiles[1] {
		t.Errorf("found %s", got)
	}
	if got := findFont(dir, "none.otf"); got != "" {
		t.Errorf("found %s", got)
	}
}
