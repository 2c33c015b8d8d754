package scenario

import (
	"strings"
)

// term is one word of the language and what it stands for.
type term[T comparable] struct {
	word string
	is   T
}

// vocabulary (词表) is a closed list of words: reading an unknown one names those allowed.
type vocabulary[T comparable] []term[T]

// read finds what a word stands for.
func (v vocabulary[T]) read(word string) (T, error) {
	for _, t := range v {
		if t.word == word {
			return t.is, nil
		}
	}
	var none T
	return none, unknown(word, v.words())
}

// say finds the word for a value; a value without a word is shown as it is by the caller.
func (v vocabulary[T]) say(is T) (string, bool) {
	for _, t := range v {
		if t.is == is {
			return t.word, true
		}
	}
	return "", false
}

// words lists the words in the order of the table.
func (v vocabulary[T]) words() []string {
	var all []string
	for _, t := range v {
		all = append(all, t.word)
	}
	return all
}

// unknown is the sentence for a word that is not in the language.
func unknown(word string, allowed []string) error {
	if len(allowed) == 0 {
		return faultf("不认识「%s」，此处不需要填写", word)
	}
	return faultf("不认识「%s」，可写：%s", word, strings.Join(allowed, "、"))
}
