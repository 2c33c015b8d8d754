package store

import (
	"sync"

	"yimen/core/casework"
)

// factCache keeps facts that were read, by the hash that binds their text and all before
// it: a page is read, then acted upon, then read again. The text is hashed at every
// reading; only its JSON isn't taken apart anew. Facts are shared: nobody may change one.
type factCache struct {
	mu         sync.Mutex
	young, old map[Hash]casework.Fact // what is not asked for while young fills up is forgotten
}

// mostYoung is how many facts fill a generation: some megabytes.
const mostYoung = 4096

// read gives the fact of a row whose hash has been checked.
func (c *factCache) read(row StoredFact) (casework.Fact, error) {
	if f, ok := c.find(row.Hash); ok {
		return f, nil
	}
	var f casework.Fact
	err := f.UnmarshalJSON(row.Body)
	if err == nil {
		c.keep(row.Hash, f)
	}
	return f, err
}

func (c *factCache) find(h Hash) (casework.Fact, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f, ok := c.young[h]; ok {
		return f, true
	}
	f, ok := c.old[h]
	if ok {
		c.put(h, f)
	}
	return f, ok
}

func (c *factCache) keep(h Hash, f casework.Fact) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(h, f)
}

func (c *factCache) put(h Hash, f casework.Fact) {
	if c.young == nil || len(c.young) >= mostYoung {
		c.young, c.old = make(map[Hash]casework.Fact, mostYoung), c.young
	}
	c.young[h] = f
}
