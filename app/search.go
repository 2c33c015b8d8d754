package app

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"yimen/core/catalog"
	"yimen/core/period"
)

// addItem makes the entry of an item, of its newest version.
func (x *index) addItem(it *catalog.Item) {
	x.entry(it.Code)
	x.add(inName, it.Name, it.NameEN, it.Code)
	x.add(inKeyword, it.Sheet.Keywords...)
	x.add(inTheme, it.Sheet.ThemesPerson...)
	x.add(inTheme, it.Sheet.ThemesFirm...)
	x.add(inTheme, it.Sheet.LifeEvents...)
	x.add(inBody, it.Sheet.Implementer.Name, it.Result.Name)
	for _, m := range it.Materials {
		x.add(inBody, m.Name)
	}
	x.sound(it.Name)
	x.sound(it.Sheet.Keywords...)
}

// layers are an index of all items, and over it one of the items that were published since it was
// made: the former is made anew only when the latter has grown.
type layers struct{ all, since *index }

// mostSince is how many items at least may have been published since an index of all was made.
const mostSince = 256

// indexOf indexes all items, by code.
func indexOf(versions map[string][]*catalog.Item, codes []string) *index {
	x := newIndex()
	for _, code := range codes {
		list := versions[code]
		x.addItem(list[len(list)-1])
	}
	return x.made()
}

// with is the layers when some items have changed.
func (l layers) with(versions map[string][]*catalog.Item, changed []string) layers {
	if len(changed) == 0 && l.all != nil {
		return l
	}
	if l.since != nil {
		changed = append(slices.Clone(l.since.codes), changed...)
	}
	slices.Sort(changed)
	changed = slices.Compact(changed)
	if l.all == nil || len(changed) > max(mostSince, len(l.all.codes)/8) {
		return layers{all: indexOf(versions, sortedCodes(versions))}
	}
	return layers{l.all, indexOf(versions, changed)}
}

// search finds codes, best first, equal ones by code.
func (l layers) search(query string) []string {
	found := codesOf(l.all, query)
	if l.since != nil {
		found = slices.DeleteFunc(found, func(f foundCode) bool { return l.renewed(f.code) })
		found = append(found, codesOf(l.since, query)...)
		slices.SortFunc(found, func(a, b foundCode) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.code, b.code)) })
	}
	codes := make([]string, len(found))
	for i, f := range found {
		codes[i] = f.code
	}
	return codes
}

type foundCode struct {
	code  string
	score int32
}

func codesOf(x *index, query string) []foundCode {
	hits := x.search(query)
	found := make([]foundCode, len(hits))
	for i, h := range hits {
		found[i] = foundCode{x.codes[h.entry], h.score}
	}
	return found
}

// renewed tells that the entry of an item in the index of all is out of date.
func (l layers) renewed(code string) bool {
	if l.since == nil {
		return false
	}
	_, is := slices.BinarySearch(l.since.codes, code)
	return is
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
	var found []*catalog.Item
	for _, code := range c.layers.search(query) {
		if it, ok := c.InForce(code, on); ok {
			found = append(found, it)
		}
	}
	return found
}

// Pick (选事项) finds the items in force that a text names: by a code in it that one alone, by a whole name those
// that bear it, else what Search finds.
func (c *Catalogue) Pick(text string, on period.Date) []*catalog.Item {
	for _, w := range strings.Fields(text) {
		if it, ok := c.InForce(w, on); ok {
			return []*catalog.Item{it}
		}
	}
	found := c.Search(text, on)
	whole := slices.DeleteFunc(slices.Clone(found), func(it *catalog.Item) bool { return text != it.Name && text != it.NameEN })
	if len(whole) > 0 {
		return whole
	}
	return found
}

// named are the items whose name, code or keywords have a word, also by its pinyin; in force or
// not, for old cases have old items.
func (c *Catalogue) named(word string) map[string]bool {
	found := map[string]bool{}
	for _, x := range []*index{c.layers.all, c.layers.since} {
		if x == nil {
			continue
		}
		for e, s := range x.named(word) {
			if code := x.codes[e]; s >= inKeyword && (x == c.layers.since || !c.layers.renewed(code)) {
				found[code] = true
			}
		}
	}
	return found
}
