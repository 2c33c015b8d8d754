package catalog_test

import (
	"slices"
	"testing"

	"yimen/core/catalog"
)

func TestNumbersOfPapers(t *testing.T) {
	for _, same := range []string{"温龙犬〔2026〕001号", "温龙犬[2026]001号", "温龙犬（2026）001号 ", " 温龙犬(2026)001号", "温龙犬【2026】001号", "温龙犬［2026］001号"} {
		if !catalog.SameNumber(same, "温龙犬〔2026〕001号") || !catalog.SameNumber("温龙犬[2026]001号", same) {
			t.Errorf("%s is another number", same)
		}
		if all := catalog.Spellings(same); !slices.Contains(all, "温龙犬〔2026〕001号") || !slices.Contains(all, "温龙犬(2026)001号") {
			t.Errorf("%s may be written %q", same, all)
		}
	}
	for _, other := range []string{"温龙犬2026001号", "温龙犬〔2026〕002号", "温龙犬〔2026〕 001号"} {
		if catalog.SameNumber(other, "温龙犬〔2026〕001号") {
			t.Errorf("%s is the same number", other)
		}
	}
	if all := catalog.Spellings("浙C330101"); !slices.Equal(all, []string{"浙C330101"}) {
		t.Errorf("%q", all)
	}
}
