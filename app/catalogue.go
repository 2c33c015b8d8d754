package app

import (
	"cmp"
	"maps"
	"slices"
	"sync/atomic"

	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// Catalogue (目录) is all published versions in memory, each for ever the same value.
type Catalogue struct {
	versions  map[string][]*catalog.Item // by code, oldest first, each with the last day it is in force
	written   map[string][]*catalog.Item // the same as they were published
	withdrawn map[string][]store.Withdrawal
	layers    layers // for Search, newest version of each item

	today atomic.Pointer[dayList]
}

// dayList is what was in force on the day that All was asked for last.
type dayList struct {
	on    period.Date
	items []*catalog.Item
}

// NewCatalogue indexes published versions. A later version ends the one before it, and a
// withdrawal ends the version it names (catalog.Ends).
func NewCatalogue(items []*catalog.Item, withdrawn ...store.Withdrawal) *Catalogue {
	return new(Catalogue).Next(items, withdrawn...)
}

// Next is the catalogue of what is published now. Items of which nothing has changed are taken
// over as they stand, with what search knows of them.
func (c *Catalogue) Next(items []*catalog.Item, withdrawn ...store.Withdrawal) *Catalogue {
	next := &Catalogue{versions: map[string][]*catalog.Item{}, written: map[string][]*catalog.Item{}, withdrawn: map[string][]store.Withdrawal{}}
	for _, it := range items {
		next.written[it.Code] = append(next.written[it.Code], it)
	}
	for _, w := range withdrawn {
		next.withdrawn[w.Code] = append(next.withdrawn[w.Code], w)
	}
	var published []string
	for code, list := range next.written {
		slices.SortFunc(list, func(a, b *catalog.Item) int { return cmp.Compare(a.Version, b.Version) })
		same := slices.Equal(list, c.written[code])
		if !same {
			published = append(published, code)
		}
		if same && slices.Equal(next.withdrawn[code], c.withdrawn[code]) {
			next.versions[code] = c.versions[code]
		} else {
			next.versions[code] = lasting(list, next.withdrawn[code])
		}
	}
	next.layers = c.layers.with(next.versions, published)
	return next
}

func lasting(list []*catalog.Item, withdrawn []store.Withdrawal) []*catalog.Item {
	return catalog.Ends(list, func(version int) (period.Date, bool) {
		i := slices.IndexFunc(withdrawn, func(w store.Withdrawal) bool { return w.Version == version })
		if i < 0 {
			return 0, false
		}
		return withdrawn[i].Last, true
	})
}

func sortedCodes(versions map[string][]*catalog.Item) []string {
	return slices.Sorted(maps.Keys(versions))
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

// All returns the items in force on a day, by code. The list is the caller's.
func (c *Catalogue) All(on period.Date) []*catalog.Item {
	if last := c.today.Load(); last != nil && last.on == on {
		return slices.Clone(last.items)
	}
	var out []*catalog.Item
	for _, code := range sortedCodes(c.versions) {
		if it, ok := c.InForce(code, on); ok {
			out = append(out, it)
		}
	}
	c.today.Store(&dayList{on, out})
	return slices.Clone(out)
}
