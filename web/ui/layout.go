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

func plain(n int) string { return fmt.Sprint(n) }
