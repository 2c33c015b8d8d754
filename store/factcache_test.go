package store

import (
	"fmt"
	"testing"

	"yimen/core/org"
)

func row(n int) StoredFact {
	text := fmt.Appendf(nil, `{"n":%d,"act":"pass","at":7,"by":{"kind":"staff"},"body":{"t":"同意"}}`, n)
	return StoredFact{Seq: n, Body: text, Hash: Genesis(1).Link(text)}
}

func TestAFactIsReadOnceAndForgottenAtLast(t *testing.T) {
	var c factCache
	read := func(n int) {
		t.Helper()
		f, err := c.read(row(n))
		if err != nil || f.Seq != n || f.Act != org.Pass {
			t.Fatalf("fact %d: %+v, %v", n, f, err)
		}
	}
	read(1)
	if f, ok := c.find(row(1).Hash); !ok || f.Seq != 1 {
		t.Fatalf("not kept: %+v", f)
	}
	for n := 2; n <= 3*mostYoung; n++ {
		read(n)
		read(1) // asked for all the time, so kept
	}
	if _, ok := c.find(row(1).Hash); !ok {
		t.Error("what is asked for was forgotten")
	}
	if _, ok := c.find(row(2).Hash); ok {
		t.Error("nothing is ever forgotten")
	}
	if n := len(c.young) + len(c.old); n > 2*mostYoung {
		t.Errorf("%d facts are kept", n)
	}
	if _, err := c.read(StoredFact{Body: []byte(`{"act":"none"}`)}); err == nil {
		t.Error("a fact of no known act was read")
	}
}
