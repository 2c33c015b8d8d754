package app

import (
	"cmp"
	"slices"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// Catalogue (目录) is all published versions in memory, each for ever the same value.
type Catalogue struct {
	versions map[string][]*catalog.Item // by code, oldest first, each with the last day it is in force
	written  map[string][]*catalog.Item // the same as they were published
	index    []entry                    // for Search, newest version of each item
}

// NewCatalogue indexes published versions. A later version ends the one before it, and a
// withdrawal ends the version it names (catalog.Ends).
func NewCatalogue(items []*catalog.Item, withdrawn ...store.Withdrawal) *Catalogue {
	c := &Catalogue{versions: map[string][]*catalog.Item{}, written: map[string][]*catalog.Item{}}
	for _, it := range items {
		c.written[it.Code] = append(c.written[it.Code], it)
	}
	for code, list := range c.written {
		slices.SortFunc(list, func(a, b *catalog.Item) int { return cmp.Compare(a.Version, b.Version) })
		c.versions[code] = catalog.Ends(list, func(version int) (period.Date, bool) {
			i := slices.IndexFunc(withdrawn, func(w store.Withdrawal) bool { return w.Code == code && w.Version == version })
			if i < 0 {
				return 0, false
			}
			return withdrawn[i].Last, true
		})
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

// asPublished returns one version as it was published, without what came after.
func (c *Catalogue) asPublished(code string, version int) (*catalog.Item, bool) {
	for _, it := range c.written[code] {
		if it.Version == version {
			return it, true
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
