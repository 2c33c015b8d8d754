package portal

import (
	"fmt"
	"slices"

	"github.com/a-h/templ"
)

// stageOf is the stage of a page.
func (d draft) stageOf(page string) string { return d.Leaves[d.place(page)].Stage }

// stageClass says of a stage on the bar whether it is behind the page, or the one of the page.
func (d draft) stageClass(stage, page string) string {
	here := d.stageOf(page)
	switch {
	case stage == here:
		return "is-here"
	case slices.Index(stages, stage) < slices.Index(stages, here):
		return "is-past"
	}
	return ""
}

func (d draft) stageHere(stage, page string) templ.Attributes {
	if stage == d.stageOf(page) {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}

// streetPath and kindPath are the pages of a choice within a page.
func (d draft) streetPath(key string) string { return d.chosen("where", "street", key) }

func (d draft) kindPath(kind string) string { return d.chosen("who", "kind", kind) }

func (d draft) chosen(page, name, value string) string {
	to := d.action(page)
	if d.Changes {
		return to + "&" + name + "=" + value
	}
	return to + "?" + name + "=" + value
}

// spacedNo shows a case number in its parts: 区划 部门 日期 流水 (rules §3.1).
func spacedNo(no string) string {
	if len(no) != 21 {
		return no
	}
	return no[:6] + " " + no[6:9] + " " + no[9:15] + " " + no[15:]
}

func otherKind(kind string) string {
	if kind == "body" {
		return "person"
	}
	return "body"
}

// fileSize is a size as people read it.
func fileSize(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", max(1, n>>10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
