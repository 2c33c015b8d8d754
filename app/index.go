package app

import (
	"slices"
	"strings"
	"unicode"
)

// index (索引) is what search knows of a list of things, each an entry.
type index struct {
	codes    []string // of the entries, in their order
	said     postings // words: names, everyday words, themes, what else is written
	full     postings // pinyin of names and everyday words, spelt out in every reading
	initials postings // and its first letters
	sounds   map[string]heard
}

// heard are the readings of a word, kept while an index is made.
type heard struct{ full, initials []string }

func newIndex() *index {
	return &index{said: newPostings(), full: newPostings(), initials: newPostings(), sounds: map[string]heard{}}
}

// weights of the places where a word may be found.
const (
	inName    = 100
	inKeyword = 80
	inTheme   = 40
	inBody    = 10
)

// entry begins the next entry; add and sound say what is known of it.
func (x *index) entry(code string) { x.codes = append(x.codes, code) }

func (x *index) add(weight int32, texts ...string) {
	for _, t := range texts {
		x.said.add(strings.ToLower(t), x.posting(weight))
	}
}

func (x *index) sound(words ...string) {
	for _, w := range words {
		h, known := x.sounds[w]
		if !known {
			h.full, h.initials = readings(w)
			x.sounds[w] = h
		}
		for _, s := range h.full {
			x.full.add(s, x.posting(inKeyword))
		}
		for _, s := range h.initials {
			x.initials.add(s, x.posting(inKeyword))
		}
	}
}

func (x *index) posting(weight int32) posting { return posting{int32(len(x.codes) - 1), weight} }

// made forgets what only the making needed.
func (x *index) made() *index {
	x.sounds = nil
	return x
}

// points is how well each entry fits, zero where it does not.
type points []int32

func (m points) raise(list []posting, times int32) {
	for _, p := range list {
		m[p.entry] = max(m[p.entry], p.weight*times)
	}
}

// score is the sum over the words, zero when one of them is not found at all.
func (x *index) score(words []string) points {
	var total points
	for i, w := range words {
		one := x.named(w)
		x.inPairs(w, one)
		if i == 0 {
			total = one
			continue
		}
		for e := range total {
			if total[e] *= min(one[e], 1); total[e] > 0 {
				total[e] += one[e]
			}
		}
	}
	return total
}

// named is how well a word fits as it was typed, or by its pinyin.
func (x *index) named(word string) points {
	m := make(points, len(x.codes))
	x.inTexts(word, m)
	x.inPinyin(word, m)
	return m
}

// inTexts: an exact fit counts double.
func (x *index) inTexts(word string, m points) {
	for at := range x.said.containing(word) {
		if len(x.said.texts[at]) == len(word) {
			m.raise(x.said.of[at], 2)
		} else {
			m.raise(x.said.of[at], 1)
		}
	}
	for at := range x.said.within(word) {
		m.raise(x.said.of[at], 1)
	}
}

// inPinyin matches typed Latin letters against the sounds of name and keywords.
func (x *index) inPinyin(word string, m points) {
	if len(word) < 2 || strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) {
		return
	}
	for at := range x.initials.containing(word) {
		m.raise(x.initials.of[at], 1)
	}
	if len(word) < 3 {
		return
	}
	for at := range x.full.containing(word) {
		m.raise(x.full.of[at], 1)
	}
}

// inPairs counts, where a Chinese phrase was not found, its two-character pieces that are:
// 办个体户执照 finds 个体工商户 by 个体. Half of the pieces must fit.
func (x *index) inPairs(word string, m points) {
	runes := []rune(word)
	if len(runes) < 3 || runes[0] <= unicode.MaxASCII || !slices.Contains(m, 0) {
		return
	}
	found, best, one := make(points, len(m)), make(points, len(m)), make(points, len(m))
	for i := range len(runes) - 1 {
		clear(one)
		x.inTexts(string(runes[i:i+2]), one)
		for e, s := range one {
			found[e], best[e] = found[e]+min(s, 1), max(best[e], s)
		}
	}
	for e := range m {
		if m[e] == 0 && found[e]*2 >= int32(len(runes)-1) {
			m[e] = best[e] / 2
		}
	}
}

// hit is an entry that was found.
type hit struct {
	entry int
	score int32
}

// search finds entries for what was typed, best first, equal ones in their order.
func (x *index) search(query string) []hit {
	words := queryWords(query)
	if len(words) == 0 || len(x.codes) == 0 {
		return nil
	}
	var keys []int64 // score downwards, then place: one number sorts quicker than a pair
	for e, s := range x.score(words) {
		if s > 0 {
			keys = append(keys, int64(-s)<<32|int64(e))
		}
	}
	slices.Sort(keys)
	hits := make([]hit, len(keys))
	for i, k := range keys {
		hits[i] = hit{int(k & (1<<32 - 1)), int32(-(k >> 32))}
	}
	return hits
}
