package notice_test

import (
	"testing"

	"yimen/core/notice"
)

func TestHidden(t *testing.T) {
	for _, r := range "\x00\x1b\u0085\u061c\u200e\u202a\u202e\u2066\u2069\u2028\u3164\uffa0\ufeff\ufffd\ue000\U000E0041\U0010fffd" {
		if !notice.Hidden(r) {
			t.Errorf("%U can be seen", r)
		}
	}
	for _, r := range "王喆𬭎𠀀，。“ 　\n\tA9é½①\u200b\u200d" {
		if notice.Hidden(r) {
			t.Errorf("%U is hidden", r)
		}
	}
}
