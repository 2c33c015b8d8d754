package ui

import (
	"fmt"

	"github.com/a-h/templ"
)

func hereAttr(n NavItem) templ.Attributes {
	if n.Here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

func pageIfLast(i, n int) string {
	if i == n-1 {
		return "page"
	}
	return "false"
}

func (s Search) suggestAttrs() templ.Attributes {
	a := templ.Attributes{}
	setIf(a, "data-suggest", s.Suggest)
	return a
}

func plain(n int) string { return fmt.Sprint(n) }
