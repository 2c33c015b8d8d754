package store

import "sync"

// cache keeps what was used lately and never changes. What is not asked for while one
// generation fills up is forgotten with the one before.
type cache[K comparable, V any] struct {
	most       int // how much fills a generation
	mu         sync.Mutex
	young, old map[K]V
}

func (c *cache[K, V]) get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.young[key]; ok {
		return v, true
	}
	v, ok := c.old[key]
	if ok {
		c.keep(key, v)
	}
	return v, ok
}

func (c *cache[K, V]) put(key K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, v)
}

func (c *cache[K, V]) keep(key K, v V) {
	if c.young == nil || len(c.young) >= c.most {
		c.young, c.old = make(map[K]V, c.most), c.young
	}
	c.young[key] = v
}
