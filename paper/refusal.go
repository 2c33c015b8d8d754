package paper

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yimen/core/notice"
)

// Unprintable are the characters of a document for which no font has a picture, which belong
// to no standard (the private area), or which can't be seen: the document is refused.
type Unprintable struct{ Chars []string }

func (u *Unprintable) Error() string {
	named := make([]string, len(u.Chars))
	for i, c := range u.Chars {
		var codes []string
		for _, r := range c {
			codes = append(codes, fmt.Sprintf("U+%04X", r))
		}
		named[i] = strings.Join(codes, " ")
		if !notice.Hidden([]rune(c)[0]) {
			named[i] = c + " (" + named[i] + ")"
		}
	}
	return "the document can't be printed, there is no picture of " + strings.Join(named, ", ") + ": write it otherwise, or add a font that has it"
}

// Typst names what it can't draw; its words come quoted once or twice.
var (
	unprintable = regexp.MustCompile("(?:the text|codepoint) `\\\\*\"(.+?)\\\\*\"`")
	escaped     = regexp.MustCompile(`\\+u\{([0-9a-f]+)\}`)
)

// refusal reads the error of the child.
func refusal(text string) error {
	var chars []string
	for _, m := range unprintable.FindAllStringSubmatch(text, -1) {
		c := escaped.ReplaceAllStringFunc(m[1], func(e string) string {
			code, err := strconv.ParseInt(escaped.FindStringSubmatch(e)[1], 16, 32)
			if err != nil {
				return e
			}
			return string(rune(code))
		})
		if !slices.Contains(chars, c) {
			chars = append(chars, c)
		}
	}
	if len(chars) > 0 {
		return &Unprintable{chars}
	}
	return fmt.Errorf("the document can't be set: %s", text)
}
