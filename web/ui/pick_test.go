package ui

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// A pick becomes the values that its text names; what fits several is refused until one of them is ticked, and what
// was typed stays in the box.
func TestPick(t *testing.T) {
	things := []Option{{Value: "A-1", Label: Text{Zh: "设立登记"}}, {Value: "A-2", Label: Text{Zh: "变更登记"}}, {Value: "B-1", Label: Text{Zh: "建房"}}}
	find := func(text string) (found []Option) {
		for _, o := range things {
			if strings.Contains(text, o.Value) {
				return []Option{o}
			}
			if strings.Contains(o.Label.Zh, text) {
				found = append(found, o)
			}
		}
		return found
	}
	for _, c := range []struct {
		given          []string
		many, required bool
		want           []string
		wrong          string
	}{
		{given: []string{""}},
		{given: []string{""}, required: true, wrong: "required"},
		{given: []string{"B-1"}, want: []string{"B-1"}},
		{given: []string{"建房 B-1"}, want: []string{"B-1"}},
		{given: []string{"建"}, want: []string{"B-1"}},
		{given: []string{"登记"}, wrong: "fits_several"},
		{given: []string{"登记", "A-2"}, want: []string{"A-2"}},
		{given: []string{"登记", "B-1"}, wrong: "fits_several"},
		{given: []string{"建", "A-2"}, want: []string{"B-1"}},
		{given: []string{"没有"}, wrong: "fits_none"},
		{given: []string{"a\x00"}, wrong: "bad_characters"},
		{given: []string{"A-1", "建"}, many: true, want: []string{"A-1", "B-1"}},
		{given: []string{"登记", "A-2", "B-1"}, many: true, want: []string{"A-2", "B-1"}},
	} {
		f := Form{Values: url.Values{"x": c.given}}
		f.Check([]Field{{Name: "x", Kind: KindPick, Multiple: c.many, Required: c.required, Find: find}})
		e, _ := f.Error("x")
		if e.Code != c.wrong || c.wrong == "" && !slices.Equal(f.All("x"), c.want) || c.wrong != "" && !slices.Equal(f.All("x"), c.given) {
			t.Errorf("%q: %q and %q, want %q and %q", c.given, f.All("x"), e.Code, c.want, c.wrong)
		}
	}
}
