package catalog

import "strings"

// brackets are the pairs in which people write the year of a number (发文字号、证号). The standard has the
// first (GB/T 9704), which few keyboards offer.
var brackets = [][2]string{{"〔", "〕"}, {"[", "]"}, {"［", "］"}, {"(", ")"}, {"（", "）"}, {"【", "】"}}

// SameNumber tells whether two numbers of papers are one, whatever their brackets.
func SameNumber(a, b string) bool { return inBrackets(a, brackets[0]) == inBrackets(b, brackets[0]) }

// Spellings are the ways in which the number of a paper may be written, the given one among them.
func Spellings(no string) []string {
	var list []string
	for _, pair := range brackets {
		list = append(list, inBrackets(no, pair))
		if inBrackets(no, [2]string{}) == no {
			break // there are none
		}
	}
	return list
}

// inBrackets is a number with one kind of brackets, and without the spaces at its ends.
func inBrackets(no string, pair [2]string) string {
	for _, from := range brackets {
		no = strings.ReplaceAll(strings.ReplaceAll(no, from[0], pair[0]), from[1], pair[1])
	}
	return strings.TrimSpace(no)
}
