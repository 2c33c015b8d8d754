package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScanner(t *testing.T) {
	if scanner(" ") != nil {
		t.Error("a scan without a program")
	}
	file := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(file, []byte("clean"), 0o600); err != nil {
		t.Fatal(err)
	}
	scan := scanner("grep -q clean")
	if err := scan(t.Context(), file); err != nil {
		t.Errorf("a clean file was refused: %v", err)
	}
	if err := os.WriteFile(file, []byte("virus"), 0o600); err != nil {
		t.Fatal(err)
	}
	if scan(t.Context(), file) == nil {
		t.Error("an infected file was taken")
	}
	if scanner("no-such-program-here")(t.Context(), file) == nil {
		t.Error("a file was taken though nobody could look at it")
	}
}
