package app

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/period"
)

// Catalogue (目录) is all published versions in memory, each for ever the same value.
type Catalogue struct {
	versions map[string][]*catalog.Item // by code, oldest first
	index    []entry                    // for Search, newest version of each item
}

// NewCatalogue indexes published versions.
func NewCatalogue(items []*catalog.Item) *Catalogue {
	c := &Catalogue{versions: map[string][]*catalog.Item{}}
	for _, it := range items {
		c.versions[it.Code] = append(c.versions[it.Code], it)
	}
	for code := range c.versions {
		slices.SortFunc(c.versions[code], func(a, b *catalog.Item) int { return cmp.Compare(a.Version, b.Version) })
	}
	c.index = indexOf(c.versions)
	return c
}

// InForce returns the version in force on a day.
func (c *Catalogue) InForce(code string, on period.Date) (*catalog.Item, bool) {
	list := c.versions[code]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].InForce(on) {
			return list[i], true
		}
	}
	return nil, false
}

// Version returns one published version, in force or not: a running case keeps its own.
func (c *Catalogue) Version(code string, version int) (*catalog.Item, bool) {
	list := c.versions[code]
	for i := range list {
		if list[i].Version == version {
			return list[i], true
		}
	}
	return nil, false
}

// Versions returns every version of an item, oldest first.
func (c *Catalogue) Versions(code string) []*catalog.Item { return c.versions[code] }

// All returns the items in force on a day, by code.
func (c *Catalogue) All(on period.Date) []*catalog.Item {
	var out []*catalog.Item
	for code := range c.versions {
		if it, ok := c.InForce(code, on); ok {
			out = append(out, it)
		}
	}
	slices.SortFunc(out, func(a, b *catalog.Item) int { return cmp.Compare(a.Code, b.Code) })
	return out
}
