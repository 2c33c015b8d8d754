package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"yimen/core/catalog"
	"yimen/core/period"
)

// entry is what search knows of one item: each text with its weight, and the pinyin of
// its name in every reading.
type entry struct {
	code     string
	texts    []weighted
	full     []string // joined pinyin, one for each reading tried
	initials []string
}

type weighted struct {
	text   string
	weight int
}

// weights of the places where a word may be found.
const (
	inName    = 100
	inKeyword = 80
	inTheme   = 40
	inBody    = 10
)

func indexOf(versions map[string][]*catalog.Item) []entry {
	var out []entry
	for code, list := range versions {
		it := list[len(list)-1]
		e := entry{code: code}
		e.add(inName, it.Name, it.NameEN, it.Code)
		e.add(inKeyword, it.Sheet.Keywords...)
		e.add(inTheme, it.Sheet.ThemesPerson...)
		e.add(inTheme, it.Sheet.ThemesFirm...)
		e.add(inTheme, it.Sheet.LifeEvents...)
		e.add(inBody, it.Sheet.Implementer.Name, it.Result.Name)
		for _, m := range it.Materials {
			e.add(inBody, m.Name)
		}
		for _, word := range append([]string{it.Name}, it.Sheet.Keywords...) {
			full, initials := readings(word)
			e.full, e.initials = append(e.full, full...), append(e.initials, initials...)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Compare(a.code, b.code) })
	return out
}

func (e *entry) add(weight int, texts ...string) {
	for _, t := range texts {
		if t != "" {
			e.texts = append(e.texts, weighted{strings.ToLower(t), weight})
		}
	}
}

// maxReadings bounds the readings of a word with many characters of several sounds.
const maxReadings = 16

// readings gives the joined pinyin and the initials of a word, in every reading of its
// characters (行 xing, hang), up to maxReadings.
func readings(word string) (full, initials []string) {
	args := pinyin.NewArgs()
	args.Heteronym = true
	full, initials = []string{""}, []string{""}
	for _, sounds := range pinyin.Pinyin(word, args) {
		full = times(full, sounds)
		letters := make([]string, 0, len(sounds))
		for _, s := range sounds {
			if !slices.Contains(letters, s[:1]) {
				letters = append(letters, s[:1])
			}
		}
		initials = times(initials, letters)
	}
	return full, initials
}

func times(heads, tails []string) []string {
	if len(heads)*len(tails) > maxReadings {
		tails = tails[:1]
	}
	var out []string
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}

// maxQuery is how many characters of a query are looked at: the time of a search grows with
// them.
const maxQuery = 64

// queryWords are the words that were typed, in small letters.
func queryWords(query string) []string {
	if runes := []rune(query); len(runes) > maxQuery {
		query = string(runes[:maxQuery])
	}
	return strings.Fields(strings.ToLower(query))
}

// Search (搜索) finds the items in force for words, pinyin, initials or everyday words
// (开店), best first. An empty query finds nothing; what follows maxQuery does not count.
func (c *Catalogue) Search(query string, on period.Date) []*catalog.Item {
	return best(c.index, query, func(i int) (*catalog.Item, bool) { return c.InForce(c.index[i].code, on) })
}

// best finds what entries stand for, best first: find gives it by the entry's place, if it counts.
func best[T any](index []entry, query string, find func(i int) (T, bool)) []T {
	words := queryWords(query)
	if len(words) == 0 {
		return nil
	}
	type hit struct {
		found T
		score int
	}
	var hits []hit
	for i, e := range index {
		score := e.score(words)
		if found, ok := find(i); ok && score > 0 {
			hits = append(hits, hit{found, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	out := make([]T, len(hits))
	for i, h := range hits {
		out[i] = h.found
	}
	return out
}

// score is the sum over the words, zero when one of them is not found at all.
func (e entry) score(words []string) int {
	total := 0
	for _, w := range words {
		s := max(e.inTexts(w), e.inPinyin(w))
		if s == 0 {
			s = e.pairs(w)
		}
		if s == 0 {
			return 0
		}
		total += s
	}
	return total
}

// named are the items whose name, code or keywords have a word, also by its pinyin; in force or
// not, for old cases have old items.
func (c *Catalogue) named(word string) map[string]bool {
	found := map[string]bool{}
	for _, e := range c.index {
		if max(e.inTexts(word), e.inPinyin(word)) >= inKeyword {
			found[e.code] = true
		}
	}
	return found
}

func (e entry) inTexts(word string) int {
	best := 0
	for _, t := range e.texts {
		switch {
		case t.text == word:
			best = max(best, t.weight*2)
		case strings.Contains(t.text, word), len(t.text) >= 6 && strings.Contains(word, t.text):
			best = max(best, t.weight)
		}
	}
	return best
}

// inPinyin matches typed Latin letters against the sounds of name and keywords.
func (e entry) inPinyin(word string) int {
	if len(word) < 2 || strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 0
	}
	prefixed := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, word) })
	}
	switch {
	case prefixed(e.initials):
		return inKeyword
	case len(word) >= 3 && prefixed(e.full):
		return inKeyword
	}
	return 0
}

// pairs counts the two-character pieces of a Chinese phrase that are found: 办个体户执照
// finds 个体工商户 by 个体. Half of the pieces must fit.
func (e entry) pairs(word string) int {
	runes := []rune(word)
	if len(runes) < 3 || runes[0] <= unicode.MaxASCII {
		return 0
	}
	found, best := 0, 0
	for i := range len(runes) - 1 {
		if s := e.inTexts(string(runes[i : i+2])); s > 0 {
			found, best = found+1, max(best, s)
		}
	}
	if found*2 < len(runes)-1 {
		return 0
	}
	return best / 2
}
