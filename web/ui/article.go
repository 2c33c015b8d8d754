package ui

import (
	"context"
	"regexp"
	"strconv"
	"strings"
)

// A basis as the core writes it: the law's short name, then its articles with
// their items, as in 许可法32(4)、72(4) or 民诉法87–95.
var (
	basisShape   = regexp.MustCompile(`^(\p{Han}+)([0-9].*)$`)
	articleShape = regexp.MustCompile(`^([0-9]{1,4})(?:\(([0-9]{1,2})\))?(?:[–-]([0-9]{1,4}))?$`)
)

// The rules of Zhejiang are cited by their year, article and paragraph (款), not item: 浙2018 A11(3).
const (
	zhejiang      = "最多跑一次规定"
	zhejiangShort = "浙2018 A"
)

// Article spells out a basis 法律依据: 许可法42 → 《行政许可法》第四十二条. What does
// not look like one is given back as it is.
func Article(ctx context.Context, code string) string {
	lang := From(ctx).Lang
	if rest, ok := strings.CutPrefix(code, zhejiangShort); ok {
		code = zhejiang + rest
	}
	m := basisShape.FindStringSubmatch(code)
	if m == nil {
		return lawName(lang, code)
	}
	var parts []string
	for _, part := range strings.Split(m[2], "、") {
		a := articleShape.FindStringSubmatch(part)
		if a == nil {
			return code
		}
		parts = append(parts, articleWords(lang, m[1], a[1], a[2], a[3]))
	}
	return T(lang, "ui.article", "law", lawName(lang, m[1]), "articles", strings.Join(parts, T(lang, "ui.article.and")))
}

func lawName(lang Lang, short string) string {
	if key := "ui.law." + short; Has(lang, key) {
		return T(lang, key)
	}
	return short
}

func articleWords(lang Lang, law, article, item, to string) string {
	words := T(lang, "ui.article.one", "n", numeral(lang, article))
	if item != "" && law == zhejiang {
		words += T(lang, "ui.article.paragraph", "n", numeral(lang, item))
	} else if item != "" {
		words += T(lang, "ui.article.item", "n", numeral(lang, item))
	}
	if to != "" {
		words += T(lang, "ui.article.to", "n", numeral(lang, to))
	}
	return words
}

// numeral writes a number of an article as laws do: 四十二 in Chinese.
func numeral(lang Lang, digits string) string {
	n, err := strconv.Atoi(digits)
	if err != nil || lang != Zh || n < 1 || n > 9999 {
		return digits
	}
	return han(n)
}

// han writes 1–9999 in Chinese numerals: 12 十二, 201 二百零一.
func han(n int) string {
	digits, text, gap := []rune("零一二三四五六七八九"), "", false
	for _, unit := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		digit := n / unit.value % 10
		if digit == 0 {
			gap = text != ""
			continue
		}
		if gap {
			text += string(digits[0])
		}
		text, gap = text+string(digits[digit])+unit.name, false
	}
	if n >= 10 && n < 20 {
		return strings.TrimPrefix(text, string(digits[1]))
	}
	return text
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}
