package notice_test

import (
	"testing"

	"yimen/core/notice"
	"yimen/core/org"
)

func TestCited(t *testing.T) {
	units := []org.Unit{{Code: "a", Mark: "龙农"}, {Code: "b", Mark: "龙"}, {Code: "c", Mark: "龙资规"}}
	for _, typed := range []string{"龙农许准〔2026〕15号", "龙农许准[2026]15号", " 龙农许准（2026）第 015 号", "龙农许准〔2026〕15"} {
		got := notice.Cited(typed, units)
		if len(got) != 2 || got[0] != (notice.Number{Unit: "a", Family: "许准", Year: 2026, N: 15}) || got[1].Unit != "b" || got[1].Family != "农许准" {
			t.Errorf("%q is read as %v", typed, got)
		}
	}
	for _, typed := range []string{"", "龙农许准", "龙农〔2026〕15号", "龙农许准〔2026〕0号", "龙农许准〔26〕15号", "330303010260302000001", "永许准〔2026〕15号"} {
		if got := notice.Cited(typed, units[:1]); got != nil {
			t.Errorf("%q is read as %v", typed, got)
		}
	}
}
