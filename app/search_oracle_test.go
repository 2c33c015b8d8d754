package app_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/testkit"
)

// looked is what the oracle knows of one item: it looks at every text of every item, word by
// word, and knows no postings.
type looked struct {
	item           *catalog.Item
	texts          []weighted
	full, initials []string
}

type weighted struct {
	text   string
	weight int
}

func scan(it *catalog.Item) looked {
	e := looked{item: it}
	e.add(100, it.Name, it.NameEN, it.Code)
	e.add(80, it.Sheet.Keywords...)
	e.add(40, slices.Concat(it.Sheet.ThemesPerson, it.Sheet.ThemesFirm, it.Sheet.LifeEvents)...)
	e.add(10, it.Sheet.Implementer.Name, it.Result.Name)
	for _, m := range it.Materials {
		e.add(10, m.Name)
	}
	for _, word := range append([]string{it.Name}, it.Sheet.Keywords...) {
		full, initials := app.Readings(word)
		e.full, e.initials = append(e.full, full...), append(e.initials, initials...)
	}
	return e
}

func (e *looked) add(weight int, texts ...string) {
	for _, t := range texts {
		if t != "" {
			e.texts = append(e.texts, weighted{strings.ToLower(t), weight})
		}
	}
}

func (e *looked) score(words []string) (total int) {
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

func (e *looked) inTexts(word string) int {
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

func (e *looked) inPinyin(word string) int {
	if len(word) < 2 || strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 0
	}
	has := func(s string) bool { return strings.Contains(s, word) }
	if slices.ContainsFunc(e.initials, has) || len(word) >= 3 && slices.ContainsFunc(e.full, has) {
		return 80
	}
	return 0
}

func (e *looked) pairs(word string) int {
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

// searchDay is a day on which the starter catalogue is in force.
var searchDay = period.NewDate(2026, 3, 2)

// oracle finds by looking at everything: the codes with their scores, best first, and the codes
// that one word names.
type oracle []looked

func oracleOf(newest map[string]*catalog.Item) oracle {
	var o oracle
	for _, it := range newest {
		o = append(o, scan(it))
	}
	slices.SortFunc(o, func(a, b looked) int { return cmp.Compare(a.item.Code, b.item.Code) })
	return o
}

func (o oracle) search(query string) (found []string) {
	words := app.QueryWords(query)
	if len(words) == 0 {
		return nil
	}
	type hit struct {
		code  string
		score int
	}
	var hits []hit
	for i := range o {
		if s := o[i].score(words); s > 0 {
			hits = append(hits, hit{o[i].item.Code, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	for _, h := range hits {
		found = append(found, h.code)
	}
	return found
}

func (o oracle) named(word string) (found []string) {
	for i := range o {
		if max(o[i].inTexts(word), o[i].inPinyin(word)) >= 80 {
			found = append(found, o[i].item.Code)
		}
	}
	return found
}

// pieces are what queries are made of: pieces of what items say and of how it sounds, whole words,
// and what nobody says.
func pieces(o oracle) *rapid.Generator[string] {
	strange := []string{"x", "XYZ", "z", "a", "火星", "怎么办", "我想", "！", "%", "\xff", "𬭎", "0", "-", "证证证"}
	return rapid.Custom(func(t *rapid.T) string {
		e := o[rapid.IntRange(0, len(o)-1).Draw(t, "item")]
		var texts []string
		for _, w := range e.texts {
			texts = append(texts, w.text)
		}
		from := rapid.SampledFrom([][]string{texts, texts, e.full, e.initials, strange}).Draw(t, "from")
		text := rapid.SampledFrom(append(slices.Clone(from), "x")).Draw(t, "text")
		runes := []rune(cmp.Or(text, "a")) // what has no Chinese sounds of nothing
		i := rapid.IntRange(0, len(runes)-1).Draw(t, "i")
		return string(runes[i:rapid.IntRange(i+1, len(runes)).Draw(t, "j")])
	})
}

// The index finds what a look at every text finds, in the same order: on the starter catalogue and
// on a county's, where many bodies' items are named alike.
func TestSearchFindsWhatAScanFinds(t *testing.T) {
	starters := shipped(t).All(searchDay)
	county := testkit.County(starters, 60, 5, true)
	for name, items := range map[string][]*catalog.Item{"starter": starters, "county": append(pointers(county), starters...)} {
		t.Run(name, func(t *testing.T) {
			newest := map[string]*catalog.Item{}
			for _, it := range items {
				newest[it.Code] = it
			}
			c, o := app.NewCatalogue(items), oracleOf(newest)
			rapid.Check(t, func(t *rapid.T) { sameFound(t, c, o) })
		})
	}
}

// sameFound asks the index and the oracle for one query.
func sameFound(t *rapid.T, c *app.Catalogue, o oracle) {
	words := rapid.SliceOfN(pieces(o), 1, 3).Draw(t, "pieces")
	query := strings.Join(words, rapid.SampledFrom([]string{" ", "", "　"}).Draw(t, "between"))
	if got, want := codes(c.Search(query, searchDay)), o.search(query); !slices.Equal(got, want) {
		t.Fatalf("%q finds %v, a scan finds %v", query, got, want)
	}
	word := strings.ToLower(words[0])
	var got []string
	for code := range app.Named(c, word) {
		got = append(got, code)
	}
	slices.Sort(got)
	if want := o.named(word); !slices.Equal(got, want) {
		t.Fatalf("%q names %v, by a scan %v", word, got, want)
	}
}

// A catalogue that was carried on from one publication to the next finds what one finds that was
// made of everything at once.
func TestSearchFollowsPublication(t *testing.T) {
	starters := shipped(t).All(searchDay)
	county := testkit.County(starters, 1305, 1, false)
	names := []string{"养犬登记", "老年优待证", "占道许可", "重办营业执照", "个体户"}
	rapid.Check(t, func(t *rapid.T) {
		all, newest := slices.Clone(starters), map[string]*catalog.Item{}
		for _, it := range all {
			newest[it.Code] = it
		}
		c := app.NewCatalogue(all)
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for range rapid.IntRange(0, 90).Draw(t, "published") {
				it := county[rapid.IntRange(0, len(county)-1).Draw(t, "which")]
				if rapid.Bool().Draw(t, "renews") {
					it = *starters[rapid.IntRange(0, len(starters)-1).Draw(t, "of")]
				}
				if old := newest[it.Code]; old != nil {
					it.Version = old.Version + 1
					it.Name = fmt.Sprint(rapid.SampledFrom(names).Draw(t, "name"), it.Version)
				}
				all, newest[it.Code] = append(all, &it), &it
			}
			c = c.Next(all)
		}
		sameFound(t, c, oracleOf(newest))
	})
}
