package store

import "testing"

func TestACacheForgetsWhatIsNotAskedFor(t *testing.T) {
	c := cache[int, string]{most: 100}
	if _, ok := c.get(1); ok {
		t.Fatal("an empty cache has something")
	}
	c.put(1, "asked for")
	for n := 2; n <= 300; n++ {
		c.put(n, "once")
		if v, ok := c.get(1); !ok || v != "asked for" {
			t.Fatalf("after %d others: %q, %v", n-1, v, ok)
		}
	}
	if _, ok := c.get(2); ok {
		t.Error("nothing is ever forgotten")
	}
	if v, ok := c.get(300); !ok || v != "once" {
		t.Error("the newest is forgotten")
	}
	if n := len(c.young) + len(c.old); n > 200 {
		t.Errorf("%d are kept", n)
	}
}
