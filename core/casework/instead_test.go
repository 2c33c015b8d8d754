package casework_test

import (
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestInsteadHasItsPlace: other proof may stand for a paper (浙2018 A9), never for the application
// itself or a licence of the register, and is told in no more words than others read.
func TestInsteadHasItsPlace(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*casework.Given, *hall)
		want   string
	}{
		{"a paper", func(g *casework.Given, _ *hall) { g.Instead = "村委会证明；原件毁于火灾" }, ""},
		{"the application", func(g *casework.Given, h *hall) {
			g.Instead, h.item.Sheet.FormTitle.ZH = "口述", h.item.Materials[1].Name
		}, "insteadNotHere"},
		{"a licence", func(g *casework.Given, h *hall) {
			h.item.Materials[1].Licence = h.item.Code
			g.Instead, g.How, g.Licence = "证照截图", casework.Registered, &casework.Shown{No: "浙1"}
		}, "insteadNotHere"},
		{"too many words", func(g *casework.Given, _ *hall) { g.Instead = strings.Repeat("证", 5000) }, "tooLong"},
	} {
		h := newHall(t)
		r := h.sample(org.Receive).(casework.Receive)
		test.change(&r.Materials[1], h)
		got := ""
		if err := h.try(r, doer(org.Receive)); err != nil {
			for _, e := range err.(casework.Invalid) {
				if e.Field == "material.m2" && e.Code != "licenceNotShown" {
					got = e.Code
				}
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
