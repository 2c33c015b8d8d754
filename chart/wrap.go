package chart

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks a text into lines no wider than w pixels, where the Unicode line breaking
// rules allow it: between Chinese characters, not before their punctuation.
func wrap(text string, w, size int) []string {
	var lines []string
	line, used, state := "", 0, -1
	for len(text) > 0 {
		var part string
		part, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		long := textWidth(strings.TrimRight(part, " "), size)
		if used > 0 && used+long > w {
			lines, line, used = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		line, used = line+part, used+textWidth(part, size)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// textWidth is the width of a text in pixels: a wide character is as wide as it is high,
// others a little more than half (Arial's mean).
func textWidth(text string, size int) int {
	n := 0
	for range text {
		n++
	}
	cells := uniseg.StringWidth(text)
	wide := cells - n
	return wide*size + (n-wide)*size*56/100
}
