package portal

import (
	"fmt"

	"github.com/a-h/templ"
)

func stageClass(at, here string) string {
	switch {
	case at == here:
		return "is-here"
	case stageNo(at) < stageNo(here):
		return "is-past"
	}
	return ""
}

func stageHere(at, here string) templ.Attributes {
	if at == here {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}

// firstOpen is the first stage that is not done; with all done, the check.
func firstOpen(list []stageDone) string {
	for _, l := range list {
		if !l.Done {
			return l.Stage
		}
	}
	return "check"
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
