package ui

import (
	"slices"
	"testing"
)

func TestHarmless(t *testing.T) {
	got := harmless([]string{"=1", "+86", "-1", "@x", "\tx", "王", "", "＝1", "1=2", "  =1"})
	want := []string{"'=1", "'+86", "'-1", "'@x", "'\tx", "王", "", "'＝1", "1=2", "'  =1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
