package ui

import (
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

// chineseRun is a run of Chinese within another text: 《行政许可法》第四十二条, 陈晓燕.
var chineseRun = regexp.MustCompile(`[《〈“（〔]*\p{Han}(?:[\p{Han}\p{Nd}\x{3000}-\x{303f}\x{ff00}-\x{ffef}·—…“”‘’ ]*[\p{Han}\x{3000}-\x{303f}\x{ff00}-\x{ffef}])?`)

// Mixed is a text in which Chinese may stand on an English page, as names and articles of law do:
// it says of what is Chinese that it is, so that it is read aloud and drawn as Chinese. The days in it
// stay whole.
func Mixed(text string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		marked := templ.EscapeString(text)
		if From(ctx).Lang != Zh {
			marked = markChinese(text)
		}
		_, err := io.WriteString(w, keepDays(marked))
		return err
	})
}

// dayInText is a day as tables and sentences write it.
var dayInText = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)

// keepDays keeps the days of a sentence from being broken at the end of a line: browsers break them behind a
// hyphen. A day by itself has nothing to make room for.
func keepDays(marked string) string {
	if len(marked) <= len("2006-01-02") || strings.Count(marked, "-") < 2 {
		return marked
	}
	return dayInText.ReplaceAllString(marked, `<span class="whole">$0</span>`)
}

func markChinese(text string) (marked string) {
	from := 0
	for _, at := range chineseRun.FindAllStringIndex(text, -1) {
		marked += templ.EscapeString(text[from:at[0]]) + `<span lang="` + Zh.Tag() + `">` + templ.EscapeString(text[at[0]:at[1]]) + `</span>`
		from = at[1]
	}
	return marked + templ.EscapeString(text[from:])
}

// inChinese marks as Chinese what has any and cannot be marked in part: a choice of a list.
func inChinese(ctx context.Context, text string) templ.Attributes {
	if From(ctx).Lang == Zh || !chineseRun.MatchString(text) {
		return nil
	}
	return templ.Attributes{"lang": Zh.Tag()}
}
