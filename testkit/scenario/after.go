package scenario

import (
	"strconv"
	"strings"

	"yimen/core/casework"
)

// fen reads an amount in yuan, 5 or 5.00.
func fen(a *args, text string) int64 {
	if text == "" {
		return 0
	}
	yuan, err := strconv.ParseFloat(text, 64)
	if err != nil {
		a.fail(faultf("「%s」不是金额，应写成 5.00", text))
	}
	return int64(yuan*100 + 0.5)
}

// feeLines reads 收费=工本费:5.00 and 减免=工本费:5.00:「依据」, once for each charge.
func feeLines(a *args) []casework.FeeLine {
	var lines []casework.FeeLine
	for _, text := range a.all("收费") {
		name, amount, ok := strings.Cut(text, ":")
		if !ok {
			a.fail(faultf("「收费=%s」应写成 收费=工本费:5.00", text))
		}
		lines = append(lines, casework.FeeLine{Name: name, Fen: fen(a, amount)})
	}
	for _, text := range a.all("减免") {
		part := strings.SplitN(text, ":", 3)
		for i := range lines {
			if len(part) > 1 && lines[i].Name == part[0] {
				lines[i].Reduced = fen(a, part[1])
				lines[i].By = strings.Join(part[2:], "")
			}
		}
	}
	return lines
}

// bound reads 卷内=申请表:2、m1:3: each paper with its pages.
func bound(a *args) []casework.Paper {
	var papers []casework.Paper
	for _, one := range list(a.text("卷内")) {
		name, pages, _ := strings.Cut(one, ":")
		n, err := strconv.Atoi(pages)
		if err != nil {
			a.fail(faultf("「卷内=%s」应写成 卷内=申请表:2、m1:3", one))
		}
		code, err := paperWords.read(name)
		if err != nil {
			code = "m:" + name
		}
		papers = append(papers, casework.Paper{Code: code, Pages: n})
	}
	return papers
}
