package notice

import "unicode"

// Hidden (看不见的字符) tells of a character that no reader of a document can see and that yet
// changes what he reads: controls, marks that turn the direction of a text, fillers that leave
// a gap, the sign for lost text, and the private area, in which every font has its own. A name
// that holds one is not the name that is read. Signs of no width alone do no harm.
func Hidden(r rune) bool {
	switch r {
	case '\n', '\r', '\t', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060':
		return false
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2028', '\u2029', unicode.ReplacementChar:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}
