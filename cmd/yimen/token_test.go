package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestTokensAreMadeListedAndRevoked(t *testing.T) {
	at := place{DB: "sqlite:" + filepath.Join(t.TempDir(), "y.db"), Data: t.TempDir(), YellowDays: 1, YellowPart: 10}
	var out bytes.Buffer
	if err := (&tokenNewCmd{place: at, Name: "省网", Scope: []string{"apply"}}).Run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	made := regexp.MustCompile(`^(\d+)  省网\nyimen_[a-z2-7]{52}\n$`).FindStringSubmatch(out.String())
	if made == nil {
		t.Fatalf("made: %q", out.String())
	}
	if err := (&tokenNewCmd{place: at, Name: "x", Scope: []string{"read"}}).Run(t.Context(), &out); err == nil || !strings.Contains(err.Error(), "--staff") {
		t.Errorf("a reader without a member of staff: %v", err)
	}
	out.Reset()
	if err := (&tokenListCmd{at}).Run(t.Context(), &out); err != nil || !strings.Contains(out.String(), "open ") {
		t.Errorf("listed: %q %v", out.String(), err)
	}
	id, err := strconv.ParseInt(made[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []bool{true, false} {
		if err := (&tokenRevokeCmd{at, id}).Run(t.Context(), &out); (err == nil) != want {
			t.Errorf("revoking it, time %d: %v", n+1, err)
		}
	}
	out.Reset()
	if err := (&tokenListCmd{at}).Run(t.Context(), &out); err != nil || !strings.Contains(out.String(), "ended") {
		t.Errorf("listed: %q %v", out.String(), err)
	}
}
