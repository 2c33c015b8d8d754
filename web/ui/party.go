package ui

import (
	"strings"

	"yimen/core/casework"
)

// PersonDocuments are the kinds of document a natural person may have, the usual one first.
var PersonDocuments = []string{casework.ResidentID, "516", "511", "553", casework.Passport}

// DocumentOptions offers them.
func DocumentOptions() []Option {
	var list []Option
	for _, kind := range PersonDocuments {
		list = append(list, Option{Value: kind, Label: Words("codes.document." + kind)})
	}
	return list
}

// PlainPhone takes the blanks out of a number, and the hyphens out of a mobile one.
func PlainPhone(s string) string {
	s = strings.ReplaceAll(s, " ", "")
	if strings.HasPrefix(s, "1") {
		s = strings.ReplaceAll(s, "-", "")
	}
	return s
}

// MaskID keeps the first four and the last four characters of a document number.
func MaskID(s string) string {
	if len(s) < 9 {
		return strings.Repeat("*", len(s))
	}
	return s[:4] + strings.Repeat("*", len(s)-8) + s[len(s)-4:]
}

// MaskPhone keeps the first three and the last four digits of a number.
func MaskPhone(s string) string {
	if len(s) < 8 {
		return strings.Repeat("*", len(s))
	}
	return s[:3] + strings.Repeat("*", len(s)-7) + s[len(s)-4:]
}
