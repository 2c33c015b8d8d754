package app_test

import (
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/starter"
)

// shipped is the catalogue of the starter data.
func shipped(t testing.TB) *app.Catalogue {
	t.Helper()
	items, err := app.ReadItems(starter.Data, "items")
	must(t, err)
	return app.NewCatalogue(pointers(items))
}

func pointers(items []catalog.Item) []*catalog.Item {
	var all []*catalog.Item
	for i := range items {
		all = append(all, &items[i])
	}
	return all
}

// What people type, and what they look for.
func TestSearchFinds(t *testing.T) {
	c, today := shipped(t), period.NewDate(2026, 3, 2)
	for query, want := range map[string]string{
		"开店":        "LW-XK-001", // an everyday word for 个体工商户设立登记
		"我想开店":      "LW-XK-001",
		"怎么办营业执照":   "LW-XK-001",
		"办个体户执照":    "LW-XK-001",
		"个体工商户":     "LW-XK-001",
		"个体登记":      "LW-XK-001", // two of its three pairs
		"设立 个体":     "LW-XK-001", // both words
		"getihu":    "LW-XK-001", // pinyin
		"GeTiHu":    "LW-XK-001",
		"kaidian":   "LW-XK-001",
		"gtgsh":     "LW-XK-001", // initials
		"开店！":       "LW-XK-001",
		"LW-XK-001": "LW-XK-001",
		"lw-xk-001": "LW-XK-001",
		"砍树":        "LW-XK-007",
		"准生证":       "LW-GG-001",
		"laonian":   "LW-GG-002",
		"lnz":       "LW-GG-002",
		"低保":        "LW-JF-001",
		"pregnancy": "LW-GG-001", // English
		"Food":      "LW-XK-003",
	} {
		found := c.Search(query, today)
		if len(found) == 0 || found[0].Code != want {
			t.Errorf("%q finds %v first, want %s", query, codes(found), want)
		}
	}
	for _, query := range []string{"", " 　\n", "xyzzy", "%", "_", "*", "' OR 1=1 --", "开店 xyzzy", "火星移民"} {
		if found := c.Search(query, today); len(found) > 0 {
			t.Errorf("%q finds %v", query, codes(found))
		}
	}
}

func codes(items []*catalog.Item) (all []string) {
	for _, it := range items {
		all = append(all, it.Code)
	}
	return all
}

// Only what is in force that day is found, in the version of that day.
func TestSearchKeepsToTheDay(t *testing.T) {
	day := func(y int) period.Date { return period.NewDate(y, 1, 1) }
	c := app.NewCatalogue([]*catalog.Item{
		{Code: "a", Version: 1, Name: "养犬登记", From: day(2015), To: day(2020).Add(-1)},
		{Code: "a", Version: 2, Name: "养犬登记", From: day(2020)},
		{Code: "b", Version: 1, Name: "养犬年检", From: day(2015), To: day(2018)},
	})
	for year, want := range map[int][]string{2014: nil, 2016: {"a1", "b1"}, 2019: {"a1"}, 2026: {"a2"}} {
		var got []string
		for _, it := range c.Search("养犬", day(year)) {
			got = append(got, it.Code+string(rune('0'+it.Version)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("in %d: %v, want %v", year, got, want)
		}
	}
}

// The time of a search does not grow with a hostile query: its tail is not looked at.
func TestSearchLooksAtTheBeginningOnly(t *testing.T) {
	c, today := shipped(t), period.NewDate(2026, 3, 2)
	for tail, want := range map[string]int{
		strings.Repeat(" ", 62) + "xyzzy":                   len(c.Search("开店", today)),
		strings.Repeat(" ", 57) + "xyzzy":                   0,
		strings.Repeat(" ", 62) + strings.Repeat("火星", 1e6): len(c.Search("开店", today)),
	} {
		if found := c.Search("开店"+tail, today); len(found) != want {
			t.Errorf("with a tail of %d bytes: %d found, want %d", len(tail), len(found), want)
		}
	}
}
