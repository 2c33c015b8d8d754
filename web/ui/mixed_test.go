package ui

import "testing"

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
