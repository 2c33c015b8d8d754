package app

import (
	"iter"
	"strings"
)

// postings (倒排表) lead from a word to whose it is. Each text stands here once with all who have
// it, for many bodies' items are named alike; each pair of neighbouring characters leads to the
// texts that have it.
type postings struct {
	place   map[string]int32
	texts   []string
	of      [][]posting // by the text's place
	pairs   map[pair][]int32
	longest int // bytes of the longest text
}

// posting is one who has a text: the place of an entry, and the text's weight there.
type posting struct{ entry, weight int32 }

// pair is two neighbouring characters, or one alone with zero after it.
type pair [2]rune

func newPostings() postings {
	return postings{place: map[string]int32{}, pairs: map[pair][]int32{}}
}

// add notes that an entry has a text.
func (p *postings) add(text string, has posting) {
	if text == "" {
		return
	}
	at, known := p.place[text]
	if !known {
		at = p.learn(text)
	}
	p.of[at] = append(p.of[at], has)
}

func (p *postings) learn(text string) int32 {
	at := int32(len(p.texts))
	p.place[text], p.longest = at, max(p.longest, len(text))
	p.texts, p.of = append(p.texts, text), append(p.of, nil)
	var before rune
	for i, r := range text {
		p.lead(pair{r}, at)
		if i > 0 {
			p.lead(pair{before, r}, at)
		}
		before = r
	}
	return at
}

func (p *postings) lead(from pair, to int32) {
	if list := p.pairs[from]; len(list) == 0 || list[len(list)-1] != to {
		p.pairs[from] = append(list, to)
	}
}

// containing are the texts that have a word in them. Only those are looked at that have the pair
// of its characters which the fewest have.
func (p *postings) containing(word string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, at := range p.fewest([]rune(word)) {
			if strings.Contains(p.texts[at], word) && !yield(at) {
				return
			}
		}
	}
}

func (p *postings) fewest(word []rune) []int32 {
	if len(word) == 1 {
		return p.pairs[pair{word[0]}]
	}
	var least []int32
	for i := range len(word) - 1 {
		list := p.pairs[pair{word[i], word[i+1]}]
		if i == 0 || len(list) < len(least) {
			least = list
		}
	}
	return least
}

// leastWithin is how many bytes a text must have to be looked for within a word: two Chinese
// characters.
const leastWithin = 6

// within are the texts that stand in a longer word: 怎么办营业执照 has 营业执照 in it.
func (p *postings) within(word string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for from := range word {
			for to := range word[from:] {
				if to >= leastWithin && to <= p.longest && !p.stands(word[from:from+to], yield) {
					return
				}
			}
			if tail := word[from:]; from > 0 && len(tail) >= leastWithin && !p.stands(tail, yield) {
				return
			}
		}
	}
}

func (p *postings) stands(text string, yield func(int32) bool) bool {
	at, known := p.place[text]
	return !known || yield(at)
}
