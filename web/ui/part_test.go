package ui

import (
	"net/http/httptest"
	"testing"
)

func TestPartOf(t *testing.T) {
	list := make([]int, 2*partRows+1)
	for i := range list {
		list[i] = i
	}
	for query, want := range map[string]struct {
		first, n     int
		newer, older string
	}{
		"?q=a":         {0, partRows, "", "/l?from=30&q=a"},
		"?q=a&from=30": {30, partRows, "/l?from=0&q=a", "/l?from=60&q=a"},
		"?from=60":     {60, 1, "/l?from=30", ""},
		"?from=10":     {10, partRows, "/l?from=0", "/l?from=40"},
		"?from=61":     {0, partRows, "", "/l?from=30"},
		"?from=-1":     {0, partRows, "", "/l?from=30"},
		"?from=x":      {0, partRows, "", "/l?from=30"},
	} {
		part, p := PartOf(httptest.NewRequest("GET", "/l"+query, nil), list)
		if len(part) != want.n || part[0] != want.first || p.Newer != want.newer || p.Older != want.older || p.Note == "" {
			t.Errorf("%s: %d rows from %d, %+v", query, len(part), part[0], p)
		}
	}
	if part, p := PartOf(httptest.NewRequest("GET", "/l?from=0", nil), list[:partRows]); len(part) != partRows || p != (Pager{}) {
		t.Errorf("a list of one page: %d rows, %+v", len(part), p)
	}
}
