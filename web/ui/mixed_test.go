package ui

import "testing"

// A day in a sentence is kept on one line, one by itself and a number that looks like none are left alone.
func TestDaysStayWhole(t *testing.T) {
	for text, want := range map[string]string{
		"最迟于 2026-12-30（暂定） 归档": `最迟于 <span class="whole">2026-12-30</span>（暂定） 归档`,
		"于2026-12-30归档":         `于<span class="whole">2026-12-30</span>归档`,
		"2026-12-30":            "2026-12-30",
		"0577-12345, LW-XK-003": "0577-12345, LW-XK-003",
		"12026-12-301 and more": "12026-12-301 and more",
	} {
		if got := keepDays(text); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestChineseOnAnEnglishPageIsMarked(t *testing.T) {
	for text, want := range map[string]string{
		"Free of charge": "Free of charge",
		"Statutory limit: 20 working days (《行政许可法》第四十二条)": `Statutory limit: 20 working days (<span lang="zh-CN">《行政许可法》第四十二条</span>)`,
		"by 陈晓燕 & 王雪梅, 2 March":                           `by <span lang="zh-CN">陈晓燕</span> &amp; <span lang="zh-CN">王雪梅</span>, 2 March`,
		"《办法》（第78号） From acceptance":                      `<span lang="zh-CN">《办法》（第78号）</span> From acceptance`,
		"龙农许准〔2026〕15号 <b>":                               `<span lang="zh-CN">龙农许准〔2026〕15号</span> &lt;b&gt;`,
	} {
		if got := markChinese(text); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}
