package scenario

import "strings"

// word is one piece of a line: a bare word, or key=value.
type word struct {
	key   string // before the first =, empty for a bare word
	text  string // the bare word, or what follows the =
	given bool   // there was a =
}

func (w word) String() string {
	if w.given {
		return w.key + "=" + w.text
	}
	return w.text
}

// forgiving maps what a Chinese keyboard puts in place of the signs between words.
var forgiving = strings.NewReplacer("＝", "=", "　", " ", "\t", " ", "＃", "#")

// inner maps those within a word that is no plain text.
var inner = strings.NewReplacer("，", ",", "、", ",", "：", ":", "＠", "@")

// split cuts a line into words at its spaces. Text in 「」 is taken as it stands, spaces
// and all; 「」 may nest in it. A # at the start of a word begins a comment.
func split(line string) ([]word, error) {
	var words []word
	var text strings.Builder
	var w word
	begun, depth := false, 0
	end := func() {
		if begun {
			w.text = text.String()
			words = append(words, w)
		}
		text.Reset()
		w, begun = word{}, false
	}
	for _, r := range line {
		sign := forgiving.Replace(string(r))
		switch {
		case r == '「':
			if depth++; depth > 1 {
				text.WriteRune(r)
			}
			begun = true
		case r == '」' && depth == 0:
			return nil, faultf("多了一个「」」")
		case r == '」':
			if depth--; depth > 0 {
				text.WriteRune(r)
			}
		case depth > 0:
			text.WriteRune(r)
		case sign == " ":
			end()
		case sign == "#" && !begun:
			return words, nil
		case sign == "=" && !w.given:
			w.key, w.given, begun = text.String(), true, true
			text.Reset()
		default:
			text.WriteString(sign)
			begun = true
		}
	}
	if depth > 0 {
		return nil, faultf("「 之后缺少 」")
	}
	end()
	return words, nil
}

// list cuts a value at its commas; an empty value is an empty list.
func list(text string) []string {
	return strings.FieldsFunc(inner.Replace(text), func(r rune) bool { return r == ',' })
}
