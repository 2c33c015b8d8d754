package ui

import (
	"context"
	"io"
	"regexp"

	"github.com/a-h/templ"
)

// chineseRun is a run of Chinese within another text: 《行政许可法》第四十二条, 陈晓燕.
var chineseRun = regexp.MustCompile(`[《〈“（〔]*\p{Han}(?:[\p{Han}\p{Nd}\x{3000}-\x{303f}\x{ff00}-\x{ffef}·—…“”‘’ ]*[\p{Han}\x{3000}-\x{303f}\x{ff00}-\x{ffef}])?`)

// Mixed is a text in which Chinese may stand on an English page, as names and articles of law do:
// it says of what is Chinese that it is, so that it is read aloud and drawn as Chinese.
func Mixed(text string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if From(ctx).Lang == Zh {
			_, err := io.WriteString(w, templ.EscapeString(text))
			return err
		}
		_, err := io.WriteString(w, markChinese(text))
		return err
	})
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
